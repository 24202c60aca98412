"""What an address names is what is shown: as it is, gone back to, or unreadable."""

from playwright.async_api import expect

from tests.builders import company
from tests.services.page.tab import Tab
from tests.services.served import Served, sent


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


async def test_the_field_says_whereto_forward_and_back(tab: Tab) -> None:
    await tab.open("/way-in?to=name%3Aglobex")
    field = tab.page.get_by_role("combobox", name="Company")
    await expect(field).to_have_value("Globex")
    await field.fill("Nowhere")
    await field.press("Enter")
    await tab.page.get_by_text("Nobody you know has been heard of").wait_for()
    await tab.page.go_back()
    await expect(field).to_have_value("Globex")
    await tab.page.go_forward()
    await expect(field).to_have_value("Nowhere")


async def test_what_is_typed_stays_though_the_graph_changes(tab: Tab, service: Served) -> None:
    await tab.open("/way-in?to=name%3Aglobex")
    field = tab.page.get_by_role("combobox", name="Company")
    await expect(field).to_have_value("Globex")
    await field.fill("Hool")
    async with tab.page.expect_response("**/v1/paths?*"):  # the way is asked for anew
        await service.http.post("/v1/events", json=sent([company("name:Hooli", "Hooli")]))
    await tab.rested()
    await expect(field).to_have_value("Hool")


async def test_the_report_alone_goes_on_paper(tab: Tab) -> None:
    await tab.open("/report")
    await tab.page.emulate_media(media="print")
    await expect(tab.page.get_by_role("navigation")).to_be_hidden()
    await expect(tab.page.get_by_role("heading", level=1)).to_be_visible()
