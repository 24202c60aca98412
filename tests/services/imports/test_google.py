"""Google Contacts' CSV, as exported today and until 2024."""

from io import BytesIO

from services.imports.detection import format_of
from services.imports.google import GOOGLE
from tests.services.imports.reading import BOB, passed, read, said, unclear

TODAY = (
    "First Name,Middle Name,Last Name,Nickname,File As,Organization Name,Organization Title,"
    "Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,"
    "Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - City,"
    "Relation 1 - Label,Relation 1 - Value,Website 1 - Label,Website 1 - Value\n"
)
ANN = (
    'Ann,,Lee,,,"Globex, Inc.",Lead,"a secret\nof two lines",* myContacts,* Work,'
    "ann@globex.example ::: ann.lee@globex.example,,ann@example.org,Mobile,+49 30 123456,"
    "Work,+49 30 999999,Boston,Brother,Ben,Profile,https://www.linkedin.com/in/ann-lee\n"
)
BEFORE = (
    "Name,Given Name,Additional Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,"
    "Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,"
    "Organization 1 - Title\n"
    "Ben Ito,Ben,,Ito,* Home,ben@example.org,Mobile,030 123457,,Initech,Chemist\n"
)


def test_a_contact_of_today() -> None:
    found = read(GOOGLE, TODAY + ANN)
    assert said(found, "person.observed") == [
        {
            "identifiers": [
                "linkedin:ann-lee", "email:ann@globex.example", "email:ann.lee@globex.example",
                "email:ann@example.org", "phone:+4930123456",
            ],
            "name": "Ann Lee", "place": "Boston",
        }
    ]  # fmt: skip
    assert said(found, "employment.confirmed")[0]["title"] == "Lead"
    assert said(found, "relation.asserted")[0]["person"] == BOB
    assert passed(found) == [2]  # whose brother is a word
    assert "secret" not in repr(found)


def test_a_contact_of_before_and_a_number_without_its_country() -> None:
    found = read(GOOGLE, BEFORE)
    assert unclear(found) == [(2, "Phone")]
    assert said(found, "person.observed") == [
        {"identifiers": ["email:ben@example.org"], "name": "Ben Ito"}
    ]
    assert said(found, "employment.confirmed")[0]["company"] == "name:initech"


def test_lines_are_counted_as_an_editor_does_and_who_has_no_address_is_told() -> None:
    nobody = "Cy," + "," * 20 + "\n"
    company = "," * 5 + "Initech" + "," * 16 + "\n"
    found = read(GOOGLE, TODAY + ANN + nobody + company)
    assert unclear(found) == [(4, "(line)")]
    assert passed(found) == [2, 5]


def test_it_is_told_from_other_tables() -> None:
    for text in (TODAY + ANN, BEFORE):
        assert format_of("contacts.csv", BytesIO(text.encode("utf-16"))) is GOOGLE
