"""The Explore screen in a real browser: drawn, in words, and as it happens."""

import json
import re
from typing import Any

from playwright.async_api import expect

from graph.strike import Arrival
from tests.builders import ANN, BOB, coffee, contact, person, works
from tests.servers.browser import chromium
from tests.services.page.tab import NARROW, WIDE, Tab, opened
from tests.services.served import Served


async def told(service: Served, *arrivals: Arrival) -> None:
    """Published, and in every answer from now on."""
    answer = await service.http.post("/v1/events", json=[json.loads(one.body) for one in arrivals])
    after = answer.json()["receipts"][-1]["receipt"]
    found = await service.http.get(f"/v1/people/{BOB}", params={"after": after})
    assert found.status_code == 200, found.text


def lines(tab: Tab) -> Any:
    """All whom the list tells."""
    return tab.page.get_by_role("region", name="The same in words").get_by_role("listitem")


def line(tab: Tab, name: str) -> Any:
    """Somebody in the list."""
    them = tab.page.get_by_text(name, exact=True)
    return lines(tab).filter(has=them).get_by_role("button")


def told_of(tab: Tab) -> Any:
    """What is said of the drawing as a whole."""
    return tab.page.get_by_role("status").filter(has_text=" around ")


async def test_it_opens_around_me_drawn_and_in_words(tab: Tab) -> None:
    await tab.open("/explore")
    await expect(told_of(tab)).to_contain_text("around you")
    await expect(tab.page.get_by_role("img", name="around you")).to_be_visible()
    await expect(line(tab, "Ann Lee")).to_contain_text("know each other")
    assert await tab.page.locator(".drawing canvas").count() > 0
    assert (tab.complaints, tab.elsewhere) == ([], [])


async def test_from_somebody_else_by_a_few_letters_and_back(tab: Tab) -> None:
    await tab.open("/explore")
    around = tab.page.get_by_role("combobox", name="Around")
    await around.fill("ann")
    await tab.page.get_by_role("option", name="Ann Lee").click()
    await expect(told_of(tab)).to_contain_text("around Ann Lee")
    await tab.page.go_back()
    await expect(told_of(tab)).to_contain_text("around you")


async def test_it_widens_from_somebody_and_folds_in_again(tab: Tab, service: Served) -> None:
    far = [f"email:far{number}@example.org" for number in range(4)]
    await told(service, *(coffee(one, other) for one, other in zip([ANN, *far], far, strict=False)))
    await tab.open("/explore")
    await expect(line(tab, "far0@example.org")).to_be_visible()
    await expect(line(tab, "far1@example.org")).to_have_count(0)  # three ties away
    await line(tab, "far0@example.org").click()
    chosen = tab.page.get_by_role("region", name="Chosen")
    await expect(chosen).to_contain_text("Ann Lee")  # through whom
    await chosen.get_by_role("button", name="Widen from here").click()
    await expect(line(tab, "far1@example.org")).to_be_visible()
    await expect(line(tab, "far1@example.org")).to_contain_text("through Ann Lee")
    await tab.page.go_back()
    await expect(line(tab, "far1@example.org")).to_have_count(0)


async def test_a_filter_shows_a_part_and_the_address_holds_it(tab: Tab, service: Served) -> None:
    crowd = [f"email:crowd{number}@example.org" for number in range(3)]
    await told(service, contact("gathering", BOB, *crowd))
    await tab.open("/explore")
    await expect(line(tab, "crowd1@example.org")).to_be_visible()
    await tab.page.get_by_text("Show only").click()
    await tab.page.get_by_role("combobox", name="Ties").select_option("open")
    await expect(line(tab, "crowd1@example.org")).to_have_count(0)
    await expect(line(tab, "Ann Lee")).to_be_visible()
    assert "ties=open" in tab.page.url
    await tab.page.reload()
    await expect(line(tab, "Ann Lee")).to_be_visible()
    await expect(line(tab, "crowd1@example.org")).to_have_count(0)
    await tab.page.get_by_role("button", name="Show everything again").click()
    await expect(line(tab, "crowd1@example.org")).to_be_visible()


async def test_colours_by_company_have_a_legend_that_shows_one_alone(
    tab: Tab, service: Served
) -> None:
    await told(service, works(ANN, "name:Umbrella"))
    await tab.open("/explore")
    await tab.page.get_by_label("Colours").select_option("company")
    group = tab.page.get_by_role("list", name="Groups").get_by_role("button", name="Umbrella")
    await group.click()
    await expect(group).to_have_attribute("aria-pressed", "true")
    await expect(lines(tab)).to_have_count(1)
    await group.click()
    await expect(group).to_have_attribute("aria-pressed", "false")


async def test_the_way_into_a_company_stands_out(tab: Tab) -> None:
    await tab.open("/explore")
    await tab.page.get_by_role("combobox", name="Way to").fill("glo")
    await tab.page.get_by_role("option", name="Globex").click()
    await expect(lines(tab)).to_have_count(1)
    await expect(line(tab, "Ben Ito")).to_be_visible()
    await expect(told_of(tab)).to_contain_text("Globex")
    await tab.page.get_by_role("button", name="Whole network again").click()
    assert "to=" not in tab.page.url


async def test_whom_one_probably_knows_comes_when_asked_for(tab: Tab, service: Served) -> None:
    pia = "email:pia@example.org"
    await told(service, works(BOB, "name:Lumen"), works(pia, "name:Lumen"))
    await tab.open("/explore")
    await expect(lines(tab).filter(has_text="pia")).to_have_count(0)
    await tab.page.get_by_text("Show only").click()
    await tab.page.get_by_label("Whom they only probably know").check()
    await expect(line(tab, "pia@example.org")).to_contain_text("probably know each other from")
    await expect(tab.page.get_by_text("only probable: once at one company")).to_be_visible()
    assert tab.complaints == []


async def test_nobody_known_says_so_and_what_to_do(tab: Tab) -> None:
    await tab.open("/explore?around=email%3Anobody%40example.org")
    await expect(tab.page.get_by_role("alert")).to_contain_text("unknown")
    await expect(tab.page.get_by_role("img", name="Drawing of")).to_have_count(0)


async def test_the_list_goes_by_the_keyboard(tab: Tab, service: Served) -> None:
    await told(service, coffee(BOB, "email:dora@example.org"))
    await tab.open("/explore")
    await lines(tab).first.get_by_role("button").focus()
    await tab.page.keyboard.press("ArrowDown")
    second = lines(tab).nth(1).get_by_role("button")
    await expect(second).to_be_focused()
    await tab.page.keyboard.press("Enter")
    await expect(second).to_have_attribute("aria-current", "true")
    await expect(tab.page.get_by_role("region", name="Chosen")).to_be_visible()
    await tab.page.keyboard.press("Escape")
    await expect(tab.page.get_by_role("region", name="Chosen")).to_have_count(0)


async def test_what_happens_shows_by_itself(tab: Tab, service: Served) -> None:
    await tab.open("/explore")
    await expect(line(tab, "Nina New")).to_have_count(0)
    await told(service, person("email:nina@example.org", "Nina New"))
    await told(service, coffee(BOB, "email:nina@example.org"))
    await expect(line(tab, "Nina New")).to_be_visible()


async def test_a_persons_page_shows_by_itself_what_happens(tab: Tab, service: Served) -> None:
    await tab.open("/person/email%3Aann%40example.org")
    await told(service, works(ANN, "name:Hooli", title="Reader of minds"))
    await expect(tab.page.get_by_text("Reader of minds")).to_be_visible()


async def test_on_a_phone_it_is_the_drawing_or_the_list(browser: Any, service: Served) -> None:
    async with opened(browser, service, BOB, NARROW, "dark") as tab:
        await tab.open("/explore")
        await expect(tab.page.get_by_role("img", name="Drawing of")).to_be_visible()
        await expect(line(tab, "Ann Lee")).to_have_count(0)
        await tab.page.get_by_role("button", name="List").click()
        await expect(line(tab, "Ann Lee")).to_be_visible()
        await expect(tab.page.get_by_role("img", name="Drawing of")).to_have_count(0)
        await tab.fits()
        assert tab.complaints == []


async def test_without_webgl_it_says_so_and_tells_it_in_words(service: Served) -> None:
    async with (
        chromium("--disable-gpu", "--disable-3d-apis") as bare,
        opened(bare, service, BOB, WIDE, "light") as tab,
    ):
        await tab.open("/explore")
        await expect(tab.page.get_by_text("This browser can't draw the network")).to_be_visible()
        await expect(line(tab, "Ann Lee")).to_be_visible()
        await tab.fits()


async def test_a_community_is_called_after_whom_i_know_best(tab: Tab, service: Served) -> None:
    crowd = [f"email:choir{number}@example.org" for number in range(4)]
    await told(service, *(coffee(one, other) for one in crowd for other in crowd if one < other))
    await told(service, *(coffee(BOB, one) for one in crowd))
    await tab.open("/explore")
    groups = tab.page.get_by_role("list", name="Groups").get_by_role("button")
    await expect(groups.filter(has_text="choir")).to_contain_text(re.compile(r"\S+ \d+ people$"))


async def test_nothing_lies_on_the_drawing_on_a_phone(browser: Any, service: Served) -> None:
    async with opened(browser, service, BOB, NARROW, "light") as tab:
        note = tab.page.locator("button.capture")
        await tab.open("/explore?view=drawing")
        await expect(tab.page.locator(".drawing")).to_be_visible()
        await expect(note).to_be_hidden()
        await tab.page.get_by_role("button", name="List", exact=True).click()
        await expect(note).to_be_visible()
