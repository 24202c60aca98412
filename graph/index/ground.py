"""A `graph.explore.ground.Ground` over a state of the index: steps from memory, ties by key."""

from collections.abc import Collection, Iterator

import numpy as np
import numpy.typing as npt

from graph.entities import Key, Tie
from graph.explore.ground import Step
from graph.explore.sieve import Sieve
from graph.index.rows import Rows
from graph.index.state import State
from graph.index.ties import micros
from graph.index.world import ACTED_LOWER, ACTED_UPPER, HARD
from graph.recent import Moved
from graph.store import View
from graph.strength import cost_of

_BOTH_ACTED = ACTED_LOWER | ACTED_UPPER
_REST = {"asserted", "soft"}  # the index does not tell these apart
Column = npt.NDArray[np.uint32]


class IndexGround:
    """*state*, at whose *now* the *sieve* is, and a *view* of the network at its position."""

    def __init__(self, state: State, view: View, sieve: Sieve) -> None:
        self._state, self._view, self._sieve = state, view, sieve
        self._ids: dict[int, str] = {}  # of those met
        world = state.world
        self._sides = (world.open,) if sieve.open_only else (world.open, world.closed)

    @staticmethod
    def tells(sieve: Sieve) -> bool:
        """Whether the index knows all that *sieve* asks for."""
        return len(sieve.kinds & _REST) != 1

    async def steps(self, people: Collection[str]) -> dict[str, list[Step]]:
        return self.steps_of(people)

    def steps_of(self, people: Collection[str]) -> dict[str, list[Step]]:
        """As `steps`; it waits for nothing, and may be called in a thread."""
        return {person: list(self._from(person)) for person in people}

    async def ties(self, keys: Collection[Key]) -> list[Tie]:
        """Raises `Moved` when the view is at another position by now."""
        found = await self._view.load(Tie, keys)
        if len(found) != len(keys):
            raise Moved("the network has gone on")
        return [found[key] for key in keys]

    def _from(self, person: str) -> Iterator[Step]:
        number, ids = self._state.people.number(person), self._ids
        if number is None:
            return
        for rows in self._sides:
            to, price = self._let_through(rows, number)
            for other, one in zip(to.tolist(), price.tolist(), strict=True):
                if other not in ids:
                    ids[other] = self._state.people.id(other)
                yield Step(ids[other], one >> 8)

    def _let_through(self, rows: Rows, person: int) -> tuple[npt.NDArray[np.int32], Column]:
        to, price, slot = rows.row(person)
        sieve, good = self._sieve, np.ones(len(to), np.bool_)
        if sieve.kinds:
            good &= self._of_kind(price)
        if sieve.min_strength:
            good &= price >> 8 <= cost_of(sieve.min_strength)
        if sieve.since:
            good &= self._state.worth.when[slot] >> 8 >= micros(sieve.since)
        return to[good], price[good]

    def _of_kind(self, price: Column) -> npt.NDArray[np.bool_]:
        """As `graph.strength.kind_of` sorts them."""
        hard = price & HARD > 0
        direct = ~hard & (price & _BOTH_ACTED == _BOTH_ACTED)
        kinds = (("hard", hard), ("direct", direct), ("soft", ~hard & ~direct))
        wanted = np.zeros(len(price), np.bool_)
        for kind, of in kinds:
            if kind in self._sieve.kinds:
                wanted |= of
        return wanted
