"""Hard networking over HTTP: Bob wants to get into Globex, and asks Ann; no broker but a fake."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from nats.js.api import PubAck

from services import agenda, problems, query
from services.settings import Settings
from tests.builders import (
    ANN,
    BEN,
    BOB,
    CY,
    GLOBEX,
    coffee,
    company,
    erased,
    event,
    mention,
    person,
    told,
    works,
)
from tests.services.asking import asking
from tests.services.test_cli import Fake, fake

DAN = "email:dan@example.org"
INTRODUCTION = "b7f0c1f2-7a0e-4f6e-9f6b-2f9d3f0b8c11"  # as the examples name it
STORY = [
    person(BOB, "Bob Stone"), person(ANN, "Ann Lee", field="biotech"),
    person(BEN, "Ben Ito", field="biotech"), company(GLOBEX, "Globex", "domain:globex.com"),
    coffee(BOB, ANN), mention(ANN, description="my neighbour", to=BOB),
    works(BEN, function="research", title="Chemist"), erased(CY),
    event(
        "company.observed",
        {"identifiers": ["name:Initech"], "name": "initech", "field": "biotech"},
    ),
    works(DAN, "name:Initech"),
    event("goal.set", {"person": BOB, "field": "biotech", "place": "Boston"}),
    event(
        "question.noted",
        {"question": "q-1", "person": BOB, "words": "What do you do all day?", "field": "biotech"},
    ),
    event("company.targeted", {"person": BOB, "company": GLOBEX, "priority": 2}),
    event("company.targeted", {"person": BOB, "company": "name:Initech"}),
    event(
        "introduction.requested",
        {"introduction": INTRODUCTION, "asker": BOB, "introducer": ANN, "insider": BEN,
         "company": GLOBEX},
        time="2026-05-10T09:00:00Z",
    ),
    event(
        "intel.reported",
        {"informant": BEN, "to": BOB, "company": GLOBEX, "topic": "hours", "sentiment": "bad"},
    ),
    event("ask.made", {"ask": "a-1", "from": BOB, "to": ANN, "kind": "coffee"}),
    event(
        "ask.answered",
        {"ask": "a-1", "from": ANN, "to": BOB, "answer": "later", "until": "2026-05-20"},
        time="2026-05-05T09:00:00Z",
    ),
    event(
        "ask.made", {"ask": "a-2", "from": BOB, "to": BEN, "kind": "question"},
        time="2026-05-12T09:00:00Z",
    ),
]  # fmt: skip


class Broker:
    """Takes whatever is sent, and remembers subject and payload."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, bytes]] = []

    def jetstream(self) -> "Broker":
        return self

    async def publish(self, subject: str, payload: bytes, **_: Any) -> PubAck:
        self.sent.append((subject, payload))
        return PubAck(stream="INROAD_EVENTS", seq=len(self.sent))


@pytest.fixture
async def app(tmp_path: Path) -> FastAPI:
    app = FastAPI()
    for router in (agenda.router, query.router):
        app.include_router(router)
    problems.install(app)
    app.state.settings = Settings(home=tmp_path)
    app.state.store, app.state.broker = await told(STORY), Broker()
    return app


@pytest.fixture
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with asking(app) as client:
        yield client


__all__ = ["DAN", "INTRODUCTION", "Broker", "Fake", "fake"]
