"""The builder: events from the broker, folded into the store, told, then acknowledged.

Seen -> load -> fold -> save -> settle -> tell -> acknowledge, a batch in one transaction.
Nothing is acknowledged before the store has it or a dead letter holds it, and the change feed
tells of it. So a crash at any moment means delivery again, and what was applied already is
known by its record.
"""

import asyncio
import logging
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from faststream import AckPolicy, FastStream
from faststream.nats import JStream, NatsBroker, NatsMessage, PullSub
from nats.aio.client import Client
from nats.aio.msg import Msg

from graph.errors import StoreUnavailable
from graph.fold import Settlement
from graph.redact import already_erased, names_within, without
from graph.store import Committed, GraphStore, commit, seal
from graph.strike import Arrival
from schemas.errors import FieldProblem, InvalidEvent
from schemas.events import PersonErased, event_body, parse_event
from schemas.events.base import moment_text
from services.broker import (
    CONSUMER,
    EVENT_SUBJECTS,
    EVENTS,
    BrokerError,
    BrokerUnavailable,
    connected,
    network_of,
)
from services.dead import DeadLetters, identity_of
from services.feed import Feed
from services.pull import Ahead, kept
from services.settings import Settings
from services.stores import open_store

log = logging.getLogger("inroad.builder")
T = TypeVar("T")
LONGEST_WAIT = 15.0  # seconds between tries while the store is down
GRACE = 10.0  # seconds that a batch in hand has to finish at SIGTERM

CONFLICT = FieldProblem(
    field="id",
    reason="was received before with another body",
    remedy="an event has one body for ever: retract it, and send the new one under a new id",
)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message and the event in it."""

    message: Msg
    arrival: Arrival


class Builder:
    """Applies batches of messages to a store; what it can't apply it buries."""

    def __init__(self, store: GraphStore, dead: DeadLetters, feed: Feed, attempts: int) -> None:
        self._store = store
        self._dead = dead
        self._feed = feed
        self._attempts = attempts

    async def heal(self) -> None:
        """Tell what a builder committed and then could not tell."""
        await _persist(self._feed.heal)

    async def take(self, messages: Sequence[Msg]) -> None:
        """Settle and acknowledge every message, however long it takes."""
        async with kept(messages):
            for network, group in _by_network(messages).items():
                parcels = [parcel for m in group if (parcel := await self._open(m))]
                await self._apply(network, parcels)
            for message in messages:
                await message.ack()

    async def _open(self, message: Msg) -> Parcel | None:
        """The event in a message; a message that holds none is buried."""
        try:
            event = parse_event(message.data, now=datetime.now(UTC))
        except InvalidEvent as error:
            await self._bury(message, error.problems[0])
            return None
        return Parcel(message, Arrival(event, event_body(event)))

    async def _apply(self, network: str, parcels: Sequence[Parcel]) -> None:
        """Commit all in one, or, after repeated failures of a healthy store, one by one."""
        if not parcels:
            return
        try:
            committed = await self._commit(network, parcels)
        except Exception as error:  # noqa: BLE001 - whatever it is, it must not hold up the others
            if len(parcels) == 1:
                await self._bury(parcels[0].message, _unapplied(error))
                return
            log.warning("a batch of %d fails, applying it one by one: %r", len(parcels), error)
            for parcel in parcels:
                await self._apply(network, [parcel])
            return
        await self._settle(network, parcels, committed)

    async def _commit(self, network: str, parcels: Sequence[Parcel]) -> Committed:
        failures = waits = 0
        arrivals = [parcel.arrival for parcel in parcels]
        while True:
            try:
                return await commit(self._store, network, arrivals)
            except Exception as error:
                healthy = await self._healthy()
                failures += healthy
                if failures >= self._attempts:
                    raise
                waits += 1
                log.warning("the store %s, waiting: %r", "fails" if healthy else "is down", error)
            await asyncio.sleep(_wait(waits))

    async def _healthy(self) -> bool:
        try:
            await self._store.ping()
        except StoreUnavailable:
            return False
        return True

    async def _settle(self, network: str, parcels: Sequence[Parcel], committed: Committed) -> None:
        """Bury conflicts, let an erasure reach dead letters and feed, and tell the rest."""
        settled = committed.changes.settled
        conflicts = {(s.source, s.id) for s in settled if s.status == "conflict"}
        if conflicts:
            await self._bury_conflicts(network, [p for p in parcels if p.arrival.key in conflicts])
        events = (parcel.arrival.event for parcel in parcels)
        erased = {n for e in events if isinstance(e, PersonErased) for n in e.data.identifiers}
        if erased:
            await _persist(lambda: self._dead.erase(network, erased))
            await _persist(self._feed.clear)
        told = [settlement for settlement in settled if settlement.status != "conflict"]
        await _persist(lambda: self._feed.tell(network, committed, told))

    async def _bury_conflicts(self, network: str, parcels: Sequence[Parcel]) -> None:
        """Of one identity the repeats of the body that was kept are no conflict."""
        for parcel in parcels:
            (settled,) = (await self._commit(network, [parcel])).changes.settled
            if settled.status == "conflict":
                await self._bury(parcel.message, CONFLICT)

    async def _bury(self, message: Msg, problem: FieldProblem) -> None:
        now = moment_text(datetime.now(UTC))
        network = network_of(message.subject)
        log.info("dead letter from %s: %s", message.subject, problem.field)
        payload = await self._without_erased(network, message.data)
        await _persist(lambda: self._dead.bury(message.subject, payload, problem, now))
        source, id_ = identity_of(payload)
        if source and id_:  # else nobody can ask for it
            dead = Settlement(source, id_, "dead")
            await _persist(lambda: self._feed.settle(network, [dead]))

    async def _without_erased(self, network: str, payload: bytes) -> bytes:
        """What a letter may hold: nobody whom the network has forgotten."""
        names = set(names_within(payload).values())
        sealing = seal(self._store.secret, network)
        erased = await self._store.read(network, lambda view: already_erased(view, names, sealing))
        return without(payload, erased)


def _unapplied(error: Exception) -> FieldProblem:
    return FieldProblem(
        field="(event)",
        reason=f"could not be applied: {type(error).__name__}: {error}",
        remedy="a fault of Inroad or its store, not of the event: mend it, then retry",
    )


async def _persist(act: Callable[[], Awaitable[object]]) -> None:
    """Repeat *act* while the broker is away, or the store that it asks."""
    waits = 0
    while True:
        try:
            await act()
        except (BrokerError, StoreUnavailable) as error:
            waits += 1
            log.warning("not published yet, waiting: %s", error)
            await asyncio.sleep(_wait(waits))
        else:
            return


def _wait(times: int) -> float:
    """Seconds to wait after so many failures: doubling, with full jitter."""
    return random.uniform(0.05, min(LONGEST_WAIT, 0.2 * 2**times))  # noqa: S311 - jitter


def _by_network(messages: Sequence[Msg]) -> dict[str, list[Msg]]:
    groups: defaultdict[str, list[Msg]] = defaultdict(list)
    for message in messages:
        groups[network_of(message.subject)].append(message)
    return groups


async def _bodies(message: NatsMessage) -> list[bytes]:
    """Leave payloads as they are: the builder reads them itself, one bad one spoils no batch."""
    return [raw.data for raw in message.raw_message]  # type: ignore[attr-defined]


def application(settings: Settings, builder: Builder) -> FastStream:
    """The FastStream application that feeds *builder*."""
    broker = NatsBroker(
        settings.broker, graceful_timeout=GRACE, max_reconnect_attempts=-1,
        reconnect_time_wait=1, logger=None,
    )  # fmt: skip

    subscriber = broker.subscriber(
        EVENT_SUBJECTS,
        stream=JStream(EVENTS, declare=False),
        durable=CONSUMER,
        pull_sub=PullSub(batch_size=settings.batch_size, timeout=settings.batch_wait, batch=True),
        ack_policy=AckPolicy.MANUAL,
        decoder=_bodies,
    )

    @subscriber
    async def take(bodies: Any, message: NatsMessage) -> None:
        del bodies
        await builder.take(message.raw_message)  # type: ignore[arg-type]

    app = FastStream(broker, logger=None)

    @app.after_startup
    async def pull_ahead() -> None:
        ahead = Ahead(subscriber.subscription, settings.batch_size, settings.batch_wait)
        subscriber.subscription = ahead  # type: ignore[assignment]
        app.on_shutdown(ahead.end)

    return app


async def run(settings: Settings) -> None:
    """Build until SIGTERM or SIGINT; the batch in hand is finished first."""
    async with open_when_ready(settings) as (store, client):
        builder = Builder(store, DeadLetters(client), Feed(client, store), settings.attempts)
        await builder.heal()
        log.info("building from %s", settings.broker)
        await application(settings, builder).run()


@asynccontextmanager
async def open_when_ready(settings: Settings) -> AsyncIterator[tuple[GraphStore, Client]]:
    """The store and the broker, each waited for while it is down."""
    async with AsyncExitStack() as stack:
        store = await opened(lambda: open_store(settings.store_url), stack)
        client = await opened(lambda: connected(settings), stack)
        yield store, client


async def opened(opening: Callable[[], AbstractAsyncContextManager[T]], stack: AsyncExitStack) -> T:
    """What *opening* opens, for as long as *stack* lasts; waited for while it is down."""
    waits = 0
    while True:
        try:
            return await stack.enter_async_context(opening())
        except (StoreUnavailable, BrokerUnavailable) as error:
            waits += 1
            log.warning("waiting: %s", error)
        await asyncio.sleep(_wait(waits))
