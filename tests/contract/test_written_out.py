"""What a network is written out as, and who may be one in it, is the same over every store."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import networkx as nx

from graph.entities import GRAPH, Retraction
from graph.export.events import event_lines
from graph.export.graphml import graphml
from graph.export.record import record_of
from graph.export.tables import people_csv, ties_csv
from graph.lookup import person_of
from graph.store import DEFAULT_NETWORK, GraphStore, View, commit, seal
from graph.strike import Arrival
from schemas.events import event_body, parse_event
from services.duplicates.register import looked_for
from tests.builders import ANN, APP, BOB, CY, coffee, contact, erased, event, person, told, works
from tests.graph.export.test_graphml import NOW
from tests.graph.export.test_graphml import STORY as SHOWN
from tests.law.graphs import differences, graph_in

LEE, STONE = "email:lee@home.example", "email:stone@home.example"
WRONG = coffee(ANN, CY)
STORY = [
    *SHOWN, WRONG, event("event.retracted", {"source": APP, "id": WRONG.event.id}),
    person("uid:7", "Dee"), coffee("uid:7", BOB), contact("gathering", ANN, BOB, LEE),
    person(LEE, "Ann Lee"), works(LEE), person("email:ann.lee@home.example", "LEE, Ann"),
    works("email:ann.lee@home.example"), person(STONE, "Bob Stone"), erased(CY),
]  # fmt: skip
Writing = Callable[[View], AsyncIterator[str]]


async def written(store: GraphStore, network: str, writing: Writing) -> str:
    async def work(view: View) -> str:
        return "".join([piece async for piece in writing(view)])

    return await store.read(network, work)


async def test_events_published_elsewhere_give_the_same_graph(
    store: GraphStore, network: str
) -> None:
    await commit(store, network, list(STORY))
    lines = (await written(store, network, event_lines)).splitlines()
    plain = await written(await told(STORY), DEFAULT_NETWORK, event_lines)
    assert sorted(lines) == sorted(plain.splitlines())
    now = datetime(2026, 6, 1, tzinfo=UTC)
    parsed = [parse_event(line.encode(), now=now) for line in reversed(lines)]
    elsewhere = f"{network}-copy"
    await commit(store, elsewhere, [Arrival(one, event_body(one)) for one in parsed])
    ours, theirs = await graph_in(store, network), await graph_in(store, elsewhere)
    assert differences(ours, theirs, (*GRAPH, Retraction)) == []
    assert sorted((await written(store, elsewhere, event_lines)).splitlines()) == sorted(lines)


async def test_the_graph_is_read_back_by_networkx_the_same(store: GraphStore, network: str) -> None:
    await commit(store, network, list(STORY))

    def read_back(text: str) -> Any:
        return nx.read_graphml(BytesIO(text.encode()))

    found = read_back(await written(store, network, lambda view: graphml(view, NOW)))
    plain = read_back(
        await written(await told(STORY), DEFAULT_NETWORK, lambda view: graphml(view, NOW))
    )
    assert len(found) > 5
    assert nx.utils.graphs_equal(found, plain)


async def test_tables_and_all_of_a_person_are_the_same(store: GraphStore, network: str) -> None:
    await commit(store, network, list(STORY))
    memory = await told(STORY)
    tables: tuple[Writing, ...] = (
        lambda view: people_csv(view, NOW),
        lambda view: ties_csv(view, NOW),
    )
    for table in tables:
        rows = (await written(store, network, table)).splitlines()
        plain = (await written(memory, DEFAULT_NETWORK, table)).splitlines()
        assert rows[0] == plain[0]
        assert sorted(rows) == sorted(plain)
    record = await _record(store, network, named=network)
    assert record == await _record(memory, DEFAULT_NETWORK, named=network)


async def _record(store: GraphStore, network: str, named: str) -> str:
    async def work(view: View) -> str:
        ann = await person_of(view, seal(store.secret, network), ANN, "ref")
        return "".join([piece async for piece in record_of(view, named, ann, NOW)])

    return await store.read(network, work)


async def test_who_may_be_one_is_the_same(store: GraphStore, network: str) -> None:
    await commit(store, network, list(STORY))
    found = await store.read(network, lambda view: looked_for(view, 0))
    plain = await (await told(STORY)).read(DEFAULT_NETWORK, lambda view: looked_for(view, 0))
    assert found == plain
    assert {one.tier for one in found.proposals} >= {"strong"}
