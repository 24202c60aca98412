"""The rows that a store writes, recorded, and written again by the bare driver.

Nothing is read, folded or encoded the second time: the same statements with the same rows, in
transactions of the same size. That is the most that the store's driver and server can do.
"""

import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

import aiosqlite
from neo4j import AsyncManagedTransaction

from benchmarks.dpdk import Sent
from benchmarks.folding import fold_into
from benchmarks.terminal import steps
from graph.store import DEFAULT_NETWORK
from graph.stores import neo4j_cypher as cypher
from graph.stores.neo4j import Neo4jStore, open_neo4j
from graph.stores.neo4j_transaction import Neo4jTransaction
from graph.stores.sqlite import SqliteStore, open_sqlite
from graph.stores.sqlite_transaction import SqliteTransaction

T = TypeVar("T")
Written = tuple[str, Any]  # a statement and its parameters or rows
Batches = list[list[Written]]
READS = ("SELECT", "PRAGMA")


class NotedTransaction(Neo4jTransaction):
    """A transaction that notes what it writes."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.written: list[Written] = []

    async def _do(self, statement: str, **parameters: object) -> None:
        self.written.append((statement, parameters))
        await super()._do(statement, **parameters)


class NotingNeo4j(Neo4jStore):
    """A store that keeps what its transactions wrote, one list a batch."""

    transaction = NotedTransaction
    batches: Batches

    async def write(self, network: str, work: Callable[[Neo4jTransaction], Awaitable[T]]) -> T:
        async def noted(transaction: Neo4jTransaction) -> T:
            result = await work(transaction)
            last.append(cast("NotedTransaction", transaction).written)
            return result

        last: list[list[Written]] = []  # of each try, were it run again
        result = await super().write(network, noted)
        self.batches.append(last[-1])
        return result

    async def again(self, batches: Iterable[Sequence[Written]]) -> None:
        """Write *batches*, and nothing else."""
        for batch in batches:

            async def within(tx: AsyncManagedTransaction, batch: Sequence[Written] = batch) -> None:
                await (await tx.run(cypher.LOCK, network=DEFAULT_NETWORK)).consume()
                for statement, parameters in batch:
                    await (await tx.run(statement, parameters)).consume()

            await self._session_write(within)


class NotingConnection:
    """A connection to SQLite that notes what is written over it."""

    def __init__(self, db: aiosqlite.Connection) -> None:
        self._db = db
        self.written: list[Written] = []

    async def execute_fetchall(self, statement: str, values: Iterable[Any] = ()) -> Any:
        if not statement.lstrip().startswith(READS):
            self.written.append((statement, [values]))
        return await self._db.execute_fetchall(statement, values)

    async def execute(self, statement: str, values: Iterable[Any]) -> Any:
        self.written.append((statement, [values]))
        return await self._db.execute(statement, values)

    async def executemany(self, statement: str, rows: Iterable[Iterable[Any]]) -> Any:
        kept = list(rows)
        self.written.append((statement, kept))
        return await self._db.executemany(statement, kept)


class NotingSqlite(SqliteStore):
    """As `NotingNeo4j`, of SQLite."""

    batches: Batches

    async def write(self, network: str, work: Callable[[SqliteTransaction], Awaitable[T]]) -> T:
        async def noted(plain: SqliteTransaction) -> T:
            del plain
            db = NotingConnection(self._writer)
            result = await work(SqliteTransaction(cast("aiosqlite.Connection", db), network))
            self.batches.append(db.written)
            return result

        return await super().write(network, noted)


async def neo4j_rows(url: str, events: Sequence[Sent]) -> Batches:
    """What folding *events* writes into the empty Neo4j at *url*."""
    async with open_neo4j(url) as store:
        noting = NotingNeo4j(store._driver, store._database)  # noqa: SLF001 - the same store, noting
        noting.secret, noting.batches = store.secret, []
        await fold_into(noting, events, "Folding without a broker")
        return noting.batches


async def sqlite_rows(path: Path, events: Sequence[Sent]) -> Batches:
    """The same of the empty SQLite file at *path*."""
    async with open_sqlite(path) as store:
        noting = NotingSqlite(store._writer, [])  # noqa: SLF001 - the same store, noting
        noting.secret, noting.batches = store.secret, []
        await fold_into(noting, events, "Folding without a broker")
        return noting.batches


async def neo4j_again(url: str, batches: Batches) -> float:
    """Seconds that the bare driver needs to write *batches* into the empty Neo4j at *url*."""
    async with open_neo4j(url) as store:
        raw = NotingNeo4j(store._driver, store._database)  # noqa: SLF001 - the same driver
        began = time.perf_counter()
        await raw.again(steps("Raw rows to Neo4j", batches))
        return time.perf_counter() - began


async def sqlite_again(path: Path, batches: Batches) -> float:
    """The same of the empty SQLite file at *path*."""
    async with open_sqlite(path):
        pass  # its tables
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous=FULL")
    db.execute("PRAGMA secure_delete=ON")
    began = time.perf_counter()
    for batch in steps("Raw rows to SQLite", batches):
        db.execute("BEGIN IMMEDIATE")
        for statement, rows in batch:
            if "RETURNING" in statement:
                db.execute(statement, rows[0]).fetchall()
            else:
                db.executemany(statement, rows)
        db.execute("COMMIT")
    seconds = time.perf_counter() - began
    db.close()
    return seconds
