"""Events as sentences: whoever asks is you, everybody else has their name."""

from playwright.async_api import expect

from tests.builders import ANN, BEN, BOB, contact, mention, person, relation, works
from tests.services.page.tab import Tab
from tests.services.served import Served, sent

STORY = sent([
    person(BOB, "Bob Stone"), person(ANN, "Ann Lee"), person(BEN, "Ben Ito"),
    relation(BOB, ANN, "friend"), relation(BEN, BOB, "neighbor"), relation(ANN, BEN, "friend"),
    works(BOB, "name:Hooli"), mention(ANN, "name:Initech", to=BOB, relation="friend"),
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
    for told in ("You are Ben Ito's neighbour.", "You work at"):
        await expect(tab.page.get_by_text(told)).to_be_visible()


async def test_whoever_stands_beside_somebody_is_told_by_name(tab: Tab) -> None:
    await tab.open("/person/email%3Aben%40example.org")
    story = tab.page.locator("section").filter(has=tab.page.get_by_text("The story"))
    await expect(story.get_by_text("Ben Ito is Ann Lee's friend.")).to_be_visible()


async def test_what_nobody_put_in_words_is_not_quoted(tab: Tab, service: Served) -> None:
    found = (await service.http.get("/v1/companies/name:initech/insiders")).json()
    await tab.open(f"/person/{found['insiders'][0]['person']['ref']}")
    words = tab.page.locator("p").filter(has_text="Known by the words of")
    await expect(words).to_have_text("Known by the words of Ann Lee.")


async def test_of_yesterday_evening_it_is_said_that_it_was_yesterday(tab: Tab) -> None:
    await tab.page.clock.set_fixed_time("2026-05-05T06:00:00Z")  # 21 hours later
    await tab.open("/person/email%3Aann%40example.org")
    await expect(tab.page.get_by_text("last contact yesterday").first).to_be_visible()
