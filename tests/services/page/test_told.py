"""Events as sentences: whoever asks is you, everybody else has their name."""

from playwright.async_api import expect

from tests.builders import ANN, BEN, BOB, contact, person, relation, works
from tests.services.page.tab import Tab
from tests.services.served import sent

STORY = sent([
    person(BOB, "Bob Stone"), person(ANN, "Ann Lee"), person(BEN, "Ben Ito"),
    relation(BOB, ANN, "friend"), relation(BEN, BOB, "neighbor"), relation(ANN, BEN, "friend"),
    works(BOB, "name:Hooli"),
    contact("message", BOB, ANN, actor=BOB), contact("work", BOB, ANN, actor=BOB),
])  # fmt: skip


async def test_between_us_two_i_am_you(tab: Tab) -> None:
    await tab.open("/person/email%3Aann%40example.org")
    between = tab.page.locator("section").filter(has=tab.page.get_by_text("You two"))
    await between.get_by_text("How this is known").click()
    for told in ("Ann Lee is your friend.", "You wrote to Ann Lee.", "You work with Ann Lee."):
        await expect(between.get_by_text(told)).to_be_visible()
    story = tab.page.locator("section").filter(has=tab.page.get_by_text("The story"))
    await expect(story.get_by_text("is Ann Lee's friend.")).to_be_visible()
    await expect(story.get_by_text("Bob Stone")).to_have_count(0)


async def test_my_own_story_is_told_to_me(tab: Tab) -> None:
    await tab.open("/person/email%3Abob%40example.org")
    for told in ("You are ben@example.org's neighbour.", "You work at"):
        await expect(tab.page.get_by_text(told)).to_be_visible()
