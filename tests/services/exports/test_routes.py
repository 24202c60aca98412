"""What a network holds, over HTTP."""

import asyncio
import csv
from contextlib import ExitStack
from datetime import UTC, datetime
from io import BytesIO

import httpx
import networkx as nx
import pytest
from fastapi import FastAPI

from graph.store import DEFAULT_NETWORK, commit
from graph.stores.memory import MemoryStore
from graph.stores.sqlite import READERS
from graph.strike import Arrival
from schemas.events import event_body, parse_event
from schemas.export import PersonRecord
from services.exports import sending
from services.exports.sending import AT_ONCE
from tests.builders import ANN, BOB, CY, coffee
from tests.law.graphs import GRAPH, differences, graph_in

ADDRESSES = {
    "/v1/export/events.jsonl": "application/jsonl; charset=utf-8",
    "/v1/export/graph.graphml": "application/graphml+xml; charset=utf-8",
    "/v1/export/people.csv": "text/csv; charset=utf-8",
    "/v1/export/ties.csv": "text/csv; charset=utf-8",
    f"/v1/people/{ANN}/record": "application/json",
}


@pytest.mark.parametrize(("address", "kind"), ADDRESSES.items())
async def test_a_file_to_keep(http: httpx.AsyncClient, address: str, kind: str) -> None:
    answer = await http.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert answer.content


async def test_events_published_elsewhere_give_the_same_graph(
    app: FastAPI, http: httpx.AsyncClient
) -> None:
    lines = (await http.get("/v1/export/events.jsonl")).content.splitlines()
    parsed = [parse_event(line, now=datetime.now(UTC)) for line in lines]
    elsewhere = MemoryStore()
    await commit(elsewhere, DEFAULT_NETWORK, [Arrival(one, event_body(one)) for one in parsed])
    ours, theirs = [await graph_in(s, DEFAULT_NETWORK) for s in (app.state.store, elsewhere)]
    assert differences(ours, theirs, GRAPH) == []


async def test_the_graph_and_the_tables_tell_of_the_same(http: httpx.AsyncClient) -> None:
    graph = nx.read_graphml(BytesIO((await http.get("/v1/export/graph.graphml")).content))
    people = list(csv.reader((await http.get("/v1/export/people.csv")).text.splitlines()))[1:]
    assert {row[0] for row in people} == {
        id_ for id_, node in graph.nodes(data=True) if node["kind"] == "person"
    }
    assert {row[1] for row in people} == {"'=Ann Lee", "Bob Stone"}


async def test_all_about_a_person(http: httpx.AsyncClient) -> None:
    answer = await http.get("/v1/people/uid:urn:example:app:7/record")
    record = PersonRecord.model_validate_json(answer.content)
    assert record.person.name == "=Ann Lee"
    assert {one.type for one in record.events} == {
        "inroad.person.observed.v1", "inroad.interaction.recorded.v1",
        "inroad.employment.started.v1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("address", "status", "field"),
    [
        ("/v1/people/email:no@example.org/record", 404, "ref"),
        (f"/v1/people/{CY}/record", 410, "ref"),
        ("/v1/export/people.csv?now=yesterday", 422, "now"),
        ("/v1/export/events.jsonl?network=No", 422, "network"),
        ("/v1/export/events.jsonl?limit=3", 422, "limit"),
    ],
)
async def test_bad_questions_name_field_and_remedy(
    http: httpx.AsyncClient, address: str, status: int, field: str
) -> None:
    answer = await http.get(address)
    assert (answer.status_code, answer.json()["field"]) == (status, field)
    assert answer.json()["remedy"]


async def test_only_a_few_at_once(app: FastAPI, http: httpx.AsyncClient) -> None:
    assert AT_ONCE < READERS
    with ExitStack() as taken:
        for _ in range(AT_ONCE):
            taken.enter_context(app.state.exports.place())
        answer = await http.get("/v1/export/people.csv")
        assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)
    for _ in range(AT_ONCE + 1):  # each gives its place back
        assert (await http.get("/v1/export/people.csv")).status_code == 200


async def test_it_is_sent_in_chunks(
    app: FastAPI, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await commit(app.state.store, DEFAULT_NETWORK, [coffee(ANN, BOB) for _ in range(20)])
    whole = (await http.get("/v1/export/events.jsonl")).content
    monkeypatch.setattr(sending, "CHUNK", 300)
    sent: list[bytes] = []
    scope = {
        "type": "http", "method": "GET", "path": "/v1/export/events.jsonl", "headers": [],
        "query_string": b"", "app": app,
    }  # fmt: skip

    async def receive() -> dict[str, object]:
        await asyncio.sleep(60)
        return {}

    async def send(message: object) -> None:
        assert isinstance(message, dict)
        sent.append(message.get("body", b""))

    await app(scope, receive, send)
    assert b"".join(sent) == whole
    assert len(sent) > 10
    assert max(map(len, sent)) < 1000


async def test_who_takes_nothing_is_left(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "SLOW", 0.01)
    scope = {
        "type": "http", "method": "GET", "path": "/v1/export/events.jsonl", "headers": [],
        "query_string": b"", "app": app,
    }  # fmt: skip

    async def never(*_: object) -> dict[str, object]:
        await asyncio.sleep(60)
        return {}

    await app(scope, never, never)  # type: ignore[arg-type]
    with ExitStack() as places:  # and its place is free
        for _ in range(AT_ONCE):
            places.enter_context(app.state.exports.place())
