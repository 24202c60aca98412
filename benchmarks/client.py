"""Questions over HTTP from a process of its own, over several connections kept open.

A bare protocol of asyncio, so that it is the service that is measured and not its client.
"""

import asyncio
import multiprocessing
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from urllib.parse import urlsplit

END_OF_HEAD = b"\r\n\r\n"
OK = b"HTTP/1.1 200"


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """*requests* asked again and again of *service* for so many seconds, or each once."""

    service: str
    requests: Sequence[bytes]
    connections: int = 1
    seconds: float = 0.0  # 0: each request once


@dataclass(slots=True)
class Asked:
    """Nanoseconds of each answer, how long all took, and how many were none."""

    each: list[int] = field(default_factory=list)
    seconds: float = 0.0
    refused: int = 0

    def add(self, other: "Asked") -> None:
        self.each += other.each
        self.seconds += other.seconds
        self.refused += other.refused


def get(target: str, host: str = "127.0.0.1") -> bytes:
    """A request that is one line and the host."""
    return f"GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()


def post(target: str, body: bytes, host: str = "127.0.0.1") -> bytes:
    head = f"POST {target} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def is_whole(response: bytes | bytearray) -> bool:
    """Whether an answer is there to its end; ours tell their length."""
    head = response.find(END_OF_HEAD)
    if head < 0:
        return False
    _, _, after = response[:head].lower().partition(b"content-length:")
    return len(response) >= head + len(END_OF_HEAD) + int(after.partition(b"\r\n")[0])


class Connection(asyncio.Protocol):
    """Asks one request after the other, each as soon as the one before is answered."""

    def __init__(self, requests: Iterator[bytes], end: float, into: Asked) -> None:
        self._requests, self._end, self._into = requests, end, into
        self._buffer = bytearray()
        self._began = 0
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not is_whole(self._buffer):
            return
        self._into.each.append(time.perf_counter_ns() - self._began)
        self._into.refused += not self._buffer.startswith(OK)
        self._buffer.clear()
        self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("the service hung up"))

    def _ask(self) -> None:
        request = next(self._requests, None) if time.monotonic() < self._end else None
        if request is None:
            self.done.set_result(None)
            self._transport.close()
            return
        self._began = time.perf_counter_ns()
        assert isinstance(self._transport, asyncio.Transport)  # noqa: S101 - for mypy
        self._transport.write(request)


def ask(load: Load) -> Asked:
    """Ask from within this process."""
    return asyncio.run(_asked(load))


async def _asked(load: Load) -> Asked:
    asked = Asked()
    address = urlsplit(load.service)
    end = time.monotonic() + load.seconds if load.seconds else float("inf")
    began = time.perf_counter()
    loop = asyncio.get_running_loop()
    opened = [
        await loop.create_connection(
            lambda part=part: Connection(part, end, asked),  # type: ignore[misc]
            address.hostname or "",
            address.port or 80,
        )
        for part in parts(load)
    ]
    await asyncio.gather(*(connection.done for _, connection in opened))
    asked.seconds = time.perf_counter() - began
    return asked


def parts(load: Load) -> list[Iterator[bytes]]:
    """What each connection asks: its share once, or all for ever, each from another on."""
    count = load.connections
    if not load.seconds:
        return [iter(load.requests[at::count]) for at in range(count)]
    starts = [at * len(load.requests) // count for at in range(count)]
    return [islice(cycle(load.requests), start, None) for start in starts]


@contextmanager
def client() -> Iterator[ProcessPoolExecutor]:
    """A process to `ask` from, for as long as the context lasts."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        yield pool
