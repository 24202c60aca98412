"""What is told below the screen: a way back stays for as long as somebody may want it."""

from typing import Any

from playwright.async_api import expect

from tests.builders import BOB
from tests.services.page.tab import NARROW, Tab, opened
from tests.services.served import Served

LONG = 60_000  # milliseconds


async def test_an_undo_stays_and_what_has_none_goes_by_itself(tab: Tab) -> None:
    await tab.page.clock.install()
    await tab.open("/sheet")
    await tab.page.get_by_role("button", name="off the sheet").first.click()
    undo = tab.page.get_by_role("button", name="Undo")
    await undo.wait_for()
    await tab.page.clock.fast_forward(LONG)
    await tab.page.get_by_role("link", name="Report").click()
    await tab.rested()
    await undo.click()
    back = tab.page.get_by_text("Taken back.")
    await back.wait_for()
    await tab.page.clock.fast_forward(LONG)
    await expect(back).to_have_count(0)


async def test_undo_stays_one_word_on_a_phone(browser: Any, service: Served) -> None:
    async with opened(browser, service, BOB, NARROW, "dark") as tab:
        await tab.open("/person/email%3Aann%40example.org")
        await tab.page.get_by_role("button", name="Never ask").click()
        undo = tab.page.get_by_role("button", name="Undo")
        lines = "button => { const all = document.createRange(); all.selectNodeContents(button);"
        assert await undo.evaluate(lines + "return all.getClientRects().length }") == 1
