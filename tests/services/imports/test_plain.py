"""Tables whose columns nobody described."""

from io import BytesIO

import pytest

from services.imports.detection import format_of
from services.imports.formats import Head
from services.imports.plain import PLAIN, columns_of, heading_of, unsure_of
from services.imports.statements import Unclear
from tests.services.imports.reading import BOB, read, said, unclear

TABLE = "Kontakt;E-Mail;Firma;Titel;Seit\nAnn Lee;ann@example.org;Globex;Lead;31.01.2024\n"


def test_columns_are_guessed_from_their_headings() -> None:
    found = read(PLAIN, TABLE)
    assert said(found, "person.observed") == [{"identifiers": ["email:ann@example.org"]}]
    assert said(found, "employment.confirmed")[0]["title"] == "Lead"
    assert said(found, "relation.asserted") == [
        {"person": BOB, "related": "email:ann@example.org", "relation": "contact",
         "since": "2024-01-31T00:00:00.000000Z"}
    ]  # fmt: skip


def test_a_mapping_says_what_was_not_guessed_and_what_to_leave() -> None:
    found = read(PLAIN, TABLE, columns={"name": "Kontakt", "company": ""})
    assert said(found, "person.observed")[0]["name"] == "Ann Lee"
    assert said(found, "employment.confirmed") == []


@pytest.mark.parametrize(
    ("text", "columns", "field"),
    [
        ("Colour,Shape\nred,round\n", {}, "(heading)"),
        (TABLE, {"email": "Mail"}, "--map"), (TABLE, {"wine": "Firma"}, "--map"),
    ],
)  # fmt: skip
def test_a_table_without_a_column_of_who_or_a_wrong_mapping_is_told(
    text: str, columns: dict[str, str], field: str
) -> None:
    found = read(PLAIN, text, columns=columns)
    assert unclear(found) == [(1, field)]
    assert len(found) == 1


def test_a_cell_that_is_too_long_is_told_and_the_rest_is_read() -> None:
    found = read(PLAIN, f"{TABLE}{'x' * 131_073};eve@example.org;;;\nBen Ito;ben@example.org;;;\n")
    assert [one.reason for one in found if isinstance(one, Unclear)] == [
        "has a cell of more than 131,072 characters"
    ]
    people = [one["identifiers"] for one in said(found, "person.observed")]
    assert people == [["email:ann@example.org"], ["email:ben@example.org"]]


def test_what_matters_and_was_not_guessed_is_to_be_asked_for() -> None:
    assert unsure_of(["Kontakt", "Adresse"], {}) == ["email", "name", "company"]
    assert unsure_of(["Kontakt", "E-Mail"], {"name": "Kontakt", "company": ""}) == []
    assert columns_of(["First name", "LAST NAME", "Email "], {}) == {
        "first": "First name", "last": "LAST NAME", "email": "Email ",
    }  # fmt: skip


def test_a_table_in_an_archive_is_of_some_app() -> None:
    assert format_of("people.csv", BytesIO(TABLE.encode())) is PLAIN
    assert format_of("archive.zip/Ads.csv", BytesIO(TABLE.encode())) is None
    assert heading_of(Head("a.csv", "\n" + TABLE))[0] == "Kontakt"


def test_a_spreadsheets_own_first_line_and_columns_of_one_name() -> None:
    text = "sep=;\nName;E-Mail;E-Mail;E-Mail\nAnn Lee;;ann@example.org;\n"
    found = read(PLAIN, text)
    assert said(found, "person.observed") == [
        {"identifiers": ["email:ann@example.org"], "name": "Ann Lee"}
    ]
    assert heading_of(Head("a.csv", text))[0] == "Name"
    assert format_of("a.csv", BytesIO(text.encode())) is PLAIN


def test_more_cells_than_headings_are_told_unless_they_are_empty() -> None:
    found = read(PLAIN, "Name,E-Mail\nAnn,ann@example.org,,\nBen,ben@example.org,x\nCy\n")
    assert [one["name"] for one in said(found, "person.observed")] == ["Ann"]
    assert unclear(found) == [(3, "(line)"), (4, "(line)")]


def test_an_empty_table_says_nothing() -> None:
    assert read(PLAIN, "Name,E-Mail\n") == []
    assert unclear(read(PLAIN, "")) == [(1, "(file)")]


def test_the_title_of_outlook_is_a_form_of_address_and_no_job() -> None:
    table = (
        "Title,First Name,Last Name,Company,Job Title,E-mail Address\n"
        "Dr.,Ann,Lee,Globex,Lead,ann@example.org\n"
    )
    assert said(read(PLAIN, table), "employment.confirmed")[0]["title"] == "Lead"
