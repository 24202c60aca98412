"""Questions by number: the kernels put together, with every option."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from graph.index.kernels.best_first import best_first, bounds
from graph.index.kernels.marks import UNKNOWN
from graph.index.kernels.shortest import CUT, NONE, nearest
from graph.index.kernels.strongest import strongest
from graph.index.kernels.targets import LEFT, NUMBERS, nearest_of_each
from graph.index.rows import Ints
from graph.index.scratch import LEVELS, Scratch
from graph.index.world import HARD, Steps, World

TIES = 2_000_000  # looked at for one question
HALF = LEVELS // 2
By = Literal["shortest", "strongest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question by number. *first* are the asker's ties that may be walked, with their prices."""

    asker: int
    insiders: Ints
    first: Steps
    by: By = "shortest"
    k: int = 1
    max_hops: int = 4
    hard_only: bool = False
    most_cost: int = UNKNOWN  # of a hop
    avoid: tuple[int, ...] = ()
    budget: int = TIES


@dataclass(frozen=True, slots=True)
class Way:
    """People from the asker on, by number, and the cost of the ties between them."""

    people: tuple[int, ...]
    cost: int

    @property
    def hops(self) -> int:
        return len(self.people) - 1


@dataclass(frozen=True, slots=True)
class Ways:
    """The best ways, best first."""

    paths: tuple[Way, ...]
    cut: bool  # the budget was reached: better or more ways may exist
    ties_read: int


def find(world: World, ask: Ask, scratch: Scratch) -> Ways:
    """The k best ways. An asker inside is for the caller to see."""
    return _Search(world, ask, scratch).run()


@dataclass(frozen=True, slots=True)
class Nearest:
    """The shortest way into each of many companies, None where there is none."""

    ways: list[Way | None]
    cut: int  # how many have none because a budget was reached
    ties_read: int


def nearest_each(world: World, ask: Ask, staff: Ints, scratch: Scratch) -> Nearest:
    """The shortest way into each of many companies, looking around the asker once.

    Row i of *staff*, shape (companies, 2), is where the people of one begin and end among the
    insiders; an asker inside has a way of no hops. The budget is of all together; a company for
    which it does not reach is asked about singly, with a budget of its own.
    """
    to, price = world.open.columns[:2]
    hops, costs, people, read = nearest_of_each(
        world.words, world.open.spans, to, price, *ask.first, staff, ask.insiders, ask.asker,
        np.array((ask.asker, *ask.avoid), np.int32), HARD if ask.hard_only else 0, ask.most_cost,
        ask.max_hops, ask.budget, scratch.next_question(len(staff) * NUMBERS + 1),
        *scratch.with_stops(),
    )  # fmt: skip
    ways = [
        Way((ask.asker, *people[i, :n].tolist()), cost) if n >= 0 else None
        for i, (n, cost) in enumerate(zip(hops.tolist(), costs.tolist(), strict=True))
    ]
    cut = 0
    for i in np.flatnonzero(hops == LEFT):
        own = replace(ask, insiders=ask.insiders[slice(*staff[i])], by="shortest", k=1)
        singly = find(world, own, scratch)
        ways[i] = next(iter(singly.paths), None)
        read, cut = read + singly.ties_read, cut + singly.cut
    return Nearest(ways, cut, int(read))


class _Search:
    """One question under way."""

    def __init__(self, world: World, ask: Ask, scratch: Scratch) -> None:
        self._ask, self._scratch = ask, scratch
        to, price = world.open.columns[:2]
        self._ties = (world.open.spans, to, price)
        self._words = world.words
        self._blocked = np.array((ask.asker, *ask.avoid), np.int32)
        self._limits = (HARD if ask.hard_only else 0, ask.most_cost)
        self._read = 0

    def run(self) -> Ways:
        hops, cost, read = self._nearest()
        self._read += read
        if hops in (NONE, CUT):
            return self._ways([], cut=hops == CUT)
        if self._ask.by == "shortest":
            return self._shortest(hops, cost)
        return self._strongest(hops, cost)

    def _shortest(self, hops: int, cost: int) -> Ways:
        shortest = self._way(hops, cost)
        if self._ask.k == 1:
            return self._ways([shortest])
        found: list[Way] = []
        cut = False
        for length in range(hops, self._ask.max_hops + 1):
            more, cut = self._bounded(length, length, self._ask.k - len(found))
            found += more
            if cut or len(found) == self._ask.k:
                break
        return self._ways(found or [shortest], cut=cut)

    def _strongest(self, hops: int, cost: int) -> Ways:
        shortest = self._way(hops, cost)
        if self._ask.k > 1:
            found, cut = self._bounded(hops, self._ask.max_hops, self._ask.k)
            return self._ways(found or [shortest], cut=cut)
        scratch, ask = self._scratch, self._ask
        scratch.with_labels()
        labels, lists = scratch.labels, scratch.lists
        hops, cost, read, cut = strongest(
            self._words, *self._ties, *ask.first, ask.insiders, self._blocked, *self._limits,
            ask.max_hops, self._left, hops, cost, scratch.next_question(), scratch.words,
            scratch.sieves, labels[:HALF], labels[HALF:], lists[:HALF], lists[HALF:], scratch.path,
        )  # fmt: skip
        self._read += read
        return self._ways([shortest if cut else self._way(hops, cost)], cut=cut)

    def _nearest(self) -> tuple[int, int, int]:
        ask, scratch = self._ask, self._scratch
        found: tuple[int, int, int] = nearest(
            self._words, *self._ties, *ask.first, ask.insiders, self._blocked, *self._limits,
            ask.max_hops, self._left, True, scratch.next_question(),
            scratch.words, scratch.onto, scratch.table, scratch.sieves[:2], scratch.ahead,
            scratch.behind, scratch.path,
        )  # fmt: skip
        return found

    def _bounded(self, shortest: int, longest: int, k: int) -> tuple[list[Way], bool]:
        """Up to k ways by bounds worked out for these lengths."""
        ask, scratch = self._ask, self._scratch
        scratch.with_labels()
        left = self._left
        read = bounds(
            *self._ties, ask.first[0], ask.insiders, self._blocked, *self._limits, longest,
            left, scratch.next_question(), scratch.words, scratch.sieves, scratch.labels,
            scratch.lists,
        )  # fmt: skip
        self._read += read
        if read > left:
            return [], True
        return self._best_first(shortest, longest, k)

    def _best_first(self, shortest: int, longest: int, k: int) -> tuple[list[Way], bool]:
        ask, scratch = self._ask, self._scratch
        partial = scratch.with_partial_paths()
        count, read, cut = best_first(
            self._words, *self._ties, *ask.first, *self._limits, shortest, longest, k, self._left,
            scratch.question, scratch.words, scratch.sieves[2],
            scratch.labels, *partial,
        )  # fmt: skip
        self._read += read
        costs, lengths, people, _, places = partial
        found = [
            Way((ask.asker, *people[place, : lengths[place, 0]].tolist()), int(costs[place, 0]))
            for place in places[:count].tolist()
        ]
        return found, bool(cut)

    @property
    def _left(self) -> int:
        """Ties that may still be looked at."""
        return self._ask.budget - self._read

    def _way(self, hops: int, cost: int) -> Way:
        return Way((self._ask.asker, *self._scratch.path[:hops].tolist()), int(cost))

    def _ways(self, found: list[Way], *, cut: bool = False) -> Ways:
        return Ways(tuple(found), bool(cut), int(self._read))
