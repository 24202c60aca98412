"""What is known of those who come, read for all of them at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from graph.agenda import Dealings, Wanted, dealings_of, goal_of, questions_of
from graph.care import Care, care_for
from graph.entities import Company, Employment, Goal, Key, Person, Question, Target, Tie
from graph.gathering.worth import Wish, chances_of, opens_of, own_chance
from graph.ladder import Volunteered, names_volunteered
from graph.lookup import owners_of
from graph.openers import Listener
from graph.plan.leave import Left
from graph.plan.lines import lines_of
from graph.plan.reach import Errand, Reacher, known_among
from graph.recent import Moved
from graph.store import View
from graph.strength import cost
from graph.wanting import listeners_of

SUREST: Final = 500  # of one's own open ties, of whom it is looked at where they work


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who goes there, what they want, and what they leave alone."""

    asker: Person
    now: str
    max_hops: int
    targets: Sequence[Wanted]
    ties: Mapping[str, Tie]  # the asker's, by the other's id
    left: Left
    quiet_after: int  # days without a word


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What one of them wants, as far as they have said."""

    goal: Goal | None = None
    questions: tuple[Question, ...] = ()
    targets: tuple[str, ...] = ()  # ids of companies


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What is wanted of a talk, and who may lead there; by the ids of people."""

    wish: Wish
    listeners: Mapping[str, Listener]
    opens: Mapping[str, Sequence[str]]  # companies that may be named, those that count most first
    chances: Mapping[str, Mapping[str, float]]  # that a talk opens a company, or finds an answer
    ways: Mapping[str, tuple[str, ...]]  # into the first of *opens*
    people: Mapping[str, Person]  # on the ways
    steps: Mapping[Key, Tie]
    cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All of it; by the ids of people where nothing else is said."""

    asking: Asking
    sought: Sought
    dealings: Mapping[str, Dealings]
    cares: Mapping[str, Care]
    jobs: Mapping[str, Sequence[Employment]]  # of the asker too
    agendas: Mapping[str, Agenda]
    friends: Mapping[str, frozenset[str]]  # by company, the asker's contacts who work there
    companies: Mapping[str, Company]
    owners: Mapping[str, Person | Company]  # whose the identifiers in all of this are
    volunteered: Sequence[Volunteered]


async def scene_of(view: View, asking: Asking, people: Sequence[Person], reacher: Reacher) -> Scene:
    """Read what is known of *people*, in a number of readings that doesn't grow with them.

    Raises:
        Moved: when the network changed while it was read.
    """
    asker, now = asking.asker, asking.now
    dealings = await dealings_of(view, asker)
    passed = {one.id: dealings[one.id] for one in people if one.id in dealings}
    jobs = await _jobs(view, [asker.id, *(one.id for one in people)])
    agendas = await _agendas(view, people)
    sought = await _sought(view, asking, people, passed, jobs, reacher)
    volunteered = await names_volunteered(
        view, asker, [one for one in people if one.id in asking.ties],
        *(one.company for one in asking.targets if one.company.id not in asking.left.unnamed),
    )  # fmt: skip
    named = _named_in(passed.values()).union(*(one.insider for one in volunteered))
    wanted = {at for one in agendas.values() for at in one.targets}
    worked = {one.b for of in jobs.values() for one in of}
    return Scene(
        asking=asking, sought=sought, dealings=passed, jobs=jobs, agendas=agendas,
        cares={
            one.id: care_for(passed[one.id], asker, one, now, asking.quiet_after)
            if one.id in passed
            else Care()
            for one in people
        },
        friends=await _friends(view, asking),
        companies=await _companies(view, asking, wanted | worked),
        owners=await owners_of(view, named),
        volunteered=volunteered,
    )  # fmt: skip


async def _jobs(view: View, people: Collection[str]) -> dict[str, list[Employment]]:
    jobs: dict[str, list[Employment]] = {}
    for one in await view.touching(Employment, people):
        jobs.setdefault(one.a, []).append(one)
    return jobs


async def _agendas(view: View, people: Sequence[Person]) -> dict[str, Agenda]:
    """What each of *people* has said that they want; the latest word counts."""
    whose = {text: one.id for one in people for text in one.identifiers}
    if not whose:
        return {}
    goals = sorted(await view.touching(Goal, list(whose)), key=lambda one: one.stamp)
    latest = {whose[one.person]: one for one in goals if one.person in whose}
    asked = sorted(await view.touching(Question, list(whose)), key=lambda one: one.stamp)
    targets = await _latest_targets(view, whose)
    return {
        one.id: Agenda(
            goal=latest.get(one.id),
            questions=tuple(q for q in asked if q.open and whose.get(q.person) == one.id),
            targets=tuple(at for who, at in targets if who == one.id),
        )
        for one in people
    }


async def _latest_targets(view: View, whose: Mapping[str, str]) -> list[tuple[str, str]]:
    """(person, company) of what is wanted by now, wanted most first."""
    said = sorted(await view.touching(Target, list(whose)), key=lambda one: one.stamp)
    owners = await owners_of(view, {one.company for one in said})
    latest = {
        (whose[one.person], owners[one.company].id): one
        for one in said
        if one.person in whose and one.company in owners
    }
    wanted = {key: one.priority for key, one in latest.items() if one.wanted}
    return sorted(wanted, key=lambda key: (-wanted[key], key))


async def _friends(view: View, asking: Asking) -> dict[str, frozenset[str]]:
    """By company, whom the asker knows there, of the surest open ties."""
    ties = {other: tie for other, tie in asking.ties.items() if tie.open}
    surest = sorted(ties, key=lambda other: (cost(ties[other], asking.now), other))[:SUREST]
    there: dict[str, set[str]] = {}
    for one in await view.touching(Employment, surest) if surest else ():
        if one.current(asking.now):
            there.setdefault(one.b, set()).add(one.a)
    return {company: frozenset(people) for company, people in there.items()}


async def _companies(view: View, asking: Asking, ids: Collection[str]) -> dict[str, Company]:
    found = await view.load(Company, [(id_,) for id_ in sorted(ids)]) if ids else {}
    if len(found) < len(ids):
        raise Moved("the network has gone on")
    known = {one.id: one for one in found.values()}
    return known | {one.company.id: one.company for one in asking.targets}


def _named_in(dealings: Iterable[Dealings]) -> set[str]:
    """The identifiers in what has passed."""
    return {
        end
        for one in dealings
        for end in (
            *(asked.ask.company for asked in one.asks),
            *(line for shared in one.sheets for line in shared.replies),
            *(end for step in one.introductions for end in step.ends),
        )
        if end
    }


async def _sought(  # noqa: PLR0917 - what was read so far
    view: View,
    asking: Asking,
    people: Sequence[Person],
    dealings: Mapping[str, Dealings],
    jobs: Mapping[str, Sequence[Employment]],
    reacher: Reacher,
) -> Sought:
    """Who may open what, and by which way."""
    reached = await reacher.reach(
        Errand(
            asker=asking.asker.id, now=asking.now, max_hops=asking.max_hops,
            avoid=asking.left.people, known=known_among(asking.ties.values(), asking.asker.id),
            contacts=tuple(one.id for one in people if one.id not in asking.left.people),
            companies=tuple(one.company.id for one in asking.targets),
        )
    )  # fmt: skip
    companies = [one.company for one in asking.targets]
    lines = await lines_of(view, asking.asker, dealings, companies, asking.now)
    closed = asking.left.pairs | lines.closed
    wish = Wish(
        companies={one.company.id: one.target.priority for one in asking.targets},
        questions=await questions_of(view, asking.asker),
        goal=await goal_of(view, asking.asker),
    )
    listeners = await listeners_of(view, asking.asker, people, jobs, asking.now)
    chances = {
        one.id: chances_of(
            own_chance(asking.ties.get(one.id), asking.now), reached.costs.get(one.id, {}),
            {at for who, at in closed if who == one.id}, wish, listeners[one.id],
        )
        for one in people
    }  # fmt: skip
    opens = {one: opens_of(of, wish, asking.left.unnamed) for one, of in chances.items()}
    ways = {one: reached.way(one, at[0]) for one, at in opens.items() if at}
    met = {id_ for way in ways.values() for id_ in way}
    found = await view.load(Person, [(id_,) for id_ in sorted(met)]) if met else {}
    pairs = {Tie.between(*ends) for way in ways.values() for ends in pairwise(way)}
    steps = await view.load(Tie, sorted(pairs)) if pairs else {}
    if len(found) < len(met) or len(steps) < len(pairs):
        raise Moved("the network has gone on")  # between two readings
    return Sought(
        wish=wish, listeners=listeners, chances=chances, opens=opens, ways=ways,
        people={one.id: one for one in found.values()}, steps=steps, cut=reached.cut,
    )  # fmt: skip
