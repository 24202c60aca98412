"""Drawing up a plan: the contacts, what each may open, the choice among them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.agenda import Dealings, Wanted, dealings_of, targets_of
from graph.care import Care, care_for
from graph.entities import Employment, Key, Person, Tie
from graph.plan.choose import Choice, choose
from graph.plan.leave import left_alone, pairs_of_no_use
from graph.plan.reach import Errand, Reached, Reacher
from graph.plan.rungs import rung_of
from graph.store import View
from graph.strength import chance, chance_of, cost
from graph.strike import Seal
from schemas.events.base import moment_text
from schemas.plan import MoveRung, PlanQuestion

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A plan before it is told."""

    asker: Person
    now: str
    targets: Sequence[Wanted]
    moves: Sequence[Candidate]  # chosen, the one that adds most first
    choice: Choice
    resting: Sequence[Candidate]  # to be left in peace; who might open most first
    within_reach: int
    reached: Reached
    unnamed: frozenset[str]  # companies that no word may name
    cut: bool


async def drawn(
    view: View, sealing: Seal, asker: Person, asked: PlanQuestion, reacher: Reacher
) -> Drawn:
    """The plan of *asker*.

    Raises:
        InvalidIdentifier: by a ref of a list that is none. One that nobody has is no error.
    """
    now = moment_text(asked.now)
    wanted = await targets_outside(view, asker, now)
    targets = wanted[:MOST_TARGETS]
    dealings = await dealings_of(view, asker)
    leave = await left_alone(view, sealing, asker, asked)
    ties = await _ties(view, asker, now, leave.people)
    contacts = ties[:MOST_CONTACTS]
    reached = await reacher.reach(
        Errand(
            asker=asker.id, now=now, max_hops=asked.max_hops, avoid=leave.people,
            contacts=tuple(tie.other(asker.id) for tie in contacts),
            companies=tuple(one.company.id for one in targets),
        )
    )  # fmt: skip
    known = _Known(
        asker=asker, now=now, dealings=dealings, costs=reached.costs,
        people=await _people(view, asker, contacts, dealings),
        closed=leave.pairs | await pairs_of_no_use(view, dealings, now),
    )  # fmt: skip
    candidates = [known.candidate(tie) for tie in contacts if tie.other(asker.id) in reached.costs]
    able = [one for one in candidates if one.rung and one.chances]
    priorities = {one.company.id: one.target.priority for one in targets}
    choice = choose([one.chances for one in able], priorities, asked.k)
    resting = [one for one in candidates if one.care.held]
    return Drawn(
        asker=asker, now=now, targets=targets, moves=[able[move] for move in choice.moves],
        choice=choice, reached=reached, unnamed=leave.unnamed,
        resting=sorted(resting, key=lambda one: (-_worth(one, priorities), one.contact)),
        within_reach=len({company for one in candidates for company in one.chances}),
        cut=reached.cut or len(wanted) > len(targets) or len(ties) > len(contacts),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is known of all contacts."""

    asker: Person
    now: str
    people: Mapping[str, Person]  # of these, whoever something has passed with
    dealings: Mapping[str, Dealings]
    costs: Mapping[str, Mapping[str, int]]
    closed: Collection[tuple[str, str]]

    def candidate(self, tie: Tie) -> Candidate:
        contact = tie.other(self.asker.id)
        person, passed = self.people.get(contact), self.dealings.get(contact)
        care = care_for(passed, self.asker, person, self.now) if person and passed else Care()
        sure = chance(tie, self.now)
        return Candidate(
            contact=contact, tie=tie, care=care,
            rung=rung_of(tie, self.asker, person, care),
            chances={
                company: sure * chance_of(onward)
                for company, onward in self.costs[contact].items()
                if (contact, company) not in self.closed
            },
            passed=passed.count if passed else 0,
        )  # fmt: skip


async def targets_outside(view: View, asker: Person, now: str) -> Sequence[Wanted]:
    """Where *asker* wants to get into and is not inside already, wanted most first."""
    inside = {one.b for one in await view.touching(Employment, [asker.id]) if one.current(now)}
    return [one for one in await targets_of(view, asker) if one.company.id not in inside]


async def _ties(view: View, asker: Person, now: str, avoid: Collection[str]) -> list[Tie]:
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
