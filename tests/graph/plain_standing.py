"""The rule of standing targets, written plainly: everything is worked out anew at every step.

For networks in which nobody is merged.
"""

from collections.abc import Callable, Iterable, Mapping
from math import exp
from typing import Any

from graph.entities import Company, Employment, Entity, Key, Person, Target
from graph.standing import Arrived, Improved, Left, News
from graph.strength import COST_SCALE
from schemas.announcements import (
    Announcement,
    InsiderArrived,
    InsiderLeft,
    PathImproved,
    PathLost,
)
from tests.graph.worlds import Walked

Entities = Mapping[type[Entity], Mapping[Key, Any]]
Search = Callable[[str, str, str], Walked | None]  # by what, from whom, into which company
Line = tuple[Any, ...]


class Plain:
    """Goes from step to step, and says what there is to tell of each."""

    def __init__(self) -> None:
        self._hops: dict[Key, tuple[str, ...]] = {}  # the shortest path of every pair, () for none
        self._dearest: dict[Key, int] = {}  # of the strongest path since it was told
        self._inside: dict[str, set[str]] = {}

    def step(self, entities: Entities, day: str, search: Search) -> list[Line]:
        wanted = _wanted(entities)
        lines = [line for pair in sorted(wanted) for line in self._of(pair, search)]
        self._hops = {pair: path for pair, path in self._hops.items() if pair in wanted}
        companies = sorted({company for _, company in wanted})
        for company in companies:
            lines += self._insiders(entities, company, wanted, day)
        self._inside = {company: self._inside[company] for company in companies}
        return lines

    def _of(self, pair: Key, search: Search) -> Iterable[Line]:
        short, strong = (search(by, *pair) for by in ("shortest", "strongest"))
        path, cost = (short[0], strong[1]) if short and strong else ((), 0)
        before, dearest = self._hops.get(pair), self._dearest.get(pair, 0)
        self._hops[pair], self._dearest[pair] = path, cost
        if before is None:
            return
        if before and (not path or len(path) > len(before)):
            yield ("path.lost", *pair, before, path)
        elif path and not before:
            yield ("path.improved", *pair, "first", path)
        elif path and len(path) < len(before):
            yield ("path.improved", *pair, "shorter", path)
        elif path and strong and exp((dearest - cost) / COST_SCALE) >= 1.25 - 1e-6:
            yield ("path.improved", *pair, "stronger", strong[0])
        elif path:
            self._dearest[pair] = max(cost, dearest)

    def _insiders(
        self, entities: Entities, company: str, wanted: set[Key], day: str
    ) -> Iterable[Line]:
        works = entities.get(Employment, {}).values()
        inside = {one.a for one in works if one.b == company and one.current(day)}
        before = self._inside.get(company)
        self._inside[company] = inside
        if before is None:
            return
        people = tuple(sorted(person for person, where in wanted if where == company))
        for one in sorted(inside - before):
            yield ("insider.arrived", company, one, people)
        for one in sorted(before - inside):
            yield ("insider.left", company, one, people)


def _wanted(entities: Entities) -> set[Key]:
    owners = {
        text: one.id
        for kind in (Person, Company)
        for one in entities.get(kind, {}).values()
        for text in one.identifiers
    }
    targets = entities.get(Target, {}).values()
    return {(owners[one.person], owners[one.company]) for one in targets if one.wanted}


def line_of_news(news: News) -> Line:
    """News as `Plain` tells it."""
    match news:
        case Improved():
            return ("path.improved", news.person, news.company, news.why, news.path.people)
        case Arrived():
            return ("insider.arrived", news.company, news.insider, news.wanted_by)
        case Left():
            return ("insider.left", news.company, news.insider, news.wanted_by)
        case _:
            now = news.now.people if news.now else ()
            return ("path.lost", news.person, news.company, news.path.people, now)


def line_of(announcement: Announcement) -> Line:
    """An announcement as `Plain` tells it."""
    match announcement.data:
        case PathImproved() as said:
            return ("path.improved", said.person, said.company, said.why, said.path.people)
        case PathLost() as said:
            now = said.now.people if said.now else ()
            return ("path.lost", said.person, said.company, said.path.people, now)
        case InsiderArrived() as said:
            return ("insider.arrived", said.company, said.insider, said.wanted_by)
        case InsiderLeft() as said:
            return ("insider.left", said.company, said.insider, said.wanted_by)
