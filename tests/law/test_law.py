"""The law of folding: the graph depends on the set of events alone.

`INROAD_LAW_CASES=1000 pytest tests/law -k sqlite` tries 1,000 sets; `-k neo4j`, `-k memory`
likewise.
"""

import json
import os
import re
import uuid
from collections.abc import AsyncIterator

import pytest
from hypothesis import HealthCheck, given, settings

from graph.entities import GRAPH, Record
from graph.store import GraphStore, commit
from graph.stores.memory import MemoryStore
from tests.law.events import Case, cases
from tests.law.graphs import Graph, differences, graph_in
from tests.law.reading import marks, people_of, statuses
from tests.law.spec import graph_of


def trying(cases_: int) -> settings:
    return settings(
        max_examples=int(os.environ.get("INROAD_LAW_CASES", cases_)),
        deadline=None,
        derandomize=False,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@pytest.fixture(scope="session")
async def sqlite_store(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[GraphStore]:
    from graph.stores.sqlite import open_sqlite

    async with open_sqlite(tmp_path_factory.mktemp("law") / "graph.sqlite3") as store:
        yield store


@pytest.fixture(scope="session")
async def neo4j_store(neo4j_url: str) -> AsyncIterator[GraphStore]:
    from graph.stores.neo4j import open_neo4j

    async with open_neo4j(neo4j_url) as store:
        yield store


@pytest.mark.timeout(0)
@trying(200)
@given(case=cases())
async def test_graph_depends_on_the_set_of_events_alone_memory(case: Case) -> None:
    await holds(MemoryStore(b"m" * 32), case)


@pytest.mark.timeout(0)
@trying(60)
@given(case=cases())
async def test_graph_depends_on_the_set_of_events_alone_sqlite(
    sqlite_store: GraphStore, case: Case
) -> None:
    await holds(sqlite_store, case)


@pytest.mark.timeout(0)
@trying(15)
@given(case=cases())
async def test_graph_depends_on_the_set_of_events_alone_neo4j(
    neo4j_store: GraphStore, case: Case
) -> None:
    await holds(neo4j_store, case)


async def holds(store: GraphStore, case: Case) -> None:
    """Fold as it arrives; compare with all at once in order, and with the specification."""
    network = f"law-{uuid.uuid4()}"
    for batch in case.batches:
        await commit(store, network, list(batch))
    folded = await graph_in(store, network)
    plain = MemoryStore(store.secret)
    await commit(plain, network, sorted(case.events, key=lambda arrival: arrival.key))

    assert differences(folded, await graph_in(plain, network)) == []
    assert differences(folded, graph_of(case.events), GRAPH) == []
    records = folded[Record].values()
    assert {r.key: r.status for r in records if isinstance(r, Record)} == statuses(case.events)
    assert remains(folded, case) == []


def remains(folded: Graph, case: Case) -> list[str]:
    """Erased identifiers still to be read, and their values where events named them."""
    _, erased = marks(case.events)
    everything = repr(folded).casefold()
    found = [name for name in erased if name in everything]
    for arrival in case.events:
        record = repr(folded[Record][arrival.key]).casefold()
        values = (name.partition(":")[2] for name in erased & people_of(json.loads(arrival.body)))
        found += [value for value in values if len(value) > 6 and _holds(record, value)]
    return found


def _holds(text: str, value: str) -> bool:
    return re.search(rf"(?<![\w.+-]){re.escape(value)}", text) is not None
