"""Drawing up a plan: the contacts, what each may open, the choice among them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from graph.agenda import Dealings, Wanted, dealings_of, introductions_with, targets_of
from graph.care import Care, care_for, thanks_first
from graph.due import owed_thanks
from graph.entities import Employment, Key, Person, Tie
from graph.expecting import experience_of, learnt_chance
from graph.loops import loops_of
from graph.outcomes import Experience
from graph.plan.choose import Choice, choose
from graph.plan.heard import with_words
from graph.plan.leave import Left, left_alone
from graph.plan.lines import Lines, lines_of
from graph.plan.reach import Errand, Reached, Reacher, known_among
from graph.plan.rungs import rung_of
from graph.plan.supposing import chance_of_word
from graph.store import View
from graph.strength import chance_of, cost
from graph.strike import Seal
from schemas.events.base import moment_text
from schemas.plan import MoveRung, PlanQuestion, StandingQuestion

MOST_TARGETS: Final = 200  # those wanted most
MOST_CONTACTS: Final = 5_000  # the surest ties


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A contact, the rung that the tie bears, and what going by the contact may open."""

    contact: str
    tie: Tie
    care: Care
    rung: MoveRung | None
    chances: Mapping[str, float]  # by company
    passed: int  # matters that have passed between the two
    leads: frozenset[str] = frozenset()  # companies where the contact knows somebody: not yet whom


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A plan before it is told."""

    asker: Person
    now: str
    targets: Sequence[Wanted]
    counts: Mapping[str, float]  # how much each company does; its priority, in a plan
    able: Sequence[Candidate]  # who may be asked, and may open something
    choice: Choice  # among them
    resting: Sequence[Candidate]  # to be left in peace; who might open most first
    within_reach: int
    reached: Reached
    unnamed: frozenset[str]  # companies that no word may name
    answered: frozenset[tuple[str, str]]  # (contact, company) that no sheet asks again
    cut: bool

    @property
    def moves(self) -> Sequence[Candidate]:
        """Those chosen, the one that adds most first."""
        return [self.able[move] for move in self.choice.moves]


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a plan rests on."""

    asker: Person
    now: str
    wanted: Sequence[Wanted]
    ties: Sequence[Tie]  # that may begin a way, the surest first
    dealings: Mapping[str, Dealings]
    people: Mapping[str, Person]  # of the contacts, whoever something has passed with
    left: Left
    lines: Lines
    closed: frozenset[tuple[str, str]]  # (contact, company) that lead nowhere
    experience: Experience
    owed: frozenset[str]  # ids of who is due thanks for a door that opened
    quiet_after: int  # days

    @property
    def targets(self) -> Sequence[Wanted]:
        """Those wanted most."""
        return self.wanted[:MOST_TARGETS]

    async def reached(self, reacher: Reacher, ties: Sequence[Tie], max_hops: int) -> Reached:
        """Which targets the contacts of *ties* lead to."""
        return await reacher.reach(
            Errand(
                asker=self.asker.id, now=self.now, max_hops=max_hops, avoid=self.left.people,
                known=known_among(self.ties, self.asker.id),
                contacts=tuple(tie.other(self.asker.id) for tie in ties),
                companies=tuple(one.company.id for one in self.targets),
            )
        )  # fmt: skip

    def candidate(self, tie: Tie, reached: Reached, supposed: Tie | None = None) -> Candidate:
        """The contact of *tie*; the chance is that of the tie *supposed*, if any."""
        contact = tie.other(self.asker.id)
        passed = self.dealings.get(contact)
        care = self._care(contact)
        sure = learnt_chance(supposed or tie, contact, self.experience, self.now)
        return Candidate(
            contact=contact, tie=tie, care=care,
            rung=rung_of(tie, self.asker, self.people.get(contact), care),
            chances={
                company: sure * onward
                for company, onward in self._onward(contact, reached).items()
                if (contact, company) not in self.closed
            },
            passed=passed.count if passed else 0,
            leads=self.lines.leads(contact),
        )  # fmt: skip

    def _care(self, contact: str) -> Care:
        person = self.people.get(contact)
        if person is None:
            return Care()
        passed = self.dealings.get(contact, Dealings())
        care = care_for(passed, self.asker, person, self.now, self.quiet_after)
        return thanks_first(care, person) if contact in self.owed else care

    def _onward(self, contact: str, reached: Reached) -> dict[str, float]:
        """By company, the chance from *contact* on: of the way, or of the contact's own word."""
        costs = reached.costs.get(contact, {})
        onward = {company: chance_of(price) for company, price in costs.items()}
        for company, said in self.lines.known.get(contact, {}).items():
            word = chance_of_word(said, self.now)
            onward[company] = max(word, onward.get(company, 0.0))
        return onward


async def drawn(  # noqa: PLR0917 - as `answer_plan`
    view: View,
    sealing: Seal,
    asker: Person,
    asked: PlanQuestion,
    reacher: Reacher,
    quiet_after: int,
) -> Drawn:
    """The plan of *asker*. Raises as `situation_of`."""
    at = await situation_of(view, sealing, asker, asked, quiet_after)
    contacts = at.ties[:MOST_CONTACTS]
    reached = await at.reached(reacher, contacts, asked.max_hops)
    candidates = [at.candidate(tie, reached) for tie in contacts]
    able = [one for one in candidates if one.rung and one.chances]
    priorities = priorities_of(at.targets)
    return Drawn(
        asker=asker, now=at.now, targets=at.targets, counts=priorities, able=able,
        choice=choose([one.chances for one in able], priorities, asked.k),
        reached=reached, unnamed=at.left.unnamed, answered=at.lines.answered,
        resting=resting_of(candidates, priorities),
        within_reach=len({company for one in candidates for company in one.chances}),
        cut=reached.cut or len(at.wanted) > MOST_TARGETS or len(at.ties) > len(contacts),
    )  # fmt: skip


async def situation_of(
    view: View, sealing: Seal, asker: Person, asked: StandingQuestion, quiet_after: int
) -> Situation:
    """All that a plan of *asker* rests on.

    Raises:
        InvalidIdentifier: by a ref of a list that is none. One that nobody has is no error.
    """
    now = moment_text(asked.now)
    dealings = await dealings_of(view, asker)
    left = await left_alone(view, sealing, asker, asked)
    ties = await ties_of(view, asker, now, left.people)
    wanted = await targets_outside(view, asker, now)
    companies = [one.company for one in wanted[:MOST_TARGETS]]
    lines = await lines_of(view, asker, dealings, companies, now)
    people = await _people(view, asker, ties, dealings)
    return Situation(
        asker=asker, now=now, wanted=wanted, ties=ties,
        dealings=await with_words(view, asker, dealings, people), people=people,
        left=left, lines=lines, closed=left.pairs | lines.closed,
        experience=await experience_of(view, asker, await introductions_with(view, asker)),
        owed=owed_thanks(await loops_of(view, asker, timedelta(days=quiet_after)), now),
        quiet_after=quiet_after,
    )  # fmt: skip


def priorities_of(targets: Sequence[Wanted]) -> dict[str, float]:
    """By company."""
    return {one.company.id: one.target.priority for one in targets}


def resting_of(
    candidates: Sequence[Candidate], priorities: Mapping[str, float]
) -> Sequence[Candidate]:
    """Whoever is to be left in peace; who might open most first."""
    resting = [one for one in candidates if one.care.held]
    return sorted(resting, key=lambda one: (-_worth(one, priorities), one.contact))


async def targets_outside(view: View, asker: Person, now: str) -> Sequence[Wanted]:
    """Where *asker* wants to get into and is not inside already, wanted most first."""
    inside = {one.b for one in await view.touching(Employment, [asker.id]) if one.current(now)}
    return [one for one in await targets_of(view, asker) if one.company.id not in inside]


async def ties_of(view: View, asker: Person, now: str, avoid: Collection[str]) -> list[Tie]:
    """Those of *asker* that may begin a way, the surest first."""
    found = [
        tie
        for tie in await view.touching(Tie, [asker.id])
        if tie.other(asker.id) not in avoid
        and tie.rating != 0
        and (tie.open or tie.last or tie.relations)
    ]
    return sorted(found, key=lambda tie: (cost(tie, now), tie.key))


async def _people(
    view: View, asker: Person, ties: Sequence[Tie], dealings: Mapping[str, Dealings]
) -> dict[str, Person]:
    """The contacts with whom anything has passed, or may have."""
    ids: list[Key] = [
        (other,) for tie in ties if (other := tie.other(asker.id)) in dealings or tie.kind == "hard"
    ]
    return {one.id: one for one in (await view.load(Person, ids)).values()} if ids else {}


def _worth(one: Candidate, priorities: Mapping[str, float]) -> float:
    return sum(priorities[company] * p for company, p in one.chances.items())
