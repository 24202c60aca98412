"""The service goes away and comes back: what was known stays, what was said is not lost."""

import asyncio
from typing import Any

from playwright.async_api import expect

from tests.builders import BOB
from tests.services.page.tab import WIDE, Tab, opened
from tests.services.served import Served

AWAY = "Inroad does not answer."
HIDDEN = """
Object.defineProperty(document, "hidden", { value: true })
document.dispatchEvent(new Event("visibilitychange"))
"""


async def go_away(tab: Tab) -> None:
    await tab.page.route("**/v1/**", lambda route: route.abort())


async def come_back(tab: Tab) -> None:
    await tab.page.unroute("**/v1/**")


async def held(tab: Tab, *, fails: bool) -> tuple[asyncio.Event, asyncio.Event]:
    """What is published, once it was asked, waits until it is left to go on."""
    asked, left = asyncio.Event(), asyncio.Event()

    async def wait(route: Any) -> None:
        asked.set()
        await left.wait()
        await (route.abort() if fails else route.continue_())

    await tab.page.route("**/v1/events", wait)
    return asked, left


async def test_every_screen_says_so_and_comes_back_by_itself(tab: Tab) -> None:
    for screen in ("Way in", "Sheet", "Introductions", "Explore", "Report", "Data"):
        await tab.open("/add")
        await go_away(tab)
        await tab.page.get_by_role("link", name=screen, exact=True).click()
        if screen == "Way in":
            await tab.page.get_by_role("combobox").fill("Globex")
            await tab.page.get_by_role("button", name="Show the way").click()
        await tab.page.get_by_role("alert").get_by_text(AWAY).first.wait_for()
        await come_back(tab)
        await expect(tab.page.get_by_text(AWAY)).to_have_count(0)


async def test_how_near_it_is_can_be_told_again(tab: Tab) -> None:
    await tab.page.route("**/v1/paths", lambda route: route.abort())
    await tab.page.goto(tab.base + "/sheet")
    gone = tab.page.get_by_text("can't be told now")
    await gone.first.wait_for()
    await tab.page.unroute("**/v1/paths")
    await expect(gone).to_have_count(0)


async def test_what_was_shown_stays_while_nobody_answers(tab: Tab) -> None:
    await tab.open("/sheet")
    take = tab.page.get_by_role("button", name="off the sheet")
    number = await take.count()
    await tab.page.route("**/agenda?*", lambda route: route.abort())
    await take.first.click()  # it is published, and then nobody tells what the sheet is
    await tab.page.get_by_role("alert").get_by_text(AWAY).wait_for()
    assert await take.count() == number
    await tab.page.unroute("**/agenda?*")
    await expect(take).to_have_count(number - 1)
    await tab.page.get_by_role("button", name="Undo").click()
    await tab.page.get_by_text("Taken back.").wait_for()


async def test_what_cannot_be_taken_back_now_can_be_later(tab: Tab) -> None:
    await tab.open("/sheet")
    await tab.page.get_by_role("button", name="off the sheet").first.click()
    undo = tab.page.get_by_role("button", name="Undo")
    await undo.wait_for()
    await go_away(tab)
    await undo.click()
    await tab.page.get_by_role("status").get_by_text(AWAY).wait_for()
    await come_back(tab)
    await undo.click()
    await tab.page.get_by_text("Taken back.").wait_for()


async def test_a_note_that_fails_once_its_field_is_gone_is_told(tab: Tab) -> None:
    await tab.open("/report")
    await tab.page.keyboard.press("c")
    field = tab.page.get_by_label("What happened?")
    await field.fill("coffee with Ann")
    await tab.page.get_by_text("You had coffee").wait_for()
    asked, left = await held(tab, fails=True)
    await field.press("Enter")
    await asked.wait()
    await tab.page.keyboard.press("Escape")
    await expect(field).to_have_count(0)
    left.set()
    await tab.page.get_by_role("status").get_by_text(AWAY).wait_for()


async def test_nobody_is_led_elsewhere_by_what_they_left(tab: Tab) -> None:
    await tab.open("/add")
    await tab.page.get_by_label("People").fill("Eve Fox, friend")
    asked, left = await held(tab, fails=False)
    await tab.page.get_by_role("button", name="Add them").click()
    await asked.wait()
    await tab.page.get_by_role("link", name="Report").click()
    left.set()
    await tab.page.get_by_text("1 person added.").wait_for()
    await tab.rested()
    await expect(tab.page.get_by_role("heading", level=1)).to_contain_text("Bob 1")


async def test_the_eighth_tab_opens_too(browser: Any, service: Served) -> None:
    """A browser opens six connections; a tab out of sight soon gives its own back."""
    async with opened(browser, service, BOB, WIDE, "light") as first:
        pages = [first.page, *[await first.page.context.new_page() for _ in range(7)]]
        for page in pages:
            await page.goto(first.base + "/sheet")
            await page.get_by_role("heading", name="My sheet").wait_for()
            await page.get_by_role("combobox", name="A company to add").wait_for()
            await page.evaluate(HIDDEN)


async def test_what_takes_long_says_so(tab: Tab) -> None:
    await tab.page.clock.install()
    await tab.page.route("**/report?*", lambda _: None)  # it is never answered
    await tab.page.goto(tab.base + "/report")
    looking = tab.page.get_by_text("Reading your year …")
    await tab.page.clock.run_for(2_000)
    await expect(looking).not_to_contain_text("still runs")
    await tab.page.clock.run_for(10_000)
    await expect(looking).to_contain_text("see that `inroad up` still runs")


async def test_what_is_slow_to_be_kept_says_so_until_it_is(tab: Tab) -> None:
    await tab.open("/sheet")
    _, left = await held(tab, fails=False)
    await tab.page.get_by_role("button", name="off the sheet").first.click()
    keeping = tab.page.get_by_role("status").get_by_text("Keeping it …")
    await keeping.wait_for()
    left.set()
    await tab.page.get_by_role("button", name="Undo").click()
    await tab.page.get_by_text("Taken back.").wait_for()
    await expect(keeping).to_have_count(0)
