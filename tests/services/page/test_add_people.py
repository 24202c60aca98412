"""A newcomer, of whom nothing is known: ten names and three companies, and there is a way in."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.builders import BOB
from tests.services.page.eventually import eventually
from tests.services.page.tab import NARROW, WIDE, Tab, opened
from tests.services.served import Served, telling

PEOPLE = (
    "Ann Lee, works at Globex, friend", "Tom Ray, Initech, met once", "Eve Fox, family",
    "Ben Ito, nurse at Saint Mary, neighbour", "Cy Day", "Dan Orr, colleague",
    "Ida Roe, her neighbour works at Hooli, friend", "Gil Poe, friend", "Hal Moe (Initech)",
    "Jo Kay, friend from school",
)  # fmt: skip
TARGETS = ("Globex", "Hooli", "Umbrella")


@pytest.fixture
async def empty(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    async with telling(tmp_path_factory.mktemp("empty"), []) as service:
        yield service


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
async def test_ten_names_and_three_companies_lead_to_a_way_in(
    browser: Any, empty: Served, size: dict[str, int], scheme: str
) -> None:
    async with opened(browser, empty, "", size, scheme) as tab:
        page = tab.page
        await tab.open("/")
        await page.keyboard.type("bob@example.org")  # the field has the focus
        await page.keyboard.press("Enter")
        await page.get_by_role("heading", name="Whom do you know?").wait_for()
        await tab.fits()
        await page.keyboard.type("\n".join(PEOPLE))
        await page.keyboard.press("Tab")
        await page.keyboard.type("\n".join(TARGETS))
        await page.get_by_text("Ann is your friend. Ann works at Globex.").wait_for()
        await page.get_by_text("Umbrella goes on your sheet.").wait_for()
        await tab.fits()
        await page.keyboard.press("Tab")
        await page.keyboard.type("Bob Stone")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")  # the button that the Tab led to
        await page.get_by_role("heading", name="Find a way in").wait_for()
        await page.get_by_text("Your friend Ann Lee works at Globex.").first.wait_for()
        await page.get_by_text("10 people and 3 companies added.").wait_for()
        assert (await empty.http.get(f"/v1/people/{BOB}")).json()["name"] == "Bob Stone"
        await tab.fits()
        await page.get_by_role("button", name="Undo").click()
        await page.get_by_text("Taken back.").wait_for()

    async def is_unknown() -> bool:
        return (await empty.http.get(f"/v1/people/{BOB}")).status_code == 404

    await eventually(is_unknown)  # nothing of it is left


async def test_other_screens_lead_there_too(browser: Any, empty: Served) -> None:
    async with opened(browser, empty, BOB, WIDE, "light") as tab:
        await tab.open("/introductions")
        await tab.page.get_by_text("Inroad knows nobody of yours yet.").wait_for()
        await tab.page.get_by_role("link", name="Add people and companies").click()
        await tab.page.get_by_role("heading", name="Add people and companies").wait_for()
        await tab.fits()


async def test_a_namesake_waits_for_a_word(tab: Tab) -> None:
    await tab.open("/add")
    people = tab.page.get_by_label("People, one a line")
    await people.fill("Ann Lee, friend")
    which = tab.page.get_by_role("group", name="Who is Ann Lee?")
    await which.get_by_role("button", name="Ann Lee", pressed=True).wait_for()
    await which.get_by_role("button", name="somebody new").click()
    await tab.page.get_by_text("Ann Lee is new. Ann is your friend.").wait_for()
    await tab.page.get_by_role("button", name="Add them").click()
    await tab.page.get_by_text("1 person added.").wait_for()
    await tab.page.get_by_role("button", name="Undo").click()
    await tab.page.get_by_text("Taken back.").wait_for()
