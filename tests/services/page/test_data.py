"""Data on the page: a file is dropped, looked at, imported, taken back; and what can be left."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.builders import BOB
from tests.services.imports.test_import import ANN, BEN, CY, HEAD
from tests.services.imports.test_routes import left
from tests.services.page.eventually import eventually
from tests.services.page.tab import NARROW, Tab, opened
from tests.services.replicas import until
from tests.services.served import Served

CY_SOLE = "/v1/people/linkedin:cy-sole"
LATE = "Di,Low,,,,,1 Feb 2024\n"


def file(folder: Path, body: str, name: str = "Connections.csv") -> Path:
    place = folder / name
    place.write_text(body, encoding="utf-8")
    os.utime(place, (1_770_000_000, 1_770_000_000))
    return place


async def choose(tab: Tab, place: Path) -> None:
    await tab.open("/data")
    await tab.page.get_by_label("Choose a file").set_input_files(place)


async def press(tab: Tab, name: str) -> None:
    await tab.page.get_by_role("button", name=name).click()


async def status_is(service: Served, address: str, wanted: int) -> bool:
    return (await service.http.get(address)).status_code == wanted


async def becomes(service: Served, address: str, wanted: int) -> None:
    """Once the builder has folded what was published."""
    await eventually(lambda: status_is(service, address, wanted))


async def test_a_file_is_looked_at_imported_and_taken_back(
    tab: Tab, service: Served, tmp_path: Path
) -> None:
    await choose(tab, file(tmp_path, HEAD + ANN + BEN + CY + LATE))
    said = "Connections.csv: 3 people you are connected with on LinkedIn. 1 line was not understood"
    await tab.page.get_by_text(said).wait_for()
    await tab.page.get_by_text("nothing tells who Di Low is").wait_for()
    await tab.page.get_by_text("What is understood, line by line").click()
    await tab.page.get_by_text("Cy Sole: linkedin:cy-sole, email:cy@initech.example").wait_for()
    await tab.fits()
    assert await status_is(service, CY_SOLE, 404)
    await press(tab, "Import")
    await tab.page.get_by_text("It is in your network in a moment.").wait_for()
    await tab.fits()
    await becomes(service, CY_SOLE, 200)
    await press(tab, "Another file")
    await tab.page.get_by_text("Choose a file").wait_for()
    await press(tab, "Take back Connections.csv")
    await press(tab, "Keep")
    await press(tab, "Take back Connections.csv")
    await press(tab, "Take 11 events back")
    await tab.page.get_by_text("Taken back. Bring the file again to have it again.").wait_for()
    await tab.page.get_by_text("taken back on").wait_for()
    await becomes(service, CY_SOLE, 404)
    assert tab.complaints == []


async def test_the_same_file_again_changes_nothing(tab: Tab, tmp_path: Path) -> None:
    place = file(tmp_path, HEAD + BEN, "June.csv")
    for told in ("It is in your network in a moment.", "Nothing has changed."):
        await choose(tab, place)
        await press(tab, "Import")
        await tab.page.get_by_text(told).wait_for()


async def test_columns_are_asked_for_by_keyboard_on_a_phone(
    browser: Any, service: Served, tmp_path: Path
) -> None:
    async with opened(browser, service, BOB, NARROW, "dark") as tab:
        body = "Wer,Adresse,Wo\nAnn Lee,ann@example.org,Globex\n"
        await choose(tab, file(tmp_path, body, "people.csv"))
        await tab.page.get_by_text("Without an address nobody can tell who is meant.").wait_for()
        assert await tab.page.get_by_role("button", name="Import").count() == 0
        await tab.fits()
        for field, letter in (("e-mail address", "A"), ("name", "W")):
            await tab.page.get_by_label(f"Which one is the {field}?").focus()
            await tab.page.keyboard.press(letter)
        await tab.page.get_by_text("people.csv: 1 person of a table.").wait_for()
        await press(tab, "Cancel")
        await tab.page.get_by_text("Choose a file").wait_for()
        assert tab.complaints == []


async def test_phone_numbers_want_a_country(tab: Tab, tmp_path: Path) -> None:
    body = "Name,Mobile\nAnn Lee,0151 23456789\n"
    await choose(tab, file(tmp_path, body, "phones.csv"))
    await tab.page.get_by_text("has no country code").wait_for()
    await tab.page.get_by_text("Whose it is, phone numbers, the day").click()
    await tab.page.get_by_label("Country of phone numbers").fill("de")
    await press(tab, "Read it again")
    await tab.page.get_by_text("phones.csv: 1 person of a table.").wait_for()
    assert await tab.page.get_by_text("has no country code").count() == 0
    await press(tab, "Cancel")


async def test_a_file_that_can_not_be_read_says_so_and_what_to_do(tab: Tab, tmp_path: Path) -> None:
    await choose(tab, file(tmp_path, "\x01\x02", "wine.bin"))
    await tab.page.get_by_text("nothing in it is in a format that is known").wait_for()
    await tab.page.get_by_label("What is it?").select_option("vcard")
    await tab.page.get_by_text("wine.bin: 0 people of your address book").wait_for()
    await press(tab, "Cancel")


async def test_an_empty_file_and_a_pdf_are_told_as_what_they_are(tab: Tab, tmp_path: Path) -> None:
    for body, told in (("", "people.csv is empty"), ("%PDF-1.7\n", "people.csv is a PDF")):
        await choose(tab, file(tmp_path, body, "people.csv"))
        await tab.page.get_by_role("alert").get_by_text(told).wait_for()
        await tab.page.get_by_text("Choose a file").wait_for()
        assert await tab.page.get_by_label("What is it?").count() == 0


async def test_a_file_that_is_too_large_says_so_and_what_to_do(
    tab: Tab, service: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service.app.state.imports.uploads, "_most", 1_000_000)
    await choose(tab, file(tmp_path, HEAD + BEN * 60_000))
    told = await tab.page.get_by_role("alert").inner_text()
    assert "the file is over 1,000,000 bytes" in told
    assert "inroad import" in told
    await tab.page.get_by_text("Choose a file").wait_for()


async def test_who_leaves_without_importing_leaves_no_file_behind(
    tab: Tab, service: Served, tmp_path: Path
) -> None:
    before = set(left(service))  # what others left when their tab was closed
    for name in ("Today", ""):  # to another screen, and away
        await choose(tab, file(tmp_path, HEAD + ANN))
        await tab.page.get_by_role("button", name="Import").wait_for()
        assert set(left(service)) - before
        if name:
            await tab.page.get_by_role("link", name=name).click()
        else:
            await tab.page.goto("about:blank")
        await until(lambda: set(left(service)) <= before)


async def test_whom_to_leave_out(tab: Tab) -> None:
    await tab.open("/data")
    await tab.page.get_by_label("Whom to leave out").fill("@initech.example")
    await press(tab, "Leave out")
    await tab.page.get_by_text("everybody at initech.example", exact=True).wait_for()
    await press(tab, "Name everybody at initech.example again")
    await tab.page.get_by_text("Imports may name everybody at initech.example").wait_for()
    await press(tab, "Undo")
    await tab.page.get_by_role("listitem").get_by_text("everybody at initech.example").wait_for()
    await press(tab, "Name everybody at initech.example again")
    await tab.page.get_by_label("Whom to leave out").fill("nobody")
    await press(tab, "Leave out")
    assert "ann@example.org" in await tab.page.get_by_role("alert").inner_text()


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("Events", "{"), ("GraphML", "<?xml"), ("People", "\ufeff"), ("Ties", "\ufeff")],
)
async def test_what_is_taken_along(tab: Tab, name: str, beginning: str) -> None:
    await tab.open("/data")
    async with tab.page.expect_download() as coming:
        await tab.page.get_by_role("link", name=f"Download {name}").click()
    place = await (await coming.value).path()
    assert place.read_text(encoding="utf-8").startswith(beginning)
