"""The change feed over HTTP, in brief: each position, once answers show it."""

from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from pydantic import ValidationError

from graph.applied import applied
from graph.feed import Parts
from schemas.changes import ChangesMessage
from schemas.live import StreamQuestion
from services.broker import CHANGES
from services.desk import IndexDesk
from services.live import EventStream, LastEventId, Sent, messages, payload_of, start_of
from services.query import ERRORS

PATIENCE: Final = 5.0  # seconds that a position waits for the index
router = APIRouter(
    prefix="/v1", tags=["changes"], responses={status: ERRORS[status] for status in (422, 503)}
)


@router.get(
    "/changes/stream",
    summary="That the graph has changed, as soon as answers show it",
    status_code=200,
    response_class=EventStream,
)
async def changes_stream(
    asked: Annotated[StreamQuestion, Query()],
    request: Request,
    last_event_id: LastEventId = None,
) -> Response:
    """Server-sent events `applied`: a position, counts, and ids of people and companies.

    With `Last-Event-ID` the stream goes on behind that event, as far as the feed is kept. Whoever
    stands before the `since` of an event has missed something, and reads all of a page again.
    """
    state = request.app.state
    after = asked.after if last_event_id is None else last_event_id
    start = await start_of(state.broker, CHANGES, after)
    coming = messages(state.broker, CHANGES, asked.network, start)
    before = _message(await payload_of(state.broker, CHANGES, start)) if start else None
    desk = state.desk if state.desk and state.desk.network == asked.network else None
    sent = _sent(coming, desk, start, before.position if before else -1)
    return EventStream(state.streams, sent)


async def _sent(
    coming: AsyncGenerator[tuple[int, bytes], None], desk: IndexDesk | None, at: int, position: int
) -> AsyncGenerator[Sent, None]:
    """What comes behind message number *at*, which told of *position*."""
    parts = Parts()
    async with aclosing(coming):
        async for number, payload in coming:
            message = _message(payload)
            told = parts.add(message) if message else None
            at = number if told else at  # never amid the parts of a position
            if told is None or told.position == position:  # it settles events that change nothing
                yield Sent(at)
                continue
            position = told.position
            await _shown(desk, position)
            yield Sent(at, "applied", applied(told).model_dump_json())


def _message(payload: bytes) -> ChangesMessage | None:
    """What a message of the feed tells, if it is one."""
    try:
        return ChangesMessage.model_validate_json(payload)
    except ValidationError:
        return None


async def _shown(desk: IndexDesk | None, position: int) -> None:
    """Wait until the index is there too, within reason: it may be loading."""
    if desk is not None and desk.follower is not None:
        with suppress(TimeoutError):
            await desk.follower.reached(position, PATIENCE)
