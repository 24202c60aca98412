"""Events written out of one network and published into an empty one, through a real broker."""

import asyncio
import json
from pathlib import Path

import pytest

from graph.entities import GRAPH, Retraction
from graph.store import DEFAULT_NETWORK
from services.cli import main
from tests.builders import ANN, APP, BOB, CY, coffee, erased, event, person
from tests.law.graphs import differences, graph_in
from tests.services.agenda.conftest import STORY as AGENDA
from tests.services.conftest import Inroad
from tests.services.served import served

WRONG = coffee(ANN, CY)
STORY = [
    *AGENDA, WRONG, event("event.retracted", {"source": APP, "id": WRONG.event.id}),
    person("uid:7", "Dee"), coffee("uid:7", BOB), person("email:dee@example.org", "Dee"),
    event("person.merged", {"identifiers": ["uid:7", "email:dee@example.org"]}),
    coffee("email:gone@example.org", BOB), erased("email:gone@example.org"),
]  # fmt: skip
COPY = "copy"


async def test_the_graph_of_the_copy_is_the_same(
    inroad: Inroad, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "events.jsonl"
    monkeypatch.setenv("INROAD_HOME", str(tmp_path / "home"))
    async with served(inroad.settings) as service, inroad.building():
        monkeypatch.setenv("INROAD_URL", str(service.http.base_url))
        told = await service.http.post("/v1/events", json=[json.loads(one.body) for one in STORY])
        assert told.status_code == 202, told.text
        await inroad.settled()
        assert await asyncio.to_thread(main, ["export", "events", "--out", str(out)]) == 0
        assert "gone@example.org" not in out.read_text(encoding="utf-8")
        monkeypatch.setenv("INROAD_NETWORK", COPY)
        assert await asyncio.to_thread(main, ["publish", str(out)]) == 0
        await inroad.settled()
    ours, theirs = [await graph_in(inroad.store, name) for name in (DEFAULT_NETWORK, COPY)]
    assert differences(ours, theirs, (*GRAPH, Retraction)) == []
    assert not await inroad.dead.list(COPY)
