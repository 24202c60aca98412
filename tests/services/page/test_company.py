"""A company: who comes near, what is said, who is inside or was, and whether one wants to be."""

from tests.builders import ANN, BEN, BOB, CY, coffee, event, left, mention, person, relation, works
from tests.services.page.tab import Tab
from tests.services.served import sent

SAID = {"company": "name:Globex", "topic": "hours"}
STORY = sent([
    person(BOB, "Bob Stone"), person(ANN, "Ann Lee"), person(BEN, "Ben Ito"), person(CY, "Cy Day"),
    event("company.observed", {"identifiers": ["name:Globex"], "name": "Globex",
                               "field": "biotech", "place": "Leipzig"}),
    works(BEN, title="Chemist"), works(CY), left(CY, time="2026-05-20T09:00:00Z"),
    coffee(BOB, ANN), relation(BOB, ANN, "friend"), relation(ANN, BEN, "friend"),
    mention(ANN, to=BOB, description="my neighbour", relation="neighbor"),
    event("intel.reported", {**SAID, "informant": BEN, "sentiment": "good", "words": "home by 5"}),
    event("intel.reported", {**SAID, "informant": CY, "sentiment": "bad", "words": "all nights"}),
])  # fmt: skip
GLOBEX = "/company/name%3AGlobex"


async def test_who_comes_near_and_the_ways_in_full(tab: Tab) -> None:
    await tab.open(GLOBEX)
    await tab.page.get_by_text("biotech · Leipzig").wait_for()
    near = tab.page.locator("section").filter(has_text="Who of yours comes near")
    await near.locator(".lead").filter(has_text="Ann").wait_for()
    await near.get_by_role("link", name="See the ways in full").click()
    await tab.page.get_by_role("heading", name="Find a way in").wait_for()
    await tab.page.locator(".way").first.wait_for()


async def test_what_is_said_stands_side_by_side_and_word_for_word(tab: Tab) -> None:
    await tab.open(GLOBEX)
    beside = tab.page.locator(".beside")
    assert "home by 5" in await beside.locator("> div").nth(0).inner_text()
    assert "all nights" in await beside.locator("> div").nth(1).inner_text()
    await tab.page.get_by_text("2 remarks, word for word").click()
    await tab.page.locator("details").get_by_role("link", name="Cy Day").wait_for()
    await tab.fits()


async def test_who_left_is_shown_when_asked_for_and_whom_nobody_named_by_their_words(
    tab: Tab,
) -> None:
    await tab.open(GLOBEX)
    inside = tab.page.locator("section").filter(
        has=tab.page.get_by_role("heading", name="Insiders")
    )
    await inside.get_by_text("2 people now, 1 before.").wait_for()
    await inside.get_by_text("known by the words of Ann Lee").wait_for()
    await inside.get_by_text("Chemist").wait_for()
    assert await inside.get_by_role("link", name="Cy Day").count() == 0
    await inside.get_by_label("Those who left too").check()
    await inside.get_by_text("until 20 May 2026").wait_for()
    await inside.get_by_role("link", name="Cy Day").click()
    await tab.page.get_by_role("heading", name="Cy Day", level=1).wait_for()


async def test_put_on_the_sheet_and_taken_off_each_undone(tab: Tab) -> None:
    await tab.open(GLOBEX)
    put = tab.page.get_by_role("button", name="Put it on my sheet")
    off = tab.page.get_by_role("button", name="Take it off")
    undo = tab.page.get_by_role("button", name="Undo")
    await put.click()
    await off.wait_for()
    await undo.click()
    await put.click()
    await off.click()
    await put.wait_for()
    await undo.click()
    await off.wait_for()
    await tab.open("/sheet")
    await tab.page.get_by_role("heading", name="Globex").wait_for()
    assert (tab.complaints, tab.elsewhere) == ([], [])
