"""What was read of late at one position of a network, so that it need not be read again.

A replica follows every change, so what it has read stays right until a change says otherwise.
"""

from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from typing import Any, Final, TypeVar

from graph.entities import FED, Entity, Key, Record, Tie
from graph.epochs import Epoch
from graph.errors import InroadError
from graph.fold import Changes
from graph.store import View

T = TypeVar("T")
E = TypeVar("E", bound=Entity)
ROOM: Final = 100_000  # answers to single requests: an entity, or a list of them

Read = Callable[[Callable[[View], Awaitable[Any]]], Awaitable[Any]]
_MISSING: Final = object()


class Moved(InroadError):
    """The network went on while it was being read."""

    remedy = "ask again"


class Recent:
    """Entities and findings of *position*, the ones used longest ago forgotten first."""

    def __init__(self, position: int = 0, room: int = ROOM) -> None:
        self.position = position
        self._room = room
        self._entities: OrderedDict[tuple[type[Any], Key], Entity | None] = OrderedDict()
        self._findings: OrderedDict[tuple[Any, ...], Any] = OrderedDict()

    def move(
        self, position: int, put: Sequence[Entity], delete: Collection[tuple[type[Any], Key]]
    ) -> None:
        """Go on: of the kinds that are fed what changed is known, of all others nothing is."""
        self._findings.clear()
        for at in [at for at in self._entities if at[0] not in FED]:
            del self._entities[at]
        changed = {(type(one), one.key): one for one in put} | dict.fromkeys(delete)
        self._entities.update((at, one) for at, one in changed.items() if at in self._entities)
        self.position = position

    def entity(self, at: tuple[type[Any], Key]) -> Any:
        """The entity, None where there is none, `_MISSING` where it is not known."""
        return _used(self._entities, at)

    def finding(self, asked: tuple[Any, ...]) -> Any:
        return _used(self._findings, asked)

    def learn(self, at: tuple[type[Any], Key], entity: Entity | None) -> None:
        _kept(self._entities, at, entity, self._room)

    def note(self, asked: tuple[Any, ...], found: Any) -> None:
        _kept(self._findings, asked, found, self._room)


def _used(known: "OrderedDict[Any, Any]", at: Any) -> Any:
    found = known.get(at, _MISSING)
    if found is not _MISSING:
        known.move_to_end(at)
    return found


def _kept(known: "OrderedDict[Any, Any]", at: Any, what: Any, room: int) -> None:
    known[at] = what
    while len(known) > room:
        known.popitem(last=False)


class RecentView:
    """A view of the network at one position: from what was read of late, else by *read*.

    *read* runs a piece of work on the store's own view, and raises `Moved` unless that is at
    the position too. So does every method once the replica has gone on.
    """

    def __init__(self, recent: Recent, read: Read) -> None:
        self._recent = recent
        self._position = recent.position
        self._read = read

    async def position(self) -> int:
        return self._position

    async def load(self, kind: type[E], keys: Collection[Key]) -> dict[Key, E]:
        known = {key: self._here.entity((kind, key)) for key in keys}
        unknown = [key for key, entity in known.items() if entity is _MISSING]
        if unknown:
            found = await self._read(lambda view: view.load(kind, unknown))
            for key in unknown:
                known[key] = found.get(key)
                self._here.learn((kind, key), known[key])
        return {key: entity for key, entity in known.items() if entity is not None}

    async def touching(self, kind: type[E], ends: Collection[str]) -> list[E]:
        found: list[E] = await self._found(
            ("touching", kind, *sorted(ends)), lambda view: view.touching(kind, ends)
        )
        return found

    async def open_ties(self, people: Collection[str]) -> list[Tie]:
        found: list[Tie] = await self._found(
            ("open_ties", *sorted(people)), lambda view: view.open_ties(people)
        )
        return found

    async def naming(
        self,
        groups: Collection[Collection[str]],
        *,
        types: Collection[str] = (),
        live: bool = True,
        after: Key = (),
        limit: int | None = None,
    ) -> list[Record]:
        asked = ("naming", tuple(map(tuple, groups)), tuple(types), live, after, limit)
        found: list[Record] = await self._found(
            asked,
            lambda view: view.naming(groups, types=types, live=live, after=after, limit=limit),
        )
        return found

    async def count(self, kind: type[Entity]) -> int:
        return int(await self._read(lambda view: view.count(kind)))

    async def scan(self, kind: type[E]) -> AsyncIterator[E]:
        for entity in await self._read(lambda view: _all(view, kind)):
            yield entity

    async def changes_since(self, position: int) -> Changes:
        changes: Changes = await self._read(lambda view: view.changes_since(position))
        return changes

    async def epochs(self) -> list[Epoch]:
        epochs: list[Epoch] = await self._read(lambda view: view.epochs())
        return epochs

    @property
    def _here(self) -> Recent:
        if self._recent.position != self._position:
            raise Moved("the network has gone on")
        return self._recent

    async def _found(self, asked: tuple[Any, ...], work: Callable[[View], Awaitable[T]]) -> Any:
        found = self._here.finding(asked)
        if found is _MISSING:
            found = await self._read(work)
            self._here.note(asked, found)
        return found


async def _all(view: View, kind: type[E]) -> list[E]:
    return [entity async for entity in view.scan(kind)]
