"""Server-sent events (WHATWG HTML, section 9.2): what comes into a stream of the broker.

A message is read when its turn has come, and the next one when the client has taken it: what
follows waits in the broker. The id of an event is the number of its message, so whoever comes
back with the last one goes on right behind it. What was purged meanwhile is not sent.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing, contextmanager
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Header
from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.errors import NotFoundError
from starlette.types import Message, Receive, Scope, Send

from graph.errors import InroadError
from schemas.live import LAST_NUMBER
from services.broker import BrokerError, BrokerUnavailable
from services.listen import listening

log = logging.getLogger("inroad.live")
MOST: Final = 64  # open at once in one service
BEAT: Final = 15.0  # seconds without an event, after which a comment says that all is well
SLOW: Final = 10.0  # seconds that a client has to take what it is sent
PAUSE: Final = 0.5  # seconds before the next try while the broker is away
AGAIN: Final = 1_000  # milliseconds before a browser comes back
HEADERS: Final = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
LastEventId = Annotated[
    int | None,
    Header(
        alias="Last-Event-ID", ge=0, le=LAST_NUMBER,
        description="Go on behind this event: a browser sends it when it comes back",
        examples=[0],
    ),
]  # fmt: skip


class TooManyStreams(InroadError):
    """As many streams are open as the service keeps."""

    remedy = "close one that is not needed, or come back later"


class _TooSlow(Exception):
    """The client does not take what it is sent."""


@dataclass(frozen=True, slots=True)
class Sent:
    """An event, or without a name only how far the stream is; *id* is a message's number."""

    id: int
    event: str = ""
    data: str = ""


class Streams:
    """The streams that are open in one service."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._open = 0
        self.ended = False

    def end(self) -> None:
        """Have all of them end, within a second or so: the service is about to."""
        self.ended = True

    @contextmanager
    def place(self) -> Iterator[None]:
        """Room for one more.

        Raises:
            TooManyStreams: on entering.
        """
        if self._open >= self._most:
            raise TooManyStreams(f"{self._open} streams are open")
        self._open += 1
        try:
            yield
        finally:
            self._open -= 1


class EventStream(StreamingResponse):
    """Goes on until the client leaves or is too slow, the events end, or the service does.

    FastAPI's own writes the events of a generator, and leaves out these ends.
    """

    media_type = "text/event-stream"

    def __init__(self, streams: Streams, events: AsyncGenerator[Sent, None]) -> None:
        self._streams = streams
        self._written = _written(streams, events)
        super().__init__(self._written, headers=HEADERS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def in_time(message: Message) -> None:
            try:
                async with asyncio.timeout(SLOW):
                    await send(message)
            except TimeoutError as error:
                raise _TooSlow from error

        with self._streams.place():
            async with aclosing(self._written):
                try:
                    await super().__call__(scope, receive, in_time)
                except _TooSlow:  # it finds the connection closed, and may come back
                    log.info("a stream ends: its client took nothing for %.0f s", SLOW)


async def _written(
    streams: Streams, events: AsyncGenerator[Sent, None]
) -> AsyncGenerator[bytes, None]:
    """*events* as bytes, with a sign of life now and then, which tells the id too."""
    time = asyncio.get_running_loop().time
    wrote_at = float("-inf")
    async with aclosing(events):
        async for one in events:
            if streams.ended:
                return
            if one.event:
                yield format_sse_event(data_str=one.data, event=one.event, id=str(one.id))
            elif time() - wrote_at >= BEAT:
                yield format_sse_event(comment="", id=str(one.id), retry=AGAIN)
            else:
                continue
            wrote_at = time()


async def start_of(client: Client, stream: str, after: int | None) -> int:
    """The number behind which to go on: *after*; from now on, when it is None.

    A number that the stream has not reached is of one that is no more: this one is all new.

    Raises:
        BrokerUnavailable: when the broker does not answer.
    """
    try:
        last: int = (await client.jetstream().stream_info(stream)).state.last_seq
    except (NatsError, TimeoutError) as error:
        raise BrokerUnavailable(f"the broker does not answer: {error!r}") from error
    if after is None:
        return last
    return after if after <= last else 0


async def messages(
    client: Client, stream: str, network: str, after: int
) -> AsyncGenerator[tuple[int, bytes], None]:
    """Numbers and payloads behind *after*, for ever; b"" where nothing came for a second.

    While the broker is away it waits.
    """
    while True:
        yield after, b""
        try:
            async with listening(client, network, after, stream=stream, bare=True) as ear:
                while True:
                    heard = await ear.next()
                    payload = await payload_of(client, stream, heard.seq) if heard else b""
                    after = heard.seq if heard else after
                    yield after, payload
        except BrokerError as error:
            log.warning("waiting: %s", error)
        await asyncio.sleep(PAUSE)


async def payload_of(client: Client, stream: str, seq: int) -> bytes:
    """What message number *seq* holds by now: nothing, if it was purged.

    Raises:
        BrokerUnavailable: when the broker does not answer.
    """
    try:
        return (await client.jetstream().get_msg(stream, seq)).data or b""
    except NotFoundError:
        return b""
    except (NatsError, TimeoutError) as error:
        raise BrokerUnavailable(f"the broker does not answer: {error!r}") from error
