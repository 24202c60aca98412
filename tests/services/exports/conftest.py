"""A story in a store of each kind that exports are read from, without a broker."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from graph.store import DEFAULT_NETWORK, commit
from graph.stores.sqlite import open_sqlite
from services import problems, query
from services.exports import routes
from services.exports.sending import AT_ONCE
from services.live import Streams
from services.settings import Settings
from tests.builders import ANN, BOB, CY, coffee, company, erased, person, works
from tests.services.asking import asking

STORY = [
    person(ANN, "=Ann Lee", "uid:7"), person(BOB, "Bob Stone"), coffee(ANN, BOB),
    company("name:Globex", "Globex"), works(ANN), coffee(BOB, CY), erased(CY),
]  # fmt: skip


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[FastAPI]:
    app = FastAPI()
    for router in (routes.router, query.router):
        app.include_router(router)
    problems.install(app)
    app.state.settings, app.state.exports = Settings(home=tmp_path), Streams(AT_ONCE)
    async with open_sqlite(tmp_path / "graph.sqlite3") as app.state.store:
        await commit(app.state.store, DEFAULT_NETWORK, STORY)
        yield app


@pytest.fixture
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with asking(app) as client:
        yield client
