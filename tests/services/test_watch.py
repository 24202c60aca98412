"""The watch: each announcement once, through kills, gaps, erasures and other stores."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from nats.aio.client import Client

from graph.entities import FED, Employment, Tie
from graph.identity import id_of
from graph.index.ask import tracks
from graph.index.scratch import Scratch
from graph.index.state import state_of
from graph.search import Question
from graph.store import View, begin_epoch, commit
from graph.stores.memory import MemoryStore
from graph.strike import Arrival
from schemas.announcements import Announcement, PathImproved
from schemas.events.base import moment_text
from schemas.questions import last_midnight
from services.announce import Announcements
from services.cli import main
from services.feed import Feed
from services.watch import Watch
from tests.builders import (
    ANN,
    BEN,
    BOB,
    CY,
    GLOBEX,
    SECRET,
    coffee,
    erased,
    event,
    person,
    works,
)  # fmt: skip
from tests.graph.plain_standing import Entities, Line, Plain, line_of
from tests.graph.worlds import Walked
from tests.services.replicas import tell, until
from tests.services.test_desk import PEOPLE, happenings

SELDOM = 3600.0  # seconds


def targeted(person: str, company: str = GLOBEX) -> Arrival:
    return event("company.targeted", {"person": person, "company": company})


@dataclass(slots=True)
class Home:
    """A network, its feed, and the files of its watch."""

    broker: Client
    network: str
    path: Path
    store: MemoryStore
    feed: Feed = field(init=False)

    def __post_init__(self) -> None:
        self.feed = Feed(self.broker, self.store)

    async def tell(self, *arrivals: Arrival) -> None:
        await tell(self.feed, self.store, self.network, *arrivals)

    async def position(self) -> int:
        return await self.store.read(self.network, lambda view: view.position())

    @asynccontextmanager
    async def watching(self, *, orderly: bool = True) -> AsyncIterator[Watch]:
        watch = Watch(self.store, self.broker, self.network, self.path, SELDOM)
        task = asyncio.create_task(watch.run())
        await until(lambda: watch.position >= 0)
        try:
            yield watch
        finally:
            watch.end()
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            if orderly:
                await watch.keep()

    async def caught_up(self, watch: Watch) -> None:
        position = await self.position()
        await until(lambda: watch.position >= position)

    async def told(self) -> list[Announcement]:
        stream = Announcements(self.broker, self.network)
        return [one.announcement async for one in stream.since(0)]


@pytest.fixture
def home(broker: Client, network: str, tmp_path: Path) -> Home:
    return Home(broker, network, tmp_path / "snapshots" / "default.watch", MemoryStore(SECRET))


class Expected:
    """What there is to tell of a network, found by brute force after each position."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._plain = Plain()
        self.lines: list[Line] = []

    async def go_on(self, *arrivals: Arrival) -> None:
        await self._home.tell(*arrivals)
        day = moment_text(last_midnight())
        entities = await self._home.store.read(self._home.network, everything)
        ties, employments = (list(entities.get(kind, {}).values()) for kind in (Tie, Employment))
        state = state_of(0, day, ties, employments)
        scratch = Scratch(state.people.count)

        def search(by: str, person: str, company: str) -> Walked | None:
            question = Question(asker=person, company=company, now=day, by=by)  # type: ignore[arg-type]
            found = tracks(state, question, scratch).paths
            return (found[0].people, found[0].cost) if found else None

        self.lines += self._plain.step(entities, day, search)


async def everything(view: View) -> Entities:
    return {kind: {one.key: one async for one in view.scan(kind)} for kind in FED}


async def test_a_path_that_appears_is_told_with_what_caused_it(home: Home) -> None:
    async with home.watching() as watch:
        await home.tell(targeted(BOB), coffee(BOB, ANN))
        await home.caught_up(watch)
        last = works(ANN)
        await home.tell(coffee(BOB, BEN), last)
        await home.caught_up(watch)
    improved, arrived = await home.told()
    assert isinstance(improved.data, PathImproved)
    assert (improved.data.why, improved.data.path.people) == ("first", (id_of(BOB), id_of(ANN)))
    assert [one.id for one in improved.data.caused_by] == [last.event.id]
    assert [one.id for one in arrived.data.caused_by] == [last.event.id]
    assert arrived.type == "inroad.insider.arrived.v1"


@pytest.mark.parametrize("orderly", [True, False])
async def test_the_next_watch_goes_on_where_the_last_one_ended(home: Home, orderly: bool) -> None:
    expected = Expected(home)
    await expected.go_on(*[targeted(person) for person in PEOPLE[:3]])
    for seed in range(6):
        async with home.watching(orderly=orderly) as watch:
            for batch in range(3):
                await expected.go_on(*happenings(100 * seed + batch, 4))
            if seed % 2:
                await home.caught_up(watch)
        await expected.go_on(*happenings(100 * seed + 50, 4))
    async with home.watching() as watch:
        await home.caught_up(watch)
    told = await home.told()
    assert sorted(map(line_of, told)) == sorted(expected.lines)
    assert len({one.id for one in told}) == len(told) > 5


async def test_the_terminal_shows_what_is_told(
    home: Home, nats_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with home.watching() as watch:
        await home.tell(targeted(BOB), coffee(BOB, ANN))
        await home.caught_up(watch)
        await home.tell(works(ANN))
        await home.caught_up(watch)
    settings = {"BROKER": nats_url, "NETWORK": home.network, "URL": "http://127.0.0.1:9"}
    for name, value in settings.items():
        monkeypatch.setenv(f"INROAD_{name}", value)
    assert await asyncio.to_thread(main, ["news"]) == 0
    improved, arrived = capsys.readouterr().out.splitlines()
    assert f"a first path, {id_of(BOB)[:8]} → {id_of(ANN)[:8]} (" in improved
    assert f"{id_of(ANN)[:8]} is inside by now" in arrived
    last = improved.split()[0]
    assert await asyncio.to_thread(main, ["news", "--after", last, "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["type"] == "inroad.insider.arrived.v1"


async def test_a_day_that_begins_is_a_step(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    today = last_midnight()
    async with home.watching() as watch:
        await home.tell(targeted(BOB), coffee(BOB, ANN))
        await home.caught_up(watch)
        await home.tell(works(ANN, since=moment_text(today + timedelta(hours=36))))
        await home.caught_up(watch)
        assert await home.told() == []
        monkeypatch.setattr("services.watch._midnight", lambda _: today + timedelta(days=1))
        while len(told := await home.told()) < 2:  # noqa: ASYNC110 - the broker says nothing
            await asyncio.sleep(0.05)
    assert {one.type for one in told} == {"inroad.path.improved.v1", "inroad.insider.arrived.v1"}
    assert {one.time for one in told} == {moment_text(today + timedelta(days=1))}
    assert all(one.data.caused_by == () for one in told)


async def test_two_watches_beside_each_other_tell_once(home: Home, tmp_path: Path) -> None:
    other = Home(home.broker, home.network, tmp_path / "other" / "default.watch", home.store)
    expected = Expected(home)
    await expected.go_on(*[targeted(person) for person in PEOPLE[:3]])
    async with home.watching() as one, other.watching() as two:
        for seed in range(5):
            await expected.go_on(*happenings(seed, 6))
        await home.caught_up(one)
        await home.caught_up(two)
    assert sorted(map(line_of, await home.told())) == sorted(expected.lines)


async def test_who_is_erased_is_told_of_no_more_and_nothing_is_told_again(home: Home) -> None:
    async with home.watching() as watch:
        await home.tell(targeted(BOB), coffee(BOB, ANN), coffee(ANN, BEN))
        await home.caught_up(watch)
        await home.tell(works(BEN))
        await home.caught_up(watch)
        assert len(await home.told()) == 2
        await home.tell(erased(ANN))
        await home.feed.clear()
        await home.tell(coffee(BOB, BEN))
        await home.caught_up(watch)
    told = await home.told()
    assert all(id_of(ANN) not in one.model_dump_json() for one in told)
    assert "path.improved" in told[-1].type
    files = [*home.path.parent.iterdir()]
    assert files
    assert all(id_of(ANN).encode() not in file.read_bytes() for file in files)
    async with home.watching() as again:
        await home.caught_up(again)
    assert await home.told() == told


async def test_a_watch_that_is_behind_names_nobody_erased_meanwhile(home: Home) -> None:
    async with home.watching() as watch:
        await home.tell(targeted(BOB), targeted(BEN), coffee(BOB, ANN))
        await home.caught_up(watch)
    await home.tell(works(ANN))
    await home.tell(coffee(BEN, CY), works(CY))
    erasure = await commit(home.store, home.network, [erased(ANN)])  # and the feed is not purged
    async with home.watching() as watch:
        await until(lambda: watch.position >= erasure.position - 1)
    told = await home.told()
    assert {one.type for one in told} == {"inroad.path.improved.v1", "inroad.insider.arrived.v1"}
    assert all(id_of(ANN) not in one.model_dump_json() for one in told)


async def test_a_watch_that_is_behind_tells_of_who_is_merged_meanwhile(home: Home) -> None:
    async with home.watching() as watch:
        await home.tell(targeted(BOB), coffee(BOB, ANN))
        await home.caught_up(watch)
    await home.tell(works(ANN))
    await home.tell(person(ANN, "Ann", "phone:+16175550123", "linkedin:ann", "linkedin:annie"))
    async with home.watching() as watch:
        await home.caught_up(watch)
    assert len(await home.told()) == 2


async def test_another_store_is_loaded_and_nothing_told_of_what_is_so_already(home: Home) -> None:
    await home.tell(targeted(BOB), coffee(BOB, ANN))
    async with home.watching() as watch:
        await home.caught_up(watch)
    home.store = MemoryStore(SECRET)
    home.feed = Feed(home.broker, home.store)
    await home.tell(targeted(BOB), coffee(BOB, ANN), works(ANN))
    async with home.watching() as watch:
        await home.caught_up(watch)
        assert await home.told() == []
        await home.tell(coffee(BOB, BEN), works(BEN))
        await home.caught_up(watch)
    assert [one.type for one in await home.told()] == ["inroad.insider.arrived.v1"]


async def test_a_builder_that_begins_changes_nothing(home: Home) -> None:
    async with home.watching() as watch:
        await home.tell(targeted(BOB), coffee(BOB, ANN))
        await home.caught_up(watch)
        await home.feed.tell(home.network, await begin_epoch(home.store, home.network))
        await home.tell(works(ANN))
        await home.caught_up(watch)
    async with home.watching() as watch:
        await home.caught_up(watch)
    assert len(await home.told()) == 2
