"""Events to a broker, each until it is acknowledged, and the wait until all are settled."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import nats
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.api import ConsumerInfo, StreamInfo
from nats.js.errors import NotFoundError

from benchmarks.dpdk import Sent
from benchmarks.terminal import progress

NETWORK = "default"
EVENTS, DEAD, CONSUMER = "INROAD_EVENTS", "INROAD_DEAD", "builder"
AT_ONCE = 256  # events on their way


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Client]:
    """A connection that outlives its server."""
    client = await nats.connect(
        url, max_reconnect_attempts=-1, reconnect_time_wait=0.2, error_cb=_unheard
    )
    try:
        yield client
    finally:
        await client.close()


async def _unheard(error: Exception) -> None:
    """Whoever waits for an answer gets the error too."""
    del error


async def declared(client: Client) -> None:
    """Wait until the builder has made the streams and its consumer."""
    js = client.jetstream()
    for _ in range(600):
        try:
            await js.consumer_info(EVENTS, CONSUMER)
        except (NatsError, TimeoutError):
            await asyncio.sleep(0.1)
        else:
            return
    raise SystemExit("the builder has not declared its streams in a minute")


async def _at_once() -> None:
    """Nothing to wait for."""


async def publish(
    client: Client,
    events: Sequence[Sent],
    *,
    permitted: Callable[[], Awaitable[None]] = _at_once,
    sent: Callable[[], None] = lambda: None,
) -> int:
    """Send all, each again until the broker has it; how many it took for repeats.

    *permitted* is awaited before each.
    """
    gate = asyncio.Semaphore(AT_ONCE)
    repeats = 0

    with progress() as bar:
        task = bar.add_task("Publishing", total=len(events))

        async def send(event: Sent) -> None:
            nonlocal repeats
            try:
                repeats += await publish_one(client, event)
            finally:
                gate.release()
            bar.advance(task)
            sent()

        async with asyncio.TaskGroup() as group:
            for event in events:
                await permitted()
                await gate.acquire()
                group.create_task(send(event))
    return repeats


async def publish_one(client: Client, event: Sent) -> bool:
    """Send it until the broker has it. Whether the broker knew it before.

    It did not when the answer to an earlier try was lost.
    """
    subject, headers = address(event)
    again = False
    while True:
        try:
            ack = await client.jetstream().publish(
                subject, event.payload, headers=headers, stream=EVENTS, timeout=5
            )
        except (NatsError, TimeoutError, OSError):
            again = True
            await asyncio.sleep(0.2)
        else:
            return bool(ack.duplicate) and not again


def address(event: Sent) -> tuple[str, dict[str, str]]:
    """Subject and headers, as the wire contract says."""
    identity = f"{event.source}\n{event.id}".encode()
    token = hashlib.sha256(identity).hexdigest()[:32]
    whole = f"{NETWORK}\n".encode() + identity + b"\n" + event.payload
    return f"inroad.events.0.{NETWORK}.{token}", {"Nats-Msg-Id": hashlib.sha256(whole).hexdigest()}


async def drained(client: Client, total: int, *, title: str = "Folding") -> None:
    """Wait until no event waits and none is in hand."""
    with progress() as bar:
        task = bar.add_task(title, total=total)
        while True:
            stream, consumer = await info(client)
            left = stream.state.messages
            bar.update(task, completed=max(0, total - left))
            if not left and not consumer.num_pending and not consumer.num_ack_pending:
                return
            await asyncio.sleep(0.05)


async def info(client: Client) -> tuple[StreamInfo, ConsumerInfo]:
    """How the stream of events stands, asked until there is an answer."""
    js = client.jetstream()
    while True:
        try:
            return await js.stream_info(EVENTS), await js.consumer_info(EVENTS, CONSUMER)
        except (NatsError, TimeoutError, OSError):
            await asyncio.sleep(0.2)


async def dead(client: Client) -> int:
    """How many dead letters there are."""
    try:
        return (await client.jetstream().stream_info(DEAD)).state.messages
    except NotFoundError:
        return 0
