"""Where somebody goes on who pressed, by keyboard, what has gone since."""

from typing import Any

from playwright.async_api import expect

from tests.builders import ANN, BOB, GLOBEX, contact, event, person
from tests.services.page.tab import Tab
from tests.services.served import sent

OTHERS = [f"email:o{number:02}@example.org" for number in range(20)]
WANTED = [GLOBEX, "name:Hooli", "name:Initech"]
STORY = sent([
    person(BOB, "Bob Stone"), person(ANN, "Ann Lee"), contact("coffee", BOB, ANN),
    *(contact("coffee", ANN, other) for other in OTHERS),
    *(event("company.targeted", {"person": BOB, "company": company}) for company in WANTED),
])  # fmt: skip


async def pressed(button: Any) -> None:
    await button.focus()
    await button.press("Enter")


async def test_who_asks_for_more_goes_on_at_the_first_of_it(tab: Tab) -> None:
    await tab.open("/person/email%3Aann%40example.org")
    known = tab.page.locator("section").filter(has_text="Whom Ann Lee knows")
    await pressed(known.get_by_role("button", name="more"))
    await expect(known.get_by_role("link").nth(12)).to_be_focused()


async def test_who_takes_a_line_off_goes_on_at_the_next(tab: Tab) -> None:
    await tab.open("/sheet")
    names = tab.page.locator(".targets h2")
    first, second = (await names.all_inner_texts())[:2]
    await pressed(tab.page.get_by_role("button", name=f"Take {first} off"))
    await expect(names).to_have_count(2)
    await expect(tab.page.get_by_role("link", name=second, exact=True)).to_be_focused()
    await pressed(tab.page.get_by_role("button", name="Undo"))
    await expect(names).to_have_count(3)


async def test_who_says_that_an_event_is_wrong_goes_on_at_the_next(tab: Tab) -> None:
    await tab.open("/person/email%3Aann%40example.org")
    events = tab.page.locator(".events li")
    said = await events.nth(3).inner_text()
    await pressed(events.nth(3).get_by_role("button", name="Wrong?"))
    await expect(events.filter(has_text=said.splitlines()[1])).to_have_count(0)
    await expect(events.nth(3).get_by_role("button", name="Wrong?")).to_be_focused()
