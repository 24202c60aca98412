"""The embedded store: one SQLite file in WAL mode.

Entities are JSON rows by network, kind and key; two-ended ones are indexed from either end,
records by the names in them, people and companies by their words. One connection writes, a
few read, each read in one snapshot.
"""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from graph.codec import from_row
from graph.entities import Company, Person
from graph.errors import NewerStore, OtherWeights
from graph.store import MIGRATION
from graph.stores import sqlite_sql as sql
from graph.stores.sqlite_connection import connected, translated
from graph.stores.sqlite_transaction import SqliteTransaction, end_rows
from graph.stores.wording import give_words
from graph.strength import FINGERPRINT

T = TypeVar("T")
READERS = 4


class SqliteStore:
    """Networks in one file; made by `open_sqlite`."""

    def __init__(self, writer: aiosqlite.Connection, readers: list[aiosqlite.Connection]) -> None:
        self._writer = writer
        self._lock = asyncio.Lock()
        self._readers: asyncio.Queue[aiosqlite.Connection] = asyncio.Queue()
        for reader in readers:
            self._readers.put_nowait(reader)
        self.secret = b""

    async def read(self, network: str, work: Callable[[SqliteTransaction], Awaitable[T]]) -> T:
        db = await self._readers.get()
        try:
            with translated():
                try:  # who is cancelled meanwhile has begun all the same: statements are queued
                    await db.execute("BEGIN")
                    return await work(SqliteTransaction(db, network))
                finally:
                    await db.rollback()
        finally:
            self._readers.put_nowait(db)

    async def write(self, network: str, work: Callable[[SqliteTransaction], Awaitable[T]]) -> T:
        async with self._lock:
            with translated():
                try:
                    await self._writer.execute("BEGIN IMMEDIATE")
                    result = await work(SqliteTransaction(self._writer, network))
                    await self._writer.commit()
                except BaseException:
                    await self._writer.rollback()
                    raise
                return result

    async def networks(self) -> list[str]:
        with translated():
            return [row[0] for row in await self._writer.execute_fetchall(sql.NETWORKS)]

    async def ping(self) -> None:
        with translated():
            await self._writer.execute_fetchall(sql.POSITION, ("",))

    async def scour(self) -> None:
        """Write the file anew and empty the WAL: seconds a gigabyte, and nothing is left.

        Deleted content is zeroed at once (secure_delete), but moving cells between pages
        leaves fragments in their free space.
        """
        async with self._lock:
            with translated():
                await self._writer.execute_fetchall("VACUUM")
                await self._checkpoint()

    async def _checkpoint(self) -> None:
        """Empty the WAL; a reader in the middle of a read is waited for, a while."""
        for _ in range(50):
            rows = await self._writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
            if not any(row[0] for row in rows):
                return
            await asyncio.sleep(0.1)

    async def adopt(self, fingerprint: str, secret: bytes | None = None) -> None:
        self.secret = secret or self.secret
        with translated():
            await self._writer.execute(sql.PUT_META, ("weights", fingerprint))
            await self._writer.execute(sql.PUT_META, ("secret", self.secret))
            await self._writer.execute(sql.PUT_META, ("migration", MIGRATION))
            await self._writer.commit()

    async def prepare(self, *, check_weights: bool) -> None:
        """Make the tables of a new file, or see that this Inroad may use the one there is."""
        with translated():
            await self._writer.executescript(sql.SCHEMA)
        found = await self._meta("migration")
        if found is None:
            await self.adopt(FINGERPRINT, secrets.token_bytes(32))
        elif found > MIGRATION:
            raise NewerStore(found, MIGRATION)
        self.secret = await self._meta("secret")
        weights = await self._meta("weights")
        if check_weights and weights != FINGERPRINT:
            raise OtherWeights(str(weights), FINGERPRINT)
        if found is not None and found < MIGRATION:
            await give_words(await self.networks(), self._write_words)
            await self._line_up()
            with translated():
                await self._writer.execute(sql.PUT_META, ("migration", MIGRATION))

    async def _write_words(
        self, network: str, kind: type[Person | Company], after: str
    ) -> list[str]:
        return await self.write(network, lambda transaction: transaction.put_words(kind, after))

    async def _line_up(self) -> None:
        """Have the companies of an earlier Inroad found by their field."""
        with translated():
            rows = await self._writer.execute_fetchall(sql.COMPANIES)
            companies = ((network, from_row(Company, json.loads(row))) for network, row in rows)
            ends = [row for network, one in companies for row in end_rows(network, one)]
            await self._writer.executemany(sql.PUT_END, ends)
            await self._writer.commit()

    async def _meta(self, name: str) -> Any:
        with translated():
            rows = await self._writer.execute_fetchall(sql.META, (name,))
        return next((row[0] for row in rows), None)


@asynccontextmanager
async def open_sqlite(path: Path, *, check_weights: bool = True) -> AsyncIterator[SqliteStore]:
    """The store in the file at *path*, made when it is not there.

    Raises:
        StoreUnavailable, NewerStore, OtherWeights: on entering.
    """
    with translated():
        path.parent.mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as stack:
        connections = [await stack.enter_async_context(connected(path)) for _ in range(READERS + 1)]
        store = SqliteStore(connections[0], connections[1:])
        await store.prepare(check_weights=check_weights)
        yield store
