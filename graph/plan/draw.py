"""Drawing up a plan: the contacts, what each may open, the choice among them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.agenda import Dealings, Wanted, dealings_of, introductions_with, targets_of
from graph.care import AFTER_LATER, Care, care_for, later, open_requests
from graph.entities import Employment, Key, Person, Tie
from graph.errors import ErasedRef, UnknownRef
from graph.lookup import company_of, owners_of, person_of
from graph.plan.choose import Choice, choose
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
    wanted = await _targets(view, asker, now)
    targets = wanted[:MOST_TARGETS]
    dealings = await dealings_of(view, asker)
    leave = await _left_alone(view, sealing, asker, asked)
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
        closed=leave.pairs | await _pairs_of_no_use(view, dealings, now),
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
class _Left:
    """Who and what is to be left alone."""

    people: frozenset[str]
    pairs: frozenset[tuple[str, str]]  # contact, company
    unnamed: frozenset[str]


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


async def _targets(view: View, asker: Person, now: str) -> Sequence[Wanted]:
    """Where *asker* is not inside already."""
    inside = {one.b for one in await view.touching(Employment, [asker.id]) if one.current(now)}
    return [one for one in await targets_of(view, asker) if one.company.id not in inside]


async def _left_alone(view: View, sealing: Seal, asker: Person, asked: PlanQuestion) -> _Left:
    insiders, closed = open_requests(await introductions_with(view, asker), asker.identifiers)
    owners = await owners_of(view, {*insiders, *(text for pair in closed for text in pair)})
    people = {owners[text].id for text in insiders if text in owners}
    for ref in asked.never_ask:
        try:
            people.add((await person_of(view, sealing, ref, "never_ask")).id)
        except (UnknownRef, ErasedRef):
            continue  # a standing list may name somebody before, or after, anybody knows of them
    if asked.quiet:
        people |= await _colleagues(view, asker, moment_text(asked.now))
    return _Left(
        people=frozenset(people - {asker.id}),
        pairs=frozenset(
            (owners[one].id, owners[at].id) for one, at in closed if {one, at} <= owners.keys()
        ),
        unnamed=await _unnamed(view, asked.never_reveal),
    )


async def _unnamed(view: View, refs: Iterable[str]) -> frozenset[str]:
    found = set()
    for ref in refs:
        try:
            found.add((await company_of(view, ref, "never_reveal")).id)
        except UnknownRef:
            continue
    return frozenset(found)


async def _colleagues(view: View, asker: Person, now: str) -> set[str]:
    """Everybody who works where *asker* does."""
    mine = {one.b for one in await view.touching(Employment, [asker.id]) if one.current(now)}
    staff = await view.touching(Employment, sorted(mine)) if mine else []
    return {one.a for one in staff if one.b in mine and one.current(now)}


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


async def _pairs_of_no_use(
    view: View, dealings: Mapping[str, Dealings], now: str
) -> frozenset[tuple[str, str]]:
    """(contact, company) of which the contact has no idea, or would be asked later."""
    said = [
        (contact, reply.company)
        for contact, passed in dealings.items()
        for shared in passed.sheets
        for reply in shared.replies.values()
        if reply.answer == "no-idea"
        or (reply.answer == "ask-later" and (reply.until or later(reply.time, AFTER_LATER)) > now)
    ]
    owners = await owners_of(view, {text for _, text in said})
    return frozenset((contact, owners[text].id) for contact, text in said if text in owners)


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
