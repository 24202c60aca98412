"""The stores of a benchmark: given by URL, or a Neo4j started for the run; empty at its start."""

import asyncio
import secrets
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from benchmarks.terminal import refuse, waiting
from graph.entities import Key
from graph.errors import StoreError
from graph.store import DEFAULT_NETWORK
from services.stores import open_store
from tests.servers.neo4j import IMAGE
from tests.servers.ports import free_port, wait_until

NEO4J_OF_ITS_OWN = "docker"  # in place of a store's URL
SETTINGS = ("server_memory_heap_max__size=1G", "server_memory_pagecache_size=256M")
STARTING = 300.0  # seconds that it has to answer
VERSIONS_SQL = """
SELECT json_extract(row, '$.source'), json_extract(row, '$.id'), version
FROM entity WHERE network = ? AND kind = 'Record'"""
VERSIONS_CYPHER = """
MATCH (e:Event) WHERE e.key STARTS WITH $network + '|'
RETURN e.source, e.id, e.version"""


@dataclass(frozen=True, slots=True)
class Place:
    """A store's URL; *container* is set when the run started its Neo4j."""

    url: str
    container: str = ""

    @property
    def name(self) -> str:
        """The URL without its password."""
        scheme, _, rest = self.url.partition("://")
        return f"{scheme}://{rest.rpartition('@')[2]}"

    def files(self, folder: Path) -> list[Path]:
        """The files that the store rests in; those of a container are copied to *folder*."""
        if not self.container:
            path = _file_of(self.url)
            return [*path.parent.glob(f"{path.name}*")]
        for part in ("data", "logs"):
            _docker("cp", f"{self.container}:/{part}", str(folder / part))
        return [*folder.rglob("*")]

    def kill(self) -> None:
        """Kill -9 of the database and all in its container."""
        _docker("kill", self.container)

    def start(self) -> None:
        _docker("start", self.container)

    def wait(self) -> None:
        """Until it answers."""
        wait_until(lambda: _answers(self.url), seconds=STARTING, what="Neo4j")


@contextmanager
def placed(store: str, *settings: str) -> Iterator[Place]:
    """The store at a URL, or at the word "docker" a Neo4j in a container for this run.

    *settings* are of that Neo4j, as its image spells them: ``db_checkpoint_interval_time=10s``.
    """
    if store != NEO4J_OF_ITS_OWN:
        yield Place(store)
        return
    port, password = free_port(), secrets.token_urlsafe(12)
    name = _docker(
        "run", "-d", "-p", f"127.0.0.1:{port}:7687", "-e", f"NEO4J_AUTH=neo4j/{password}",
        *(word for setting in (*SETTINGS, *settings) for word in ("-e", f"NEO4J_{setting}")), IMAGE,
    )  # fmt: skip
    place = Place(f"bolt://neo4j:{password}@127.0.0.1:{port}", name)
    try:
        with waiting("Starting Neo4j"):
            wait_until(lambda: _answers(place.url), seconds=STARTING, what="Neo4j")
        yield place
    finally:
        _docker("rm", "-f", "-v", name)


def emptied(url: str, *, wipe: bool) -> None:
    """See to it that nothing is in the store; end the run when something is and *wipe* is not."""
    if wipe:
        with waiting(f"Emptying {Place(url).name}"):
            _wipe(url)
    try:
        networks = asyncio.run(_networks(url))
    except StoreError as error:
        refuse(f"{Place(url).name}: {error}", error.remedy)
    if networks:
        refuse(f"{Place(url).name} holds {', '.join(networks)}", "empty it with --wipe")


def versions(url: str) -> dict[Key, int]:
    """The position at which each event of the default network was last written, by its key."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(_file_of(url))) as db:
            rows = db.execute(VERSIONS_SQL, (DEFAULT_NETWORK,)).fetchall()
    else:
        with _driver(url) as driver, driver.session(database=_database(url)) as session:
            rows = session.run(VERSIONS_CYPHER, network=DEFAULT_NETWORK).values()
    return {(source, id_): version for source, id_, version in rows}


def _wipe(url: str) -> None:
    if url.startswith("sqlite"):
        path = _file_of(url)
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        return
    with _driver(url) as driver, driver.session(database=_database(url)) as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()


def _file_of(url: str) -> Path:
    return Path(unquote("/" + url.removeprefix("sqlite://").lstrip("/")))


async def _networks(url: str) -> list[str]:
    async with open_store(url, check_weights=False) as store:
        return await store.networks()


def _database(url: str) -> str | None:
    return urlsplit(url).path.strip("/") or None


def _driver(url: str) -> Driver:
    parts = urlsplit(url)
    auth = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    at = parts.netloc.rpartition("@")[2]
    return GraphDatabase.driver(f"{parts.scheme}://{at}", auth=auth, telemetry_disabled=True)


def _answers(url: str) -> bool:
    try:
        with _driver(url) as driver:
            driver.verify_connectivity()
    except (DriverError, Neo4jError, OSError):
        return False
    return True


def _docker(*words: str) -> str:
    done = subprocess.run(("docker", *words), capture_output=True, text=True, check=False)
    if done.returncode:
        refuse(f"docker {words[0]}: {done.stderr.strip()}", "see that a Docker engine runs")
    return done.stdout.strip()
