"""What folding asks of a store, and the world that it works in.

A fold is a generator: it yields a request and is sent the answer. So it does no I/O, runs
over any store, and can be run again when a transaction is.
"""

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from graph.entities import Entity, Key

T = TypeVar("T")
_UNTOUCHED: Any = object()
E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True)
class Load:
    """Entities of one kind by key. Answered by a dict; a missing key is missing there."""

    kind: type[Any]
    keys: frozenset[Key]


@dataclass(frozen=True, slots=True)
class Touching:
    """Entities of a kind of `ENDED` that have one of these ends. Answered by a list."""

    kind: type[Any]
    ends: frozenset[str]


@dataclass(frozen=True, slots=True)
class Naming:
    """Records that name one of each group. Answered by a list; *live* ones are applied."""

    groups: tuple[frozenset[str], ...]
    types: tuple[str, ...] = ()  # empty: of any type
    live: bool = True


Request = Load | Touching | Naming
Asked = Generator[Request, Any, T]


def load(kind: type[E], keys: Iterable[Key]) -> Asked[dict[Key, E]]:
    """Ask for entities by key; asks nothing when there are no keys."""
    wanted = frozenset(keys)
    if not wanted:
        return {}
    found: dict[Key, E] = yield Load(kind, wanted)
    return found


def touching(kind: type[E], ends: Iterable[str]) -> Asked[list[E]]:
    """Ask for entities by end; asks nothing when there are no ends."""
    wanted = frozenset(ends)
    if not wanted:
        return []
    found: list[E] = yield Touching(kind, wanted)
    return found


class World:
    """The part of a graph that a fold has seen: as it was, and as it is."""

    def __init__(self) -> None:
        self._old: dict[tuple[type[Any], Key], Any] = {}
        self._new: dict[tuple[type[Any], Key], Any] = {}

    def fetch(self, kind: type[E], keys: Iterable[Key]) -> Asked[None]:
        """See to it that these are known."""
        missing = {key for key in keys if (kind, key) not in self._old}
        found = yield from load(kind, missing)
        self._old.update({(kind, key): found.get(key) for key in missing})

    def fetch_all(self, keys: Iterable[tuple[type[Any], Key]]) -> Asked[None]:
        """As `fetch`, of several kinds."""
        by_kind: dict[type[Any], set[Key]] = {}
        for kind, key in keys:
            by_kind.setdefault(kind, set()).add(key)
        for kind, wanted in by_kind.items():
            yield from self.fetch(kind, wanted)

    def learn(self, kind: type[E], entities: Iterable[E]) -> None:
        """Take in entities that were had otherwise than by key."""
        for entity in entities:
            self._old.setdefault((kind, entity.key), entity)

    def was(self, kind: type[E], key: Key) -> E | None:
        entity: E | None = self._old.get((kind, key))
        return entity

    def now(self, kind: type[E], key: Key) -> E | None:
        known: E | None = self._new.get((kind, key), _UNTOUCHED)
        return self.was(kind, key) if known is _UNTOUCHED else known

    def set(self, kind: type[E], key: Key, entity: E | None) -> None:
        self._new[kind, key] = entity

    def changed(self, kind: type[E]) -> list[Key]:
        """Keys of one kind whose entity is other than it was."""
        return [
            key
            for (of, key), entity in self._new.items()
            if of is kind and entity != self._old.get((of, key))
        ]

    def known(self, kind: type[E]) -> list[E]:
        """Every entity of one kind as it is now, as far as it was seen."""
        keys = {key for of, key in (*self._old, *self._new) if of is kind}
        return [entity for key in sorted(keys) if (entity := self.now(kind, key)) is not None]

    def changes(self) -> tuple[tuple[Entity, ...], tuple[tuple[type[Entity], Key], ...]]:
        """What is to be put, and what to be deleted."""
        changed = {at: entity for at, entity in self._new.items() if entity != self._old.get(at)}
        put = tuple(entity for entity in changed.values() if entity is not None)
        return put, tuple(at for at, entity in changed.items() if entity is None)
