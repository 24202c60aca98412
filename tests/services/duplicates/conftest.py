"""Two who may be one, in a store in memory, and a broker whose builder is always done."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from services import problems, query
from services.duplicates import routes
from services.duplicates.register import Register
from services.settings import Settings
from tests.builders import ANN, BOB, GLOBEX, coffee, company, person, told, works
from tests.services.asking import asking
from tests.services.sheets.conftest import DoneAtOnce

ANN_2 = "email:lee@home.example"
STORY = [
    person(ANN, "Ann Lee"), person(ANN_2, "Ann Lee"), person(BOB, "Bob Stone"),
    works(ANN), works(ANN_2), coffee(ANN, BOB), company(GLOBEX, "Globex"),
    company("domain:globex.com", "Globex"),
]  # fmt: skip


@pytest.fixture
async def app(tmp_path: Path) -> FastAPI:
    app = FastAPI()
    for router in (routes.router, query.router):
        app.include_router(router)
    problems.install(app)
    app.state.settings, app.state.duplicates = Settings(home=tmp_path), Register()
    app.state.store = await told(STORY)
    app.state.broker = DoneAtOnce(app.state.store)
    return app


@pytest.fixture
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with asking(app) as client:
        yield client
