"""Nothing jumps, nobody is led back to the top, and what is taken back is there again."""

from typing import Any

import pytest

from tests.builders import BOB
from tests.services.page.tab import NARROW, WIDE, Tab, opened
from tests.services.page.test_screens import SCREENS
from tests.services.served import Served

SHIFT = 0.05  # half of what web.dev calls good; https://web.dev/articles/cls
WATCH = """
window.shift = 0
new PerformanceObserver((seen) => {
  for (const one of seen.getEntries()) if (!one.hadRecentInput) window.shift += one.value
}).observe({ type: "layout-shift", buffered: true })
"""
AT = "document.activeElement.id || document.activeElement.tagName"


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
async def test_nothing_jumps(
    browser: Any, service: Served, size: dict[str, int], scheme: str
) -> None:
    async with opened(browser, service, BOB, size, scheme) as tab:
        await tab.page.add_init_script(WATCH)
        shifts = {}
        for screen in SCREENS:
            await tab.open(screen)
            shifts[screen] = await tab.page.evaluate("window.shift")
        assert {screen: shift for screen, shift in shifts.items() if shift > SHIFT} == {}


async def test_a_link_leads_into_the_next_screen_not_to_its_top(tab: Tab) -> None:
    await tab.open("/company/name%3Aglobex")
    link = tab.page.get_by_role("link", name="See the ways in full")
    await link.focus()
    await link.press("Enter")
    await tab.page.get_by_role("heading", name="Find a way in").wait_for()
    assert await tab.page.evaluate(AT) == "screen"


async def test_a_move_put_off_comes_again_when_that_is_taken_back(tab: Tab) -> None:
    await tab.open("/")
    move = tab.page.locator(".move")
    said = await move.inner_text()
    for key in "ld":
        await tab.page.keyboard.press(key)
        await tab.page.get_by_role("button", name="Undo").wait_for()
        assert said not in await tab.page.locator("main").inner_text()
        await tab.page.get_by_role("button", name="Undo").click()
        await tab.page.get_by_text("Taken back.").wait_for()
        await tab.rested()
        assert await move.inner_text() == said


async def test_what_is_refused_says_so(tab: Tab) -> None:
    await tab.open("/sheet")
    await tab.page.route("**/v1/events", lambda route: route.abort())
    await tab.page.get_by_role("button", name="off the sheet").first.click()
    await tab.page.get_by_text("Inroad does not answer.").wait_for()


async def test_who_holds_the_phone_sees_nothing_of_what_was_done(tab: Tab) -> None:
    await tab.open("/sheet")
    take = tab.page.get_by_role("button", name="off the sheet").first
    await take.click()
    await tab.page.get_by_role("button", name="Undo").wait_for()
    await tab.page.get_by_role("combobox", name="Whom").fill("ann@example.org")
    await tab.page.get_by_role("button", name="Hand over").click()
    await tab.page.get_by_role("button", name="Begin").wait_for()
    assert await tab.page.get_by_role("button", name="Undo").count() == 0
    assert "handed over" in await tab.page.title()
    await tab.page.go_back()
    await tab.page.get_by_role("button", name="Undo").click()
    await tab.page.get_by_text("Taken back.").wait_for()
