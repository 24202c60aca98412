"""The routes of gatherings over a store in memory, and a broker whose builder is always done."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from services import gateway, names, problems, query
from services.gatherings import routes
from services.settings import Settings
from tests.builders import erased, told
from tests.graph.gathering.story import STORY
from tests.services.asking import asking
from tests.services.sheets.conftest import DoneAtOnce


@pytest.fixture
async def app(tmp_path: Path) -> FastAPI:
    app = FastAPI()
    for router in (gateway.router, routes.router, names.router, query.router):
        app.include_router(router)
    problems.install(app)
    app.state.settings = Settings(home=tmp_path)
    app.state.store = await told([*STORY, erased("email:gone@example.org")])
    app.state.broker = DoneAtOnce(app.state.store)
    return app


@pytest.fixture
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with asking(app) as client:
        yield client
