"""The change feed as the builder publishes it: what each position changed, in order.

A message says which message of its network it follows (JetStream compares), so two builders
can't mix their parts, nor can one publish late what the other has seen erased. A commit's own
changes are told right after the position before; otherwise the store is asked what changed
since the last position told. Where that is unknown or long ago nothing is told but the
position: whoever follows finds a gap, and asks the store themselves.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.api import Header, RawStreamMsg
from nats.js.errors import NotFoundError
from pydantic import ValidationError

from graph.feed import Told, messages_of
from graph.fold import Changes, Settlement
from graph.store import Committed, GraphStore, begin_epoch, changed_since
from schemas.changes import ChangesMessage
from services.broker import (
    CHANGES,
    MAX_MESSAGE,
    NEWS,
    BrokerUnavailable,
    OutOfTurn,
    changes_subject,
    stored,
)

BRIDGE = 100  # positions that the builder tells in one; beyond it each reader asks the store
MOST = MAX_MESSAGE - 1000  # bytes of a message without its headers
_NETWORK = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")  # others can't be asked, nor are they told


@dataclass(frozen=True, slots=True)
class _Last:
    """The newest message of a network."""

    seq: int = 0  # its number in the stream; 0 when there is none
    position: int | None = None  # the last one told whole, as far as is known
    id: str = ""


class Feed:
    """The stream of changes, for one builder; several may publish."""

    def __init__(self, client: Client, store: GraphStore) -> None:
        self._client = client
        self._store = store
        self._last: dict[str, _Last] = {}

    async def tell(
        self, network: str, committed: Committed, settled: Sequence[Settlement] = ()
    ) -> None:
        """Publish a commit with what was not told before it, and how it settled events.

        Raises:
            BrokerError, StoreUnavailable: it is not published, or not all of it; tell it again.
        """
        while _is_told(network):
            last = await self._known(network)
            told = await self._due(network, last.position, committed)
            changes = replace(told.changes, settled=tuple(settled))
            told = replace(told, changes=changes, epoch=committed.epoch)
            try:
                await self._publish(network, last, told)
            except OutOfTurn:  # decide again, after what the other published
                continue
            return

    async def settle(self, network: str, settled: Sequence[Settlement]) -> None:
        """Publish how events were settled that change nothing; raises as `tell`."""
        if not _is_told(network):
            return
        position = (await self._known(network)).position
        if position is None:
            position = await self._position(network)
        await self.tell(network, Committed(position, Changes()), settled)

    async def heal(self) -> None:
        """Begin an epoch of every network, and tell what a builder before did not.

        Raises as `tell`.
        """
        for network in filter(_is_told, await self._store.networks()):
            last = await self._newest(network)  # before the position, which only grows
            begun = await begin_epoch(self._store, network)
            if last.position is not None and begun.position < last.position:
                await self.clear()  # the store is an older one: what was told is no longer so
            await self.tell(network, begun)

    async def clear(self) -> None:
        """Delete all that is in the stream, from the disk too: somebody was erased.

        So is all news of standing targets. Purging one subject leaves its bytes in the files.
        Who has not read it finds a gap.
        """
        self._last.clear()
        try:
            for stream in (CHANGES, NEWS):
                await self._client.jetstream().purge_stream(stream)
        except (NatsError, TimeoutError) as error:
            raise BrokerUnavailable(f"the broker does not answer: {error!r}") from error

    async def _due(self, network: str, last: int | None, committed: Committed) -> Told:
        position, changes = committed.position, committed.changes
        if last is None or position <= last or position - last > BRIDGE:
            return Told(since=position, position=position)
        if position > last + 1 or not changes:
            bridge = await changed_since(self._store, network, last)
            position, changes = bridge.position, bridge.changes
        return Told(since=last, position=position, changes=changes)

    async def _publish(self, network: str, last: _Last, told: Told) -> None:
        parts = messages_of(told, MOST)
        for part, payload in enumerate(parts, start=1):
            position = told.position if part == len(parts) else told.since
            token = f"{network}\n{told.position}\n{told.epoch}\n{part}\n{last.seq}"
            put = _Last(0, position, hashlib.sha256(token.encode()).hexdigest())
            last = await self._put(network, last.seq, put, payload)
        self._last[network] = last

    async def _put(self, network: str, after: int, put: _Last, payload: bytes) -> _Last:
        """Publish a message as the one that follows number *after*.

        Raises:
            OutOfTurn: when another does; if it is this one, of which no word had come, all is well.
        """
        headers = {
            Header.MSG_ID.value: put.id,
            Header.EXPECTED_LAST_SUBJECT_SEQUENCE.value: str(after),
        }
        subject = changes_subject(network)
        try:
            ack = await stored(self._client, subject, payload, headers, CHANGES)
        except OutOfTurn:
            self._last.pop(network, None)
            newest = await self._newest(network)
            if newest.id != put.id:
                raise
            return newest
        return replace(put, seq=ack.seq)

    async def _known(self, network: str) -> _Last:
        return self._last.get(network) or await self._newest(network)

    async def _newest(self, network: str) -> _Last:
        try:
            raw = await self._client.jetstream().get_last_msg(CHANGES, changes_subject(network))
        except NotFoundError:
            return _Last()
        except (NatsError, TimeoutError) as error:
            raise BrokerUnavailable(f"the broker does not answer: {error!r}") from error
        return _read(raw)

    async def _position(self, network: str) -> int:
        return await self._store.read(network, lambda view: view.position())


def _is_told(network: str) -> bool:
    return _NETWORK.fullmatch(network) is not None


def _read(raw: RawStreamMsg) -> _Last:
    seq, id_ = raw.seq or 0, (raw.headers or {}).get(Header.MSG_ID.value, "")
    try:
        message = ChangesMessage.model_validate_json(raw.data or b"")
    except ValidationError:  # none of ours
        return _Last(seq, None, id_)
    whole = message.part == message.parts
    return _Last(seq, message.position if whole else message.since, id_)
