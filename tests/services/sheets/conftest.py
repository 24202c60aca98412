"""The sheet's routes over a store in memory, and a broker whose builder is always done."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from nats.js.api import PubAck

from graph.store import GraphStore, commit
from graph.strike import Arrival
from schemas.events import event_body, parse_event
from services import problems, query
from services.broker import network_of
from services.settings import Settings
from services.sheets import routes
from tests.builders import ANN, BOB, GLOBEX, coffee, company, event, person, told
from tests.services.asking import asking


@dataclass(frozen=True)
class DoneAtOnce:
    """What is published is folded before the broker answers."""

    store: GraphStore

    def jetstream(self) -> "DoneAtOnce":
        return self

    async def publish(self, subject: str, payload: bytes, **_: Any) -> PubAck:
        parsed = parse_event(payload, now=datetime.now(UTC))
        await commit(self.store, network_of(subject), [Arrival(parsed, event_body(parsed))])
        return PubAck(stream="events", seq=1, domain="", duplicate=False)


STORY = [
    person(BOB, "Bob Stone"), person(ANN, "Ann Lee", field="biotech"), coffee(BOB, ANN),
    event("company.observed", {
        "identifiers": [GLOBEX, "domain:globex.com"], "name": "Globex", "field": "Biotech",
    }),
    company("name:Hooli", "Hooli"), company("name:Initech", "Initech"),
    *(event("company.targeted", {"person": BOB, "company": where})
      for where in (GLOBEX, "name:Hooli", "name:Initech")),
]  # fmt: skip


@pytest.fixture
async def app(tmp_path: Path) -> FastAPI:
    app = FastAPI()
    for router in (routes.router, query.router):
        app.include_router(router)
    problems.install(app)
    app.state.settings = Settings(home=tmp_path)
    app.state.store = await told(STORY)
    app.state.broker = DoneAtOnce(app.state.store)
    return app


@pytest.fixture
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with asking(app) as client:
        yield client
