"""A file that is sent while it is read, within one read of the store."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from typing import Final

from fastapi import Request, Response
from starlette.types import Receive, Scope, Send

from graph.errors import StoreUnavailable
from graph.store import View
from graph.strike import Seal
from schemas.questions import Asked
from services.live import Streams
from services.query import Desk

log = logging.getLogger("inroad.exports")
AT_ONCE: Final = 2  # each keeps a reader of the store, of which SQLite has four
CHUNK: Final = 2**16  # characters sent together, or a few more
SLOW: Final = 30.0  # seconds that a client has to take a chunk

Pieces = Callable[[View, Seal], AsyncIterator[str]]


class _Left(Exception):
    """The client takes no more."""


class Export(Response):
    """*pieces* of what *desk* reads as a file called *name*.

    What goes wrong before the first of them is a problem like any other; later, the file ends
    short, which HTTP tells the client.
    """

    def __init__(self, desk: Desk, asked: Asked, pieces: Pieces, name: str, kind: str) -> None:
        super().__init__(
            media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
        )
        del self.headers["content-length"]  # nobody knows it yet
        self._desk, self._asked, self._pieces = desk, asked, pieces
        self._begun = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        places: Streams = request.app.state.exports

        async def work(view: View, sealing: Seal) -> None:
            if self._begun:  # a store may try again: what was sent can't be taken back
                raise StoreUnavailable("the store began anew within an export")
            async with aclosing(_chunks(self._pieces(view, sealing))) as chunks:
                async for chunk in chunks:
                    if await request.is_disconnected():
                        raise _Left
                    await self._send(send, chunk)
            await self._send(send, "", more=False)

        with places.place():
            try:
                await self._desk.read(self._asked, work)
            except _Left:  # it finds the connection closed before the end
                log.info("an export ends: its client takes no more")

    async def _send(self, send: Send, chunk: str, *, more: bool = True) -> None:
        body = {"type": "http.response.body", "body": chunk.encode(), "more_body": more}
        head = {"status": self.status_code, "headers": self.raw_headers}
        begun, self._begun = self._begun, True
        try:
            async with asyncio.timeout(SLOW):
                if not begun:
                    await send({"type": "http.response.start", **head})
                await send(body)
        except OSError as error:  # TimeoutError among them
            raise _Left from error


async def _chunks(pieces: AsyncIterator[str]) -> AsyncGenerator[str, None]:
    kept, size = list[str](), 0
    async for piece in pieces:
        kept.append(piece)
        size += len(piece)
        if size >= CHUNK:
            yield "".join(kept)
            kept, size = [], 0
    yield "".join(kept)
