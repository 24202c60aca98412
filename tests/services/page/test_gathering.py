"""A gathering: of several who bear a name one is chosen, before it and after it."""

import json
from collections.abc import AsyncIterator

import pytest

from tests.builders import ANN, BOB, person, relation
from tests.services.page.tab import Tab
from tests.services.served import Served, telling

ANN_2 = "email:ann@home.example"
STORY = [
    person(BOB, "Bob Stone"), person(ANN, "Ann Lee"), person(ANN_2, "Ann Lee"),
    relation(BOB, ANN, "friend"), relation(BOB, ANN_2, "neighbor"),
]  # fmt: skip


@pytest.fixture(scope="module")
async def service(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    story = [json.loads(one.body) for one in STORY]
    async with telling(tmp_path_factory.mktemp("gathering"), story) as service:
        yield service


async def test_who_comes_is_chosen_of_two_of_a_name(tab: Tab) -> None:
    await tab.open("/gathering")
    await tab.page.get_by_label("Who comes?").fill("Ann Lee")
    await tab.page.get_by_role("button", name="Whom to talk to").click()
    which = tab.page.get_by_role("group", name="Who is Ann Lee?")
    await which.wait_for()
    await tab.fits()
    await which.get_by_role("button", name="ann@home.example").click()
    who = tab.page.get_by_role("link", name="Ann Lee")
    await who.wait_for()
    assert "home.example" in str(await who.get_attribute("href"))
    await which.wait_for(state="detached")


async def test_whom_a_line_of_the_debrief_means_is_chosen(tab: Tab) -> None:
    await tab.open("/gathering")
    await tab.page.get_by_label("A few words about each person").fill("Ann Lee: works at Hooli")
    await tab.page.get_by_role("button", name="What is understood?").click()
    which = tab.page.get_by_role("group", name="Who is Ann Lee?")
    await which.wait_for()
    await tab.fits()
    await which.get_by_role("button", name="ann@example.org").click()
    await tab.page.get_by_text("Ann works at Hooli.").wait_for()
    await tab.page.get_by_role("button", name="Keep it").click()
    await tab.page.get_by_role("button", name="Undo").wait_for()
