"""A connection to an SQLite file, and its errors in the domain's words."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import aiosqlite

from graph.errors import StoreUnavailable


@asynccontextmanager
async def connected(path: Path) -> AsyncIterator[aiosqlite.Connection]:
    with translated():
        db = await aiosqlite.connect(path, isolation_level=None, timeout=30)
    try:
        with translated():
            await db.execute_fetchall("PRAGMA journal_mode=WAL")
            await db.execute("PRAGMA synchronous=FULL")  # what is acknowledged outlives a power cut
            await db.execute("PRAGMA secure_delete=ON")
        yield db
    finally:
        await db.close()


@contextmanager
def translated() -> Iterator[None]:
    try:
        yield
    except (sqlite3.OperationalError, sqlite3.DatabaseError, OSError) as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise
        raise StoreUnavailable(f"SQLite: {error}") from error
