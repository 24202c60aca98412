"""Lists of which there is more than one answer holds: all of it can be had."""

from typing import Any

from playwright.async_api import expect

from tests.builders import ANN, BOB, contact, event, person, relation, works
from tests.services.page.tab import Tab
from tests.services.served import sent

MANY = 205  # an answer holds 200
OTHERS = [f"email:o{number:03}@example.org" for number in range(MANY)]
ASKED = [
    {"introduction": f"i-{number}", "asker": BOB, "introducer": ANN, "insider": other}
    for number, other in enumerate(OTHERS)
]
STORY = sent([
    person(BOB, "Bob Stone"), person(ANN, "Ann Lee"), contact("gathering", BOB, ANN),
    *(works(other) for other in OTHERS),
    *(relation(ANN, other, "friend") for other in OTHERS),
    *(contact("gathering", BOB, other) for other in OTHERS),
    *(event("introduction.requested", {**asked, "company": "name:Globex"}) for asked in ASKED),
])  # fmt: skip


async def test_every_introduction_is_on_the_board(tab: Tab) -> None:
    await tab.open("/introductions")
    cards = tab.page.locator(".board .card")
    assert await cards.count() == 200
    await tab.page.get_by_role("button", name="Show more").click()
    await expect(cards).to_have_count(MANY)
    await expect(tab.page.get_by_role("button", name="Show more")).to_have_count(0)


async def test_every_insider_is_told(tab: Tab) -> None:
    await tab.open("/company/name%3Aglobex")
    section = tab.page.get_by_role("region").or_(tab.page.locator("section")).filter(
        has=tab.page.get_by_role("heading", name="Insiders")
    )  # fmt: skip
    people = section.locator(".people > li")
    assert await people.count() == 200
    await section.get_by_role("button", name="Show more").click()
    await expect(people).to_have_count(MANY)


async def test_what_is_between_us_is_told_among_however_many(tab: Tab) -> None:
    """Both have more ties than one answer holds, and ours is among the least sure."""
    await tab.open("/person/email%3Aann%40example.org")
    await tab.page.get_by_role("heading", name="You two").wait_for()
    known = tab.page.locator("section").filter(has_text="Whom Ann Lee knows")
    await known.get_by_role("button", name="more").click()
    await known.get_by_role("button", name="Show more").click()
    await expect(known.locator("li")).to_have_count(MANY)
    both = tab.page.locator("section").filter(has_text="Whom you both know")
    await both.get_by_role("button", name="Show 194 more").click()
    await both.get_by_text("And 5 more.").wait_for()


async def test_every_event_of_a_story_is_told(tab: Tab) -> None:
    """Newest first, of as many as five answers hold; the rest when it is asked for."""

    async def little(route: Any) -> None:
        await route.continue_(url=route.request.url.replace("limit=200", "limit=20"))

    await tab.page.route("**/evidence?*", little)
    await tab.open("/person/email%3Aann%40example.org")
    story = tab.page.locator("section").filter(has_text="The story")
    part = story.get_by_text("There is more than these 100: the latest may be among it.")
    await part.wait_for()
    await story.get_by_role("button", name="more").click()
    seen = await story.locator("li").count()
    more = story.get_by_role("button", name="Show more")
    await more.click()
    await expect(story.locator("li")).not_to_have_count(seen)
    while await more.count():
        await more.click()
        await tab.rested()
    await expect(part).to_have_count(0)


async def test_more_that_does_not_come_leaves_what_is_there(tab: Tab) -> None:
    await tab.open("/introductions")
    await tab.page.route("**/introductions?*", lambda route: route.abort())
    await tab.page.get_by_role("button", name="Show more").click()
    await tab.page.get_by_role("alert").get_by_text("Inroad does not answer.").wait_for()
    assert await tab.page.locator(".board .card").count() == 200
    await tab.page.unroute("**/introductions?*")
    await expect(tab.page.locator(".board .card")).to_have_count(MANY)
