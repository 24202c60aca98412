"""One network within one Neo4j transaction that writes."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from neo4j import AsyncManagedTransaction

from graph.codec import Row
from graph.entities import MATTERS, NAMED, Company, Entity, Identifier, Key, Person, Record
from graph.epochs import Epoch
from graph.fold import Changes
from graph.stores import neo4j_cypher as cypher
from graph.stores.neo4j_finding import GIVE_WORDS_OF, PAGE_OF
from graph.stores.neo4j_labels import ENDS, LABELS, LINKED
from graph.stores.neo4j_memory import At
from graph.stores.neo4j_rows import (
    created_row,
    deleted_key,
    deleted_row,
    key_of,
    key_text,
    row_of,
    words_row,
)
from graph.stores.neo4j_statements import LINK, STATEMENTS, UNLINK
from graph.stores.neo4j_view import Neo4jView, chunks

E = TypeVar("E", bound=Entity)
NODES = tuple(kind for kind in LABELS if kind not in ENDS)
PAIRS = tuple(ENDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A network when it was locked."""

    position: int
    marked: bool  # something in it has left a mark of its deletion


class Neo4jTransaction(Neo4jView):
    """A view whose network is locked."""

    def __init__(
        self,
        tx: AsyncManagedTransaction,
        network: str,
        found: Found,
        seal: Callable[[str], str],
        recall: Callable[[At], tuple[Entity | None, ...]],
    ) -> None:
        super().__init__(tx, network)
        self._position, self._marked = found.position, found.marked
        self._seal = seal
        self._recall = recall

    async def position(self) -> int:
        return self._position

    async def load(self, kind: type[E], keys: Collection[Key]) -> dict[Key, E]:
        """What was seen or is remembered needs no asking."""
        for at in [(kind, key) for key in keys if (kind, key) not in self.seen]:
            self.seen.update((at, entity) for entity in self._recall(at))
        return await super().load(kind, keys)

    async def _loaded(self, kind: type[Any], texts: Sequence[str]) -> list[Any]:
        return await self._found(kind, STATEMENTS[kind].load, texts)

    async def save(self, changes: Changes) -> int:
        """Nodes before relationships, and gone relationships before gone nodes."""
        self._position += 1
        await self._see(changes)
        put = {(type(entity), entity.key): entity for entity in changes.put}
        gone = [at for at in changes.delete if at not in put and self.seen.get(at)]
        links = [*self._links(put.values()), *self._links_gone(gone)]
        await self._delete(gone, PAIRS)
        await self._unlink(links)
        await self._delete(gone, NODES)
        await self._make_names(put.values())
        await self._put(put.values(), NODES)
        await self._link(links)
        await self._put(put.values(), PAIRS)
        await self._drop_names(gone, links)
        await self._mark(gone, [at for at in put if self.seen[at] is None])
        self.seen.update(put)
        self.seen.update((at, None) for at in gone)
        await self._do(cypher.MOVE_ON, network=self._network, position=self._position)
        return self._position

    async def put_words(self, kind: type[Person | Company], after: str) -> list[str]:
        """Write the words of a page of people or companies, and return their ids."""
        bounds = {"after": key_text(self._network, after), "end": f"{key_text(self._network)}}}"}
        page = await self._page(kind, PAGE_OF[kind], **bounds)
        rows = [
            {"key": key_of(self._network, kind, one.key), **words_row(self._network, one)}
            for one in page
        ]
        await self._do_each(GIVE_WORDS_OF[kind], rows)
        return [one.id for one in page]

    async def put_epochs(self, epochs: Sequence[Epoch]) -> None:
        ids, since = [one.id for one in epochs], [one.since for one in epochs]
        await self._do(cypher.PUT_EPOCHS, network=self._network, ids=ids, since=since)

    async def _see(self, changes: Changes) -> None:
        """Load what nobody has asked for yet, so as to know what is new."""
        unseen: dict[type[Entity], list[Key]] = {}
        for kind, key in (*((type(one), one.key) for one in changes.put), *changes.delete):
            if (kind, key) not in self.seen:
                unseen.setdefault(kind, []).append(key)
        for kind, keys in unseen.items():
            await self.load(kind, keys)

    async def _delete(self, gone: Iterable[At], kinds: Iterable[type[Entity]]) -> None:
        for kind in kinds:
            keys = [key_of(self._network, of, key) for of, key in gone if of is kind]
            await self._do_each(STATEMENTS[kind].delete, keys)

    async def _put(self, entities: Iterable[Entity], kinds: Iterable[type[Entity]]) -> None:
        for kind in kinds:
            statements = STATEMENTS[kind]
            created, updated = [], []
            for entity in entities:
                if type(entity) is kind:
                    if self.seen[kind, entity.key] is None:
                        created.append(created_row(self._network, entity, self._position))
                    else:
                        updated.append(row_of(self._network, entity, self._position))
            await self._do_each(statements.create, created)
            await self._do_each(statements.update, updated)

    def _links(self, entities: Iterable[Entity]) -> list["_Links"]:
        """What entities that name others name now and did not, or did and no longer do."""
        return [
            _Links(entity, set(_named(entity)), set(_named(self.seen[type(entity), entity.key])))
            for entity in entities
            if type(entity) in LINKED and not self._is_new_record(entity)
        ]

    def _is_new_record(self, entity: Entity) -> bool:
        """Such a one is linked by the statement that makes it."""
        return isinstance(entity, Record) and self.seen[Record, entity.key] is None

    def _links_gone(self, gone: Iterable[At]) -> list["_Links"]:
        olds = (self.seen[at] for at in gone if at[0] in LINKED)
        return [_Links(old, set(), set(_named(old))) for old in olds if old is not None]

    async def _make_names(self, entities: Collection[Entity]) -> None:
        """Names of records that are no identifiers, neither before nor now."""
        known = {entity.text for entity in entities if isinstance(entity, Identifier)}
        names = {name for entity in entities if isinstance(entity, Record) for name in entity.names}
        fresh = [name for name in names - known if not self.seen.get((Identifier, (name,)))]
        rows = [
            {"key": key_text(self._network, name), "network": self._network}
            for name in sorted(fresh)
        ]
        await self._do_each(cypher.MAKE_NAMES, rows)

    async def _link(self, links: Sequence["_Links"]) -> None:
        for kind, statement in LINK.items():
            await self._do_each(statement, self._link_rows(links, kind, dropped=False))

    async def _unlink(self, links: Sequence["_Links"]) -> None:
        for kind, statement in UNLINK.items():
            await self._do_each(statement, self._link_rows(links, kind, dropped=True))

    def _link_rows(
        self, links: Sequence["_Links"], kind: type[Entity], *, dropped: bool
    ) -> list[Row]:
        return [
            {"key": key_of(self._network, kind, link.key), "to": key_text(self._network, name)}
            for link in links
            if link.kind is kind
            for name in sorted(link.dropped if dropped else link.added)
        ]

    async def _drop_names(self, gone: Iterable[At], links: Sequence["_Links"]) -> None:
        """Names that nothing holds any more."""
        names = {
            key_of(self._network, kind, key)
            for kind, key in gone
            if kind is Identifier or kind in NAMED
        }
        names.update(
            key_text(self._network, name)
            for link in links
            if link.kind is Record
            for name in link.dropped
        )
        await self._do_each(cypher.DROP_NAMES, sorted(names))

    async def _mark(
        self,
        gone: Iterable[At],
        created: Iterable[At],
    ) -> None:
        """Leave the version of what went; what came has no such mark any more."""
        marks = [
            {
                **deleted_row(self._network, kind, key, self._position),
                "key": self._seal(deleted_key(self._network, kind, key)),
            }
            for kind, key in gone
        ]
        self._marked = self._marked or bool(marks)
        came = [
            self._seal(deleted_key(self._network, kind, key))
            for kind, key in created
            if self._marked and kind is not Record
        ]
        await self._do_each(cypher.MARK_DELETED, marks)
        await self._do_each(cypher.UNMARK_DELETED, came)

    async def _do(self, statement: str, **parameters: object) -> None:
        result = await self._tx.run(statement, parameters)
        await result.consume()

    async def _do_each(self, statement: str, rows: Sequence[object]) -> None:
        for chunk in chunks(rows):
            await self._do(statement, rows=chunk)


class _Links:
    """What an entity begins and ceases to name."""

    __slots__ = ("added", "dropped", "key", "kind")

    def __init__(self, entity: Entity, now: set[str], before: set[str]) -> None:
        self.kind: type[Entity] = type(entity)
        self.key = entity.key
        self.added = now - before
        self.dropped = before - now


def _named(entity: Entity | None) -> tuple[str, ...]:
    match entity:
        case Record():
            return entity.names
        case Person() | Company():
            return entity.identifiers
        case _:
            return entity.ends if isinstance(entity, MATTERS) else ()
