"""Hearing the feed of one network, or its news: each message once, in order, or an error.

What clients call an ordered consumer. It is ours, since nats-py 2.16 looks for gaps only at
heartbeats, and does not try again when making the consumer anew fails.
"""

from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.errors import Error as NatsError
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy, Header

from services.broker import CHANGES, BrokerUnavailable, subject_of

T = TypeVar("T")
HEARTBEAT = 1.0  # seconds; the broker says at least so often that it is there
SILENCE = 3.0  # seconds after which it counts as away


@dataclass(frozen=True, slots=True)
class Heard:
    """A message, its number in the stream, and when the broker stored it."""

    seq: int
    payload: bytes
    at: datetime


class Ear:
    """A subscription to the feed."""

    def __init__(self, client: Client, subscription: Subscription) -> None:
        self._client = client
        self._subscription = subscription
        self._delivered = 0  # messages that the broker has sent to this consumer

    async def next(self) -> Heard | None:
        """The next message; None when the broker says no more than that it is there.

        Raises:
            BrokerUnavailable: when it is silent, or a message was missed on the way.
        """
        message = await _answered(self._subscription.next_msg(timeout=SILENCE))
        if message.headers and Header.STATUS.value in message.headers:
            await self._attend(message)
            return None
        self._delivered += 1
        self._check(message.metadata.sequence.consumer)
        metadata = message.metadata
        return Heard(metadata.sequence.stream, message.data, metadata.timestamp)

    async def _attend(self, message: Msg) -> None:
        """Answer a heartbeat that asks whether what was sent has been read."""
        headers = message.headers or {}
        asks = message.reply or headers.get(Header.CONSUMER_STALLED.value, "")
        if asks:
            await _answered(self._client.publish(asks))
        self._check(int(headers.get(Header.LAST_CONSUMER.value, self._delivered)))

    def _check(self, delivered: int) -> None:
        if delivered != self._delivered:
            raise BrokerUnavailable("a message of the feed was missed")


@asynccontextmanager
async def listening(
    client: Client, network: str, after: int | None, *, stream: str = CHANGES, bare: bool = False
) -> AsyncIterator[Ear]:
    """Hear what follows message number *after*; when it is None, what is published from now on.

    *bare*: without the payloads, for who reads each message when its turn has come.

    Raises:
        BrokerUnavailable: on entering.
    """
    inbox = client.new_inbox()
    subscription = await _answered(client.subscribe(inbox))
    try:
        consumer = _ordered(subject_of(stream, network), inbox, after, bare=bare)
        await _answered(client.jetstream().add_consumer(stream, consumer))
        yield Ear(client, subscription)
    finally:
        with suppress(NatsError):
            await subscription.unsubscribe()


async def _answered(asking: Awaitable[T]) -> T:
    try:
        return await asking
    except (NatsError, TimeoutError) as error:
        raise BrokerUnavailable(f"the feed cannot be heard: {error!r}") from error


def _ordered(subject: str, inbox: str, after: int | None, *, bare: bool) -> ConsumerConfig:
    """An ephemeral consumer: the broker forgets it soon after nobody listens."""
    policy = DeliverPolicy.NEW if after is None else DeliverPolicy.BY_START_SEQUENCE
    return ConsumerConfig(
        deliver_subject=inbox, filter_subject=subject, deliver_policy=policy, headers_only=bare,
        opt_start_seq=None if after is None else after + 1, ack_policy=AckPolicy.NONE,
        max_deliver=1, idle_heartbeat=HEARTBEAT, flow_control=True, mem_storage=True,
        num_replicas=1,
    )  # fmt: skip
