"""The door in: CloudEvents over HTTP, to the broker.

The HTTP binding of CloudEvents 1.0.2: structured, binary (`ce-` headers) and batched mode.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import unquote

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from nats.aio.client import Client
from pydantic import BaseModel, ConfigDict
from pydantic_core import from_json

from graph.errors import InroadError
from graph.store import DEFAULT_NETWORK
from schemas.errors import FieldProblem, InvalidEvent
from schemas.events import MAX_EVENT_BYTES, Event, event_body, parse_event
from services.broker import address, message_id, send
from services.fate import Fate, fate_of, receipt_of
from services.query import problems_of

MAX_BATCH = 1000
MAX_BODY = 32 * 2**20  # bytes of one request
AT_ONCE = 64  # events on their way to the broker from one request

router = APIRouter(tags=["events"])
Network = Annotated[
    str, Query(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$", description="Graph", examples=["default"])
]
EXAMPLE = {
    "specversion": "1.0", "type": "inroad.insider.mentioned.v1", "source": "urn:example:notes",
    "id": "15", "time": "2026-03-08T15:40:00Z",
    "data": {
        "informant": "email:ann@example.org", "mention": "m-1", "company": "domain:globex.com",
        "to": "email:bob@example.org", "description": "my neighbour", "relation": "neighbor",
    },
}  # fmt: skip


class UnreadableBatch(InroadError):
    """The body is not what its content type says."""

    field = "(body)"
    remedy = "send one CloudEvent, or a JSON array of up to 1,000 of them"


class NotJson(InroadError):
    """The request does not say that its body is JSON, as a form of any page can't."""

    field = "Content-Type"
    remedy = "send it as application/json, or application/cloudevents+json"


class TooLarge(InroadError):
    """The request is larger than is read."""

    field = "(body)"
    remedy = f"send at most {MAX_BODY} bytes in one request, {MAX_EVENT_BYTES} in one event"


class TooMany(InroadError):
    """More events than one request may hold."""

    field = "(body)"
    remedy = f"send at most {MAX_BATCH} events in one request"


class Receipt(BaseModel):
    """The broker has this event; *receipt* makes a question wait for it."""

    model_config = ConfigDict(frozen=True)

    source: str
    id: str
    receipt: str
    duplicate: bool


class Receipts(BaseModel):
    """One receipt for each event."""

    receipts: list[Receipt]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why one event of a request was not accepted."""

    index: int
    source: str
    id: str
    field: str
    reason: str
    remedy: str


@router.post(
    "/v1/events",
    status_code=202,
    response_model=Receipts,
    summary="Publish one event, or up to 1,000",
    responses=problems_of(
        status_400="The body is not what its type says",
        status_413="It is too large, or holds too many events",
        status_415="It does not say that it is JSON",
        status_422="Events are malformed; `receipts` has those that were taken all the same",
        status_503="The broker does not answer, or its stream is full",
    ),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                kind: {"schema": {"$ref": "/v1/schemas/events.json"}, "example": example}
                for kind, example in (
                    ("application/cloudevents+json", EXAMPLE),
                    ("application/cloudevents-batch+json", [EXAMPLE]),
                )
            },
        }
    },
)
async def publish(request: Request, network: Network = DEFAULT_NETWORK) -> JSONResponse:
    """Accepted events are with the broker for good when this answers; see each one's receipt."""
    values = await _values(request)
    accepted, refused = sorted_out(values)
    receipts = await send_all(request.app.state.broker, network, accepted)
    if not refused:
        return JSONResponse({"receipts": receipts}, 202)
    return _partly(receipts, refused)


@router.get(
    "/v1/events",
    summary="What became of an event",
    responses=problems_of(
        status_404="No such event has come",
        status_422="A parameter is malformed",
        status_503="The store or the broker does not answer",
    ),
)
async def fate(
    request: Request,
    source: Annotated[str, Query(description="Of the event", examples=[EXAMPLE["source"]])],
    id: Annotated[str, Query(description="Of the event", examples=[EXAMPLE["id"]])],  # noqa: A002 - its name
    network: Network = DEFAULT_NETWORK,
) -> Fate:
    """pending, applied, retracted, erased, or dead with the reason."""
    return await fate_of(request.app.state.store, request.app.state.broker, network, (source, id))


async def publish_own(
    client: Client, network: str, values: Sequence[dict[str, Any]]
) -> list[Receipt]:
    """Publish events that a route of Inroad has made; their receipts, in the same order.

    Raises:
        InvalidEvent: by one that is none; nothing was sent.
        StreamFull, BrokerUnavailable: send all again.
    """
    now = datetime.now(UTC)
    payloads = [json.dumps(value, ensure_ascii=False).encode() for value in values]
    accepted = [Accepted(parse_event(payload, now=now), payload) for payload in payloads]
    return [Receipt(**receipt) for receipt in await send_all(client, network, accepted)]


async def _values(request: Request) -> list[Any]:
    """The JSON values of every event in a request, in any of the three modes."""
    body = await _body(request)
    try:
        values = from_json(body or b"null", allow_inf_nan=False)
    except ValueError as error:
        raise UnreadableBatch(f"the body is not JSON: {error}") from error
    if "ce-specversion" in request.headers:
        return [_binary(request, values)]
    events = values if isinstance(values, list) else [values]
    if len(events) > MAX_BATCH:
        raise TooMany(f"{len(events)} events in one request")
    if not events:
        raise UnreadableBatch("the body holds no event")
    return events


async def _body(request: Request) -> bytes:
    body = await read_body(request, MAX_BODY)
    if len(body) > MAX_BODY:
        raise TooLarge(f"the body is over {MAX_BODY} bytes")
    return body


def ensure_json(request: Request) -> None:
    """Check what the body is said to be.

    Raises:
        NotJson: when it is said to be something else, or nothing is said.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not (kind == "application/json" or (kind.startswith("application/") and "+json" in kind)):
        raise NotJson(f"the body is {kind or 'of no type'}")


async def read_body(request: Request, most: int) -> bytes:
    """The JSON body, read no further once it is over *most* bytes; more than that tells so.

    Raises:
        NotJson: when it is said to be something else, or nothing is said.
    """
    ensure_json(request)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            break
    return bytes(body)


def _binary(request: Request, data: Any) -> dict[str, Any]:
    attributes = {
        name.removeprefix("ce-"): unquote(value)
        for name, value in request.headers.items()
        if name.startswith("ce-")
    }
    return {**attributes, "datacontenttype": "application/json", "data": data}


@dataclass(frozen=True, slots=True)
class Accepted:
    """An event that is good, and its payload as it was sent: the builder reads that again."""

    event: Event
    payload: bytes


def sorted_out(values: Sequence[Any]) -> tuple[list[Accepted], list[Refusal]]:
    now = datetime.now(UTC)
    accepted: list[Accepted] = []
    refused: list[Refusal] = []
    for index, value in enumerate(values):
        try:
            accepted.append(_accepted(value, now))
        except InvalidEvent as error:
            refused += [_refusal(index, value, problem) for problem in error.problems]
    return accepted, refused


def _accepted(value: Any, now: datetime) -> Accepted:
    payload = json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
    return Accepted(parse_event(payload, now=now), payload)


def _refusal(index: int, value: Any, problem: FieldProblem) -> Refusal:
    known = value if isinstance(value, dict) else {}
    return Refusal(
        index=index, source=str(known.get("source", ""))[:200], id=str(known.get("id", ""))[:200],
        field=problem.field, reason=problem.reason, remedy=problem.remedy,
    )  # fmt: skip


async def send_all(
    client: Client, network: str, accepted: Sequence[Accepted]
) -> list[dict[str, Any]]:
    gate = asyncio.Semaphore(AT_ONCE)

    async def send_one(one: Accepted) -> dict[str, Any]:
        async with gate:
            return (await _send(client, network, one)).model_dump()

    return await asyncio.gather(*map(send_one, accepted))


async def _send(client: Client, network: str, accepted: Accepted) -> Receipt:
    event = accepted.event
    headers = {
        "Nats-Msg-Id": message_id(network, event.source, event.id, event_body(event)),
        "content-type": "application/cloudevents+json",
    }
    subject = address(network, event.source, event.id).event_subject
    duplicate = await send(client, subject, accepted.payload, headers)
    return Receipt(
        source=event.source, id=event.id, receipt=receipt_of(event.source, event.id),
        duplicate=duplicate,
    )  # fmt: skip


def _partly(receipts: list[dict[str, Any]], refused: Sequence[Refusal]) -> JSONResponse:
    first = refused[0]
    body = {
        "type": "about:blank", "title": "Some events are not accepted", "status": 422,
        "detail": f"{first.field}: {first.reason}", "field": first.field, "remedy": first.remedy,
        "receipts": receipts, "errors": [asdict(refusal) for refusal in refused],
    }  # fmt: skip
    return JSONResponse(body, 422, media_type="application/problem+json")
