"""The page served by a real service, and tabs of a real browser."""

import os
from collections.abc import AsyncIterator
from typing import Any

import pytest

from services.web import serving
from tests.builders import BOB
from tests.services.agenda.conftest import STORY as AGENDA
from tests.services.page.tab import WIDE, Tab, opened
from tests.services.served import Served, sent, telling

STORY = sent(AGENDA)


@pytest.fixture(scope="module")
async def service(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Served]:
    """One to which the STORY of the file of tests was told, or else ours."""
    if not (serving.DIST / "index.html").exists():
        told = pytest.fail if os.environ.get("CI") else pytest.skip
        told("the page is not built: make test builds it")
    story = getattr(request.module, "STORY", STORY)
    async with telling(tmp_path_factory.mktemp("page"), story) as service:
        yield service


@pytest.fixture
async def tab(browser: Any, service: Served) -> AsyncIterator[Tab]:
    """Bob's, on a wide screen by day."""
    async with opened(browser, service, BOB, WIDE, "light") as found:
        yield found
