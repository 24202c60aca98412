"""A follower through gaps, erasures, failures and restarts, and what it tells of events."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TypeVar

import pytest
from nats.aio.client import Client

from graph.entities import Entity, Key
from graph.errors import StoreUnavailable
from graph.store import commit
from graph.stores.memory import MemoryStore
from services.broker import CHANGES, BrokerUnavailable, changes_subject, connected, send
from services.fate import NotSettled, heard, receipt_of
from services.feed import Feed
from services.follow import following
from services.settings import Settings
from tests.builders import ANN, BEN, BOB, CY, SECRET, coffee, contact, erased, person
from tests.law.graphs import graph_in
from tests.servers.nats import nats_server
from tests.servers.ports import free_port
from tests.services.conftest import Inroad
from tests.services.replicas import Dicts, same, tell, until, up_to_date

T = TypeVar("T")


async def test_it_follows_a_builder(inroad: Inroad) -> None:
    replica = Dicts()
    async with (
        inroad.building(),
        following(inroad.store, inroad.broker, "default", replica) as follower,
    ):
        for number in range(10):
            payload = coffee(BOB, f"uid:{number}").body.encode()
            await send(inroad.broker, f"inroad.events.0.default.{number}", payload, {})
        await inroad.settled()
        await up_to_date(follower, inroad.store, "default")
        same(replica, await graph_in(inroad.store, "default"))
        assert replica.ties() == 10
        assert follower.lag.positions == 0
        assert follower.lag.seconds < 3
    assert replica.loads == 1


async def test_parts_are_applied_as_one(
    broker: Client, network: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.feed.MOST", 2000)
    store, replica = MemoryStore(SECRET), Dicts()
    feed = Feed(broker, store)
    await tell(feed, store, network, coffee(BOB, ANN))
    async with following(store, broker, network, replica) as follower:
        crowd = [f"uid:{number}" for number in range(20)]
        await tell(feed, store, network, contact("gathering", *crowd))
        await follower.reached(2, within=60)
        assert replica.ties() == 191
        assert replica.positions == [1, 1, 2]


async def test_it_tells_when_an_event_is_settled_and_there(broker: Client, network: str) -> None:
    store, replica = MemoryStore(SECRET), Dicts()
    feed = Feed(broker, store)
    await tell(feed, store, network, coffee(BOB, ANN))
    async with following(store, broker, network, replica) as follower:
        one = coffee(BOB, BEN)
        waiting = asyncio.create_task(follower.settled(*one.key, within=60))
        await asyncio.sleep(0.1)
        assert not waiting.done()
        await tell(feed, store, network, one)
        assert await waiting == "applied"
        assert replica.ties() == 2
        await tell(feed, store, network, one)
        await feed.settle(network, [])
        with pytest.raises(TimeoutError):
            await follower.settled("urn:x", "unknown", within=0.1)
        with pytest.raises(TimeoutError):
            await follower.reached(3, within=0.1)


async def test_a_receipt_is_waited_for(inroad: Inroad, monkeypatch: pytest.MonkeyPatch) -> None:
    replica, early, late = Dicts(), coffee(BOB, ANN), coffee(BOB, BEN)
    bad = b'{"source": "urn:test", "id": "bad"}'
    async with inroad.building():
        await send(inroad.broker, "inroad.events.0.default.1", early.body.encode(), {})
        await inroad.settled()
        async with following(inroad.store, inroad.broker, "default", replica) as follower:
            at = (follower, inroad.store, inroad.broker, "default")
            await heard(*at, receipt_of(*early.key))
            await send(inroad.broker, "inroad.events.0.default.2", late.body.encode(), {})
            await heard(*at, receipt_of(*late.key))
            assert replica.ties() == 2
            await send(inroad.broker, "inroad.events.0.default.3", bad, {})
            await heard(*at, receipt_of("urn:test", "bad"))
            monkeypatch.setattr("services.fate.LONGEST_WAIT", 0.2)
            with pytest.raises(NotSettled):
                await heard(*at, receipt_of("urn:test", "never"))


async def test_a_gap_is_filled_from_the_store(broker: Client, network: str) -> None:
    store, replica = MemoryStore(SECRET), Dicts()
    feed = Feed(broker, store)
    async with following(store, broker, network, replica) as follower:
        for who in (ANN, BEN):
            await commit(store, network, [coffee(BOB, who)])
        await tell(feed, store, network, coffee(BOB, CY))  # the first of the feed: no changes
        await follower.reached(3, within=60)
        assert replica.ties() == 3
    assert replica.loads == 1


async def test_an_erasure_reaches_who_has_not_read_what_was_purged(
    broker: Client, network: str
) -> None:
    store, replica = MemoryStore(SECRET), Dicts()
    feed = Feed(broker, store)
    async with following(store, broker, network, replica) as follower:
        await tell(feed, store, network, person(ANN, "Ann"), coffee(BOB, ANN))
        await tell(feed, store, network, coffee(BOB, BEN))
        erasure = await commit(store, network, [erased(ANN)])
        await feed.clear()
        await feed.tell(network, erasure)
        await follower.reached(erasure.position, within=60)
        assert ANN not in repr(replica.entities)
        same(replica, await graph_in(store, network))


async def test_a_store_that_went_back_is_loaded_again(broker: Client, network: str) -> None:
    store, replica = MemoryStore(SECRET), Dicts()
    for who in (ANN, BEN):
        await commit(store, network, [coffee(BOB, who)])
    feed = Feed(broker, store)
    await feed.heal()
    async with following(store, broker, network, replica) as follower:
        backup = MemoryStore(SECRET)
        await commit(backup, network, [coffee(BOB, CY)])
        store._networks = backup._networks
        await feed.heal()
        await until(lambda: replica.loads == 2)
        await follower.reached(1, within=60)
        same(replica, await graph_in(store, network))


class Faulty(Dicts):
    """A replica that fails once, halfway."""

    fails = True

    async def apply(
        self, position: int, put: Sequence[Entity], delete: Sequence[tuple[type[Entity], Key]]
    ) -> None:
        if self.fails and position == 2:
            self.fails = False
            await super().apply(position, put[:1], ())
            raise RuntimeError("halfway")
        await super().apply(position, put, delete)


async def test_a_replica_that_failed_is_loaded_again(broker: Client, network: str) -> None:
    store, replica = MemoryStore(SECRET), Faulty()
    feed = Feed(broker, store)
    await tell(feed, store, network, coffee(BOB, ANN))
    async with following(store, broker, network, replica) as follower:
        await tell(feed, store, network, coffee(BOB, BEN))
        await follower.reached(2, within=60)
        same(replica, await graph_in(store, network))
    assert replica.loads == 2


async def test_what_changes_while_it_loads_is_not_lost(broker: Client, network: str) -> None:
    store = MemoryStore(SECRET)
    feed = Feed(broker, store)

    class Slow(Dicts):
        async def load(self, position: int, scan: AsyncIterator[Entity]) -> None:
            await tell(feed, store, network, coffee(BOB, BEN))
            await super().load(position, scan)
            await tell(feed, store, network, erased(BEN), coffee(BOB, CY))

    replica = Slow()
    await tell(feed, store, network, coffee(BOB, ANN))
    async with following(store, broker, network, replica) as follower:
        assert follower.position == 3
        same(replica, await graph_in(store, network))
        await tell(feed, store, network, coffee(ANN, CY))
        await follower.reached(4, within=60)
        same(replica, await graph_in(store, network))


async def test_a_message_of_others_is_passed_over(broker: Client, network: str) -> None:
    store, replica = MemoryStore(SECRET), Dicts()
    feed = Feed(broker, store)
    await broker.jetstream().publish(changes_subject(network), b"no JSON")
    async with following(store, broker, network, replica) as follower:
        await broker.jetstream().publish(changes_subject(network), b"{}")
        await tell(feed, store, network, coffee(BOB, ANN))
        await follower.reached(1, within=60)


async def test_no_feed_is_said_on_entering(broker: Client, network: str) -> None:
    class Down(MemoryStore):
        async def read(self, network: str, work: Callable[..., Awaitable[T]]) -> T:
            raise StoreUnavailable(f"down for {network}, and {work} is not done")

    with pytest.raises(StoreUnavailable):
        async with following(Down(), broker, network, Dicts()):
            pass


async def test_it_goes_on_after_the_broker_restarts(tmp_path: Path, network: str) -> None:
    store, replica, port = MemoryStore(SECRET), Dicts(), free_port()
    async with AsyncExitStack() as stack, AsyncExitStack() as server:
        url = server.enter_context(nats_server(tmp_path, port))
        client = await stack.enter_async_context(connected(Settings(broker=url)))
        feed = Feed(client, store)
        await tell(feed, store, network, coffee(BOB, ANN))
        async with following(store, client, network, replica) as follower:
            await server.aclose()
            untold = await commit(store, network, [coffee(BOB, BEN)])
            with pytest.raises(BrokerUnavailable):
                await feed.tell(network, untold, untold.changes.settled)
            server.enter_context(nats_server(tmp_path, port))
            await until(lambda: client.is_connected)
            await feed.tell(network, untold, untold.changes.settled)
            await tell(feed, store, network, coffee(BOB, CY))
            await follower.reached(3, within=60)
            same(replica, await graph_in(store, network))
            (settled,) = untold.changes.settled
            assert await follower.settled(settled.source, settled.id, within=60) == "applied"
        assert replica.loads == 1
        assert (await client.jetstream().stream_info(CHANGES)).state.messages == 3


async def test_it_goes_on_after_the_broker_forgot_it(broker: Client, network: str) -> None:
    store, replica, js = MemoryStore(SECRET), Dicts(), broker.jetstream()
    feed = Feed(broker, store)
    await tell(feed, store, network, coffee(BOB, ANN))
    async with following(store, broker, network, replica) as follower:
        await tell(feed, store, network, coffee(BOB, BEN))
        await follower.reached(2, within=60)
        for consumer in await js.consumers_info(CHANGES):
            if consumer.config.filter_subject == changes_subject(network):
                await js.delete_consumer(CHANGES, consumer.name)
        one = coffee(BOB, CY)
        await tell(feed, store, network, one)
        assert await follower.settled(*one.key, within=60) == "applied"
        same(replica, await graph_in(store, network))
    assert replica.loads == 1
