"""Networks in Neo4j, Community edition or any other; its Cypher is in the modules beside it."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncManagedTransaction
from neo4j import NotificationMinimumSeverity as Severity
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DatabaseError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.entities import Company, Person, line_of_work
from graph.errors import NewerStore, OtherWeights, StoreUnavailable
from graph.store import MIGRATION, seal
from graph.stores import neo4j_cypher as cypher
from graph.stores.neo4j_memory import Memory
from graph.stores.neo4j_schema import CONSTRAINTS, INDEXES
from graph.stores.neo4j_transaction import Found, Neo4jTransaction
from graph.stores.neo4j_view import Neo4jView, chunks
from graph.stores.wording import give_words
from graph.strength import FINGERPRINT

T = TypeVar("T")
PATIENCE = 5.0  # seconds that a transaction is tried again, and that a connection may take
AWAY = (AuthError, DatabaseError, ServiceUnavailable, SessionExpired, TransientError, OSError)


@asynccontextmanager
async def open_neo4j(url: str, *, check_weights: bool = True) -> AsyncIterator["Neo4jStore"]:
    """The store at ``neo4j://user:password@host:7687/database``, or bolt:// and their like.

    Raises:
        StoreUnavailable: when it does not answer, or refuses the password.
        NewerStore: when a newer Inroad made it.
        OtherWeights: when it was folded with other weights, unless *check_weights* is False.
    """
    driver, database = _driver(url)
    async with driver:
        store = Neo4jStore(driver, database)
        await store.prepare(check_weights=check_weights)
        yield store


class Neo4jStore:
    """Adapter of `graph.store.GraphStore`."""

    transaction: type[Neo4jTransaction] = Neo4jTransaction

    def __init__(self, driver: AsyncDriver, database: str | None) -> None:
        self._driver = driver
        self._database = database
        self._memory = Memory()
        self.secret = b""

    async def prepare(self, *, check_weights: bool) -> None:
        """Refuse what this Inroad must not touch; then make constraints and the secret."""
        if found := await self._rows(cypher.FIND_INROAD):
            _check(found[0], check_weights=check_weights)
        await self._session_write(_constrain)
        await self._rows(cypher.AWAIT_INDEXES)
        row = await self._session_write(_made)
        _check(row, check_weights=check_weights)
        self.secret = bytes.fromhex(row["secret"])
        if row["migration"] < MIGRATION:
            await give_words(await self.networks(), self._write_words)
            await self._session_write(_lined_up)
            await self._session_write(_migrated)

    async def _write_words(
        self, network: str, kind: type[Person | Company], after: str
    ) -> list[str]:
        return await self.write(network, lambda transaction: transaction.put_words(kind, after))

    async def read(self, network: str, work: Callable[[Neo4jView], Awaitable[T]]) -> T:
        """Run *work*; each statement in it sees what is committed by then."""

        async def within(tx: AsyncManagedTransaction) -> T:
            return await work(Neo4jView(tx, network))

        with _translated():
            async with self._driver.session(database=self._database) as session:
                return await session.execute_read(within)

    async def write(self, network: str, work: Callable[[Neo4jTransaction], Awaitable[T]]) -> T:
        """Run *work* under the lock of the network's node, again when Neo4j asks for it."""

        async def within(tx: AsyncManagedTransaction) -> tuple[T, Neo4jTransaction]:
            transaction = await self._locked(tx, network)
            return await work(transaction), transaction

        result, transaction = await self._session_write(within)
        self._memory.keep(network, await transaction.position(), transaction.seen)
        return result

    async def _locked(self, tx: AsyncManagedTransaction, network: str) -> Neo4jTransaction:
        result = await tx.run(cypher.LOCK, network=network)
        position, marked = await result.single(strict=True)
        self._memory.agree(network, position)
        recall = partial(self._memory.recall, network)
        found = Found(position=position, marked=marked)
        return self.transaction(tx, network, found, seal(self.secret, network), recall)

    async def networks(self) -> list[str]:
        return list(await self._rows(cypher.NETWORKS))

    async def ping(self) -> None:
        await self._rows(cypher.PING)

    async def scour(self) -> None:
        """Have Enterprise edition make a checkpoint; Community makes them by its own clock only.

        Neo4j has no more to offer: what was overwritten or deleted can rest in freed records
        and index pages until they are used again, in the transaction logs until they are
        rotated and pruned (`db.tx_log.rotation.retention_policy`), and in backups.
        """
        self._memory = Memory()
        with _translated():
            try:
                await self._auto(cypher.CHECKPOINT)
            except ClientError:
                return  # not permitted or not known to this server

    async def adopt(self, fingerprint: str, secret: bytes | None = None) -> None:
        secret = secret or self.secret

        async def within(tx: AsyncManagedTransaction) -> None:
            await (await tx.run(cypher.ADOPT, weights=fingerprint, secret=secret.hex())).consume()

        await self._session_write(within)
        self.secret = secret

    async def _rows(self, statement: str) -> list[Any]:
        with _translated():
            return await self._auto(statement)

    async def _auto(self, statement: str) -> list[Any]:
        """The first column of a statement's answer."""

        async def within(tx: AsyncManagedTransaction) -> list[Any]:
            return await (await tx.run(statement)).value()

        async with self._driver.session(database=self._database) as session:
            return await session.execute_read(within)

    async def _session_write(self, within: Callable[[AsyncManagedTransaction], Awaitable[T]]) -> T:
        with _translated():
            async with self._driver.session(database=self._database) as session:
                return await session.execute_write(within)


def _driver(url: str) -> tuple[AsyncDriver, str | None]:
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    auth = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    driver = AsyncGraphDatabase.driver(
        f"{parts.scheme}://{host}{port}",
        auth=auth,
        telemetry_disabled=True,
        notifications_min_severity=Severity.OFF,
        warn_notification_severity=Severity.OFF,
        max_transaction_retry_time=PATIENCE,
        connection_timeout=PATIENCE,
        initial_retry_delay=0.1,
        user_agent="inroad",
    )
    return driver, parts.path.strip("/") or None


async def _constrain(tx: AsyncManagedTransaction) -> None:
    for statement in (*CONSTRAINTS, *INDEXES):
        await (await tx.run(statement)).consume()


async def _lined_up(tx: AsyncManagedTransaction) -> None:
    """Have the companies of an earlier Inroad found by their field."""
    found = await (await tx.run(cypher.UNLINED)).value()
    rows = [{"key": key, "line": line} for key, field in found if (line := line_of_work(field))]
    for chunk in chunks(rows):
        await (await tx.run(cypher.LINE_UP, rows=chunk)).consume()


async def _migrated(tx: AsyncManagedTransaction) -> None:
    await (await tx.run(cypher.MIGRATED, migration=MIGRATION)).consume()


async def _made(tx: AsyncManagedTransaction) -> dict[str, Any]:
    result = await tx.run(
        cypher.MAKE_INROAD,
        migration=MIGRATION,
        weights=FINGERPRINT,
        secret=secrets.token_bytes(32).hex(),
    )
    row: dict[str, Any] = (await result.single(strict=True))["row"]
    return row


def _check(row: dict[str, Any], *, check_weights: bool) -> None:
    if row["migration"] > MIGRATION:
        raise NewerStore(row["migration"], MIGRATION)
    if check_weights and row["weights"] != FINGERPRINT:
        raise OtherWeights(row["weights"], FINGERPRINT)


@contextmanager
def _translated() -> Iterator[None]:
    """The driver's ways of saying that the server is away, in the domain's one."""
    try:
        yield
    except AWAY as error:
        raise StoreUnavailable(f"Neo4j does not answer: {error}") from error
    except ClientError as error:
        if not str(error.code).startswith("Neo.ClientError.Database"):
            raise
        raise StoreUnavailable(f"Neo4j has no such database: {error}") from error
    except ConfigurationError as error:
        raise StoreUnavailable(f"Neo4j cannot be reached as configured: {error}") from error
