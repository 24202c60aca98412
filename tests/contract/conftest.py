"""The stores that the contract runs over, each opened anew as often as a test likes."""

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from graph.store import GraphStore
from graph.stores.memory import MemoryStore
from graph.stores.neo4j import open_neo4j
from graph.stores.sqlite import open_sqlite

Opener = Callable[..., AbstractAsyncContextManager[GraphStore]]


@pytest.fixture(params=["memory", "sqlite", "neo4j"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def opener(kind: str, request: pytest.FixtureRequest) -> Opener:
    """Opens the same store each time."""
    match kind:
        case "memory":
            return _kept(MemoryStore())
        case "sqlite":
            path: Path = request.getfixturevalue("tmp_path") / "graph.sqlite3"
            return lambda **options: open_sqlite(path, **options)
        case _:
            url: str = request.getfixturevalue("neo4j_url")
            return lambda **options: open_neo4j(url, **options)


@pytest.fixture
async def store(opener: Opener) -> AsyncIterator[GraphStore]:
    async with opener() as opened:
        yield opened


@pytest.fixture
def network() -> str:
    """Fresh for each test: a Neo4j is shared by all."""
    return f"test-{secrets.token_hex(6)}"


def _kept(store: MemoryStore) -> Opener:
    @asynccontextmanager
    async def opened() -> AsyncIterator[GraphStore]:
        yield store

    return opened
