"""How well a company fits a goal, sign by sign; `docs/agenda.md` shows the table.

Each sign is taken as an independent chance to be what is looked for.
"""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from graph.entities import Company, Employment, Goal, Person, line_of_work

Sign = Literal["field", "function", "place", "in_field", "in_place", "level"]
WEIGHTS: Final[Mapping[Sign, float]] = {
    "field": 0.5, "function": 0.4, "in_field": 0.3, "place": 0.2, "in_place": 0.15, "level": 0.1,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Somebody who works at a company, as far as it is known."""

    person: Person
    work: Employment


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The signs that a company shows, with how many people show each; 0 for its own."""

    signs: Mapping[Sign, int]

    @property
    def share(self) -> float:
        """From 0, nothing in common, towards 1."""
        return 1 - math.prod(1 - WEIGHTS[sign] for sign in self.signs)


def fit_of(goal: Goal, company: Company, staff: Collection[Staff]) -> Fit:
    """What of *goal* is found in *company* and those who work there."""
    people: dict[Sign, int] = {
        "function": _count(same(one.work.function, goal.function) for one in staff),
        "level": _count(_holds(one.work.title, goal.level) for one in staff),
    }
    own: dict[Sign, int] = {}
    if same(company.field, goal.field):
        own["field"] = 0
    else:
        people["in_field"] = _count(same(one.person.field, goal.field) for one in staff)
    if same(company.place, goal.place):
        own["place"] = 0
    else:
        where = (one.work.place or one.person.place for one in staff)
        people["in_place"] = _count(same(place, goal.place) for place in where)
    return Fit(signs=own | {sign: count for sign, count in people.items() if count})


def fits(goal: Goal, fit: Fit) -> bool:
    """Whether that is enough: of field and function one at least, if the goal says any."""
    if goal.field or goal.function:
        return not {"field", "in_field", "function"}.isdisjoint(fit.signs)
    return bool(fit.signs)


def in_words(goal: Goal, fit: Fit) -> str:
    """Why the company fits: "It is in biotech and in Basel; 3 people there work in research."""
    of_its_own = [
        f"in {word}" for sign, word in (("field", goal.field), ("place", goal.place))
        if sign in fit.signs
    ]  # fmt: skip
    said: list[tuple[Sign, str, str]] = [
        ("function", f"works in {goal.function}", f"work in {goal.function}"),
        ("in_field", f"is in {goal.field}", f"are in {goal.field}"),
        ("in_place", f"is in {goal.place}", f"are in {goal.place}"),
        ("level", f"is at the level of {goal.level}", f"are at the level of {goal.level}"),
    ]
    people = [
        f"1 person there {one}" if count == 1 else f"{count} people there {more}"
        for sign, one, more in said
        if (count := fit.signs.get(sign))
    ]
    parts = [f"it is {' and '.join(of_its_own)}"] if of_its_own else []
    text = "; ".join((*parts, *people))
    return f"{text[:1].upper()}{text[1:]}."


def same(one: str, other: str) -> bool:
    """Whether two words are one in normal form; nothing is like nothing."""
    return bool(one) and line_of_work(one) == line_of_work(other)


def _holds(title: str, level: str) -> bool:
    words, wanted = line_of_work(title).split(), line_of_work(level).split()
    return bool(wanted) and all(word in words for word in wanted)


def _count(found: Iterable[bool]) -> int:
    return sum(found)
