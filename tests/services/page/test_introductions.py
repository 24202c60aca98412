"""The board of introductions: each change by one click, an event each, and taken back."""

from typing import Any

from tests.builders import ANN, BEN, BOB, CY, event, introduction, person
from tests.services.page.tab import Tab
from tests.services.served import Served, sent

DAN, EVE = "email:dan@example.org", "email:eve@example.org"
OTHER = "email:a.bob@example.org"  # Bob's, and named before the first
ASKED = {"introduction": "asked", "insider": BEN}
GIVEN = {"introduction": "given", "asker": CY, "introducer": BOB, "insider": DAN}
MEANT = {"introduction": "meant", "asker": CY, "introducer": DAN, "insider": BOB}
STORY = sent([
    person(BOB, "Bob Stone"), person(ANN, "Ann Lee"), person(BEN, "Ben Ito"),
    person(CY, "Cy Day"), person(DAN, "Dan Orr"),
    event("person.merged", {"identifiers": [BOB, OTHER]}),
    introduction("requested", **ASKED), introduction("requested", **GIVEN),
    introduction("requested", **MEANT), introduction("accepted", **MEANT),
    introduction("requested", introduction="no", insider=EVE), person(EVE, "Eve Fox"),
])  # fmt: skip


def card(tab: Tab, column: str, words: str) -> Any:
    """Of the introduction with these *words*, where it stands in this column."""
    there = tab.page.locator(".column").filter(
        has=tab.page.get_by_role("heading", name=column, exact=False)
    )
    return there.locator(".card").filter(has_text=words)


async def stage(service: Served, name: str) -> str:
    return str((await service.http.get(f"/v1/introductions/{name}")).json()["stage"])


async def test_an_ask_goes_all_the_way_by_one_click_each(tab: Tab, service: Served) -> None:
    await tab.open("/introductions")
    for column, label, reached in (
        ("Asked", "They said yes", "Accepted"), ("Willing", "We were introduced", "Made"),
        ("Introduced", "We met", "Met"), ("Met", "I applied", "Applied"),
        ("Met", "Interview", "Interview"), ("Met", "An offer", "Offer"),
        ("Met", "I said yes", "Hired"),
    ):  # fmt: skip
        await card(tab, column, "Ben Ito").get_by_role("button", name=label).click()
        await tab.page.get_by_text(f"Noted: {label}.").wait_for()
        await card(tab, "", "Ben Ito").get_by_text(f"{reached}, ").wait_for()
        assert await stage(service, "asked") == reached.casefold()
    await tab.fits()
    await tab.page.get_by_role("button", name="Undo").click()
    await card(tab, "Met", "Ben Ito").get_by_text("Offer, ").wait_for()
    assert await stage(service, "asked") == "offer"
    assert tab.complaints == []


async def test_what_was_asked_and_declined_is_closed_until_that_is_taken_back(tab: Tab) -> None:
    await tab.open("/introductions")
    await card(tab, "Asked", "Eve Fox").get_by_role("button", name="They said no").click()
    await card(tab, "Closed", "Eve Fox").wait_for()
    await tab.page.get_by_role("button", name="Undo").click()
    await card(tab, "Asked", "Eve Fox").wait_for()


async def test_who_is_asked_to_introduce_says_so_and_does(tab: Tab, service: Served) -> None:
    await tab.open("/introductions")
    asked = card(tab, "Asked", "Dan Orr")
    await asked.get_by_text("waits for you").wait_for()
    await asked.get_by_role("button", name="Rather not").click()
    await tab.page.get_by_text("You would rather not.").wait_for()
    await card(tab, "Closed", "Dan Orr").wait_for()
    await tab.page.get_by_role("button", name="Undo").click()
    await asked.get_by_role("button", name="I'm willing").click()
    await card(tab, "Willing", "Dan Orr").get_by_role("button", name="I've introduced").click()
    await card(tab, "Introduced", "Dan Orr").wait_for()
    assert await stage(service, "given") == "made"


async def test_who_is_to_be_met_is_asked_too(tab: Tab, service: Served) -> None:
    await tab.open("/introductions")
    mine = card(tab, "Willing", "for Cy Day by Dan Orr")
    await mine.get_by_text("waits for you").wait_for()
    await mine.get_by_role("button", name="I'm willing").click()
    await mine.get_by_text("Accepted by the insider").wait_for()
    assert await stage(service, "meant") == "accepted-by-insider"
