"""The forms of a sheet: what they show, and that nothing in them is taken for more than text."""

import csv
from html.parser import HTMLParser
from io import StringIO
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.export.cells import cell, clean
from schemas.answers import Named
from schemas.sheets import ANSWERS_FORMAT, WORDS, SheetLine, SheetPage
from services.sheets.forms import (
    COLUMNS,
    NothingOpen,
    NotShared,
    as_answerable,
    as_csv,
    as_page,
    as_text,
    written,
)

EVIL = "\"><script>alert('1')</script><img src=x onerror=alert(2)>&amp;\u202e\r\n"


def line(name: str, ref: str = "name:globex", **words: Any) -> SheetLine:
    return SheetLine(company=Named(id="c", name=name, ref=ref), **words)


def page(*lines: SheetLine, title: str = "Bob's list", sheet: str | None = "s-1") -> SheetPage:
    return SheetPage(sheet=sheet, title=title, lines=lines, open=len(lines))


GLOBEX = line("Globex", field="biotech", place="Boston", reason="You are in biotech too.")
HOOLI = line("Hooli", "name:hooli", reply={"answer": "avoid", "time": ""})


class Seen(HTMLParser):
    """The tags, the attributes and the text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[tuple[str, str]] = set()
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_text_reads_as_a_letter() -> None:
    assert as_text(page(GLOBEX, HOOLI)).splitlines()[4:6] == [
        "  1. Globex (biotech, Boston)", "     You are in biotech too.",
    ]  # fmt: skip


def test_csv_reads_back() -> None:
    rows = list(csv.reader(StringIO(as_csv(page(GLOBEX)).removeprefix("\ufeff"), newline="")))
    assert rows == [
        list(COLUMNS), ["1", "Globex", "biotech", "", "Boston", "You are in biotech too.", "", ""],
    ]  # fmt: skip


@pytest.mark.parametrize("write", [as_text, as_csv, as_page, as_answerable])
def test_only_open_lines_are_shown(write: Any) -> None:
    text = write(page(GLOBEX, HOOLI))
    assert "Globex" in text
    assert "ooli" not in text


@pytest.mark.parametrize(
    "start",
    [
        "=1+1", "+1", "-1", "@x", "|x", "%x", "\t=1", " =1", "\u200b=1", "\ufeff=1",
        "\uff1d1", "\uff0b1", "\uff0d1", "\uff201",
    ],
)  # fmt: skip
def test_no_cell_begins_a_formula(start: str) -> None:
    assert cell(start).startswith("'")
    assert cell("Globex - the best") == "Globex - the best"


def test_pages_hold_hostile_words_as_text() -> None:
    plain, evil = page(line("x", field="x", reason="x")), line(EVIL, EVIL, field=EVIL, reason=EVIL)
    for write in (as_page, as_answerable):
        seen = Seen(write(page(evil, title=EVIL, sheet=EVIL)))
        assert seen.tags == Seen(write(plain)).tags
        assert not any(name.startswith("on") for name, _ in seen.attributes)
        assert clean(EVIL) in seen.text
        if write is as_answerable:
            assert {("data-sheet", EVIL), ("data-company", EVIL)} <= seen.attributes


@given(st.text(), st.text(min_size=1))
def test_whatever_the_words_every_form_has_one_line_for_them(title: str, name: str) -> None:
    one = page(line(name, field=title), title=title)
    rows = list(csv.reader(StringIO(as_csv(one), newline="")))
    assert [len(row) for row in rows] == [len(COLUMNS)] * 2
    assert len(as_text(one).splitlines()) == len(as_text(page(line("x"))).splitlines())
    assert Seen(as_answerable(one)).tags.count("fieldset") == 1


def test_pages_load_nothing_and_run_only_their_own_script() -> None:
    for write in (as_page, as_answerable):
        text = write(page(GLOBEX))
        assert not {name for name, _ in Seen(text).attributes} & {"src", "href", "action", "style"}
        assert "://" not in text
        assert "default-src &#x27;none&#x27;" in text or "default-src 'none'" in text


def test_every_answer_of_the_events_is_offered_on_each_line() -> None:
    seen = Seen(as_answerable(page(GLOBEX)))
    assert f'"{ANSWERS_FORMAT}"' in seen.text
    assert {value for name, value in seen.attributes if name == "value"} == {"", *WORDS}
    assert all(word in Seen(as_page(page(GLOBEX))).text for word in WORDS.values())


@pytest.mark.parametrize("form", ["text", "csv", "page", "html"])
def test_a_sheet_with_nothing_open_is_no_form(form: Literal["text", "csv", "page", "html"]) -> None:
    with pytest.raises(NothingOpen):
        written(page(HOOLI), form)


def test_a_draft_has_nothing_to_send_back() -> None:
    with pytest.raises(NotShared):
        as_answerable(page(GLOBEX, sheet=None))
