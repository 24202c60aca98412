"""Single keys: they act unless somebody has turned them off in this browser."""

from playwright.async_api import expect

from tests.services.page.tab import Tab


async def test_keys_are_turned_off_and_on_again(tab: Tab) -> None:
    note = tab.page.get_by_role("dialog", name="Note what happened")
    hints = tab.page.locator("kbd")
    await tab.open("/data")
    act = tab.page.get_by_label("Single keys act")
    await act.uncheck()
    await expect(hints).to_have_count(0)
    await tab.page.reload()
    await tab.rested()
    await expect(act).not_to_be_checked()
    await tab.fits()
    await tab.page.get_by_role("heading", name="Who you are").click()
    await tab.page.keyboard.press("c")
    await expect(note).to_have_count(0)
    await act.check()
    await expect(hints).to_have_count(1)
    await tab.page.get_by_role("heading", name="Who you are").click()
    await tab.page.keyboard.press("c")
    await expect(note).to_be_visible()
