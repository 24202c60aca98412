"""The dead letters: what could not be applied, whole, with the reason, field and remedy."""

import json
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass

from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.api import RawStreamMsg
from nats.js.errors import APIError, NotFoundError

from graph.errors import InroadError
from graph.redact import names_within
from schemas.errors import FieldProblem
from services.broker import (
    DEAD,
    EVENTS,
    Address,
    BrokerUnavailable,
    address,
    message_id,
    network_of,
    send,
)

FIELDS = ("Inroad-Reason", "Inroad-Field", "Inroad-Remedy", "Inroad-Subject", "Inroad-Time")


class NoSuchLetter(InroadError):
    """No dead letter has this number."""

    remedy = "see `inroad dead list`"

    def __init__(self, seq: int) -> None:
        super().__init__(f"there is no dead letter {seq}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """One message that could not be applied; *seq* is its number."""

    seq: int
    network: str
    payload: bytes
    reason: str
    field: str
    remedy: str
    subject: str  # that it was published to
    time: str  # when it was given up

    @property
    def identity(self) -> tuple[str, str]:
        """(source, id) as far as the payload tells."""
        return identity_of(self.payload)


def identity_of(payload: bytes) -> tuple[str, str]:
    """(source, id) of a payload that may be anything."""
    try:
        values = json.loads(payload)
        return (str(values["source"]), str(values["id"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return ("", "")


class DeadLetters:
    """The stream of dead letters, by number, oldest first."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def bury(self, subject: str, payload: bytes, problem: FieldProblem, time: str) -> None:
        """Keep a message; the same message is kept once."""
        network = network_of(subject) or "unknown"
        source, id_ = identity_of(payload)
        at = address(network, source, id_)
        values = (problem.reason, problem.field, problem.remedy, subject, time)
        headers = {name: _header(value) for name, value in zip(FIELDS, values, strict=True)}
        await send(self._client, at.dead_subject(payload), payload, headers, stream=DEAD)

    async def list(self, network: str, after: int = 0, limit: int = 100) -> list[DeadLetter]:
        """Letters of a network with numbers above *after*."""
        found: list[DeadLetter] = []
        async for letter in self._walk(network, after):
            found.append(letter)
            if len(found) == limit:
                break
        return found

    async def get(self, seq: int) -> DeadLetter:
        """The letter of this number.

        Raises:
            NoSuchLetter: when there is none.
        """
        try:
            return _letter(await self._client.jetstream().get_msg(DEAD, seq))
        except NotFoundError as error:
            raise NoSuchLetter(seq) from error

    async def of(self, at: Address) -> DeadLetter | None:
        """The latest letter of an event's identity."""
        subject = f"inroad.dead.{at.network}.{at.token}.>"
        try:
            return _letter(await self._client.jetstream().get_last_msg(DEAD, subject))
        except NotFoundError:
            return None

    async def retry(self, seq: int, payload: bytes | None = None) -> None:
        """Send a letter, or a corrected *payload* for it, to the builder again; then drop it."""
        letter = await self.get(seq)
        body = letter.payload if payload is None else payload
        source, id_ = identity_of(body)
        at = address(letter.network, source, id_)
        fresh = message_id(letter.network, source, id_, f"{body!r} retried {seq}")
        await send(self._client, at.event_subject, body, {"Nats-Msg-Id": fresh})
        await self.drop(seq)

    async def drop(self, seq: int) -> None:
        """Delete a letter for good, its bytes overwritten.

        Raises:
            NoSuchLetter: when there is none.
        """
        try:
            await self._client.jetstream().delete_msg(DEAD, seq)
        except APIError:  # of a letter that is not there: one or another, as the stream is
            await self.get(seq)
            raise

    async def erase(self, network: str, identifiers: Collection[str]) -> int:
        """Drop every letter that names or mentions one of *identifiers*; how many there were."""
        values = [identifier.partition(":")[2] for identifier in identifiers]
        dropped = 0
        async for letter in self._walk(network, 0):
            text = _decoded(letter.payload)
            named = set(names_within(letter.payload).values())
            if not named.isdisjoint(identifiers) or any(value in text for value in values):
                await self.drop(letter.seq)
                dropped += 1
        return dropped

    async def _walk(self, network: str, after: int) -> AsyncIterator[DeadLetter]:
        subject = f"inroad.dead.{network}.>"
        seq = after + 1
        js = self._client.jetstream()
        while True:
            try:
                raw = await js.get_msg(DEAD, seq, subject=subject, next=True)
            except NotFoundError:
                return
            except (NatsError, TimeoutError) as error:
                raise BrokerUnavailable(f"the broker does not answer: {error!r}") from error
            yield _letter(raw)
            seq = (raw.seq or seq) + 1


async def is_pending(client: Client, at: Address) -> bool:
    """Whether an event that was sent to its own subject still waits for the builder."""
    try:
        await client.jetstream().get_last_msg(EVENTS, at.event_subject)
    except NotFoundError:
        return False
    return True


def _letter(raw: RawStreamMsg) -> DeadLetter:
    headers = raw.headers or {}
    reason, field, remedy, subject, time = (headers.get(name, "") for name in FIELDS)
    return DeadLetter(
        seq=raw.seq or 0, network=network_of(raw.subject or ""), payload=raw.data or b"",
        reason=reason, field=field, remedy=remedy, subject=subject, time=time,
    )  # fmt: skip


def _header(value: str) -> str:
    """*value* as a header carries it: one line of ASCII, not too long."""
    return " ".join(value.split())[:1000].encode("ascii", "backslashreplace").decode()


def _decoded(payload: bytes) -> str:
    """The text of a payload with JSON's escapes undone, case folded."""
    try:
        return json.dumps(json.loads(payload), ensure_ascii=False).casefold()
    except (ValueError, RecursionError):
        return payload.decode("utf-8", "replace").casefold()
