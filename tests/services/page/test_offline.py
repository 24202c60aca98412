"""The sheet in somebody else's hand: reloaded without a network it comes back as it was."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from services.web import serving
from tests.builders import ANN, BOB
from tests.services.page.conftest import STORY
from tests.services.page.eventually import eventually
from tests.services.page.tab import NARROW, Tab, opened
from tests.services.served import Served, telling

HAND_OVER = "/hand-over/email%3Aann%40example.org"
KEPT = """caches.open("inroad-page").then((cache) => cache.keys())
    .then((kept) => kept.map(({ url }) => new URL(url).pathname).sort())"""


async def worker_is_there(tab: Tab) -> None:
    await tab.page.evaluate("navigator.serviceWorker.ready.then(() => true)")


async def test_a_reload_without_a_network_goes_on_where_it_was(
    browser: Any, service: Served
) -> None:
    async with opened(browser, service, BOB, NARROW, "light") as tab:
        await tab.open(HAND_OVER)
        await worker_is_there(tab)
        await tab.page.get_by_role("button", name="Begin").click()
        await tab.page.get_by_text("1 of 2").wait_for()
        await tab.page.context.set_offline(True)
        await tab.page.get_by_role("button", name="I know someone there").click()
        await tab.page.get_by_label("Who is it?").fill("my cousin")
        await tab.page.get_by_role("button", name="Go on").click()
        again = await tab.page.reload()
        assert again.from_service_worker
        await tab.page.get_by_text("2 of 2").wait_for()
        await tab.fits()
        await tab.page.get_by_role("button", name="No idea").click()
        await tab.page.reload()
        await tab.page.get_by_role("button", name="Keep the answers").click()
        await tab.page.get_by_role("alert").wait_for()  # there is no network still
        await tab.page.context.set_offline(False)
        await tab.page.get_by_role("button", name="Try again").click()
        await tab.page.get_by_text("1 new way in. Noted.").wait_for()
        kept = await tab.page.evaluate("Object.keys(localStorage)")
        assert kept == ["inroad.me"]  # nothing of it is left on the phone
        files = await tab.page.evaluate(KEPT)
        assert "/" in files
        assert all(file == "/" or file.startswith("/assets/") for file in files)

    async def is_answered() -> bool:
        told = (await service.http.get("/v1/sheets", params={"person": ANN})).json()
        replies = [line["reply"] for sheet in told["sheets"] for line in sheet["lines"]]
        return {one["answer"] for one in replies if one} >= {"knows-someone", "no-idea"}

    await eventually(is_answered)


@pytest.fixture
async def own_build(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Served, Path]]:
    """A service whose built page is its own, to be built anew."""
    home = tmp_path_factory.mktemp("build")
    if not (serving.DIST / "index.html").exists():
        pytest.skip("the page is not built: make test builds it")
    shutil.copytree(serving.DIST, home / "dist")
    monkeypatch.setattr(serving, "DIST", home / "dist")
    async with telling(home, STORY) as service:
        yield service, home / "dist"


async def test_a_new_build_takes_the_place_of_the_old_at_once(
    browser: Any, own_build: tuple[Served, Path]
) -> None:
    service, dist = own_build
    async with opened(browser, service, BOB, NARROW, "light") as tab:
        await tab.open("/sheet")
        await worker_is_there(tab)
        (old,) = (dist / "assets").glob("index-*.js")
        old.rename(old.with_name("index-anew.js"))
        index = dist / "index.html"
        index.write_text(index.read_text().replace(old.name, "index-anew.js"))
        await tab.open("/sheet")
        assert await tab.page.locator("script").get_attribute("src") == "/assets/index-anew.js"

        async def is_kept() -> bool:
            files = await tab.page.evaluate(KEPT)
            return "/assets/index-anew.js" in files and f"/assets/{old.name}" not in files

        await eventually(is_kept)
        await tab.page.context.set_offline(True)
        await tab.page.reload()
        await tab.page.get_by_role("heading", name="My sheet").wait_for()


async def test_the_worker_is_asked_for_anew_each_time(service: Served) -> None:
    worker = await service.http.get("/sw.js")
    assert worker.headers["content-type"].startswith("text/javascript")
    assert worker.headers["cache-control"] == "no-cache"
    assert "worker-src 'self'" in worker.headers["content-security-policy"]
