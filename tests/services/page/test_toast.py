"""What is told below the screen: a way back stays for as long as somebody may want it."""

from playwright.async_api import expect

from tests.services.page.tab import Tab

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
