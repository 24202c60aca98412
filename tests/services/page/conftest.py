"""The page served by a real service, and tabs of a real browser."""

import json
import os
from collections.abc import AsyncIterator
from typing import Any

import pytest

from services.web import serving
from tests.builders import BOB
from tests.servers.browser import NoBrowser, chromium
from tests.services.agenda.conftest import STORY as AGENDA
from tests.services.page.tab import WIDE, Tab, opened
from tests.services.served import Served, telling

STORY = [json.loads(one.body) for one in AGENDA]


@pytest.fixture(scope="module")
async def service(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    if not (serving.DIST / "index.html").exists():
        told = pytest.fail if os.environ.get("CI") else pytest.skip
        told("the page is not built: make test builds it")
    async with telling(tmp_path_factory.mktemp("page"), STORY) as service:
        yield service


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Any]:
    try:
        async with chromium() as found:
            yield found
    except NoBrowser as reason:
        pytest.skip(str(reason))


@pytest.fixture
async def tab(browser: Any, service: Served) -> AsyncIterator[Tab]:
    """Bob's, on a wide screen by day."""
    async with opened(browser, service, BOB, WIDE, "light") as found:
        yield found
