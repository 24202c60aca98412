"""Pressed twice, said once."""

import asyncio
import json
from typing import Any

from tests.builders import ANN, BEN, BOB, CY, GLOBEX, event, introduction, person, relation
from tests.services.page.tab import WIDE, Tab, opened
from tests.services.served import Served, sent

OTHER = "email:bob@work.example"
STORY = sent([
    person(BOB, "Bob Stone", OTHER), person(ANN, "Ann Lee"), person(BEN, "Ben Ito"),
    person(CY, "Cy Day"),
    *(relation(BOB, ref, "friend") for ref in (ANN, BEN, CY)),
    *(
        event("company.targeted", {"person": BOB, "company": name})
        for name in (GLOBEX, "name:Hooli")
    ),
    introduction("requested", introducer=BOB, asker=ANN, insider=BEN),
    introduction("requested", introduction="i-2", insider=BEN),
    introduction("accepted", introduction="i-2", insider=BEN),
])  # fmt: skip


def published(tab: Tab) -> list[str]:
    """Kinds of the events that the tab has sent, as they are sent from now on."""
    kinds: list[str] = []

    def hear(request: Any) -> None:
        if request.method == "POST" and request.url.endswith("/v1/events"):
            kinds.extend(one["type"] for one in json.loads(request.post_data))

    tab.page.on("request", hear)
    return kinds


async def test_a_held_key_presses_once(tab: Tab) -> None:
    await tab.open("/introductions")
    kinds = published(tab)
    await tab.page.get_by_role("button", name="We were introduced").focus()
    for _ in range(4):
        await tab.page.keyboard.down("Enter")
    await tab.page.keyboard.up("Enter")
    await tab.page.get_by_role("button", name="Undo").click()
    await tab.page.get_by_text("Taken back.").wait_for()
    assert kinds == ["inroad.introduction.made.v1", "inroad.event.retracted.v1"]


async def test_what_is_slow_and_pressed_again_is_said_once(tab: Tab) -> None:
    await tab.open("/introductions")
    kinds = published(tab)

    async def slow(route: Any) -> None:
        await asyncio.sleep(1)
        await route.continue_()

    await tab.page.route("**/v1/events", slow)
    press = tab.page.get_by_role("button", name="We were introduced")
    await press.click()
    await press.click()
    await tab.page.get_by_role("button", name="Undo").click()
    await tab.page.get_by_text("Taken back.").wait_for()
    assert kinds == ["inroad.introduction.made.v1", "inroad.event.retracted.v1"]


async def test_who_has_several_addresses_has_their_part_by_each(
    browser: Any, service: Served
) -> None:
    async with opened(browser, service, OTHER, WIDE, "light") as tab:
        await tab.open("/introductions")
        await tab.page.get_by_text("waits for you").wait_for()
        assert await tab.page.get_by_role("button", name="I'm willing").count() == 1
