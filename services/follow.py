"""Following the feed: a replica of one network, kept up with what the builder commits.

It begins to listen, loads a scan of the store, applies what changed while it read, and then
every position that the feed tells, whole and in order. Whatever it may have missed it asks
the store for; a replica that went wrong, or that a store which went back or is another does not
lead from, is loaded again. One that stands somewhere already, by a snapshot, needs no scan.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from nats.aio.client import Client
from pydantic import ValidationError

from graph.entities import FED, Entity
from graph.epochs import Epoch, Standing, leads_here, newest
from graph.errors import StoreUnavailable
from graph.feed import Parts, Told
from graph.fold import Changes, Settlement
from graph.replica import Replica
from graph.store import GraphStore, View
from schemas.changes import ChangesMessage
from services.broker import BrokerError
from services.listen import Ear, Heard, listening

log = logging.getLogger("inroad.follow")
REMEMBERED = 100_000  # settlements of late; older ones are for the store to tell
PAUSE = 0.5  # seconds before the next try while the broker or the store is away


@dataclass(frozen=True, slots=True)
class Lag:
    """How far a replica may be behind."""

    positions: int  # behind the latest that it has heard of
    seconds: float  # since it last heard of the feed; over a few: the broker is away


@dataclass(frozen=True, slots=True)
class _Now:
    """A network, and what a replica lacks to be at its position at least."""

    position: int
    epochs: list[Epoch]
    changes: Changes


class Follower:
    """A replica and where it is; made by `following`."""

    def __init__(
        self,
        store: GraphStore,
        client: Client,
        network: str,
        replica: Replica,
        standing: Standing | None = None,
    ) -> None:
        self._store = store
        self._client = client
        self._network = network
        self._replica = replica
        self.standing = standing  # of the replica; None while nothing is loaded, or in doubt
        self._latest = 0
        self._seq: int | None = None  # of the last message heard
        self._parts = Parts()
        self._settled: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._went_on = asyncio.Condition()
        self._time = asyncio.get_running_loop().time
        self._heard_at = self._time()
        self._ended = False

    @property
    def position(self) -> int:
        """Of the replica: all that was committed up to it is there."""
        return self.standing.position if self.standing else 0

    @property
    def lag(self) -> Lag:
        return Lag(max(0, self._latest - self.position), self._time() - self._heard_at)

    def has_settled(self, source: str, id_: str) -> bool:
        """Whether the feed has told of an event of late, and the replica is there."""
        return (source, id_) in self._settled

    async def settled(self, source: str, id_: str, within: float) -> str:
        """Wait until the feed has told of an event, and the replica is there; what became of it.

        Of long ago the feed remembers nothing: ask the store for the event first.

        Raises:
            TimeoutError: when it takes longer than *within* seconds.
        """
        await self._until(lambda: self.has_settled(source, id_), within)
        return self._settled[source, id_]

    async def reached(self, position: int, within: float) -> None:
        """Wait until the replica is at *position*.

        Raises:
            TimeoutError: when it takes longer than *within* seconds.
        """
        await self._until(lambda: self.position >= position, within)

    async def _until(self, so: Callable[[], bool], within: float) -> None:
        async with asyncio.timeout(within), self._went_on:
            await self._went_on.wait_for(so)

    async def run(self, begun: Callable[[], None]) -> None:
        """Follow until the task is cancelled or told to end; *begun* is called once live.

        Raises:
            BrokerError, StoreUnavailable: before it has begun.
        """
        live = False
        while not self._ended:
            try:
                async with listening(self._client, self._network, self._seq) as ear:
                    await self._catch_up()
                    if not live:
                        live = True
                        begun()
                    await self._listen(ear)
            except (BrokerError, StoreUnavailable) as error:
                if not live:
                    raise
                log.warning("waiting: %s", error)
            except Exception:
                if not live:
                    raise
                log.exception("the replica is in doubt, loading it again")
                self.standing = None
            await asyncio.sleep(PAUSE)

    def end(self) -> None:
        """Besides cancelling the task, which can be lost on Python 3.11."""
        self._ended = True

    async def _listen(self, ear: Ear) -> None:
        while not self._ended:
            heard = await ear.next()
            self._heard_at = self._time()
            if heard is not None:
                await self._take(heard)
                self._seq = heard.seq

    async def _take(self, heard: Heard) -> None:
        try:
            message = ChangesMessage.model_validate_json(heard.payload)
        except ValidationError as error:
            log.warning("message %d is none of ours: %s", heard.seq, error)
            return
        self._latest = max(self._latest, message.position)
        told = self._parts.add(message)
        if told is not None:
            await self._follow(told)
            await self._note(told.changes.settled)

    async def _follow(self, told: Told) -> None:
        if self.standing is None or told.epoch or told.since > self.position:
            await self._catch_up()
            if self.position < told.position:
                raise StoreUnavailable("the store is behind its feed")
        elif told.position > self.position:
            await self._replica.apply(told.position, told.changes.put, told.changes.delete)
            self.standing = replace(self.standing, position=told.position)

    async def _catch_up(self) -> None:
        """Bring the replica to where the store is."""
        if self.standing is None:
            self.standing = await self._load()
        now = await self._now(self.standing.position)
        if not leads_here(self.standing, now.epochs, now.position):
            log.warning("the store went back, or is another than was followed: loading it")
            self.standing, self._latest = None, 0
            await self._catch_up()
            return
        await self._replica.apply(now.position, now.changes.put, now.changes.delete)
        self.standing = Standing(now.position, newest(now.epochs))
        self._latest = max(self._latest, now.position)
        await self._note(())

    async def _now(self, since: int) -> _Now:
        async def work(view: View) -> _Now:
            # The position first: Neo4j reads what is committed, each statement anew.
            position = await view.position()
            return _Now(position, await view.epochs(), await view.changes_since(since))

        return await self._store.read(self._network, work)

    async def _load(self) -> Standing:
        async def work(view: View) -> Standing:
            position = await view.position()  # before the scan, which may not be one snapshot
            standing = Standing(position, newest(await view.epochs()))
            await self._replica.load(position, _everything(view))
            return standing

        return await self._store.read(self._network, work)

    async def _note(self, settled: tuple[Settlement, ...]) -> None:
        """Remember what is settled, and wake who waits for it or for the position."""
        for one in settled:
            self._settled[one.source, one.id] = one.status
            self._settled.move_to_end((one.source, one.id))
        while len(self._settled) > REMEMBERED:
            self._settled.popitem(last=False)
        async with self._went_on:
            self._went_on.notify_all()


@asynccontextmanager
async def following(
    store: GraphStore,
    client: Client,
    network: str,
    replica: Replica,
    standing: Standing | None = None,
) -> AsyncIterator[Follower]:
    """A follower whose *replica* is loaded; it goes on following while the context lasts.

    *standing* is where the replica is already, if it is: then it is loaded only when the store
    does not lead from there.

    Raises:
        BrokerError, StoreUnavailable: on entering; later it waits for what is away.
    """
    follower = Follower(store, client, network, replica, standing)
    begun = asyncio.Event()
    task = asyncio.create_task(follower.run(begun.set))
    waiting = asyncio.create_task(begun.wait())
    try:
        await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if not begun.is_set():
            await task  # raises what went wrong
        yield follower
    finally:
        follower.end()
        task.cancel()
        waiting.cancel()
        await asyncio.wait({task, waiting})


async def _everything(view: View) -> AsyncIterator[Entity]:
    for kind in FED:
        async for entity in view.scan(kind):
            yield entity
