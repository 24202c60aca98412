"""Two that may be one, as a person decides it by three keys."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import expect

from tests.builders import BOB, person
from tests.services.page.conftest import STORY as OURS
from tests.services.page.tab import WIDE, Tab, opened
from tests.services.served import Served, sent

STORY = [*OURS, *sent([
    person("email:cy@initech.example", "Cy Sole"),
    person("email:cy+jobs@initech.example", "Cy Sole"),  # one mailbox
    person("email:c.sole@home.example", "Cy Sole"),  # the same name, no more
])]  # fmt: skip


@pytest.fixture
async def tab(browser: Any, service: Served) -> AsyncIterator[Tab]:
    async with opened(browser, service, BOB, WIDE, "dark") as found:
        yield found


async def pair(tab: Tab, words: str) -> Any:
    found = tab.page.get_by_role("region", name=words)
    await found.wait_for()
    return found


SAME, WEAK = "One and the same, by their addresses", "Perhaps one and the same: look closely"


async def test_the_surest_first_and_later_is_not_now(tab: Tab) -> None:
    await tab.open("/data")
    await tab.page.get_by_role("link", name="Look at possible duplicates").click()
    await pair(tab, SAME)
    await tab.fits()
    await tab.page.keyboard.press("l")
    weak = await pair(tab, WEAK)
    assert await weak.get_by_text("look closely").is_visible()
    primary = weak.locator("button.primary")
    assert await primary.count() == 0  # no answer is put into anybody's mouth
    await tab.fits()
    assert tab.complaints == []


async def test_confirmed_by_y_they_are_one_and_undone_they_are_two(
    tab: Tab, service: Served
) -> None:
    async def identifiers() -> int:
        page = await service.http.get("/v1/people/email:cy@initech.example")
        return len(page.json()["identifiers"])

    await tab.open("/duplicates")
    await pair(tab, SAME)
    await tab.page.keyboard.press("y")
    await tab.page.get_by_text("They are one now.").wait_for()
    async with tab.page.expect_response(lambda one: "after=" in one.url):
        await tab.page.get_by_role("button", name="Undo").click()
    await tab.page.get_by_text("Taken back.").wait_for()
    await pair(tab, SAME)
    assert await identifiers() == 1


async def test_refused_by_n_it_is_not_asked_again_until_that_is_undone(tab: Tab) -> None:
    await tab.open("/duplicates")
    await pair(tab, SAME)
    await tab.page.keyboard.press("n")
    await tab.page.get_by_text("They stay two, and it is not asked again.").wait_for()
    await pair(tab, WEAK)
    await tab.page.get_by_role("button", name="Undo").click()
    await pair(tab, SAME)
    await tab.open("/duplicates")
    await pair(tab, SAME)


async def test_how_many_are_left_is_told_and_later_is_taken_back(tab: Tab) -> None:
    await tab.open("/duplicates")
    await pair(tab, SAME)
    number = int((await tab.page.locator(".lead").inner_text()).split()[0])
    await tab.page.keyboard.press("l")
    await expect(tab.page.locator(".lead")).to_contain_text(f"{number - 1} pair")
    await tab.page.get_by_role("button", name="Undo").click()
    await pair(tab, SAME)
