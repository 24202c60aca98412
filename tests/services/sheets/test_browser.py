"""The answerable sheet in a real browser: answered from a file, saved, and taken."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.builders import ANN, BOB

JSON = {"content-type": "application/json"}
NARROW = {"width": 390, "height": 844}


@pytest.fixture
async def sheet(http: httpx.AsyncClient, tmp_path: Path) -> Path:
    """The file that Ann was sent."""
    page = (await http.post("/v1/sheets", json={"from": BOB, "to": ANN})).json()
    file = tmp_path / "sheet.html"
    file.write_text((await http.get(f"/v1/sheets/{page['sheet']}?form=html")).text)
    return file


@pytest.fixture
async def tab(browser: Any, sheet: Path) -> AsyncIterator[Any]:
    """The sheet, opened from the file on a telephone that has no network."""
    context = await browser.new_context(viewport=NARROW, offline=True)
    page = await context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    await page.goto(sheet.as_uri())
    yield page
    await context.close()


async def saved(tab: Any) -> bytes:
    async with tab.expect_download() as download:
        await tab.get_by_role("button", name="Save my answers").click()
    return _bytes(await (await download.value).path())


def _bytes(file: Path) -> bytes:
    return file.read_bytes()


async def test_a_contact_answers_saves_and_sends_back(tab: Any, http: httpx.AsyncClient) -> None:
    globex, hooli = tab.get_by_role("group", name="Globex"), tab.get_by_role("group", name="Hooli")
    await globex.get_by_label("I know someone there").check()
    await globex.get_by_label("Who is it?").fill("my neighbour")
    await hooli.get_by_label("Ask me later").check()
    await hooli.get_by_label("When may I ask again?").fill("2199-01-31")
    body = await saved(tab)
    assert "downloads" in await tab.get_by_role("status").inner_text()
    assert tab.complaints == []
    taken = (await http.post("/v1/sheets/answers", content=body, headers=JSON)).json()
    assert (taken["answered"], taken["insiders"], taken["open"]) == (2, 1, 1)
    again = (await http.post("/v1/sheets/answers", content=body, headers=JSON)).json()
    assert again["known_already"]
    (page,) = (await http.get(f"/v1/sheets?person={BOB}")).json()["sheets"]
    replies = [line["reply"] for line in page["lines"]]
    assert [reply and reply["answer"] for reply in replies] == ["knows-someone", "ask-later", None]
    assert replies[1]["until"].startswith("2199-01-31")
    known = await http.get("/v1/companies/name:Globex/insiders?now=2199-01-01T00:00:00Z")
    insiders = known.json()["insiders"]
    assert insiders[0]["person"]["name"] == '"my neighbour"'


async def test_it_is_answered_by_the_keyboard_alone(tab: Any) -> None:
    for key in ("Tab", "ArrowRight", "ArrowRight", "ArrowRight", "Tab"):
        await tab.keyboard.press(key)
    await tab.keyboard.type("Kind people")
    answers = json.loads(await saved(tab))
    assert answers["lines"] == [
        {"company": "domain:globex.com", "answer": "great-place", "words": "Kind people"}
    ]


async def test_nothing_answered_is_nothing_saved(tab: Any) -> None:
    await tab.get_by_role("button", name="Save my answers").click()
    assert "Nothing is answered yet" in await tab.get_by_role("status").inner_text()


async def test_it_fits_a_telephone_and_every_field_has_a_name(tab: Any) -> None:
    await tab.get_by_role("group", name="Globex").get_by_label("I know someone there").check()
    assert await tab.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    unnamed = "[...document.querySelectorAll('input')].filter(one => !one.labels.length).length"
    assert await tab.evaluate(unnamed) == 0
