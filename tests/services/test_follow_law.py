"""Whatever happens, and whenever it begins, a follower ends up as a fresh scan."""

import asyncio
import uuid
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from nats.aio.client import Client

from graph.store import GraphStore, commit
from graph.stores.memory import MemoryStore
from graph.stores.neo4j import open_neo4j
from graph.stores.sqlite import open_sqlite
from graph.strike import Arrival
from services.broker import connected
from services.feed import Feed
from services.follow import following
from services.settings import Settings
from tests.builders import SECRET, coffee, erased, event
from tests.law.events import Case, cases
from tests.law.graphs import graph_in
from tests.law.test_law import trying
from tests.services.replicas import Dicts, same, tell, up_to_date


@trying(20)
@given(case=cases())
async def test_a_follower_is_what_a_fresh_scan_is_memory(nats_url: str, case: Case) -> None:
    await follows(nats_url, MemoryStore(SECRET), case)


@trying(10)
@given(case=cases())
async def test_a_follower_is_what_a_fresh_scan_is_sqlite(
    nats_url: str, sqlite_store: GraphStore, case: Case
) -> None:
    await follows(nats_url, sqlite_store, case)


@trying(4)
@given(case=cases())
async def test_a_follower_is_what_a_fresh_scan_is_neo4j(
    nats_url: str, neo4j_store: GraphStore, case: Case
) -> None:
    await follows(nats_url, neo4j_store, case)


async def test_what_is_written_while_it_begins_is_not_lost(
    broker: Client, network: str, store: GraphStore
) -> None:
    feed, replica = Feed(broker, store), Dicts()
    await write(feed, store, network, range(20))
    writing = asyncio.create_task(write(feed, store, network, range(20, 40)))
    async with following(store, broker, network, replica) as follower:
        await writing
        await up_to_date(follower, store, network)
        same(replica, await graph_in(store, network))


async def test_two_builders_may_take_turns(
    broker: Client, network: str, sqlite_store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.feed.MOST", 1000)  # nearly everything in parts
    store, replica = sqlite_store, Dicts()
    async with following(store, broker, network, replica) as follower:
        await asyncio.gather(
            write(Feed(broker, store), store, network, range(30)),
            write(Feed(broker, store), store, network, range(30, 60)),
        )
        await up_to_date(follower, store, network)
        same(replica, await graph_in(store, network))
    assert replica.loads == 1


async def write(feed: Feed, store: GraphStore, network: str, numbers: range) -> None:
    """Coffees of twelve people, of whom now and then two are one, or one is erased."""
    people = [f"uid:urn:test:{number}" for number in range(12)]
    for number in numbers:
        one, other = people[number % 12], people[(number * 5 + 1) % 12]
        batch = [coffee(one, other)] if one != other else []
        batch += [merged(one, other)] if number % 7 == 3 and one != other else []
        batch += [erased(other)] if number % 9 == 8 else []
        await tell(feed, store, network, *batch)


def merged(*identifiers: str) -> Arrival:
    return event("person.merged", {"identifiers": identifiers})


@pytest.fixture(params=["memory", "sqlite", "neo4j"])
def store(request: pytest.FixtureRequest) -> GraphStore:
    store: GraphStore = request.getfixturevalue(f"{request.param}_store")
    return store


@pytest.fixture
def memory_store() -> GraphStore:
    return MemoryStore(SECRET)


@pytest.fixture(scope="session")
async def neo4j_store(neo4j_url: str) -> AsyncIterator[GraphStore]:
    async with open_neo4j(neo4j_url) as store:
        yield store


@pytest.fixture(scope="session")
async def sqlite_store(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[GraphStore]:
    async with open_sqlite(tmp_path_factory.mktemp("follow") / "graph.sqlite3") as store:
        yield store


async def follows(nats_url: str, store: GraphStore, case: Case) -> None:
    """Some of the batches before it begins, some while it follows, every third one untold."""
    network = f"law-{uuid.uuid4()}"
    replica, half = Dicts(), len(case.batches) // 2
    async with connected(Settings(broker=nats_url)) as client:
        feed = Feed(client, store)
        for batch in case.batches[:half]:
            await tell(feed, store, network, *batch)
        async with following(store, client, network, replica) as follower:
            for number, batch in enumerate(case.batches[half:]):
                if number % 3 == 1:
                    await commit(store, network, list(batch))
                else:
                    await tell(feed, store, network, *batch)
            await feed.heal()
            await up_to_date(follower, store, network)
            same(replica, await graph_in(store, network))
    assert replica.loads == 1
    assert replica.positions == sorted(replica.positions)
