"""A tab of a real browser, as somebody has it before them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import expect

from services.web import serving
from tests.services.served import Served

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
AXE = Path(serving.__file__).parent / "node_modules" / "axe-core" / "axe.min.js"


QUESTIONS = {"document", "fetch", "xhr"}  # a stream stays open; of a worker's script no end is told
CALM = 300  # milliseconds without a request under way
PATIENCE = 30_000  # milliseconds until something is so, on a busy machine
expect.set_options(timeout=PATIENCE)


class Tab:
    """A tab of somebody's, that remembers what it complained of and whom it asked."""

    def __init__(self, page: Any, base: str) -> None:
        self.page, self.base = page, base
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        self._asking: set[Any] = set()
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._asked)
        page.on("requestfinished", self._answered)
        page.on("requestfailed", self._answered)

    def _said(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith(self.base):
            self.elsewhere.append(request.url)
        if request.resource_type in QUESTIONS:
            self._asking.add(request)

    def _answered(self, request: Any) -> None:
        self._asking.discard(request)

    async def open(self, screen: str) -> None:
        self._asking.clear()  # of what the page before was left in, not all is told
        await self.page.goto(self.base + screen)
        await self.rested()

    async def rested(self) -> None:
        """Until there is a heading and nothing is under way, but for what always is."""
        await self.page.locator("h1").first.wait_for()
        await self.page.locator(".waiting, [aria-busy=true]").first.wait_for(state="detached")
        calm, step = 0, CALM // 3
        for _ in range(0, PATIENCE, step):
            await self.page.wait_for_timeout(step)
            calm = 0 if self._asking else calm + step
            if calm >= CALM:
                return
        raise AssertionError(f"still under way: {[one.url for one in self._asking]}")

    async def fits(self) -> None:
        """One heading, nothing beyond the sides, and nothing that axe finds."""
        assert await self.page.locator("h1").count() == 1, self.page.url
        width = await self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= self.page.viewport_size["width"], self.page.url
        await self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = await self.page.evaluate("axe.run().then((told) => told.violations)")
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], self.page.url


@asynccontextmanager
async def opened(
    browser: Any, service: Served, who: str, size: dict[str, int], scheme: str
) -> AsyncIterator[Tab]:
    """A tab of *who*, for as long as the context lasts."""
    context = await browser.new_context(viewport=size, color_scheme=scheme)
    if who:
        await context.add_init_script(f"localStorage.setItem('inroad.me', '{who}')")
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    yield Tab(page, str(service.http.base_url))
    await context.close()
