"""A port over two lists, and what to fill it with."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Any

from graph.entities import Employment, Tie
from graph.search import Found
from graph.strength import prior_of

NOW = "2026-07-01T00:00:00.000000Z"
THAT_DAY = "2026-07-01T18:30:00.000000Z"
TOMORROW = "2026-07-02T00:00:00.000000Z"
BEFORE = "2026-05-01T00:00:00.000000Z"
EARLIER = "2026-01-01T00:00:00.000000Z"
AFTER = "2026-09-01T00:00:00.000000Z"
COMPANY = "globex"
DATES = ("", EARLIER, BEFORE, THAT_DAY, TOMORROW, AFTER)

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


def shape(chosen: Random, dates: Sequence[str] = DATES) -> Tie:
    """A tie of anything that a tie may be, of nobody yet."""
    last = chosen.choice(dates)
    sums: dict[str, Any] = {}
    if last:
        decayed = ("direct_4d", "direct_30d", "direct_240d", "hard_240d", "soft_30d")
        sums = {name: chosen.choice([0.0, 1.0, chosen.uniform(0, 5)]) for name in decayed}
        sums |= {name: chosen.randint(0, 2) for name in ("from_a", "from_b", "hard")}
    relations = chosen.choice([(), ("friend",), ("contact",)])
    return Tie(
        a="",
        b="",
        kind="",
        open=chosen.random() < 0.8,
        relations=relations,
        prior=prior_of(relations),
        rating=chosen.choice([None, None, 0.0, 0.25, 0.5]),
        last=last,
        **sums,
    )
