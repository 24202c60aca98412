"""An address that nobody can read says so, and leads on."""

from playwright.async_api import expect

from tests.services.page.tab import Tab


async def test_an_address_that_cannot_be_read_says_so_and_leads_on(tab: Tab) -> None:
    for address in ("/company/100%", "/person/%E0%A4%A"):
        await tab.open(address)
        await tab.page.get_by_text("See that the address is whole").wait_for()
        await tab.fits()
        await tab.page.get_by_role("alert").get_by_role("link", name="Today").click()
        await tab.page.get_by_role("heading", name="Today").wait_for()


async def test_back_from_a_question_under_way_waits_for_nothing(tab: Tab) -> None:
    await tab.open("/way-in")
    await tab.page.route("**/v1/paths?*", lambda _: None)  # it is never answered
    await tab.page.get_by_role("combobox").fill("Globex")
    await tab.page.get_by_role("button", name="Show the way").click()
    await tab.page.get_by_text("Looking for a way").wait_for()
    await tab.page.go_back()
    await expect(tab.page.get_by_text("Looking for a way")).to_have_count(0)
