"""Reading the ties that paths may walk, in batches, from both ends.

A path of at most H hops is read whole once the people fewer than F hops from the asker and
those fewer than B hops from an insider have been read, F + B = H: each of its ties is within
F of its start or within B of its end. The side with fewer people to read goes first.
"""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from typing import Final, NamedTuple, Protocol

from graph.entities import Employment, Key, Tie
from graph.store import View

BATCH: Final = 256  # people in one request

Steps = Callable[[Tie], Collection[tuple[str, str]]]
Costing = Callable[[Tie], int]
Reading = Callable[[Collection[str]], Awaitable[Mapping[str, Iterable[Tie]]]]


class Port(Protocol):
    """What a search asks of wherever the graph rests."""

    async def neighbours(self, people: Collection[str]) -> dict[str, list[Tie]]:
        """The open ties of each of *people*."""
        ...

    async def ties_of(self, person: str) -> list[Tie]:
        """Every tie of one person, open or not."""
        ...

    async def insiders(self, company: str) -> list[Employment]:
        """Everybody who works at *company* or has done so."""
        ...


class ViewPort:
    """The port to a network of a store; what it was told once it does not ask for again."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._neighbours: dict[str, list[Tie]] = {}
        self._insiders: dict[str, list[Employment]] = {}

    async def neighbours(self, people: Collection[str]) -> dict[str, list[Tie]]:
        new = {person: list[Tie]() for person in people if person not in self._neighbours}
        for tie in await self._view.open_ties(new) if new else ():
            for person in tie.key:
                if person in new:
                    new[person].append(tie)
        self._neighbours |= new
        return {person: self._neighbours[person] for person in people}

    async def ties_of(self, person: str) -> list[Tie]:
        return await self._view.touching(Tie, [person])

    async def insiders(self, company: str) -> list[Employment]:
        if company not in self._insiders:
            found = await self._view.touching(Employment, [company])
            self._insiders[company] = [one for one in found if one.b == company]
        return self._insiders[company]


class Hop(NamedTuple):
    """A tie as walked in one direction."""

    tie: Tie
    cost: int


class Terrain:
    """The hops that may be walked, as far as they have been read.

    *read* tells the ties of people. *steps* says in which directions a tie may be walked,
    *cost* what that costs; each is asked once for a tie. The asker is read first and alone.
    """

    def __init__(
        self, read: Reading, asker: str, insiders: Collection[str], *, steps: Steps, cost: Costing
    ) -> None:
        self.onward: dict[str, dict[str, Hop]] = {}  # from, to
        self.back: dict[str, dict[str, int]] = {}  # to, from: cost
        self._neighbours, self._steps, self._cost = read, steps, cost
        self._ties: set[Key] = set()
        self._read: set[str] = set()
        self._ahead, self._passed = {asker}, {asker, *insiders}
        self._behind, self._traced = set(insiders), {asker, *insiders}

    @property
    def ties_read(self) -> int:
        return len(self._ties)

    async def deepen(self, budget: int) -> bool:
        """Read what paths of one hop more may walk; False when *budget* ties had been read.

        People are read in the order of their ids, so that every store is cut at the same place.
        """
        forward = len(self._ahead) <= len(self._behind)
        frontier = sorted((self._ahead if forward else self._behind) - self._read)
        for start in range(0, len(frontier), BATCH):
            if self.ties_read >= budget:
                return False
            await self._take_in(frontier[start : start + BATCH])
        if forward:
            self._ahead = _next(self._ahead, self.onward, self._passed)
        else:
            self._behind = _next(self._behind, self.back, self._traced)
        return True

    async def _take_in(self, people: Collection[str]) -> None:
        found = await self._neighbours(people)
        self._read.update(people)
        for ties in found.values():
            for tie in ties:
                if tie.key not in self._ties:
                    self._ties.add(tie.key)
                    self._lay(tie)

    def _lay(self, tie: Tie) -> None:
        steps = self._steps(tie)
        if not steps:
            return
        hop = Hop(tie, self._cost(tie))
        for start, end in steps:
            self.onward.setdefault(start, {})[end] = hop
            self.back.setdefault(end, {})[start] = hop.cost


def _next(frontier: Iterable[str], hops: Mapping[str, Iterable[str]], seen: set[str]) -> set[str]:
    """Who is one hop on and was not seen; they are seen from now on."""
    new = {end for person in frontier for end in hops.get(person, ())} - seen
    seen |= new
    return new
