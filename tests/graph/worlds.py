"""A port over two lists, and what to fill it with."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from graph.entities import Employment, Tie
from graph.search import Found

NOW = "2026-07-01T00:00:00.000000Z"
BEFORE = "2026-05-01T00:00:00.000000Z"
EARLIER = "2026-01-01T00:00:00.000000Z"
AFTER = "2026-09-01T00:00:00.000000Z"
COMPANY = "globex"

Walked = tuple[tuple[str, ...], int]


@dataclass(frozen=True)
class World:
    """A port over two lists."""

    ties: list[Tie]
    employments: list[Employment]

    async def neighbours(self, people: Collection[str]) -> dict[str, list[Tie]]:
        return {
            person: [tie for tie in await self.ties_of(person) if tie.open] for person in people
        }

    async def ties_of(self, person: str) -> list[Tie]:
        return [tie for tie in self.ties if person in tie.key]

    async def insiders(self, company: str) -> list[Employment]:
        return [employment for employment in self.employments if employment.b == company]


def tie(a: str, b: str, *, rating: float | None = 0.5, is_open: bool = True, hard: int = 0) -> Tie:
    first, second = sorted((a, b))
    kind = "hard" if hard else "asserted" if is_open else "soft"
    return Tie(a=first, b=second, kind=kind, open=is_open, rating=rating, hard=hard, last=BEFORE)


def works(person: str, *, until: str = "") -> Employment:
    return Employment(a=person, b=COMPANY, here=EARLIER, until=until)


def chain(*people: str) -> list[Tie]:
    return [tie(a, b) for a, b in pairwise(people)]


def walked(found: Found) -> list[Walked]:
    return [(path.people, path.cost) for path in found.paths]
