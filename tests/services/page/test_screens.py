"""The page in a real browser: every screen as a person uses it, wide and narrow, day and night."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from services.http import create_app
from services.settings import Settings
from services.web import serving
from tests.builders import ANN, BOB, event
from tests.services.page.eventually import eventually
from tests.services.page.tab import NARROW, WIDE, Tab, opened
from tests.services.served import Served

SCREENS = (
    "/", "/add", "/way-in", "/way-in?to=name%3Aglobex", "/sheet", "/introductions", "/gathering",
    "/explore", "/explore?to=name%3Aglobex&colour=company", "/report",
    "/data", "/duplicates",
    "/company/name%3Aglobex", "/person/email%3Aann%40example.org",
    "/hand-over/email%3Aann%40example.org", "/no/such/screen",
)  # fmt: skip


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
async def test_every_screen_is_clean(
    browser: Any, service: Served, size: dict[str, int], scheme: str
) -> None:
    async with opened(browser, service, BOB, size, scheme) as tab:
        for screen in SCREENS:
            await tab.open(screen)
            await tab.fits()
        assert (tab.complaints, tab.elsewhere) == ([], [])


async def test_what_a_field_asks_for_is_legible_and_what_can_t_be_pressed_looks_so(
    browser: Any, service: Served
) -> None:
    async with opened(browser, service, BOB, NARROW, "dark") as tab:
        await tab.open("/add")
        people = tab.page.get_by_label("People")
        asks = await people.evaluate("field => getComputedStyle(field, '::placeholder').color")
        quiet = "getComputedStyle(document.querySelector('.quiet')).color"
        add = tab.page.get_by_role("button", name="Add them")
        assert float(await add.evaluate("button => getComputedStyle(button).opacity")) < 1
        await tab.open("/data")
        assert asks == await tab.page.evaluate(quiet)


async def test_who_comes_first_is_asked_who_they_are(browser: Any, service: Served) -> None:
    async with opened(browser, service, "", NARROW, "light") as tab:
        await tab.open("/")
        await tab.page.get_by_label("Your e-mail address").fill("bob@example.org")
        await tab.page.get_by_role("button", name="That's me").click()
        assert await tab.page.get_by_role("heading", name="Today").is_visible()


async def test_who_somebody_is_must_be_an_address_and_can_be_said_again(
    browser: Any, service: Served
) -> None:
    async with opened(browser, service, "", NARROW, "light") as tab:
        await tab.open("/")
        field = tab.page.get_by_label("Your e-mail address")
        for nonsense in ("bob@", "<b>bob</b>@example.org", f"{'b' * 600}@example.org"):
            await field.fill(nonsense)
            await tab.page.get_by_role("button", name="That's me").click()
            await tab.page.get_by_role("alert").get_by_text("is no address").wait_for()
        await field.fill("bib@example.org")
        await tab.page.get_by_role("button", name="That's me").click()
        await tab.page.get_by_role("link", name="Data", exact=True).click()
        await tab.page.get_by_role("button", name="I am somebody else").click()
        await field.wait_for()


async def test_a_way_in_by_a_few_letters_and_the_keyboard(tab: Tab) -> None:
    await tab.open("/way-in")
    await tab.page.get_by_role("combobox").fill("glo")
    await tab.page.get_by_role("option", name="Globex").wait_for()
    await tab.page.keyboard.press("ArrowDown")
    await tab.page.keyboard.press("Enter")
    await tab.page.get_by_text("Ben Ito").first.wait_for()
    assert "to=" in tab.page.url
    assert tab.complaints == []


async def test_a_move_is_done_by_one_key_and_undone(tab: Tab) -> None:
    await tab.open("/")
    move = tab.page.get_by_role("heading", level=2).first
    said = await move.inner_text()
    await tab.page.keyboard.press("d")
    await tab.page.get_by_text(f"Noted: {said}").wait_for()
    await tab.page.get_by_role("button", name="Undo").click()
    await tab.page.get_by_text("Taken back.").wait_for()


async def test_a_company_goes_on_the_sheet_and_off_again(tab: Tab) -> None:
    await tab.open("/sheet")
    await tab.page.get_by_role("combobox", name="A company to add").fill("Umbrella")
    await tab.page.get_by_role("button", name="Add").click()
    line = tab.page.get_by_role("heading", name="umbrella")
    await line.wait_for()
    await tab.page.get_by_role("button", name="Take umbrella off the sheet").click()
    await line.wait_for(state="detached")


async def test_the_phone_goes_across_the_table_and_works_offline(
    browser: Any, service: Served
) -> None:
    async with opened(browser, service, BOB, NARROW, "light") as tab:
        await tab.open("/hand-over/email%3Aann%40example.org")
        assert await tab.page.get_by_role("navigation").count() == 0
        await tab.page.get_by_role("button", name="Begin").click()
        await tab.page.context.set_offline(True)
        await tab.page.get_by_role("button", name="I know someone there").click()
        await tab.page.get_by_label("Who is it?").fill("my cousin")
        await tab.page.get_by_role("button", name="Go on").click()
        while await tab.page.get_by_role("button", name="No idea").count():
            await tab.page.get_by_role("button", name="No idea").click()
        keep = tab.page.get_by_role("button", name="Keep the answers")
        await keep.click()
        await tab.page.get_by_role("alert").wait_for()  # there is no network
        await tab.page.context.set_offline(False)
        await tab.page.get_by_role("button", name="Try again").click()
        await tab.page.get_by_text("1 new way in. Noted.").wait_for()

    async def is_answered() -> bool:
        sheets = (await service.http.get("/v1/sheets", params={"person": ANN})).json()["sheets"]
        answers = [line["reply"]["answer"] for line in sheets[-1]["lines"] if line["reply"]]
        return "knows-someone" in answers

    await eventually(is_answered)


async def test_what_is_wrong_says_so_and_what_to_do(tab: Tab) -> None:
    await tab.open("/person/email%3Anobody%40example.org")
    said = await tab.page.get_by_role("alert").inner_text()
    assert "unknown" in said
    assert "Use an identifier" in said


async def test_evidence_is_told_in_words_and_taken_back(tab: Tab, service: Served) -> None:
    said = {"person": BOB, "related": ANN, "relation": "colleague"}
    added = event("relation.asserted", said, time="2026-05-31T09:00:00Z")  # the latest
    told = await service.http.post("/v1/events", json=[json.loads(added.body)])
    after = told.json()["receipts"][0]["receipt"]
    await service.http.get(f"/v1/people/{BOB}", params={"after": after})
    await tab.open("/person/email%3Aann%40example.org")
    line = tab.page.get_by_role("listitem").filter(has_text="your colleague").last
    await line.get_by_role("button", name="Wrong?").click()
    await tab.page.get_by_text("Taken as never said.").wait_for()


async def test_nothing_but_the_page_itself_may_run(service: Served) -> None:
    page = await service.http.get("/")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert (await service.http.get("/v1/nothing")).status_code == 404
    assert (await service.http.get("/assets/nothing.js")).status_code == 404


async def test_a_page_that_is_not_built_says_how_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(serving, "DIST", tmp_path / "dist")
    app = create_app(Settings(home=tmp_path))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        answer = await http.get("/sheet")
    assert (answer.status_code, answer.json()["detail"]) == (404, "the page is not built")
    assert "pip install" in answer.json()["remedy"]
