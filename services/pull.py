"""Pulling ahead: the broker hands out the next events while the last ones are written."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, suppress
from typing import Any

from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.errors import TimeoutError as NatsTimeout

from services.broker import ACK_WAIT

MORE = 0.02  # seconds that the first message of a pull waits for others
PAUSE = 0.05  # seconds before pulling again from a broker that is away


class Ahead:
    """A pull subscription that keeps up to twice *most* messages waiting, in their order.

    It stands in for nats-py's own where FastStream fetches, and takes three faults out of the
    way. A batch there is what the broker delivers within the time-out, so a fast builder gets
    small ones. Both wait for the whole of it while the first event is there already, so a slow
    one lets events lie twice 50 ms. And nats-py 2.16 raises asyncio's TimeoutError when a fetch
    has next to no time left: FastStream 0.7.8 knows the broker's own only, and would drop what
    the batch holds so far until it is delivered again; 10% of single events came 15 s late.
    """

    def __init__(self, subscription: Any, most: int, wait: float) -> None:
        self._subscription = subscription
        self._most = most
        self._wait = wait
        self._waiting: deque[Msg] = deque()
        self._arrived = asyncio.Event()
        self._room = asyncio.Event()
        self._ended = False
        self._pulling = asyncio.create_task(self._pull())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._subscription, name)

    async def fetch(self, batch: int, timeout: float) -> list[Msg]:  # noqa: ASYNC109 - its signature
        """What waits, up to *batch*; when nothing does, what comes within *timeout* seconds.

        FastStream asks for the rest of a batch until its time-out: that is not waited for.
        """
        if batch < self._most and not self._waiting:
            raise NatsTimeout
        try:
            await asyncio.wait_for(self._arrived.wait(), timeout)
        except TimeoutError as error:
            raise NatsTimeout from error
        found = [self._waiting.popleft() for _ in range(min(batch, len(self._waiting)))]
        if not self._waiting:
            self._arrived.clear()
        self._room.set()
        return found

    async def end(self) -> None:
        """Pull no more, and hand back what waits, for another builder to take at once.

        The pull in hand is waited for: cancelling it can be lost on Python 3.11, whose
        `asyncio.wait_for` may answer instead (python/cpython#86296).
        """
        self._ended = True
        self._room.set()
        await self._pulling
        self._arrived.clear()
        with suppress(NatsError):  # the broker is away: it delivers them again by itself
            while self._waiting:
                await self._waiting.popleft().nak()

    async def _pull(self) -> None:
        async with kept(self._waiting):
            while not self._ended:
                if len(self._waiting) < self._most:
                    self._waiting.extend(await self._pulled())
                else:
                    self._room.clear()
                    await self._room.wait()
                if self._waiting:
                    self._arrived.set()

    async def _pulled(self) -> list[Msg]:
        """The next message within the wait, and what comes right behind it.

        Asked for many, nats-py answers once it has them all or the whole time is over.
        """
        found = await self._fetched(1, self._wait)
        return found + await self._fetched(self._most - 1, MORE) if found else found

    async def _fetched(self, most: int, within: float) -> list[Msg]:
        if not most:
            return []
        try:
            found: list[Msg] = await self._subscription.fetch(most, within)
        except (NatsTimeout, TimeoutError):
            return []
        except NatsError:
            await asyncio.sleep(PAUSE)
            return []
        return found


@asynccontextmanager
async def kept(messages: Collection[Msg]) -> AsyncIterator[None]:
    """Tell the broker now and then that these are being worked on."""

    async def tell() -> None:
        while True:
            await asyncio.sleep(ACK_WAIT / 3)
            with suppress(NatsError):  # they are delivered again, and known by their records
                for message in tuple(messages):
                    await message.in_progress()

    telling = asyncio.create_task(tell())
    try:
        yield
    finally:
        telling.cancel()
