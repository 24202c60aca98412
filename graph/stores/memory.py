"""A store in dicts: for rebuilding, for trying things out, and as the plainest of examples."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from graph.entities import ENDED, FED, Company, Entity, Key, Person, Record, Tie
from graph.epochs import Epoch
from graph.finding import is_meant, rank
from graph.fold import Changes

T = TypeVar("T")
E = TypeVar("E", bound=Entity)
W = TypeVar("W", bound=Person | Company)


@dataclass(slots=True)
class _Network:
    entities: dict[type[Any], dict[Key, Any]] = field(default_factory=dict)
    ends: dict[tuple[type[Any], str], set[Key]] = field(default_factory=dict)
    names: dict[str, set[Key]] = field(default_factory=dict)
    versions: dict[tuple[type[Any], Key], int] = field(default_factory=dict)  # of what went too
    position: int = 0
    epochs: list[Epoch] = field(default_factory=list)


class MemoryTransaction:
    """One network, read and written in place."""

    def __init__(self, network: _Network) -> None:
        self._network = network

    async def position(self) -> int:
        return self._network.position

    async def load(self, kind: type[E], keys: Collection[Key]) -> dict[Key, E]:
        found = self._network.entities.get(kind, {})
        return {key: found[key] for key in keys if key in found}

    async def touching(self, kind: type[E], ends: Collection[str]) -> list[E]:
        keys = {key for end in ends for key in self._network.ends.get((kind, end), ())}
        return [self._network.entities[kind][key] for key in sorted(keys)]

    async def open_ties(self, people: Collection[str]) -> list[Tie]:
        return [tie for tie in await self.touching(Tie, people) if tie.open]

    async def companies_in(self, line: str, limit: int) -> list[Company]:
        return (await self.touching(Company, [line]))[:limit] if line else []

    async def naming(
        self,
        groups: Collection[Collection[str]],
        *,
        types: Collection[str] = (),
        live: bool = True,
        after: Key = (),
        limit: int | None = None,
    ) -> list[Record]:
        keys = set.intersection(
            *(
                {key for name in group for key in self._network.names.get(name, ())}
                for group in groups
            )
        )
        records: dict[Key, Record] = self._network.entities.get(Record, {})
        wanted = (records[key] for key in sorted(keys) if key > after)
        return [
            record
            for record in wanted
            if (not types or record.type in types) and (not live or record.status == "applied")
        ][:limit]

    async def beginning(self, kind: type[W], words: Sequence[str], limit: int) -> list[W]:
        everybody: Iterable[W] = self._network.entities.get(kind, {}).values() if words else ()
        found = [one for one in everybody if is_meant(one, words)]
        return sorted(found, key=lambda one: rank(one, words))[:limit]

    async def count(self, kind: type[Entity]) -> int:
        return len(self._network.entities.get(kind, {}))

    async def scan(self, kind: type[E]) -> AsyncIterator[E]:
        for entity in list(self._network.entities.get(kind, {}).values()):
            yield entity

    async def changes_since(self, position: int) -> Changes:
        changed = [
            (kind, key, self._network.entities.get(kind, {}).get(key))
            for (kind, key), version in self._network.versions.items()
            if version > position
        ]
        return Changes(
            put=tuple(entity for _, _, entity in changed if entity is not None),
            delete=tuple((kind, key) for kind, key, entity in changed if entity is None),
        )

    async def epochs(self) -> list[Epoch]:
        return self._network.epochs

    async def put_epochs(self, epochs: Sequence[Epoch]) -> None:
        self._network.epochs = list(epochs)

    async def save(self, changes: Changes) -> int:
        for entity in changes.put:
            self._remove(type(entity), entity.key)
            self._add(entity)
        for kind, key in changes.delete:
            self._remove(kind, key)
        self._network.position += 1
        touched = [*((type(entity), entity.key) for entity in changes.put), *changes.delete]
        self._network.versions.update(
            (at, self._network.position) for at in touched if at[0] in FED
        )
        return self._network.position

    def _add(self, entity: Entity) -> None:
        self._network.entities.setdefault(type(entity), {})[entity.key] = entity
        for index, at in self._indexed(entity):
            index.setdefault(at, set()).add(entity.key)

    def _remove(self, kind: type[Entity], key: Key) -> None:
        old = self._network.entities.get(kind, {}).pop(key, None)
        for index, at in self._indexed(old) if old else ():
            index[at].discard(key)

    def _indexed(self, entity: Entity) -> list[tuple[dict[Any, set[Key]], Any]]:
        if isinstance(entity, Record):
            return [(self._network.names, name) for name in entity.names]
        if isinstance(entity, Company) and entity.line:
            return [(self._network.ends, (Company, entity.line))]
        if isinstance(entity, ENDED):
            return [(self._network.ends, (type(entity), end)) for end in entity.ends]
        return []


class MemoryStore:
    """Networks that end with the process. *write* does not undo a failed work's saves."""

    def __init__(self, secret: bytes | None = None) -> None:
        self.secret = secret or secrets.token_bytes(32)
        self._networks: dict[str, _Network] = {}

    async def read(self, network: str, work: Callable[[MemoryTransaction], Awaitable[T]]) -> T:
        return await work(MemoryTransaction(self._networks.get(network) or _Network()))

    async def write(self, network: str, work: Callable[[MemoryTransaction], Awaitable[T]]) -> T:
        return await work(MemoryTransaction(self._networks.setdefault(network, _Network())))

    async def networks(self) -> list[str]:
        return sorted(self._networks)

    async def ping(self) -> None:
        return

    async def scour(self) -> None:
        return

    async def adopt(self, fingerprint: str, secret: bytes | None = None) -> None:
        del fingerprint
        self.secret = secret or self.secret
