"""The phone comes back: the answers are kept and taken back, or thrown away."""

from tests.builders import ANN, BOB, company, event, person, relation
from tests.services.page.eventually import eventually
from tests.services.page.tab import Tab
from tests.services.served import Served, sent

STORY = sent([
    person(ANN, "Ann Lee"), relation(BOB, ANN, "friend"), company("name:Globex", "Globex"),
    company("name:Hooli", "Hooli"),
    event("company.targeted", {"person": BOB, "company": "name:Globex"}),
    event("company.targeted", {"person": BOB, "company": "name:Hooli"}),
])  # fmt: skip
SCREEN = "/hand-over/email%3Aann%40example.org"


async def press(tab: Tab, name: str) -> None:
    await tab.page.get_by_role("button", name=name, exact=True).click()


async def said(service: Served, number: int) -> None:
    """Wait until so many events are known of the sheet."""

    async def is_so() -> bool:
        told = await service.http.get(f"/v1/people/{ANN}/evidence", params={"limit": 200})
        return number == sum(".sheet." in one["type"] for one in told.json()["events"])

    await eventually(is_so)


async def test_answers_that_were_kept_are_taken_back(tab: Tab, service: Served) -> None:
    await tab.open(SCREEN)
    await press(tab, "Begin")
    await press(tab, "No idea")
    await press(tab, "A great place")
    await press(tab, "Keep the answers")
    await tab.page.get_by_text("2 answers. Noted.").wait_for()
    await said(service, 3)
    await tab.fits()
    await press(tab, "Undo")
    await tab.page.get_by_role("button", name="Keep the answers").wait_for()
    await said(service, 0)


async def test_answers_of_an_abandoned_sheet_are_thrown_away(tab: Tab) -> None:
    await tab.open(SCREEN)
    await press(tab, "Begin")
    await press(tab, "No idea")
    await tab.page.reload()
    await press(tab, "Throw these answers away")
    await tab.fits()
    await press(tab, "Keep")
    await press(tab, "Throw these answers away")
    await press(tab, "Throw away")
    await tab.page.get_by_role("button", name="Begin").wait_for()
    await tab.page.reload()
    await tab.page.get_by_role("button", name="Begin").wait_for()
