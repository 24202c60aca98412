"""What somebody wants, asks, is told and gives: matters by people, whatever identifiers they have.

An event names identifiers, so a person's matters are those of all of the person's identifiers;
where several say the same thing, the latest counts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from graph.entities import (
    Ask,
    Company,
    Gathering,
    Goal,
    Intel,
    Introduction,
    Key,
    Matter,
    Person,
    Question,
    Reply,
    Sheet,
    Target,
    Thanks,
)
from graph.lookup import owners_of
from graph.store import View

M = TypeVar("M", bound=Matter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An ask, and the answer to it; none while it is open, also once it was asked again."""

    ask: Ask
    reply: Reply | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A sheet, and what the contact has said of its companies, by identifier as the event has it.

    A contact may speak of a company that is no line of it.
    """

    sheet: Sheet
    replies: Mapping[str, Reply]

    @property
    def open_lines(self) -> Key:
        """The lines without an answer."""
        return tuple(line for line in self.sheet.lines if line not in self.replies)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A company on somebody's list."""

    company: Company
    target: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Pursuit:
    """The introductions by which an asker comes nearer to a company, or to one insider."""

    towards: Company | Person | None
    steps: tuple[Introduction, ...]  # the one begun first comes first

    @property
    def present(self) -> Introduction:
        """The step that it has come to."""
        return self.steps[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealings:
    """All that has passed between two people, either way, the earliest first."""

    asks: tuple[Asked, ...] = ()
    sheets: tuple[Shared, ...] = ()
    introductions: tuple[Introduction, ...] = ()  # in which both have a part
    thanks: tuple[Thanks, ...] = ()
    intel: tuple[Intel, ...] = ()  # that one told the other
    heard: str = ""  # when the other acted last, by any event, where that was looked for

    @property
    def count(self) -> int:
        """How many matters that is."""
        return sum(map(len, (self.asks, self.sheets, self.introductions, self.thanks, self.intel)))


async def goal_of(view: View, person: Person) -> Goal | None:
    """What *person* is looking for."""
    goals = await view.touching(Goal, person.identifiers)
    return max(goals, key=lambda goal: goal.stamp, default=None)


async def questions_of(view: View, person: Person) -> tuple[Question, ...]:
    """The open questions, the earliest noted first."""
    questions = await view.touching(Question, person.identifiers)
    return _in_order(question for question in questions if question.open)


async def targets_of(view: View, person: Person) -> tuple[Wanted, ...]:
    """The companies wanted, the one wanted most first."""
    targets = _in_order(await view.touching(Target, person.identifiers))
    owners = await owners_of(view, (target.company for target in targets))
    latest = {owners[target.company].id: target for target in targets}
    wanted = [
        Wanted(company=company, target=target)
        for target in latest.values()
        if target.wanted and isinstance(company := owners[target.company], Company)
    ]
    return tuple(sorted(wanted, key=lambda one: (-one.target.priority, one.company.id)))


async def asks_of(view: View, person: Person) -> tuple[Asked, ...]:
    """What *person* has asked or been asked, the earliest first."""
    asks = _in_order(await view.touching(Ask, person.identifiers))
    replies = {one.to: one for one in await view.touching(Reply, [ask.names[0] for ask in asks])}
    return tuple(Asked(ask=ask, reply=_since(ask, replies.get(ask.names[0]))) for ask in asks)


async def sheets_of(view: View, person: Person) -> tuple[Shared, ...]:
    """The sheets that *person* has shown or been shown, the earliest first."""
    sheets = _in_order(await view.touching(Sheet, person.identifiers))
    replies = await view.touching(Reply, [sheet.names[0] for sheet in sheets])
    return tuple(
        Shared(
            sheet=sheet, replies={one.company: one for one in replies if one.to == sheet.names[0]}
        )
        for sheet in sheets
    )


async def thanks_of(view: View, person: Person) -> tuple[Thanks, ...]:
    """The thanks that *person* has sent or got, the earliest first."""
    return _in_order(await view.touching(Thanks, person.identifiers))


async def intel_of(view: View, company: Company) -> tuple[Intel, ...]:
    """What was said of *company*, the earliest first."""
    return _in_order(await view.touching(Intel, company.identifiers))


async def intel_by(view: View, person: Person) -> tuple[Intel, ...]:
    """What *person* has told of companies, or was told, the earliest first."""
    return _in_order(await view.touching(Intel, person.identifiers))


async def lines_answered(view: View, company: Company) -> tuple[Reply, ...]:
    """What contacts have said of *company* as a line of a sheet, the earliest first."""
    replies = await view.touching(Reply, company.identifiers)
    return _in_order(reply for reply in replies if reply.company)


async def gatherings_of(view: View, person: Person) -> tuple[Gathering, ...]:
    """The gatherings that *person* has announced or comes to, by when they begin."""
    gatherings = await view.touching(Gathering, person.identifiers)
    return tuple(sorted(gatherings, key=lambda one: (one.starts, one.id)))


async def introductions_with(view: View, person: Person) -> tuple[Introduction, ...]:
    """The introductions in which *person* has any part, by when they began."""
    found = await view.touching(Introduction, person.identifiers)
    return tuple(sorted(found, key=lambda one: (one.history[0], one.id)))


async def pursuits_of(view: View, asker: Person) -> tuple[Pursuit, ...]:
    """What *asker* pursues: introductions towards one company, or one insider where none is named.

    The one begun first comes first.
    """
    asked = [
        one
        for one in await introductions_with(view, asker)
        if one.asker and one.asker.value in asker.identifiers
    ]
    aims = {one.id: one.company or one.insider for one in asked}
    owners = await owners_of(view, (aim.value for aim in aims.values() if aim))
    steps: dict[str, list[Introduction]] = {}
    towards: dict[str, Company | Person | None] = {}
    for one in asked:
        aim = aims[one.id]
        owner = owners.get(aim.value) if aim else None
        key = owner.id if owner else f"introduction:{one.id}"
        towards[key] = owner
        steps.setdefault(key, []).append(one)
    return tuple(Pursuit(towards=towards[key], steps=tuple(steps[key])) for key in steps)


async def dealings_of(view: View, person: Person) -> dict[str, Dealings]:
    """All that has passed between *person* and each other, by the other's id."""
    passed: dict[str, Sequence[tuple[Any, Key]]] = {
        "asks": [(one, one.ask.ends) for one in await asks_of(view, person)],
        "sheets": [(one, one.sheet.ends) for one in await sheets_of(view, person)],
        "introductions": [(one, one.ends) for one in await introductions_with(view, person)],
        "thanks": [(one, one.ends) for one in await thanks_of(view, person)],
        "intel": [(one, one.ends) for one in await intel_by(view, person)],
    }
    owners = await owners_of(
        view, (end for of in passed.values() for _, ends in of for end in ends)
    )
    found: dict[str, dict[str, list[Any]]] = {}
    for sort, matters in passed.items():
        for matter, ends in matters:
            others = {owners[end].id for end in ends if isinstance(owners.get(end), Person)}
            for id_ in others - {person.id}:
                found.setdefault(id_, {}).setdefault(sort, []).append(matter)
    return {id_: _dealings(of) for id_, of in found.items()}


def _dealings(of: Mapping[str, Sequence[Any]]) -> Dealings:
    matters: dict[str, Any] = {sort: tuple(found) for sort, found in of.items()}
    return Dealings(**matters)


def _in_order(matters: Iterable[M]) -> tuple[M, ...]:
    return tuple(sorted(matters, key=lambda matter: (matter.stamp, matter.id)))


def _since(ask: Ask, reply: Reply | None) -> Reply | None:
    return reply if reply and reply.time >= ask.time else None
