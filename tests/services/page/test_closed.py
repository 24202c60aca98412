"""A browser that keeps nothing, and one that the page reached without TLS, from elsewhere."""

from typing import Any

from tests.builders import BOB
from tests.services.page.tab import NARROW, opened
from tests.services.served import Served

NO_STORAGE = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("denied", "SecurityError") },
})"""
NOT_SECURE = """
delete Crypto.prototype.randomUUID
Object.defineProperty(navigator, "clipboard", { value: undefined })
"""


async def test_where_nothing_is_kept_the_page_works_while_it_is_open(
    browser: Any, service: Served
) -> None:
    async with opened(browser, service, "", NARROW, "light") as tab:
        await tab.page.add_init_script(NO_STORAGE)
        await tab.open("/")
        await tab.page.get_by_label("Your e-mail address").fill("bob@example.org")
        await tab.page.get_by_role("button", name="That's me").click()
        await tab.page.get_by_role("button", name="Later").click()
        await tab.page.get_by_role("button", name="Undo").click()
        await tab.page.get_by_text("Taken back.").wait_for()
        await tab.page.get_by_role("link", name="Sheet").click()
        await tab.page.get_by_role("combobox", name="Whom").fill("ann@example.org")
        await tab.page.get_by_role("button", name="Hand over").click()
        await tab.page.get_by_role("button", name="Begin").click()
        await tab.page.get_by_role("button", name="No idea").click()
        await tab.page.get_by_text("2 of 2").wait_for()
        assert tab.complaints == []


async def test_what_needs_tls_is_done_without_or_said(browser: Any, service: Served) -> None:
    async with opened(browser, service, BOB, NARROW, "light") as tab:
        await tab.page.add_init_script(NOT_SECURE)
        await tab.open("/")
        await tab.page.get_by_role("button", name="Copy").click()
        await tab.page.get_by_text("Mark the words and copy them.").wait_for()
        await tab.page.get_by_role("button", name="Done").click()
        await tab.page.get_by_role("button", name="Undo").click()
        await tab.page.get_by_text("Taken back.").wait_for()


async def test_who_i_am_is_the_same_however_it_is_written(browser: Any, service: Served) -> None:
    async with opened(browser, service, "", NARROW, "light") as tab:
        await tab.open("/")
        await tab.page.get_by_label("Your e-mail address").fill("Bob@Example.org")
        await tab.page.get_by_role("button", name="That's me").click()
        await tab.page.get_by_role("heading", name="Today").wait_for()
        assert await tab.page.evaluate("localStorage.getItem('inroad.me')") == BOB
