"""A way in: its evidence corrected, its options, its next step, and what would help without one."""

import asyncio
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.async_api import expect

from tests.builders import ANN, BEN, BOB, CY, coffee, contact, event, person, relation, works
from tests.services.page.tab import NARROW, Tab, opened
from tests.services.served import Served, sent

DAN, EVE, FAY, GUS = (f"email:{name}@example.org" for name in ("dan", "eve", "fay", "gus"))
INTRODUCED = {"introduction": "g", "asker": BOB, "introducer": FAY, "insider": GUS,
              "company": "name:Umbrella"}  # fmt: skip
STORY = sent([
    person(BOB, "Bob Stone"), person(ANN, "Ann Lee"), person(BEN, "Ben Ito"),
    person(CY, "Cy Day"), person(DAN, "Dan Orr"), person(EVE, "Eve Fox"),
    works(BEN), works(EVE, "name:Hooli"),
    coffee(BOB, ANN), relation(BOB, ANN, "friend"), relation(ANN, BEN, "friend"),
    relation(BOB, CY, "colleague"), relation(CY, BEN, "neighbor"), contact("gathering", BOB, EVE),
    event("company.targeted", {"person": BOB, "company": "name:Globex"}),
    relation(BEN, DAN, "friend"), works(DAN, "name:Stark"), works(EVE, "name:Stark"),
    event("company.targeted", {"person": BOB, "company": "name:Stark"}),
    event("company.observed", {"identifiers": ["name:Globex"], "name": "Globex"}),
    event("company.observed", {"identifiers": ["name:Initech"], "name": "Initech"}),
    person(FAY, "Fay Kerr"), person(GUS, "Gus Moe"), works(GUS, "name:Umbrella"),
    *(event(f"introduction.{stage}", INTRODUCED, time=f"2026-05-{day}T09:00:00Z")
      for stage, day in (("requested", 10), ("accepted", 11), ("made", 12))),
])  # fmt: skip
GLOBEX = "/way-in?to=name%3Aglobex"
VIA_ANN, VIA_CY = "Ann Lee's friend Ben Ito works at Globex.", "Cy Day's neighbour Ben Ito works"


AS_IT_APPEARS = """
new MutationObserver((_, seen) => {
  const field = document.querySelector("[role=combobox]")
  if (!field) return
  seen.disconnect()
  field.value = "Globex"
  field.dispatchEvent(new InputEvent("input", { bubbles: true }))
}).observe(document, { childList: true, subtree: true })
"""


async def leads(tab: Tab, words: str) -> None:
    await tab.page.locator(".lead").filter(has_text=words).wait_for()


async def test_what_is_wrong_is_said_beside_its_hop_and_the_answer_follows(tab: Tab) -> None:
    await tab.open(GLOBEX)
    await leads(tab, VIA_ANN)
    hop = tab.page.locator(".way").first.locator(".tie").nth(1)
    await hop.get_by_text("How this is known").click()
    await hop.get_by_text("Ben Ito is Ann Lee's friend.").wait_for()
    await tab.fits()
    await hop.get_by_role("button", name="Wrong?").click()
    await leads(tab, VIA_CY)
    await tab.page.get_by_role("button", name="Undo").click()
    await leads(tab, VIA_ANN)


async def test_who_is_nearer_after_a_coffee_is_told_beside_the_ways(tab: Tab) -> None:
    await tab.open("/way-in?to=name%3Astark")
    await leads(tab, "Dan Orr")
    nearer = tab.page.locator("section").filter(has_text="Nearer, after a coffee")
    assert "Eve Fox" in await nearer.inner_text()
    await nearer.get_by_role("button", name="I've done it").click()
    await tab.page.get_by_text("Noted:").wait_for()
    await tab.page.get_by_role("button", name="Undo").click()
    await tab.page.get_by_text("Taken back.").wait_for()
    await tab.fits()


async def test_options_are_answered_at_once_and_stay_in_the_address(tab: Tab) -> None:
    await tab.open(GLOBEX)
    await leads(tab, VIA_ANN)
    await tab.page.get_by_role("button", name="Not via Ann Lee").first.click()
    await leads(tab, VIA_CY)
    await tab.page.get_by_label("Surest way").check()
    await tab.page.get_by_text("More options").click()
    await tab.page.get_by_label("Show").select_option("the best way")
    await tab.page.wait_for_url("**k=1**")
    await tab.page.reload()
    await leads(tab, VIA_CY)
    assert await tab.page.get_by_label("Surest way").is_checked()
    await expect(tab.page.locator(".way")).to_have_count(1)
    await tab.fits()
    await tab.page.get_by_role("button", name="Via Ann Lee again").click()
    await leads(tab, VIA_ANN)


async def test_whom_to_avoid_is_undone(tab: Tab) -> None:
    await tab.open(GLOBEX)
    await tab.page.get_by_role("button", name="Not via Ann Lee").first.click()
    await leads(tab, VIA_CY)
    await tab.page.get_by_role("button", name="Undo").click()
    await leads(tab, VIA_ANN)


async def test_somebody_with_a_comma_in_their_number_is_avoided_whole(tab: Tab) -> None:
    async with tab.page.expect_request("**/v1/paths?*") as asked:
        await tab.page.goto(tab.base + GLOBEX + "&avoid=uid%253A1%252C2,linkedin%253Aeve-fox")
    query = parse_qs(urlsplit((await asked.value).url).query)
    assert query["avoid"] == ["uid:1,2", "linkedin:eve-fox"]


async def test_the_next_step_has_words_and_is_done_by_a_button(
    browser: Any, service: Served
) -> None:
    async with opened(browser, service, BOB, NARROW, "dark") as tab:
        await tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        await tab.open(GLOBEX)
        await tab.page.get_by_role("button", name="Copy the answer").click()
        copied = await tab.page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(VIA_ANN)
        step = tab.page.locator(".way").first.locator(".step")
        before = await step.inner_text()
        await tab.page.get_by_role("button", name="I've done it").first.click()
        await tab.page.get_by_text(f"Noted: {before}").wait_for()
        await tab.page.locator(".way").first.locator(".advice").wait_for()  # Ann rests now
        await tab.page.get_by_role("button", name="Undo").click()
        await tab.page.get_by_role("button", name="I've done it").first.wait_for()
        assert (tab.complaints, tab.elsewhere) == ([], [])


async def test_after_an_introduction_meeting_and_thanks_are_said_too(tab: Tab) -> None:
    await tab.open("/way-in?to=name%3AUmbrella")
    await leads(tab, "Fay has introduced you: meet Gus.")
    await tab.page.get_by_role("link", name="Say there once you have met").click()
    await tab.page.get_by_role("button", name="We met").click()
    await tab.page.get_by_text("Noted: We met.").wait_for()
    await tab.page.go_back()
    step = tab.page.locator(".step", has_text="Thank Fay for the introduction to Gus.").first
    await step.wait_for()
    await tab.fits()
    await tab.page.get_by_role("button", name="I've thanked them").click()
    await step.wait_for(state="detached")
    await tab.page.get_by_role("button", name="Undo").click()
    await step.wait_for()


async def test_people_and_companies_lead_to_their_pages(tab: Tab) -> None:
    await tab.open(GLOBEX)
    await leads(tab, VIA_ANN)
    await tab.page.locator(".chain").first.get_by_role("link", name="Ann Lee").click()
    await tab.page.get_by_role("heading", name="Ann Lee", level=1).wait_for()
    await tab.page.go_back()
    await tab.page.locator(".chain").first.get_by_role("link", name="Globex").click()
    await tab.page.get_by_role("heading", name="Globex", level=1).wait_for()


async def test_one_coffee_away_stands_apart(tab: Tab) -> None:
    await tab.open("/way-in?to=name%3Ahooli")
    await leads(tab, "Only people you hardly know lead to")
    section = tab.page.locator("section").filter(has_text="One coffee away")
    await section.get_by_role("link", name="Eve Fox").wait_for()
    await tab.fits()


async def test_without_a_way_what_would_help_can_be_done(tab: Tab) -> None:
    await tab.open("/way-in?to=name%3AInitech&hard_only=true")
    await leads(tab, "Nobody is known to work at Initech.")
    await tab.fits()
    await tab.page.get_by_role("button", name="Leave nobody out").click()
    await tab.page.wait_for_url(lambda url: "hard_only" not in url)
    await tab.page.get_by_role("button", name="Put Initech on your sheet").click()
    await tab.page.get_by_role("link", name="Show your sheet").wait_for()
    await tab.page.get_by_role("button", name="Undo").click()
    await tab.page.get_by_role("button", name="Put Initech on your sheet").wait_for()
    await tab.page.get_by_role("link", name="Add people you know").click()
    await tab.page.get_by_role("heading", name="Add people and companies").wait_for()


async def test_of_a_company_nobody_named_it_says_so_plainly(tab: Tab) -> None:
    await tab.open("/way-in?to=name%3ANowhere")
    await leads(tab, "Nobody you know has been heard of at Nowhere yet.")


async def test_the_field_has_the_name_and_the_other_companies_are_below(tab: Tab) -> None:
    await tab.open(GLOBEX)
    field = tab.page.get_by_role("combobox", name="Company")
    await expect(field).to_have_value("Globex")
    others = tab.page.get_by_text("Your other companies")
    await others.wait_for()
    assert await others.get_by_role("link", name="Globex").count() == 0
    await tab.open("/way-in?to=name%3AInitech")
    await tab.page.get_by_text("Your other companies").get_by_role("link", name="Globex").click()
    await leads(tab, VIA_ANN)
    await expect(field).to_have_value("Globex")


async def test_what_is_typed_as_soon_as_there_is_a_field_stays(tab: Tab) -> None:
    await tab.open("/add")
    await tab.page.evaluate(AS_IT_APPEARS)
    await tab.page.get_by_role("link", name="Way in", exact=True).click()
    await tab.page.get_by_role("button", name="Show the way").click()
    await leads(tab, VIA_ANN)


async def test_what_is_typed_while_an_answer_is_under_way_stays(tab: Tab) -> None:
    left = asyncio.Event()

    async def wait(route: Any) -> None:
        await left.wait()
        await route.continue_()

    await tab.page.route("**/v1/paths?*", wait)
    await tab.page.goto(tab.base + GLOBEX)
    field = tab.page.get_by_role("combobox", name="Company")
    await field.fill("Star")
    left.set()
    await leads(tab, VIA_ANN)
    await expect(field).to_have_value("Star")


async def test_a_company_put_on_the_sheet_keeps_its_name_as_written(
    tab: Tab, service: Served
) -> None:
    await tab.open("/way-in?to=name%3AC-LEcta")
    await tab.page.get_by_role("button", name="Put C-LEcta on your sheet").click()
    await tab.page.get_by_role("link", name="Show your sheet").wait_for()
    told = (await service.http.get("/v1/companies/name:c-lecta")).json()
    assert told["name"] == "C-LEcta"
    await tab.page.get_by_role("button", name="Undo").click()
    await tab.page.get_by_text("Taken back.").wait_for()


async def test_whom_somebody_never_asks_is_marked_where_a_way_begins_with_them(tab: Tab) -> None:
    await tab.open("/person/email%3Acy%40example.org")
    await tab.page.get_by_role("button", name="Never ask Cy Day").click()
    await tab.open("/way-in?to=name%3Aglobex")
    await expect(tab.page.locator(".way").get_by_text("You leave Cy Day in peace.")).to_be_visible()
