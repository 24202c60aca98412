"""The page of a person: who they are to me, and putting right what is known of them."""

import json
from typing import Any

from tests.builders import ANN, BEN, BOB, coffee, person
from tests.services.page.conftest import STORY as OURS
from tests.services.page.eventually import eventually
from tests.services.page.tab import NARROW, Tab, opened
from tests.services.served import Served, sent

CY, CY_2 = "email:cy@initech.example", "email:cy@home.example"
STORY = [*OURS, *sent([
    person(CY, "Cy Sole", CY_2), person("email:dee@initech.example", "Dee Ray"),
    coffee(BOB, CY), coffee(ANN, CY), coffee(BOB, ANN), coffee(ANN, BEN),
])]  # fmt: skip
SCREEN = "/person/email%3Acy%40initech.example"


async def press(tab: Tab, name: str) -> None:
    await tab.page.get_by_role("button", name=name).click()


async def undo(tab: Tab) -> None:
    await press(tab, "Undo")
    await tab.page.get_by_text("Taken back.").wait_for()


async def identifiers(service: Served, ref: str = CY) -> list[str]:
    told = (await service.http.get(f"/v1/people/{ref}")).json()
    return list(told.get("identifiers", ()))


async def test_us_two_and_whom_we_both_know(browser: Any, service: Served) -> None:
    async with opened(browser, service, BOB, NARROW, "dark") as tab:
        await tab.open(SCREEN)
        await tab.page.get_by_role("heading", name="You two").wait_for()
        await tab.page.get_by_role("heading", name="Whom you both know").wait_for()
        await tab.page.get_by_text("Why these 2 are one person").click()
        await tab.page.get_by_text("Known as one").wait_for()
        await tab.fits()
        assert tab.complaints == []


async def test_introductions_in_which_they_have_a_part(tab: Tab) -> None:
    await tab.open("/person/email%3Aann%40example.org")
    section = tab.page.locator("section").filter(has=tab.page.get_by_text("Introductions"))
    await section.last.get_by_role("link", name="Ann").first.wait_for()


async def test_two_that_were_one_part_and_are_one_again(tab: Tab, service: Served) -> None:
    await tab.open(SCREEN)
    await tab.page.get_by_text("Why these 2 are one person").click()
    await press(tab, "These are two people")
    await tab.page.get_by_text("Why these 2 are one person").wait_for(state="detached")
    assert await identifiers(service) == [CY]
    await undo(tab)
    await tab.page.get_by_text("Why these 2 are one person").wait_for()
    assert await identifiers(service) == [CY_2, CY]


async def test_merged_by_a_few_letters_and_undone(tab: Tab, service: Served) -> None:
    await tab.open(SCREEN)
    await tab.page.get_by_role("combobox").fill("dee")
    await tab.page.get_by_role("option", name="Dee Ray").click()
    await press(tab, "Merge")
    await tab.page.get_by_text("Why these 3 are one person").wait_for()
    await undo(tab)
    await tab.page.get_by_text("Why these 2 are one person").wait_for()


async def test_what_can_not_be_merged_says_so(tab: Tab) -> None:
    await tab.open(SCREEN)
    await tab.page.get_by_role("combobox").fill("a@@b")
    await press(tab, "Merge")
    assert "identifiers" in await tab.page.get_by_role("alert").inner_text()


async def test_never_asked_and_asked_again(tab: Tab) -> None:
    await tab.open(SCREEN)
    await press(tab, "Never ask Cy Sole")
    await tab.page.get_by_text("is left in peace").wait_for()
    await press(tab, "Ask again")
    await tab.page.get_by_role("button", name="Never ask Cy Sole").wait_for()
    await undo(tab)
    await tab.page.get_by_text("is left in peace").wait_for()


async def test_all_that_is_kept_of_somebody_as_a_file(tab: Tab) -> None:
    await tab.open(SCREEN)
    async with tab.page.expect_download() as coming:
        await tab.page.get_by_role("link", name="All that is kept of Cy Sole").click()
    place = await (await coming.value).path()
    assert json.loads(place.read_text(encoding="utf-8"))["person"]["name"] == "Cy Sole"


async def test_my_own_page_asks_nothing_of_me(tab: Tab) -> None:
    await tab.open("/person/email%3Abob%40example.org")
    await tab.page.get_by_text("This is you.").wait_for()
    assert await tab.page.get_by_role("button", name="Never ask").count() == 0
    await tab.fits()
    assert tab.complaints == []  # nor is asked what I have in common with me


async def test_whoever_has_an_address_only_says_their_name(browser: Any, service: Served) -> None:
    nora = "email:nora@example.org"
    told = json.loads(coffee(nora, ANN).body)
    await service.http.post("/v1/events", json=[told])
    async with opened(browser, service, nora, NARROW, "light") as tab:
        await eventually(lambda: known(service, nora))
        await tab.open("/person/email%3Anora%40example.org")
        await tab.page.get_by_label("What is your name?").fill("Nora Vale")
        await tab.fits()
        await press(tab, "That's my name")
        await tab.page.get_by_role("heading", name="Nora Vale", exact=True).wait_for()
        await tab.page.get_by_label("What is your name?").wait_for(state="detached")
        await undo(tab)
        await tab.page.get_by_label("What is your name?").wait_for()


async def known(service: Served, ref: str) -> bool:
    return (await service.http.get(f"/v1/people/{ref}")).status_code == 200


async def test_forgotten_for_good_after_saying_so_twice(tab: Tab, service: Served) -> None:
    await tab.open("/person/email%3Adee%40initech.example")
    await press(tab, "Forget Dee Ray …")
    await tab.page.get_by_text("This can't be undone.").wait_for()
    assert await tab.page.get_by_role("button", name="Forget", exact=True).is_disabled()
    await press(tab, "Keep")
    await press(tab, "Forget Dee Ray …")
    await tab.page.get_by_label("Type “Dee Ray” to go on").fill("Dee Ray")
    await tab.page.get_by_role("button", name="Forget", exact=True).click()
    await tab.page.get_by_text("Dee Ray is forgotten.").wait_for()
    await tab.open("/person/email%3Adee%40initech.example")
    assert "erased" in await tab.page.get_by_role("alert").first.inner_text()
