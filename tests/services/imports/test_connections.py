"""LinkedIn's Connections.csv, after LinkedIn's own description, with the oddities of real ones."""

import tracemalloc
from collections.abc import Iterator
from io import BufferedReader, RawIOBase
from typing import BinaryIO, cast

import pytest

from services.imports.connections import CONNECTIONS
from services.imports.dates import moment_of
from services.imports.formats import Head, Reading
from services.imports.statements import Passed, Statement
from tests.services.imports.reading import BOB, DAY, NOW, read, said, times, unclear

FILE = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing. \
You will only see email addresses for connections who have allowed it, see ""settings""."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ann,Lee,https://www.linkedin.com/in/ann-lee,ann@example.org,"Globex, Inc.",Assay Lead,31 Jan 2024
Zoë,Müller,https://www.linkedin.com/in/zo%C3%AB-m,,Initech GmbH,"Of ""R&D"" too",02 Feb 2023
,,,,,,05 Mar 2022
Cy,Sole,https://www.linkedin.com/in/cysole,,Self-employed,Coach,7 Apr 2021
"""
SINCE = "2024-01-31T00:00:00.000000Z"


def test_a_connection_is_a_person_a_job_of_today_and_a_tie_since_its_day() -> None:
    found = read(CONNECTIONS, FILE)
    assert said(found, "person.observed")[0] == {
        "identifiers": ["linkedin:ann-lee", "email:ann@example.org"], "name": "Ann Lee",
    }  # fmt: skip
    assert said(found, "employment.confirmed")[0] == {
        "person": "linkedin:ann-lee", "company": "name:globex", "title": "Assay Lead",
    }  # fmt: skip
    assert times(found, "employment.confirmed")[0] == DAY
    assert said(found, "relation.asserted")[0] == {
        "person": BOB, "related": "linkedin:ann-lee", "relation": "contact", "since": SINCE,
    }  # fmt: skip


def test_who_left_linkedin_and_what_is_no_company_is_left_out() -> None:
    found = read(CONNECTIONS, FILE)
    assert unclear(found) == []
    assert [str(one) for one in found if isinstance(one, Passed)] == [
        "line 7: left out: a member who left LinkedIn",
        "line 8: left out: Self-employed is no company",
    ]
    assert [one["related"] for one in said(found, "relation.asserted")] == [
        "linkedin:ann-lee", "linkedin:zoë-m", "linkedin:cysole",
    ]  # fmt: skip


def test_a_name_without_address_or_profile_is_told_with_its_line() -> None:
    found = read(CONNECTIONS, FILE + "Di,Low,,,Globex,Chemist,7 Apr 2021\n")
    assert unclear(found) == [(9, "(line)")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_ends_of_lines_make_no_difference(encoding: str, end: str) -> None:
    assert read(CONNECTIONS, FILE.replace("\n", end).encode(encoding)) == read(CONNECTIONS, FILE)


@pytest.mark.parametrize(
    "heading",
    [
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am",
        "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,En relation depuis",
        "Imię,Nazwisko,URL,Adres e-mail,Firma,Stanowisko,Data połączenia",
        "Vorname;Nachname;URL;E-Mail-Adresse;Unternehmen;Position;Verbunden am",
    ],
)
def test_headings_come_in_the_language_of_the_account(heading: str) -> None:
    row = "Ann,Lee,https://www.linkedin.com/in/ann-lee,ann@example.org,Globex,Lead,31. Januar 2024"
    row = row.replace(",", ";") if ";" in heading else row
    found = read(CONNECTIONS, f"{heading}\n{row}\n")
    assert said(found, "relation.asserted")[0]["since"] == SINCE
    assert CONNECTIONS.fits(Head("export.csv", heading))


def test_an_older_archive_has_no_profiles() -> None:
    text = "First Name,Last Name,Email Address,Company,Position,Connected On\n"
    found = read(CONNECTIONS, text + 'Ann,Lee,ann@example.org,Globex,Lead,"1/31/24, 2:03 PM"\n')
    assert said(found, "relation.asserted")[0]["since"] == "2024-01-31T14:03:00.000000Z"


def test_a_wrong_date_leaves_the_connection() -> None:
    found = read(CONNECTIONS, FILE.replace("31 Jan 2024", "once"))
    assert unclear(found) == [(5, "Connected On")]
    assert "since" not in said(found, "relation.asserted")[0]


def test_a_broken_row_is_told_and_the_others_are_read() -> None:
    found = read(CONNECTIONS, FILE.replace("Ann,Lee", "Ann,Lee,Extra,Cells"))
    assert unclear(found) == [(5, "(line)")]
    assert len(said(found, "person.observed")) == 2


def test_a_quote_that_never_ends_takes_no_more_than_a_cell_along() -> None:
    broken = FILE + '"Ann,' + "x" * 140_000 + "\n"
    assert (9, "(line)") in unclear(read(CONNECTIONS, broken))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31 Jan 2024", "2024-01-31"), ("31 janv. 2024", "2024-01-31"),
        ("3. März 2024", "2024-03-03"), ("5 de juin de 2024", "2024-06-05"),
        ("5 juil. 2024", "2024-07-05"), ("Mar 5, 2024", "2024-03-05"),
        ("03.02.2024", "2024-02-03"), ("3/2/24", "2024-03-02"), ("13/2/2024", "2024-02-13"),
        ("2024-02-03 10:00:00 UTC", "2024-02-03"), ("4-Apr-21", "2021-04-04"),
        ("04-Apr-2021", "2021-04-04"),
    ],
)  # fmt: skip
def test_dates_in_the_languages_that_they_come_in(text: str, day: str) -> None:
    assert moment_of(text).date().isoformat() == day


def test_a_moment_beyond_the_calendar_is_no_date() -> None:
    with pytest.raises(ValueError, match="is no date"):
        moment_of("0001-01-01T00:00:00+05:00")


class Endless(RawIOBase):
    """A file of many connections that is nowhere whole."""

    def __init__(self, rows: int) -> None:
        self._rows, self._row, self._rest = rows, 0, b""

    def readable(self) -> bool:
        return True

    def seek(self, *_: int) -> int:
        self._row, self._rest = 0, b""
        return 0

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return 0

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # as it is called
        while len(self._rest) < len(buffer) and self._row <= self._rows:
            self._rest += self._line().encode()
            self._row += 1
        taken, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)

    def _line(self) -> str:
        if self._row == 0:
            return "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        n = self._row
        return f"Ann,No {n},https://www.linkedin.com/in/ann-{n},,Globex {n % 99},Lead,31 Jan 2024\n"


def _memory(rows: int) -> int:
    """The most bytes at once while so many rows are read."""
    file = cast("BinaryIO", BufferedReader(Endless(rows)))
    tracemalloc.start()
    seen = sum(isinstance(one, Statement) for one in _read(file))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert seen == 4 * rows
    return most


def _read(file: BinaryIO) -> Iterator[object]:
    return CONNECTIONS.read(file, Reading(me=BOB, day=DAY, now=NOW))


def test_memory_does_not_grow_with_the_file() -> None:
    _memory(200)
    assert _memory(6_000) < 8_000_000


def test_a_file_that_was_cut_within_a_letter_keeps_its_names() -> None:
    cut = (FILE + "Zoë").encode()[:-1]
    assert "Zoë Müller" in [one.get("name") for one in said(read(CONNECTIONS, cut),
                                                            "person.observed")]  # fmt: skip


@pytest.mark.parametrize("broken", ['"Ann,Lee,u,,,,\n', '"Ann"",Lee,u,,Globex,Lead,\n'])
def test_a_quote_that_does_not_end_takes_no_other_line_along(broken: str) -> None:
    heading, rows = FILE.split("Connected On\n")
    found = read(CONNECTIONS, f"{heading}Connected On\n{broken}{rows}")
    assert unclear(found) == [(5, "(line)")]
    assert said(found, "person.observed") == said(read(CONNECTIONS, FILE), "person.observed")


def test_a_careless_quote_within_a_cell_and_a_cell_of_two_lines_are_read() -> None:
    text = FILE.replace('"Globex, Inc."', '"Of "R&D" too"').replace("Initech GmbH", '"Ini\ntech"')
    found = read(CONNECTIONS, text)
    assert unclear(found) == []
    assert len(said(found, "person.observed")) == 3
    assert said(found, "company.observed")[1]["name"] == "Ini\ntech"
