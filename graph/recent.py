"""What was read or told of late at one position of a network, so that it need not be read again.

A replica follows every change, so what it knows stays right until a change says otherwise.
"""

from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Sequence
from typing import Any, Final, TypeVar

from graph.entities import FED, Company, Entity, Identifier, Key, Person, Record, Tie
from graph.epochs import Epoch
from graph.errors import InroadError
from graph.fold import Changes
from graph.store import View

T = TypeVar("T")
E = TypeVar("E", bound=Entity)
W = TypeVar("W", bound=Person | Company)
ROOM: Final = 100_000  # answers to single requests: an entity, or a list of them

At = tuple[type[Any], Key]
Read = Callable[[Callable[[View], Awaitable[Any]]], Awaitable[Any]]
_MISSING: Final = object()


class Moved(InroadError):
    """The network went on while it was being read."""

    remedy = "ask again"


class Recent:
    """Entities and findings of *position*, the ones used longest ago forgotten first.

    Whoever is known is known by each of their identifiers; of an `Identifier` only the owner is.
    """

    def __init__(self, position: int = 0, room: int = ROOM) -> None:
        self.position = position
        self._room = room
        self._fed: OrderedDict[At, Entity | None] = OrderedDict()  # stays when the replica goes on
        self._owners: dict[str, str] = {}  # by identifier, of those in *_fed*
        # By the kind of what touches something, where changes of it are fed; the others by None.
        self._findings: dict[type[Any] | None, OrderedDict[tuple[Any, ...], Any]] = {}

    def move(
        self, position: int, put: Sequence[Entity], delete: Collection[tuple[type[Any], Key]]
    ) -> None:
        """Go on: of the kinds that are fed what changed is known, of all others nothing is.

        What touches something stays known while nothing of its kind changes.
        """
        for kind in {None, *(type(one) for one in put), *(kind for kind, _ in delete)}:
            self._findings.pop(kind, None)
        for at, entity in (*(((type(one), one.key), one) for one in put), *_gone(delete)):
            if at[0] in FED:
                self.learn(at, entity)
        self.position = position

    def entity(self, at: At) -> Any:
        """The entity, None where there is none, `_MISSING` where it is not known."""
        kind, key = at
        if kind is Identifier and key[0] in self._owners:
            return Identifier(text=key[0], owner=self._owners[key[0]])
        return _used(self._fed if kind in FED else self._alike(at), at)

    def finding(self, asked: tuple[Any, ...]) -> Any:
        return _used(self._alike(asked), asked)

    def learn(self, at: At, entity: Entity | None) -> None:
        if at[0] not in FED:
            self.note(at, entity)
            return
        self._unname(self._fed.pop(at, None))
        self._fed[at] = entity
        if isinstance(entity, Person | Company):
            self._owners |= dict.fromkeys(entity.identifiers, entity.id)
        while len(self._fed) > self._room:
            self._unname(self._fed.popitem(last=False)[1])

    def note(self, asked: tuple[Any, ...], found: Any) -> None:
        findings = self._alike(asked)
        findings[asked] = found
        while len(findings) > self._room:
            findings.popitem(last=False)

    def _alike(self, asked: tuple[Any, ...]) -> OrderedDict[tuple[Any, ...], Any]:
        """The findings that go when *asked* does."""
        fed = asked[0] == "touching" and asked[1] in FED
        return self._findings.setdefault(asked[1] if fed else None, OrderedDict())

    def _unname(self, entity: Entity | None) -> None:
        """Forget whose the identifiers are, but for those that are somebody else's by now."""
        if isinstance(entity, Person | Company):
            for text in entity.identifiers:
                if self._owners.get(text) == entity.id:
                    del self._owners[text]


def _gone(keys: Iterable[At]) -> Iterable[tuple[At, None]]:
    return ((at, None) for at in keys)


def _used(known: "OrderedDict[Any, Any]", at: Any) -> Any:
    found = known.get(at, _MISSING)
    if found is not _MISSING:
        known.move_to_end(at)
    return found


class RecentView:
    """A view of the network at one position: from what is known of late, else by *read*.

    An `Identifier` tells whose it is; what events say under it may be left out.

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
        here, known, unknown = self._here, dict[Key, E](), list[Key]()
        for key in keys:
            entity = here.entity((kind, key))
            if entity is _MISSING:
                unknown.append(key)
            elif entity is not None:
                known[key] = entity
        return known | await self._learnt(kind, unknown) if unknown else known

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

    async def companies_in(self, line: str, limit: int) -> list[Company]:
        found: list[Company] = await self._found(
            ("companies_in", line, limit), lambda view: view.companies_in(line, limit)
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

    async def beginning(self, kind: type[W], words: Sequence[str], limit: int) -> list[W]:
        found: list[W] = await self._read(lambda view: view.beginning(kind, words, limit))
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

    async def _learnt(self, kind: type[E], keys: Collection[Key]) -> dict[Key, E]:
        found: dict[Key, E] = await self._read(lambda view: view.load(kind, keys))
        for key in keys:
            self._here.learn((kind, key), found.get(key))
        return found

    async def _found(self, asked: tuple[Any, ...], work: Callable[[View], Awaitable[T]]) -> Any:
        found = self._here.finding(asked)
        if found is _MISSING:
            found = await self._read(work)
            self._here.note(asked, found)
        return found


async def _all(view: View, kind: type[E]) -> list[E]:
    return [entity async for entity in view.scan(kind)]
