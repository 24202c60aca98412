"""Today: the moves one by one, none passed over, and each of them taken back."""

import pytest

from tests.builders import ANN, BEN, BOB, CY, event, mention, person, relation, works
from tests.services.page.tab import Tab
from tests.services.served import sent

COMPANIES = ("Globex", "Hooli", "Initech")
WHO = (ANN, "Ann Lee"), (BEN, "Ben Ito"), (CY, "Cy Day")
STORY = sent([
    person(BOB, "Bob Stone"),
    *(person(ref, name) for ref, name in WHO),
    *(relation(BOB, ref, "friend") for ref, _ in WHO),
    works(ANN, "name:Globex"), works(BEN, "name:Hooli"),
    mention(CY, "name:Initech", to=BOB, description="my neighbour", relation="neighbor"),
    *(
        event("company.targeted", {"person": BOB, "company": f"name:{name}"})
        for name in COMPANIES
    ),
])  # fmt: skip


async def move(tab: Tab, number: int) -> str:
    """The text of the move that is shown, once it is the one of that *number*."""
    card = tab.page.get_by_role("region", name=f"Move {number} of 3")
    return str(await card.get_by_role("heading").inner_text())


@pytest.mark.parametrize("answer", ["Done", "Later", "Not this person"])
async def test_what_is_taken_back_is_the_move_again(tab: Tab, answer: str) -> None:
    await tab.open("/")
    first = await move(tab, 1)
    await tab.page.get_by_role("button", name=answer).click()
    assert await move(tab, 2) != first
    await tab.page.get_by_role("button", name="Undo").click()
    assert await move(tab, 1) == first
    await tab.open("/")
    assert await move(tab, 1) == first


async def test_no_move_is_passed_over(tab: Tab) -> None:
    await tab.open("/")
    shown = set()
    for number in (1, 2, 3):
        shown.add(await move(tab, number))
        await tab.page.get_by_role("button", name="Later").click()
    await tab.page.get_by_role("heading", name="Enough for today.").wait_for()
    assert len(shown) == 3


async def test_the_lines_to_send_on_are_copied_with_the_letter(tab: Tab) -> None:
    await tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await tab.open("/")
    number = 1
    while not (await move(tab, number)).startswith("Ask Cy"):
        await tab.page.get_by_role("button", name="Later").click()
        number += 1
    await tab.page.get_by_role("button", name="Copy").click()
    letter, below = (await tab.page.evaluate("navigator.clipboard.readText()")).split("\n\n")
    assert letter.startswith("Hello Cy,")
    assert below.startswith("Bob Stone is looking")


async def test_a_double_click_deals_with_one_move(tab: Tab) -> None:
    await tab.open("/")
    first = await move(tab, 1)
    await tab.page.get_by_role("button", name="Later").dblclick()
    assert await move(tab, 2) != first


async def test_a_day_is_as_long_as_it_is_where_somebody_is(tab: Tab) -> None:
    """In Los Angeles it is the evening of the first, and by Greenwich the second."""
    clock = await tab.page.context.new_cdp_session(tab.page)
    await clock.send("Emulation.setTimezoneOverride", {"timezoneId": "America/Los_Angeles"})
    await tab.page.clock.set_fixed_time("2026-06-02T02:00:00Z")
    await tab.open("/no/such/screen")
    five = """localStorage.setItem("inroad.today", '{"day": "2026-06-01", "done": 5}')"""
    await tab.page.evaluate(five)
    await tab.open("/")
    await tab.page.get_by_text("Enough for today.").wait_for()


async def test_who_comes_back_the_next_morning_finds_the_moves_of_that_day(tab: Tab) -> None:
    await tab.page.clock.set_fixed_time("2026-06-01T12:00:00Z")
    await tab.open("/")
    for number in (1, 2, 3):
        await move(tab, number)
        await tab.page.get_by_role("button", name="Later").click()
    await tab.page.get_by_text("Enough for today.").wait_for()
    await tab.page.clock.set_fixed_time("2026-06-09T12:00:00Z")
    await tab.page.evaluate("dispatchEvent(new Event('focus'))")
    assert await move(tab, 1)
