"""A graph that is hard on searches: a hub, a clique and a chain, joined; awkward askers, companies.

The hub knows every leaf and the whole clique; the chain leads from a leaf to the clique.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.entities import Employment, Tie
from graph.index import Index

Ints = npt.NDArray[np.int32]
SINCE = "2026-01-01T00:00:00.000000Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """People by number, the ties between them, and whom to ask about."""

    people: int
    pairs: Ints
    chance: npt.NDArray[np.float64]
    askers: dict[str, int]
    companies: dict[str, Ints]


def ground(hub: int, clique: int, chain: int, *, even: bool) -> Ground:
    """So many leaves, so many in the clique and in the chain; *even*: every tie costs the same."""
    leaves, members, links = (
        _numbers(1, hub),
        _numbers(hub + 1, clique),
        _numbers(hub + clique + 1, chain),
    )
    one, other = np.triu_indices(clique, 1)
    pairs = np.concatenate(
        [
            _pairs(0, leaves), _pairs(0, members), _pairs(members[one], members[other]),
            _pairs(links[:-1], links[1:]), _pairs(leaves[0], links[:1]),
            _pairs(members[0], links[-1:]),
        ]
    )  # fmt: skip
    people = hub + clique + chain + 2  # and one who knows nobody
    chosen = np.random.default_rng(7)
    return Ground(
        people=people, pairs=pairs,
        chance=np.full(len(pairs), 0.5) if even else chosen.uniform(0.01, 0.99, len(pairs)),
        askers={
            "the hub": 0, "a leaf": int(leaves[-1]), "the leaf by the chain": int(leaves[0]),
            "one of the clique": int(members[-1]), "the one by the chain": int(members[0]),
            "the chain's start": int(links[0]), "its middle": int(links[chain // 2]),
            "its end": int(links[-1]),
        },
        companies={
            "a leaf": leaves[-2:-1], "half the leaves": leaves[: hub // 2],
            "the hub": _numbers(0, 1), "one of the clique": members[-2:-1],
            "half the clique": members[: clique // 2], "four down the chain": links[4:5],
            "every sixth of the chain": links[::6], "its middle and end": links[[chain // 2, -2]],
            "out of reach": _numbers(people - 1, 1),
            "all but the askers": np.concatenate((leaves[1:-1], members[1:-1], links[1:-1:2])),
        },
    )  # fmt: skip


def _numbers(first: int, count: int) -> Ints:
    return np.arange(first, first + count, dtype=np.int32)


def _pairs(one: int | np.integer[Any] | Ints, other: Ints) -> Ints:
    return np.stack((np.broadcast_to(one, other.shape), other), axis=1).astype(np.int32)


def index_of(ground: Ground) -> Index:
    """The ground in memory, companies in their order."""
    staff = [
        np.stack((people, np.full(len(people), number)), axis=1)
        for number, people in enumerate(ground.companies.values())
    ]
    return Index.from_arrays(
        people=ground.people, pairs=ground.pairs, chance=ground.chance,
        employed=np.concatenate(staff).astype(np.int32),
    )  # fmt: skip


class Port:
    """The ground as the plain search reads it; ids are the numbers, written with eight digits."""

    def __init__(self, ground: Ground) -> None:
        self._companies = ground.companies
        self._ties: dict[str, list[Tie]] = defaultdict(list)
        pairs = np.sort(ground.pairs, axis=1).tolist()
        for (a, b), chance in zip(pairs, ground.chance.tolist(), strict=True):
            tie = Tie(a=f"{a:08}", b=f"{b:08}", kind="asserted", open=True, rating=chance)
            self._ties[tie.a].append(tie)
            self._ties[tie.b].append(tie)

    async def neighbours(self, people: Collection[str]) -> dict[str, list[Tie]]:
        return {person: await self.ties_of(person) for person in people}

    async def ties_of(self, person: str) -> list[Tie]:
        return self._ties.get(person, [])

    async def insiders(self, company: str) -> list[Employment]:
        staff = self._companies[company].tolist()
        return [Employment(a=f"{person:08}", b=company, here=SINCE) for person in staff]
