"""Events written out and published elsewhere give the same graph."""

import json
import os
import uuid
from collections.abc import AsyncIterator

import pytest
from hypothesis import HealthCheck, given, settings

from graph.entities import GRAPH, Record, Retraction
from graph.export.events import event_lines, line_of
from graph.store import DEFAULT_NETWORK, GraphStore, View, commit
from graph.stores.memory import MemoryStore
from graph.stores.sqlite import open_sqlite
from graph.strike import Arrival
from schemas.events import event_body, parse_event
from schemas.events.base import OWNER_SOURCE
from tests.builders import ANN, APP, BEN, BOB, coffee, contact, erased, event, mention, told
from tests.law.events import NOW, Case, cases
from tests.law.graphs import differences, graph_in


@pytest.fixture(scope="module")
async def sqlite_store(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[GraphStore]:
    async with open_sqlite(tmp_path_factory.mktemp("export") / "graph.sqlite3") as store:
        yield store


async def exported(store: GraphStore, network: str = DEFAULT_NETWORK) -> list[str]:
    async def work(view: View) -> list[str]:
        return [line async for line in event_lines(view)]

    return await store.read(network, work)


def arrivals(lines: list[str]) -> list[Arrival]:
    """As the door takes them."""
    parsed = [parse_event(line.encode(), now=NOW) for line in lines]
    return [Arrival(one, event_body(one)) for one in parsed]


def trying(number: int) -> settings:
    return settings(
        max_examples=int(os.environ.get("INROAD_LAW_CASES", number)),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


async def holds(store: GraphStore, case: Case) -> None:
    here, there = (f"export-{uuid.uuid4()}" for _ in range(2))
    for batch in case.batches:
        await commit(store, here, list(batch))
    lines = await exported(store, here)
    elsewhere = MemoryStore()  # with another secret
    await commit(elsewhere, there, arrivals(lines))
    kinds = (*GRAPH, Retraction)
    ours, theirs = await graph_in(store, here), await graph_in(elsewhere, there)
    assert differences(ours, theirs, kinds) == []
    assert sorted(await exported(elsewhere, there)) == sorted(lines)


@trying(100)
@given(case=cases())
async def test_they_give_the_same_graph_memory(case: Case) -> None:
    await holds(MemoryStore(b"m" * 32), case)


@trying(30)
@given(case=cases())
async def test_they_give_the_same_graph_sqlite(sqlite_store: GraphStore, case: Case) -> None:
    await holds(sqlite_store, case)


async def test_a_number_of_an_apps_own_is_written_as_that_app_wrote_it() -> None:
    said = coffee("uid:a:1%2F", BOB)
    assert "uid:urn:example:app:a%3A1%252F" in said.body
    (line,) = await exported(await told([said]))
    assert json.loads(line)["data"]["participants"] == ["uid:a:1%2F", BOB]
    assert arrivals([line]) == [said]


async def test_the_owner_names_an_apps_number_in_full() -> None:
    data = {"identifiers": ["uid:urn:example:app:1", ANN]}
    (line,) = await exported(await told([event("person.merged", data, source=OWNER_SOURCE)]))
    assert json.loads(line)["data"] == data


async def test_words_stay_as_they_are() -> None:
    data = {"identifiers": [ANN], "headline": f"uid:{APP}:1"}
    (line,) = await exported(await told([event("person.observed", data)]))
    assert json.loads(line)["data"]["headline"] == f"uid:{APP}:1"


async def test_what_was_taken_back_stays_behind_and_that_it_was_goes_along() -> None:
    wrong = coffee(ANN, BOB)
    back = event("event.retracted", {"source": APP, "id": wrong.event.id})
    lines = await exported(await told([wrong, back]))
    assert [json.loads(line)["type"] for line in lines] == ["inroad.event.retracted.v1"]


async def test_who_was_erased_is_in_no_line_and_the_group_stays_as_large() -> None:
    store = await told(
        [contact("gathering", ANN, BOB, BEN), mention(ANN, to=BOB, relation="friend"), erased(ANN)]
    )
    lines = await exported(store)
    assert "ann@example.org" not in "".join(lines)
    gathering = json.loads(lines[0])["data"]["participants"]
    assert gathering == ["erased:0", BOB, BEN]
    elsewhere = await told(arrivals(lines))
    ours, theirs = [await graph_in(one, DEFAULT_NETWORK) for one in (store, elsewhere)]
    assert differences(ours, theirs, GRAPH) == []


def test_of_an_erased_event_there_is_no_line() -> None:
    record = Record(
        source=APP, id="1", type="inroad.person.erased.v1", time="", body='{"id":"1"}', digest="",
        status="applied", names=(),
    )  # fmt: skip
    assert not line_of(record)
