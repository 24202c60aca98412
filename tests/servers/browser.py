"""A headless Chromium for tests of what a person sees."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

FLAGS = (
    "--no-sandbox",  # where tests run as root there is none, and it opens our own pages only
    "--use-angle=swiftshader", "--enable-unsafe-swiftshader",  # WebGL where there is no GPU
)  # fmt: skip
NAMES = (
    "chromium-headless-shell",  # the same without what only a window needs
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
)  # fmt: skip


class NoBrowser(Exception):
    """What is missing, in one line."""


@asynccontextmanager
async def chromium(*flags: str) -> AsyncIterator[Any]:
    """Playwright's `Browser`, with more *flags*: the Chromium on PATH, or Playwright's own.

    Raises:
        NoBrowser: when there is neither.
    """
    try:
        from playwright.async_api import async_playwright
    except ImportError as error:
        raise NoBrowser("no browser: the package playwright is not installed") from error
    async with async_playwright() as playwright:
        found = _executable(playwright.chromium.executable_path)
        browser = await playwright.chromium.launch(executable_path=found, args=[*FLAGS, *flags])
        try:
            yield browser
        finally:
            await browser.close()


def _executable(own: str) -> str:
    found = next(filter(None, map(shutil.which, NAMES)), own)
    if not Path(found).exists():
        raise NoBrowser("no browser: install chromium, or run `playwright install chromium`")
    return found
