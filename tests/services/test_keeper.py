"""Snapshots in use: where a service begins, what is dropped, and several beside each other."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import pytest
from nats.aio.client import Client

from graph.entities import Entity
from graph.identity import id_of
from graph.index.state import at_moment
from graph.store import begin_epoch, commit
from graph.stores.memory import MemoryStore
from services.broker import send
from services.desk import index_desk
from services.feed import Feed
from services.follow import Follower, following
from services.http import create_app
from services.keeper import Keeper
from services.replica import IndexReplica
from services.snapshots import Snapshot, read, write
from tests.builders import ANN, BEN, BOB, CY, SECRET, coffee, erased, person, works
from tests.graph.index.test_state import rows
from tests.services.conftest import Inroad
from tests.services.replicas import tell, until, up_to_date
from tests.services.test_desk import NETWORK, go_on, happenings

SELDOM = 3600.0


class Counted(IndexReplica):
    """How often it was loaded from a scan."""

    loads = 0

    async def load(self, position: int, scan: AsyncIterator[Entity]) -> None:
        self.loads += 1
        await super().load(position, scan)


@dataclass(frozen=True, slots=True)
class Service:
    replica: Counted
    follower: Follower
    keeper: Keeper


@dataclass(frozen=True, slots=True)
class Home:
    """A network, its feed, and the file that services keep a snapshot of it in."""

    broker: Client
    network: str
    path: Path
    store: MemoryStore

    @asynccontextmanager
    async def serving(self, every: float = SELDOM) -> AsyncIterator[Service]:
        """As `services.desk.index_desk`, without the desk."""
        replica, keeper = Counted(), Keeper(self.path, self.network, every)
        standing = await keeper.begin(replica)
        async with (
            following(self.store, self.broker, self.network, replica, standing) as follower,
            keeper.keeping(replica, follower),
        ):
            yield Service(replica, follower, keeper)

    async def tell(self, *arrivals: object) -> None:
        await tell(Feed(self.broker, self.store), self.store, self.network, *arrivals)  # type: ignore[arg-type]

    async def kept(self) -> Snapshot:
        """The snapshot, once there is one."""
        await until(self.path.exists)
        return read(self.path, self.network)

    async def same(self, service: Service) -> None:
        """The replica is as one that is loaded from the store."""
        await up_to_date(service.follower, self.store, self.network)
        anew = Counted()
        async with following(self.store, self.broker, self.network, anew):
            assert rows(service.replica.state) == rows(anew.state)
            assert service.replica.state.position == anew.state.position


@pytest.fixture
def home(broker: Client, network: str, tmp_path: Path) -> Home:
    return Home(broker, network, tmp_path / "snapshots" / "index", MemoryStore(SECRET))


async def test_the_next_service_begins_where_the_last_one_ended(home: Home) -> None:
    async with home.serving() as first:
        await home.tell(coffee(BOB, ANN), works(ANN))
        await home.tell(coffee(BOB, BEN))
        await first.follower.reached(2, within=60)
    assert (await home.kept()).state.position == 2
    await home.tell(coffee(ANN, CY))
    async with home.serving() as second:
        assert second.replica.loads == 0
        assert second.replica.recent.position == second.replica.state.position == 3
        await home.same(second)
        await home.tell(works(CY))
        await second.follower.reached(4, within=60)
        await home.same(second)
    assert (await home.kept()).state.position == 4


async def test_it_is_written_after_a_load_and_from_time_to_time(home: Home) -> None:
    await home.tell(coffee(BOB, ANN))
    async with home.serving(every=0.05) as service:
        assert (await home.kept()).state.position == 1
        await home.tell(coffee(BOB, BEN))
        await until(lambda: service.keeper.position == 2)
        assert (await home.kept()).state.position == 2
        unchanged = home.path.stat().st_mtime_ns
        await asyncio.sleep(0.3)
        assert home.path.stat().st_mtime_ns == unchanged


async def test_one_of_an_earlier_day_is_brought_to_today(home: Home) -> None:
    await home.tell(coffee(BOB, ANN), works(ANN))
    async with home.serving():
        pass
    kept = await home.kept()
    earlier = at_moment(kept.state, "2026-06-01T00:00:00.000000Z")
    write(home.path, home.network, Snapshot(earlier, kept.epoch))
    assert rows(earlier) != rows(kept.state)
    async with home.serving() as service:
        assert service.replica.loads == 0
        await home.same(service)


async def test_that_of_another_store_is_not_taken(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    await home.tell(coffee(BOB, ANN))
    async with home.serving():
        pass
    other = MemoryStore(SECRET)  # wiped and filled again: the same secret, other positions
    for who in (BEN, CY):
        await commit(other, home.network, [coffee(BOB, who)])
    async with replace(home, store=other).serving() as service:
        assert service.replica.loads == 1
        await replace(home, store=other).same(service)
    assert "the store went back, or is another" in caplog.text


async def test_that_of_a_store_which_went_back_is_not_taken(home: Home) -> None:
    for who in (ANN, BEN, CY):
        await home.tell(coffee(BOB, who))
    async with home.serving():
        pass
    epochs = await home.store.read(home.network, lambda view: view.epochs())
    backup = MemoryStore(SECRET)
    await commit(backup, home.network, [coffee(BOB, ANN)])
    await backup.write(home.network, lambda transaction: transaction.put_epochs(epochs))
    await begin_epoch(backup, home.network)  # as the builder does that starts after it
    for number in range(5):
        await commit(backup, home.network, [coffee(ANN, f"uid:{number}")])
    async with replace(home, store=backup).serving() as service:
        assert service.replica.loads == 1
        await replace(home, store=backup).same(service)


async def test_after_a_builder_started_it_is_still_taken(home: Home) -> None:
    await home.tell(coffee(BOB, ANN))
    async with home.serving():
        pass
    await Feed(home.broker, home.store).heal()
    await home.tell(coffee(BOB, BEN))
    async with home.serving() as service:
        await Feed(home.broker, home.store).heal()
        await home.tell(coffee(BOB, CY))
        await home.same(service)
        assert service.replica.loads == 0


@pytest.mark.parametrize("content", [b"", b"INROADIX", b"x" * 500])
async def test_a_damaged_one_is_not_taken_and_replaced(
    home: Home, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    await home.tell(coffee(BOB, ANN))
    home.path.parent.mkdir()
    home.path.write_bytes(content)
    async with home.serving() as service:
        assert service.replica.loads == 1
        await until(lambda: service.keeper.position == 1)
    assert (await home.kept()).state.position == 1
    assert "the snapshot is" in caplog.text


async def test_where_none_can_be_written_the_service_goes_on(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    home.path.parent.write_bytes(b"no folder")
    await home.tell(coffee(BOB, ANN))
    async with home.serving() as service:
        await until(lambda: "cannot be seen to" in caplog.text)
        await home.same(service)


def holds(home: Home, identifier: str) -> bool:
    """Whether the person's id is in any file of the folder, in either order of its bytes."""
    id_ = UUID(id_of(identifier))
    halves = [id_.bytes[:8], id_.bytes[8:]]
    forms = [*halves, *(half[::-1] for half in halves), str(id_).encode()]
    content = b"".join(file.read_bytes() for file in home.path.parent.iterdir())
    return any(form in content for form in forms)


async def test_who_is_erased_is_in_no_snapshot(home: Home) -> None:
    await home.tell(person(ANN, "Ann"), coffee(BOB, ANN), coffee(BOB, BEN))
    async with home.serving() as service:
        await home.kept()
        assert holds(home, ANN)
        erasure = await commit(home.store, home.network, [erased(ANN)])
        feed = Feed(home.broker, home.store)
        await feed.clear()
        await feed.tell(home.network, erasure)
        await until(lambda: not home.path.exists())
        assert service.keeper.position is None
    assert (await home.kept()).state.position == 2
    assert not holds(home, ANN)
    assert holds(home, BEN)


async def test_who_is_erased_while_no_service_runs_is_dropped_at_the_next_start(home: Home) -> None:
    await home.tell(coffee(BOB, ANN), coffee(BOB, BEN))
    async with home.serving():
        pass
    assert holds(home, ANN)
    await home.tell(erased(ANN))
    async with home.serving() as service:
        assert service.replica.loads == 0
        await until(lambda: service.keeper.position == 2)
        assert not holds(home, ANN)


async def test_who_is_erased_while_a_snapshot_is_written_is_not_left_in_it(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop, reached, go_on_writing = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()

    def slow(path: Path, network: str, snapshot: Snapshot) -> None:
        loop.call_soon_threadsafe(reached.set)
        asyncio.run_coroutine_threadsafe(go_on_writing.wait(), loop).result()
        write(path, network, snapshot)

    await home.tell(coffee(BOB, ANN), coffee(BOB, BEN))
    monkeypatch.setattr("services.keeper.write", slow)
    async with home.serving() as service:
        await reached.wait()
        await home.tell(erased(ANN))
        await service.follower.reached(2, within=60)
        assert service.keeper.position is None
        go_on_writing.set()
        await until(lambda: not service.replica.lost.is_set())
        await until(lambda: not home.path.exists())
    assert (await home.kept()).state.position == 2
    assert not holds(home, ANN)


async def test_two_services_share_a_feed_and_a_file(home: Home) -> None:
    await home.tell(*happenings(1, 20))
    async with home.serving(every=0.02) as one, home.serving(every=0.03) as other:
        for seed in range(20):
            await home.tell(*happenings(seed, 5))
            if home.path.exists():
                assert read(home.path, home.network).state.position <= seed + 2
        for service in (one, other):
            await service.follower.reached(21, within=60)
            await home.same(service)
            assert service.replica.loads == 1
        await home.tell(person(ANN, "Ann"), coffee(BOB, ANN))
        await until(lambda: one.keeper.position == other.keeper.position == 22)
        assert holds(home, ANN)
        await home.tell(erased(ANN))
        await until(lambda: one.keeper.position == other.keeper.position == 23)
        assert not holds(home, ANN)
    assert list(home.path.parent.iterdir()) == [home.path]
    async with home.serving() as third:
        assert third.replica.loads == 0
        await home.same(third)


async def test_the_desk_begins_with_it(inroad: Inroad, tmp_path: Path) -> None:
    path = tmp_path / "index"
    await go_on(inroad, Feed(inroad.broker, inroad.store), happenings(1, 30))
    async with index_desk(
        inroad.store, inroad.broker, NETWORK, Keeper(path, NETWORK, SELDOM)
    ) as desk:
        before = rows(desk.replica.state)
    keeper = Keeper(path, NETWORK, SELDOM)
    async with index_desk(inroad.store, inroad.broker, NETWORK, keeper) as desk:
        assert keeper.position == desk.replica.state.position == 1
        assert rows(desk.replica.state) == before


async def test_the_service_keeps_one_beside_the_data(inroad: Inroad) -> None:
    app, path = create_app(inroad.settings), inroad.settings.home / "snapshots" / "default.index"
    async with app.router.lifespan_context(app), inroad.building():
        await send(inroad.broker, "inroad.events.0.default.1", coffee(BOB, ANN).body.encode(), {})
        await inroad.settled()
        await up_to_date(app.state.desk.follower, inroad.store, NETWORK)
    assert read(path, NETWORK).state.position == 1


async def test_none_means_no_snapshots(inroad: Inroad) -> None:
    app = create_app(inroad.settings.model_copy(update={"snapshots": "none"}))
    await commit(inroad.store, NETWORK, [coffee(BOB, ANN)])
    async with app.router.lifespan_context(app):
        assert app.state.desk.keeper is None
    assert not (inroad.settings.home / "snapshots").exists()
