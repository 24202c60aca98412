"""Path questions answered from memory: searched in the index, told from what is known of late.

An answer is of one position of the network throughout. What is not in memory is read from the
store, which must be at that position too; while the network goes on, the question is tried
again, and after a few times it is left to the plain search on the store.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, TypeVar

from nats.aio.client import Client

from graph.answer import answer_path
from graph.entities import Tie
from graph.index.ask import Tracks, coffee_tracks, tracks
from graph.index.find import TIES
from graph.index.scratch import Scratch
from graph.index.state import State
from graph.index.warm import warm
from graph.recent import Moved, RecentView
from graph.search import Found, Path, Question
from graph.store import GraphStore, View
from schemas.answers import PathAnswer
from schemas.events.base import moment_text
from schemas.questions import PathQuestion
from services.follow import Follower, Lag, following
from services.keeper import Keeper
from services.replica import IndexReplica

AT_ONCE: Final = 20_000  # ties looked at within the event loop: a fraction of a millisecond
TRIES: Final = 3  # of an answer, while the network goes on
PATIENCE: Final = 0.25  # seconds that a question waits for the replica to catch up
Search = Callable[..., Tracks]
T = TypeVar("T")


class Searches:
    """Scratches for searches: one for the event loop, the others for as many threads."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="search")
        self._here = Scratch(0)
        self._free: list[Scratch] = []

    async def run(self, search: Search, state: State, question: Question) -> Tracks:
        """At once when that is quick, else in a thread."""
        self._here = _fitting(self._here, state)
        found = search(state, question, self._here, budget=AT_ONCE)
        if not found.cut:
            return found
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._searched, search, state, question)

    def _searched(self, search: Search, state: State, question: Question) -> Tracks:
        scratch = Scratch(0)
        with suppress(IndexError):
            scratch = self._free.pop()
        scratch = _fitting(scratch, state)
        try:
            return search(state, question, scratch, budget=TIES)
        finally:
            self._free.append(scratch)

    def close(self) -> None:
        self._threads.shutdown(cancel_futures=True)


def _fitting(scratch: Scratch, state: State) -> Scratch:
    people = state.people.count
    return scratch if scratch.people >= people else Scratch(people + people // 8 + 64)


@dataclass(frozen=True, slots=True)
class IndexFinder:
    """A `graph.search.Finder` over one state; *view* shows the network at its position."""

    state: State
    view: View
    searches: Searches

    async def find(self, question: Question) -> Found:
        return await self._found(tracks, question)

    async def find_coffee(self, question: Question) -> Found:
        return await self._found(coffee_tracks, question)

    async def _found(self, search: Search, question: Question) -> Found:
        found = await self.searches.run(search, self.state, question)
        keys = {Tie.between(*pair) for track in found.paths for pair in pairwise(track.people)}
        ties = await self.view.load(Tie, sorted(keys)) if keys else {}
        if len(ties) != len(keys):  # the replica is being loaded: it may be ahead, here and there
            raise Moved("the network has gone on")
        paths = tuple(
            Path(
                people=track.people,
                ties=tuple(ties[Tie.between(*pair)] for pair in pairwise(track.people)),
                cost=track.cost,
            )
            for track in found.paths
        )
        return Found(paths=paths, cut=found.cut, ties_read=found.ties_read)


class IndexDesk:
    """Answers path questions on one network from memory, as far as memory has it."""

    def __init__(
        self, store: GraphStore, network: str, replica: IndexReplica, keeper: Keeper | None = None
    ) -> None:
        self.replica = replica
        self.keeper = keeper
        self._store = store
        self.network = network
        self._searches = Searches()
        self.follower: Follower | None = None

    async def answer(self, question: PathQuestion) -> PathAnswer | None:
        """The answer; None when it is not for the index: as of another day, or all in motion."""
        if question.as_of is not None:
            return None

        async def work(state: State, view: View) -> PathAnswer:
            finder = IndexFinder(state, view, self._searches)
            return await answer_path(
                view, self._store.secret, self.network, question, finder=finder
            )

        return await self.at_one_position(moment_text(question.now), work)

    async def at_one_position(
        self, now: str, work: Callable[[State, View], Awaitable[T]]
    ) -> T | None:
        """*work* on the state and what is known at its position; None as of `answer`.

        It may be run more than once, until the network stands still for so long.
        """
        if now != self.replica.state.now:
            return None
        for _ in range(TRIES):
            with suppress(Moved):
                state, recent = self.replica.state, self.replica.recent
                if state.position != recent.position:
                    raise Moved("the replica is going on")
                return await work(state, RecentView(recent, self._reading(state.position)))
            await self._catch_up()
        return None

    def _reading(self, position: int) -> Callable[[Callable[[View], Awaitable[Any]]], Any]:
        async def read(work: Callable[[View], Awaitable[Any]]) -> Any:
            async def at_position(view: View) -> Any:
                before = await view.position()
                found = await work(view)
                if before != position or await view.position() != position:
                    raise Moved("the store has gone on")
                return found

            return await self._store.read(self.network, at_position)

        return read

    async def _catch_up(self) -> None:
        position = await self._store.read(self.network, lambda view: view.position())
        with suppress(TimeoutError):
            if self.follower:
                await self.follower.reached(position, PATIENCE)

    @property
    def lag(self) -> Lag:
        """How far the index may be behind."""
        return self.follower.lag if self.follower else Lag(0, 0.0)

    def close(self) -> None:
        self._searches.close()


@asynccontextmanager
async def index_desk(
    store: GraphStore, client: Client, network: str, keeper: Keeper | None = None
) -> AsyncIterator[IndexDesk]:
    """A desk whose index is loaded, its kernels warm; it follows the feed while it is open.

    It begins with the snapshot that *keeper* has, where the store leads on from there.

    Raises:
        BrokerError, StoreUnavailable: on entering.
    """
    await asyncio.to_thread(warm)
    desk = IndexDesk(store, network, IndexReplica(), keeper)
    standing = await keeper.begin(desk.replica) if keeper else None
    async with AsyncExitStack() as stack:
        follower = await stack.enter_async_context(
            following(store, client, network, desk.replica, standing)
        )
        if keeper:
            await stack.enter_async_context(keeper.keeping(desk.replica, follower))
        desk.follower = follower
        turning = asyncio.create_task(desk.replica.turn_at_midnight())
        try:
            yield desk
        finally:
            turning.cancel()
            desk.close()
