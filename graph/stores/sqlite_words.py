"""The words of people and companies as rows beside them, by which they are found."""

import json
from collections.abc import Collection, Iterable
from typing import TypeVar

import aiosqlite

from graph.codec import from_row
from graph.entities import Company, Person
from graph.finding import as_name, name_of, words_of
from graph.stores import sqlite_sql as sql

W = TypeVar("W", bound=Person | Company)
_NAME = " "  # stands before a name, which is kept among the words
_Row = tuple[str, str, str]  # kind, word, key


async def beginning(
    db: aiosqlite.Connection, network: str, kind: type[W], words: Collection[str], limit: int
) -> list[W]:
    """As `graph.store.View.beginning`."""
    if not words:
        return []
    at, name = (network, kind.__name__), _NAME + as_name(words)
    found = await _owners(db, sql.NAMES_BEGINNING, kind, (*at, name, limit))
    if len(found) < limit:
        statement = sql.WORD_BEGINNING if len(words) == 1 else sql.WORDS_BEGINNING
        asked = next(iter(words)) if len(words) == 1 else json.dumps(list(words))
        found = {**found, **await _owners(db, statement, kind, (*at, asked, limit))}
    return list(found.values())[:limit]


async def reword(
    db: aiosqlite.Connection,
    network: str,
    before: Iterable[Person | Company],
    after: Iterable[Person | Company],
) -> None:
    """Write what the words of *after* have that those of *before* had not, and the reverse."""
    was, now = _rows(before), _rows(after)
    for statement, rows in ((sql.DELETE_WORD, was - now), (sql.PUT_WORD, now - was)):
        if rows:  # mostly there are none, and each statement is a thread's turn
            await db.executemany(statement, [(network, *row) for row in sorted(rows)])


def _rows(owners: Iterable[Person | Company]) -> set[_Row]:
    return {
        (type(one).__name__, word, one.id)
        for one in owners
        for word in (*words_of(one), _NAME + name_of(one))
    }


async def _owners(
    db: aiosqlite.Connection, statement: str, kind: type[W], values: tuple[object, ...]
) -> dict[str, W]:
    rows = await db.execute_fetchall(statement, values)
    found = [from_row(kind, json.loads(row)) for (row,) in rows]
    return {one.id: one for one in found}
