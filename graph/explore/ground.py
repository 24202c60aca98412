"""Where a neighbourhood is read from: each person's ties, in batches."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Protocol

from graph.entities import Key, Tie
from graph.explore.sieve import Sieve
from graph.store import View
from graph.strength import cost


class Step(NamedTuple):
    """A tie as seen from one of its ends."""

    to: str
    cost: int


class Ground(Protocol):
    """Ties of one sort only, wherever they rest."""

    async def steps(self, people: Collection[str]) -> Mapping[str, Sequence[Step]]:
        """The ties of each of *people*."""
        ...

    async def ties(self, keys: Collection[Key]) -> list[Tie]:
        """Those that `steps` told of, in the order of *keys*."""
        ...


class ViewGround:
    """A network of a store."""

    def __init__(self, view: View, sieve: Sieve) -> None:
        self._view, self._sieve = view, sieve
        self._ties: dict[Key, Tie] = {}

    async def steps(self, people: Collection[str]) -> dict[str, list[Step]]:
        found: dict[str, list[Step]] = {person: [] for person in people}
        for tie in await self._read(people):
            if self._sieve.passes(tie):
                self._ties[tie.key] = tie
                price = cost(tie, self._sieve.now)
                for person in found.keys() & set(tie.key):
                    found[person].append(Step(tie.other(person), price))
        return found

    async def ties(self, keys: Collection[Key]) -> list[Tie]:
        return [self._ties[key] for key in keys]

    async def _read(self, people: Collection[str]) -> list[Tie]:
        if self._sieve.open_only:
            return await self._view.open_ties(people)
        return await self._view.touching(Tie, people)
