"""That the graph has changed, told to a page: ids and counts, once answers show it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import pytest

from graph.applied import applied
from graph.entities import Employment, Person, Tie
from graph.feed import Told
from graph.fold import Changes
from graph.identity import id_of
from schemas.live import MOST_IDS
from services.feed import Feed
from tests.builders import ANN, BEN, BOB, GLOBEX, coffee, person, works
from tests.services.conftest import Inroad
from tests.services.replicas import tell
from tests.services.served import Event, Served, events, heard, served

STREAM = "/v1/changes/stream"


@pytest.fixture
async def service(inroad: Inroad) -> AsyncIterator[Served]:
    async with served(inroad.settings) as service:
        yield service


def data(event: Event) -> dict[str, Any]:
    assert event.event == "applied"
    return dict(json.loads(event.data))


async def test_what_is_told_can_be_asked_for(inroad: Inroad, service: Served) -> None:
    feed = Feed(inroad.broker, inroad.store)
    await tell(feed, inroad.store, "default", coffee(BOB, ANN))
    async with asyncio.timeout(60), aclosing(events(service.http, STREAM)) as coming:
        await anext(coming)
        await tell(feed, inroad.store, "default", works(ANN))
        one = data(await anext(coming))
        path = await service.http.get("/v1/paths", params={"from": BOB, "to": GLOBEX})
    assert (one["since"], one["position"], one["whole"]) == (1, 2, True)
    assert (one["people"], one["companies"]) == ([id_of(ANN)], [path.json()["to"]["id"]])
    assert one["changed"]["employments"] == 1
    assert [len(found["people"]) for found in path.json()["paths"]] == [2]
    assert service.app.state.desk.replica.state.position == 2


async def test_nothing_is_told_but_ids_and_counts(inroad: Inroad, service: Served) -> None:
    feed = Feed(inroad.broker, inroad.store)
    await tell(feed, inroad.store, "default", coffee(BOB, BEN))
    async with asyncio.timeout(60), aclosing(events(service.http, STREAM)) as coming:
        await anext(coming)
        await tell(feed, inroad.store, "default", person(ANN, "Ann Lee"))
        one = await anext(coming)
    assert data(one)["people"] == [id_of(ANN)]
    assert "ann" not in one.data.lower()


async def test_who_comes_back_gets_each_position_once(
    inroad: Inroad, service: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.feed.MOST", 300)  # positions in parts
    feed = Feed(inroad.broker, inroad.store)
    for who in (ANN, BEN, "uid:1", "uid:2"):
        await tell(feed, inroad.store, "default", coffee(BOB, who))
        await feed.settle("default", ())  # which changes nothing
    first = await heard(service.http, f"{STREAM}?after=0", 2)
    rest = await heard(service.http, f"{STREAM}?after=0", 2, first[-1].id)
    assert [data(one)["position"] for one in first + rest] == [1, 2, 3, 4]


def test_a_large_position_names_so_many_and_says_so() -> None:
    crowd = [Person(id=f"p{n:03}", identifiers=(f"uid:{n}",)) for n in range(MOST_IDS + 1)]
    gone = ((Tie, ("p000", "p999")), (Employment, ("p001", "c1")))
    told = applied(Told(since=1, position=2, changes=Changes(put=tuple(crowd), delete=gone)))
    assert (len(told.people), told.companies, told.whole) == (MOST_IDS, ("c1",), False)
    assert told.changed == {"people": MOST_IDS + 1, "ties": 1, "employments": 1}
