"""Whether the service runs, whether it can answer, and how far it is."""

from http import HTTPStatus
from typing import Any, Literal

from fastapi import APIRouter, Request, Response
from nats.errors import Error as NatsError
from pydantic import BaseModel

from graph.entities import Company, Introduction, Person, Record, Tie
from graph.errors import StoreError
from graph.store import View
from services.broker import CONSUMER, DEAD, EVENTS
from services.desk import IndexDesk

router = APIRouter(tags=["health"])


class IndexAt(BaseModel):
    """Where the index is, and how far behind the latest that it has heard of."""

    position: int
    positions_behind: int
    seconds_since_heard: float
    bytes: int
    snapshot: int | None


class Ready(BaseModel):
    """Events that wait, events being applied, dead letters, and what the store holds."""

    status: Literal["ready"] = "ready"
    lag: int
    waiting: int
    in_hand: int
    dead: int
    store: dict[str, int]
    index: IndexAt | None


class NotReady(BaseModel):
    """What is away, and what to do about it."""

    status: Literal["not ready"] = "not ready"
    reason: str
    remedy: str


@router.get("/healthz", summary="The process runs")
async def healthz() -> dict[str, str]:
    return {"status": "ok"}


@router.get(
    "/readyz",
    summary="It can answer; how far it is",
    responses={200: {"model": Ready}, 503: {"model": NotReady}},
)
async def readyz(request: Request, response: Response) -> Ready | NotReady:
    """200 with lag and counts; 503 while the store or the broker is away."""
    state = request.app.state
    try:
        counts = await state.store.read(state.settings.network, _counts)
        streams = await _streams(state.broker)
    except (StoreError, NatsError, TimeoutError) as error:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        reason, remedy = str(error) or type(error).__name__, getattr(error, "remedy", "wait")
        return NotReady(reason=reason, remedy=remedy)
    lag = streams["waiting"] + streams["in_hand"]
    return Ready(lag=lag, **streams, store=counts, index=_index(state.desk))


def _index(desk: IndexDesk | None) -> IndexAt | None:
    if desk is None:
        return None
    lag = desk.lag
    return IndexAt(
        position=desk.replica.state.position,
        positions_behind=lag.positions,
        seconds_since_heard=round(lag.seconds, 1),
        bytes=desk.replica.state.nbytes,
        snapshot=desk.keeper.position if desk.keeper else None,
    )


async def _counts(view: View) -> dict[str, int]:
    kinds = {"events": Record, "people": Person, "companies": Company, "ties": Tie}
    counts = {name: await view.count(kind) for name, kind in kinds.items()}
    introductions = await view.count(Introduction)
    return {"position": await view.position(), **counts, "introductions": introductions}


async def _streams(broker: Any) -> dict[str, int]:
    js = broker.jetstream()
    consumer = await js.consumer_info(EVENTS, CONSUMER)
    dead = await js.stream_info(DEAD)
    return {
        "waiting": consumer.num_pending or 0,
        "in_hand": consumer.num_ack_pending or 0,
        "dead": dead.state.messages,
    }
