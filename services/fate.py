"""What became of an event: its fate, the receipt that asks for it, and the wait for it."""

import asyncio
import base64
import json
from contextlib import suppress
from typing import Final

from nats.aio.client import Client
from pydantic import BaseModel, TypeAdapter

from graph.entities import Record
from graph.errors import InroadError
from graph.store import GraphStore
from services.broker import address
from services.dead import DeadLetter, DeadLetters, is_pending
from services.follow import Follower

LONGEST_WAIT = 5.0  # seconds that a question waits for an event to settle
LOOK_AGAIN = 0.5  # seconds between looks into the store while the feed is listened to
_IDENTITY: Final = TypeAdapter(tuple[str, str])


class UnknownEvent(InroadError):
    """No event of this identity was received, or it has not arrived yet."""

    field = "id"
    remedy = "check source and id; an event sent straight to the broker is known once it is settled"


class NotSettled(InroadError):
    """The event waited for is not settled yet."""

    field = "after"
    remedy = "ask again, or ask without after"


class NotAReceipt(InroadError):
    """What a question is to wait for is no receipt."""

    field = "after"
    remedy = "give the receipt that publishing the event was answered with"

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is not a receipt")


class Fate(BaseModel):
    """What became of an event."""

    source: str
    id: str
    status: str
    reason: str = ""
    field: str = ""
    remedy: str = ""


def receipt_of(source: str, id_: str) -> str:
    """What a sender shows to read its own write."""
    return base64.urlsafe_b64encode(json.dumps([source, id_]).encode()).decode()


def _identity(receipt: str) -> tuple[str, str]:
    """(source, id) of the event that `receipt_of` made *receipt* of."""
    try:
        return _IDENTITY.validate_json(base64.urlsafe_b64decode(receipt))
    except ValueError as error:
        raise NotAReceipt(receipt) from error


async def fate_of(store: GraphStore, client: Client, network: str, key: tuple[str, str]) -> Fate:
    """What became of the event *key* of a network.

    Raises:
        UnknownEvent: when nobody knows.
    """
    source, id_ = key
    record = await _record(store, network, key)
    if record is not None:
        return Fate(source=source, id=id_, status=record.status)
    at = address(network, source, id_)
    if await is_pending(client, at):
        return Fate(source=source, id=id_, status="pending")
    letter = await DeadLetters(client).of(at)
    if letter is not None:
        return _dead(key, letter)
    record = await _record(store, network, key)  # settled between the two looks
    if record is None:
        raise UnknownEvent(f"no event {id_!r} of {source!r} is known")
    return Fate(source=source, id=id_, status=record.status)


async def settled(store: GraphStore, client: Client, network: str, receipt: str) -> None:
    """Wait until the event of a receipt is settled.

    Raises:
        NotAReceipt: when it is none.
        NotSettled: when it takes longer than a few seconds.
    """
    key = _identity(receipt)
    for _ in range(int(LONGEST_WAIT / 0.05)):
        if await _is_settled(store, client, network, key):
            return
        await asyncio.sleep(0.05)
    raise NotSettled("the event is not settled yet")


async def heard(
    follower: Follower, store: GraphStore, client: Client, network: str, receipt: str
) -> None:
    """As `settled`, for answers from a replica: wait until the event is visible there.

    The feed tells at once; the store is asked for what the feed told before it was followed,
    and now and then, since an erasure takes untold settlements along.
    """
    key = _identity(receipt)
    if follower.has_settled(*key):
        return
    try:
        async with asyncio.timeout(LONGEST_WAIT):
            while not await _is_settled(store, client, network, key):
                with suppress(TimeoutError):
                    await follower.settled(*key, within=LOOK_AGAIN)
                    return
            position = await store.read(network, lambda view: view.position())
            await follower.reached(position, within=LONGEST_WAIT)
    except TimeoutError as error:
        raise NotSettled("the event is not settled yet") from error


async def _is_settled(
    store: GraphStore, client: Client, network: str, key: tuple[str, str]
) -> bool:
    if await _record(store, network, key) is not None:
        return True
    return await DeadLetters(client).of(address(network, *key)) is not None


async def _record(store: GraphStore, network: str, key: tuple[str, str]) -> Record | None:
    found = await store.read(network, lambda view: view.load(Record, {key}))
    return found.get(key)


def _dead(key: tuple[str, str], letter: DeadLetter) -> Fate:
    return Fate(
        source=key[0], id=key[1], status="dead",
        reason=letter.reason, field=letter.field, remedy=letter.remedy,
    )  # fmt: skip
