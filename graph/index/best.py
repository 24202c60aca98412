"""The best ways of many people into many companies, of one state."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from graph.index.ask import Track
from graph.index.find import Ask, Way, find, nearest_each
from graph.index.kernels.marks import UNKNOWN
from graph.index.rows import Ints
from graph.index.scratch import Scratch
from graph.index.state import State
from graph.index.ties import micros
from graph.index.world import steps

_NOBODY = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True)
class Best:
    """The shortest and the strongest way into a company; both None when there is none."""

    shortest: Track | None = None
    strongest: Track | None = None


class BestWays:
    """The first of `graph.index.ask.tracks` by either order, at the state's own *now*.

    What several pairs need, as who works at a company, is worked out once.
    """

    def __init__(self, state: State, scratch: Scratch, *, max_hops: int) -> None:
        self._state = state
        self._scratch = scratch
        self._max_hops = max_hops
        self._name = cache(state.people.id)
        self._now = micros(state.now)
        self.insiders = cache(self._insiders)
        self._inside = cache(self._inside_of)

    def of(self, person: str, companies: Sequence[str]) -> list[Best]:
        """Of one person into each of *companies*."""
        world, number = self._state.world, self._state.people.number(person)
        if number is None or not companies:
            return [Best()] * len(companies)
        staff = [self._inside(company) for company in companies]
        ends = np.cumsum([0, *map(len, staff)], dtype=np.int32)
        ask = Ask(
            asker=number, insiders=np.concatenate(staff),
            first=steps(world.open, number, 0, UNKNOWN), max_hops=self._max_hops,
        )  # fmt: skip
        found = nearest_each(world, ask, np.stack((ends[:-1], ends[1:]), axis=1), self._scratch)
        return [
            self._best(ask, inside, way) if way else Best()
            for inside, way in zip(staff, found.ways, strict=True)
        ]

    def _best(self, ask: Ask, inside: Ints, shortest: Way) -> Best:
        if not shortest.hops:
            return Best(self._track(shortest), self._track(shortest))
        singly = replace(ask, insiders=inside, by="strongest")
        found = find(self._state.world, singly, self._scratch)
        return Best(self._track(shortest), self._track(next(iter(found.paths), shortest)))

    def _track(self, way: Way) -> Track:
        return Track(tuple(map(self._name, way.people)), way.cost)

    def _insiders(self, company: str) -> frozenset[str]:
        """Who works at *company*, by ids."""
        return frozenset(map(self._name, self._inside(company).tolist()))

    def _inside_of(self, company: str) -> Ints:
        number = self._state.companies.number(company)
        return _NOBODY if number is None else self._state.world.inside(number, self._now)
