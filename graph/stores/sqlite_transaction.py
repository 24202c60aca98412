"""One network of the embedded store, read or changed within one transaction."""

import json
import sqlite3
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

import aiosqlite

from graph.batches import batched
from graph.codec import from_row, to_row
from graph.entities import ENDED, FED, MATTERS, TWO_ENDED, Company, Entity, Key, Person, Record, Tie
from graph.epochs import Epoch
from graph.fold import Changes
from graph.stores import sqlite_sql as sql
from graph.stores.sqlite_words import beginning, reword
from graph.stores.wording import WORDED

T = TypeVar("T")
E = TypeVar("E", bound=Entity)
W = TypeVar("W", bound=Person | Company)
READERS = 4
CHUNK = 400  # keys in one statement
_FED: dict[str, type[Any]] = {kind.__name__: kind for kind in FED}
_MOVING = (*MATTERS, Company)  # what they are found by may change
_UNIT = "\x1f"  # joins the parts of a key; no identifier holds a control character


def _text(key: Key) -> str:
    return _UNIT.join(key)


def _json(values: Iterable[str]) -> str:
    return json.dumps(list(values))


class SqliteTransaction:
    """One network within one SQLite transaction."""

    def __init__(self, db: aiosqlite.Connection, network: str) -> None:
        self._db = db
        self._network = network

    async def position(self) -> int:
        rows = await self._db.execute_fetchall(sql.POSITION, (self._network,))
        return next((row[0] for row in rows), 0)

    async def load(self, kind: type[E], keys: Collection[Key]) -> dict[Key, E]:
        return await self._found(sql.LOAD, kind, map(_text, keys))

    async def touching(self, kind: type[E], ends: Collection[str]) -> list[E]:
        found = await self._found(sql.TOUCHING, kind, ends)
        return [found[key] for key in sorted(found)]

    async def open_ties(self, people: Collection[str]) -> list[Tie]:
        found = await self._found(sql.OPEN_TIES, Tie, people)
        return [found[key] for key in sorted(found)]

    async def companies_in(self, line: str, limit: int) -> list[Company]:
        rows = await self._rows(sql.COMPANIES_IN, line, limit)
        return list(_entities(Company, rows))

    async def naming(
        self,
        groups: Collection[Collection[str]],
        *,
        types: Collection[str] = (),
        live: bool = True,
        after: Key = (),
        limit: int | None = None,
    ) -> list[Record]:
        first, *others = [_json(group) for group in groups]
        rows = await self._rows(
            sql.NAMING_BOTH if others else sql.NAMING, _text(after), first, *others[:1]
        )
        rest = [set(group) for group in list(groups)[2:]]
        wanted = (
            record
            for record in _entities(Record, rows)
            if (not types or record.type in types)
            and (not live or record.status == "applied")
            and not any(group.isdisjoint(record.names) for group in rest)
        )
        return list(islice(wanted, limit))

    async def beginning(self, kind: type[W], words: Sequence[str], limit: int) -> list[W]:
        return await beginning(self._db, self._network, kind, words, limit)

    async def count(self, kind: type[Entity]) -> int:
        return next(iter(await self._rows(sql.COUNT, kind.__name__)))[0]  # type: ignore[no-any-return]

    async def scan(self, kind: type[E]) -> AsyncIterator[E]:
        last = ""
        while rows := list(await self._rows(sql.SCAN, kind.__name__, last)):
            for key, row in rows:
                yield from_row(kind, json.loads(row))
                last = key

    async def changes_since(self, position: int) -> Changes:
        put = await self._db.execute_fetchall(sql.SINCE, (self._network, position))
        gone = await self._db.execute_fetchall(sql.GONE_SINCE, (self._network, position))
        return Changes(
            put=tuple(from_row(_FED[kind], json.loads(row)) for kind, row in put),
            delete=tuple((_FED[kind], tuple(key.split(_UNIT))) for kind, key in gone),
        )

    async def epochs(self) -> list[Epoch]:
        return [Epoch(*row) for row in await self._rows(sql.EPOCHS)]

    async def put_epochs(self, epochs: Sequence[Epoch]) -> None:
        await self._db.execute(sql.DROP_EPOCHS, (self._network,))
        rows = [(self._network, epoch.since, epoch.id) for epoch in epochs]
        await self._db.executemany(sql.PUT_EPOCH, rows)

    async def save(self, changes: Changes) -> int:
        rows = await self._db.execute_fetchall(sql.ADVANCE, (self._network,))
        position: int = next(iter(rows))[0]
        await self._reword(changes)
        await self._delete(changes.delete, position)
        await self._put(changes.put, position)
        return position

    async def put_words(self, kind: type[Person | Company], after: str) -> list[str]:
        """Write the words of a page of people or companies, and return their ids."""
        rows = await self._rows(sql.SCAN, kind.__name__, after)
        page = [from_row(kind, json.loads(row)) for _, row in rows]
        await reword(self._db, self._network, (), page)
        return [one.id for one in page]

    async def _reword(self, changes: Changes) -> None:
        """Bring the words up to date with the people and companies that change."""
        after = [one for one in changes.put if isinstance(one, WORDED)]
        touched = [*((type(one), one.key) for one in after), *changes.delete]
        before: list[Person | Company] = []
        for kind in WORDED:
            before += (await self.load(kind, [key for of, key in touched if of is kind])).values()
        await reword(self._db, self._network, before, after)

    async def _put(self, entities: Collection[Entity], position: int) -> None:
        at = [(self._network, type(entity).__name__, _text(entity.key)) for entity in entities]
        rows = [json.dumps(to_row(entity), ensure_ascii=False) for entity in entities]
        await self._db.executemany(
            sql.PUT, [(*key, position, row) for key, row in zip(at, rows, strict=True)]
        )
        await self._db.executemany(sql.FORGET, at)
        moving = [key for key, one in zip(at, entities, strict=True) if isinstance(one, _MOVING)]
        await self._db.executemany(sql.DELETE_ENDS, moving)
        ends = [row for entity in entities for row in end_rows(self._network, entity)]
        await self._db.executemany(sql.PUT_END, ends)
        records = [entity for entity in entities if isinstance(entity, Record)]
        await self._db.executemany(sql.UNNAME, [(self._network, _text(r.key)) for r in records])
        names = [(self._network, name, _text(r.key)) for r in records for name in r.names]
        await self._db.executemany(sql.PUT_NAME, names)

    async def _delete(self, keys: Iterable[tuple[type[Entity], Key]], position: int) -> None:
        gone = [(kind, key) for kind, key in keys]
        at = [(self._network, kind.__name__, _text(key)) for kind, key in gone]
        await self._db.executemany(sql.DELETE, at)
        # A facet's key holds identifiers, which may be erased one day: only ids are remembered.
        told = [(*key, position) for key, (kind, _) in zip(at, gone, strict=True) if kind in FED]
        await self._db.executemany(sql.REMEMBER, told)
        ends = [
            (self._network, kind.__name__, end, _text(key))
            for kind, key in gone
            if kind in TWO_ENDED
            for end in key
        ]
        await self._db.executemany(sql.DELETE_END, ends)
        moving = [key for key, (kind, _) in zip(at, gone, strict=True) if kind in _MOVING]
        await self._db.executemany(sql.DELETE_ENDS, moving)

    async def _found(self, statement: str, kind: type[E], asked: Iterable[str]) -> dict[Key, E]:
        found: dict[Key, E] = {}
        for chunk in batched(asked, CHUNK):
            rows = await self._rows(statement, kind.__name__, _json(chunk))
            found.update((entity.key, entity) for entity in _entities(kind, rows))
        return found

    async def _rows(self, statement: str, *values: str | int) -> Iterable[sqlite3.Row]:
        return await self._db.execute_fetchall(statement, (self._network, *values))


def end_rows(network: str, entity: Entity) -> Iterator[tuple[str, str, str, str]]:
    """The rows that an entity of *network* is found by: a company by its line of work."""
    if isinstance(entity, Company):
        ends: Key = (entity.line,) if entity.line else ()
    else:
        ends = entity.ends if isinstance(entity, ENDED) else ()
    return ((network, type(entity).__name__, end, _text(entity.key)) for end in ends)


def _entities(kind: type[E], rows: Iterable[sqlite3.Row]) -> Iterator[E]:
    return (from_row(kind, json.loads(row[0])) for row in rows)
