"""News of standing targets over HTTP: a page of what was told, and a stream of what is."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing, suppress
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from pydantic import ValidationError

from graph.errors import ErasedRef, StoreUnavailable, UnknownRef
from graph.heard import heard_by
from graph.lookup import person_of
from graph.store import View
from graph.strike import Seal
from schemas.announcements import ANNOUNCEMENT, Announcement
from schemas.live import NewsPage, NewsQuestion, Numbered, StreamQuestion
from schemas.questions import Asked
from services.announce import Announced, Announcements
from services.broker import NEWS
from services.live import EventStream, LastEventId, Sent, messages, start_of
from services.query import ERRORS, AtDesk, Desk, PersonRef
from services.routes import RawRoute

MOST_READ: Final = 500  # announcements that one page looks through
router = APIRouter(prefix="/v1", tags=["news"], route_class=RawRoute, responses=ERRORS)


@router.get("/people/{ref:path}/news", summary="News of a person's standing targets")
async def news(
    ref: PersonRef, asked: Annotated[NewsQuestion, Query()], request: Request, desk: AtDesk
) -> NewsPage:
    """The oldest first. A page may be short, or empty, and still have a `next`."""
    said = await _read(Announcements(request.app.state.broker, asked.network), asked.after)
    heard = await _heard(desk, asked.network, ref, [one.announcement for one in said])
    ids = {one.id for one in heard}
    found = [one for one in said if one.announcement.id in ids]
    page = found[: asked.limit]
    more = len(found) > len(page)
    last = (page if more else said)[-1].seq if said else asked.after
    return NewsPage(
        news=tuple(Numbered(number=one.seq, announcement=one.announcement) for one in page),
        last=last,
        next=last if more or len(said) == MOST_READ else None,
    )


@router.get(
    "/people/{ref:path}/news/stream",
    summary="News of a person's standing targets, as they come",
    status_code=200,
    response_class=EventStream,
)
async def news_stream(
    ref: PersonRef,
    asked: Annotated[StreamQuestion, Query()],
    request: Request,
    desk: AtDesk,
    last_event_id: LastEventId = None,
) -> Response:
    """Server-sent events, each of the announcement's type, with the announcement as data.

    The id is its number; with `Last-Event-ID` the stream goes on behind it, each once.
    """
    await _heard(desk, asked.network, ref, ())
    state = request.app.state
    after = asked.after if last_event_id is None else last_event_id
    start = await start_of(state.broker, NEWS, after)
    coming = messages(state.broker, NEWS, asked.network, start)
    return EventStream(state.streams, _sent(desk, asked.network, ref, coming))


async def _read(stream: Announcements, after: int) -> list[Announced]:
    said: list[Announced] = []
    async with aclosing(stream.since(after)) as coming:
        async for one in coming:
            said.append(one)
            if len(said) == MOST_READ:
                break
    return said


async def _sent(
    desk: Desk, network: str, ref: str, coming: AsyncGenerator[tuple[int, bytes], None]
) -> AsyncGenerator[Sent, None]:
    """What is for the person; it ends when the person is gone, or can't be asked for."""
    with suppress(ErasedRef, UnknownRef, StoreUnavailable):
        async with aclosing(coming):
            async for number, payload in coming:
                said = _announcements(payload)
                if await _heard(desk, network, ref, said) if said else ():
                    yield Sent(number, said[0].type, said[0].model_dump_json(exclude_none=True))
                else:
                    yield Sent(number)


def _announcements(payload: bytes) -> tuple[Announcement, ...]:
    """The announcement in a message, if one of ours is in it."""
    try:
        return (ANNOUNCEMENT.validate_json(payload),)
    except ValidationError:
        return ()


async def _heard(
    desk: Desk, network: str, ref: str, said: Sequence[Announcement]
) -> tuple[Announcement, ...]:
    """Those that are for the person. Raises as `person_of`."""

    async def work(view: View, sealing: Seal) -> tuple[Announcement, ...]:
        return await heard_by(view, await person_of(view, sealing, ref, "ref"), said)

    return await desk.read(Asked(network=network), work)
