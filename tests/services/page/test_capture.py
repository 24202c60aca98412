"""A note in ten seconds: understood while it is typed, kept by Enter, taken back by Undo."""

import json
from typing import Any

from tests.builders import ANN, BOB, event
from tests.services.page.eventually import eventually
from tests.services.page.tab import NARROW, Tab, opened
from tests.services.served import Served

NOTE = "coffee with Ann, she knows someone at Hooli"


async def noted(service: Served, who: str, words: str, *, so: bool = True) -> None:
    """Wait until it is noted of *who*, or is no longer."""

    async def is_so() -> bool:
        told = (await service.http.get(f"/v1/people/{who}/evidence", params={"limit": 200})).json()
        return so == any(one["data"].get("note") == words for one in told["events"])

    await eventually(is_so)


async def test_a_note_on_a_phone(browser: Any, service: Served) -> None:
    async with opened(browser, service, BOB, NARROW, "dark") as tab:
        await tab.open("/")
        await tab.page.get_by_label("What happened?").fill(NOTE)
        await tab.page.get_by_text("Ann knows somebody who works at Hooli.").wait_for()
        await tab.fits()
        await tab.page.keyboard.press("Enter")
        await tab.page.get_by_role("button", name="Undo").wait_for()
        assert await tab.page.get_by_label("What happened?").input_value() == ""
        await tab.page.get_by_role("button", name="Undo").click()
        await tab.page.get_by_text("Taken back.").wait_for()
        assert (tab.complaints, tab.elsewhere) == ([], [])
    await noted(service, ANN, NOTE, so=False)


async def test_one_key_leads_to_it_from_every_screen(tab: Tab, service: Served) -> None:
    await tab.open("/report")
    await tab.page.keyboard.press("c")
    field = tab.page.get_by_role("dialog", name="Note what happened").get_by_role("textbox")
    await field.fill("call with Ann yesterday")
    await tab.page.get_by_text("You spoke on the phone with Ann yesterday.").wait_for()
    await tab.fits()
    await tab.page.keyboard.press("Enter")
    await field.wait_for(state="detached")
    await tab.page.get_by_role("button", name="Undo").wait_for()
    await noted(service, ANN, "call with Ann yesterday")


async def test_of_two_of_a_name_one_is_chosen(tab: Tab, service: Served) -> None:
    fox = "email:fox@example.org"
    told = [
        event("person.observed", {"identifiers": [fox], "name": "Ann Fox"}),
        event("relation.asserted", {"person": BOB, "related": fox, "relation": "friend"}),
    ]
    await service.http.post("/v1/events", json=[json.loads(one.body) for one in told])
    await tab.open("/")
    await tab.page.get_by_label("What happened?").fill("lunch with Ann at noon")
    which = tab.page.get_by_role("group", name="Who is Ann?")
    await which.get_by_role("button", name="Ann Lee").wait_for()
    await tab.fits()
    await tab.page.keyboard.press("Enter")
    await tab.page.get_by_text("Nothing is kept yet.").wait_for()
    await which.get_by_role("button", name="Ann Fox").click()
    await tab.page.get_by_text("You had coffee with Ann today.").wait_for()
    await tab.page.get_by_role("button", name="Note it").click()
    await tab.page.get_by_role("button", name="Undo").wait_for()
    await noted(service, fox, "lunch with Ann at noon")


async def test_somebody_new_is_told_as_new(tab: Tab) -> None:
    await tab.open("/")
    await tab.page.get_by_label("What happened?").fill("met Zoe Quill at the fair")
    await tab.page.get_by_text("Zoe Quill is new. You met Zoe today.").wait_for()
