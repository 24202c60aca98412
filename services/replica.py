"""The index of one network, kept up with the feed and with the days."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta

from graph.entities import Employment, Entity, Key, Person, Tie
from graph.index.state import State, at_moment, changed, state_of
from graph.recent import Recent
from schemas.events.base import moment_text
from schemas.questions import last_midnight


class IndexReplica:
    """A `graph.replica.Replica`: the network as a state of the index, and what was read of late."""

    def __init__(self) -> None:
        self.state: State = state_of(0, _today(), [], [])
        self.recent = Recent()
        self.lost = asyncio.Event()  # whatever was kept of it may hold who is gone by now
        self._changing = asyncio.Lock()

    async def begin(self, state: State) -> None:
        """Stand where *state* does, a snapshot of any day."""
        async with self._changing:
            self.state = await asyncio.to_thread(at_moment, state, _today())
            self.recent = Recent(state.position)

    async def load(self, position: int, scan: AsyncIterator[Entity]) -> None:
        ties: list[Tie] = []
        employments: list[Employment] = []
        async for entity in scan:
            if isinstance(entity, Tie):
                ties.append(entity)
            elif isinstance(entity, Employment):
                employments.append(entity)
        async with self._changing:
            self.state = await asyncio.to_thread(state_of, position, _today(), ties, employments)
            self.recent = Recent(position)
            self.lost.set()

    async def apply(
        self, position: int, put: Sequence[Entity], delete: Sequence[tuple[type[Entity], Key]]
    ) -> None:
        async with self._changing:
            if position == self.state.position and not put and not delete:
                return  # the follower has made sure, no more
            self.state = await asyncio.to_thread(changed, self.state, position, put, delete)
            self.recent.move(position, put, delete)
            if any(kind is Person for kind, _ in delete):  # erased, or merged into another
                self.lost.set()

    async def turn(self) -> None:
        """See to it that ties are at what they cost today."""
        async with self._changing:
            if self.state.now != _today():
                self.state = await asyncio.to_thread(at_moment, self.state, _today())

    async def turn_at_midnight(self) -> None:
        """`turn` every day, until cancelled."""
        while True:
            await self.turn()
            left = last_midnight() + timedelta(days=1) - datetime.now(UTC)
            await asyncio.sleep(max(1.0, left.total_seconds()))


def _today() -> str:
    return moment_text(last_midnight())
