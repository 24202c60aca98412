"""The one port to a store. Its contract is `tests/contract/test_store.py`, over all adapters.

A store keeps the entities of `graph.entities` by network, kind and key. It knows nothing of
what they mean: it loads, finds by end and by name, saves whole batches, and scans.
"""

import hmac
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from graph.asks import Load, Naming, Request, Touching
from graph.entities import Company, Entity, Key, Person, Record, Tie
from graph.epochs import Epoch, begun
from graph.fold import Changes, fold
from graph.strike import Arrival, Seal

T = TypeVar("T")
E = TypeVar("E", bound=Entity)
W = TypeVar("W", bound=Person | Company)
MIGRATION = 2  # of what a store holds; a greater one found is refused
DEFAULT_NETWORK = "default"


class View(Protocol):
    """A network as it is within one read or write."""

    async def position(self) -> int:
        """Number of the latest batch that changed the network; 0 before the first."""
        ...

    async def load(self, kind: type[E], keys: Collection[Key]) -> dict[Key, E]: ...

    async def touching(self, kind: type[E], ends: Collection[str]) -> list[E]:
        """Entities of a kind of `ENDED` that have one of *ends*, each once, by key."""
        ...

    async def open_ties(self, people: Collection[str]) -> list[Tie]:
        """As `touching`, of ties, but only the open ones: paths walk no others."""
        ...

    async def companies_in(self, line: str, limit: int) -> list[Company]:
        """Up to *limit* of those whose field in normal form (`Company.line`) is *line*, by key."""
        ...

    async def naming(
        self,
        groups: Collection[Collection[str]],
        *,
        types: Collection[str] = (),
        live: bool = True,
        after: Key = (),
        limit: int | None = None,
    ) -> list[Record]:
        """Records that name one of each group, by key, from *after* on."""
        ...

    async def beginning(self, kind: type[W], words: Sequence[str], limit: int) -> list[W]:
        """Whom *words*, folded, mean as `graph.finding.is_meant` says; at most *limit*.

        Those whose name begins with the words come first, by `graph.finding.rank`; the others
        follow in no order, and when they are too many any of them. No words mean nobody.
        """
        ...

    async def count(self, kind: type[Entity]) -> int: ...

    def scan(self, kind: type[E]) -> AsyncIterator[E]:
        """Every entity of one kind, in no order."""
        ...

    async def changes_since(self, position: int) -> Changes:
        """What a replica as of *position* lacks: entities of the kinds `FED`, and keys gone.

        An entity that came and went since may be among the keys gone.
        """
        ...

    async def epochs(self) -> list[Epoch]:
        """Of the network, oldest first; see `graph.epochs`."""
        ...


class Transaction(View, Protocol):
    """A view that holds the network's lock."""

    async def save(self, changes: Changes) -> int:
        """Put and delete at the next position, and return it."""
        ...

    async def put_epochs(self, epochs: Sequence[Epoch]) -> None:
        """Have these and no others; the position stays."""
        ...


class GraphStore(Protocol):
    """Where networks rest. *secret* keys the digests and tombstones of this store.

    Raises, from every method:
        StoreUnavailable: when it does not answer now.
    """

    @property
    def secret(self) -> bytes: ...

    async def read(self, network: str, work: Callable[[View], Awaitable[T]]) -> T: ...

    async def write(self, network: str, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """All of *work* or nothing of it; it may be run more than once."""
        ...

    async def networks(self) -> list[str]: ...

    async def ping(self) -> None: ...

    async def scour(self) -> None:
        """See to it that what was erased is gone from the disk too, as far as can be."""
        ...

    async def adopt(self, fingerprint: str, secret: bytes | None = None) -> None:
        """Record the weights of what the store holds, and the secret that keys its hashes."""
        ...


@dataclass(frozen=True, slots=True)
class Committed:
    """What brought a network to a position; no changes when it was there already."""

    position: int
    changes: Changes
    epoch: str = ""  # the one that began with it


def seal(secret: bytes, network: str) -> Seal:
    """The keyed hash (HMAC-SHA-256, RFC 2104) of one network's digests and tombstones."""

    def sealed(text: str) -> str:
        return hmac.digest(secret, f"{network}\n{text}".encode(), "sha256").hex()

    return sealed


async def commit(store: GraphStore, network: str, arrivals: list[Arrival]) -> Committed:
    """Fold *arrivals* into a network, all or none: the one way in which a graph changes."""

    async def work(transaction: Transaction) -> Committed:
        changes = await folded(transaction, arrivals, seal(store.secret, network))
        if not changes:
            return Committed(await transaction.position(), changes)
        position = await transaction.save(changes)
        epoch = await _begun(transaction, 0) if position == 1 else ""
        return Committed(position, changes, epoch)

    committed = await store.write(network, work)
    if committed.changes.erased:
        await store.scour()
    return committed


async def begin_epoch(store: GraphStore, network: str) -> Committed:
    """Begin an epoch where the network is."""

    async def work(transaction: Transaction) -> Committed:
        position = await transaction.position()
        return Committed(position, Changes(), await _begun(transaction, position))

    return await store.write(network, work)


async def _begun(transaction: Transaction, position: int) -> str:
    id_ = secrets.token_hex(8)
    await transaction.put_epochs(begun(await transaction.epochs(), position, id_))
    return id_


async def changed_since(store: GraphStore, network: str, position: int) -> Committed:
    """What a replica as of *position* lacks, and the position that this brings it to at least."""

    async def work(view: View) -> Committed:
        # The position first: Neo4j reads what is committed, each statement anew.
        now = await view.position()
        return Committed(now, await view.changes_since(position))

    return await store.read(network, work)


async def folded(view: View, arrivals: list[Arrival], sealing: Seal) -> Changes:
    """The changes of a batch, with what folding asks for answered from *view*."""
    folding = fold(arrivals, sealing)
    answer: object = None
    while True:
        try:
            request = folding.send(answer)
        except StopIteration as stop:
            changes: Changes = stop.value
            return changes
        answer = await _answer(view, request)


async def _answer(view: View, request: Request) -> object:
    match request:
        case Load(kind, keys):
            return await view.load(kind, keys)
        case Touching(kind, ends):
            return await view.touching(kind, ends)
        case Naming(groups, types, live):
            return await view.naming(groups, types=types, live=live)
