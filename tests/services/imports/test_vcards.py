"""vCards after RFC 6350, RFC 2426 and what address books write."""

import pytest

from services.imports.vcards import VCARDS
from tests.services.imports.reading import BOB, DAY, passed, read, said, times, unclear

FOUR = """BEGIN:VCARD
VERSION:4.0
UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1
FN;PID=1.1:Ann Lee
N:Lee;Ann;;;
item1.EMAIL;PREF=1:ann@example.org
EMAIL;TYPE=work:Ann.Lee@Globex.example
TEL;TYPE="voice,cell";VALUE=uri:tel:+49-30-123456;ext=102
TEL;TYPE=work;VALUE=uri:tel:+49-30-999999
ORG:Globex\\, Inc.;Research
TITLE:Assay Lead
ADR;TYPE=home:;;Street 1;Boston;MA;02101;USA
URL:https://www.linkedin.com/in/ann-lee
RELATED;TYPE=friend:mailto:ben@example.org
RELATED;TYPE="contact,colleague":urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6
RELATED;TYPE=co-worker;VALUE=text:Please contact my assistant Jane Doe
NOTE:knows a secret
  that goes no further
REV:20240131T120000Z
END:VCARD
"""
THREE = """BEGIN:VCARD
VERSION:3.0
FN:Jos\u00e9 Ito
N:Ito;Jos\u00e9;;;
EMAIL;type=INTERNET;type=HOME;type=pref:jose@example.org
TEL;type=CELL;type=VOICE;type=pref:030 123457
ORG:Initech;
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRg
 ABC=
END:VCARD
"""


def test_a_card_is_a_person_a_job_a_contact_and_what_is_related() -> None:
    found = read(VCARDS, FOUR)
    assert unclear(found) == []
    assert said(found, "person.observed") == [
        {
            "identifiers": [
                "linkedin:ann-lee", "email:ann@example.org", "email:ann.lee@globex.example",
                "phone:+4930123456", "uid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
            ],
            "name": "Ann Lee", "place": "Boston",
        }
    ]  # fmt: skip
    assert said(found, "employment.confirmed") == [
        {"person": "linkedin:ann-lee", "company": "name:globex", "title": "Assay Lead"}
    ]
    assert [str(time)[:10] for time in times(found, "employment.confirmed")] == ["2024-01-31"]
    assert [(one["person"], one["related"], one["relation"])
            for one in said(found, "relation.asserted")] == [
        (BOB, "linkedin:ann-lee", "contact"),
        ("linkedin:ann-lee", "email:ben@example.org", "friend"),
        ("linkedin:ann-lee", "uid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "contact"),
        ("linkedin:ann-lee", "uid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "colleague"),
    ]  # fmt: skip
    assert passed(found) == [1]  # who is named in words only


def test_notes_go_no_further() -> None:
    assert "secret" not in repr(read(VCARDS, FOUR))


def test_a_number_without_its_country_is_told_and_read_when_the_country_is() -> None:
    assert unclear(read(VCARDS, THREE)) == [(1, "TEL")]
    found = read(VCARDS, THREE, region="DE")
    assert said(found, "person.observed")[0]["identifiers"] == [
        "email:jose@example.org", "phone:+4930123457",
    ]  # fmt: skip
    assert times(found, "employment.confirmed") == [DAY]


def test_a_shared_number_names_somebody_who_has_no_other() -> None:
    text = "BEGIN:VCARD\nVERSION:3.0\nFN:Cy\nTEL;TYPE=HOME:+1 22\nTEL;TYPE=WORK:+4930 222222\n"
    found = read(VCARDS, text + "END:VCARD\n")
    assert said(found, "person.observed")[0]["identifiers"] == ["phone:+4930222222"]
    assert unclear(found) == [(1, "TEL")]


@pytest.mark.parametrize(
    "line", ["KIND:group", "X-ADDRESSBOOKSERVER-KIND:group", "X-ABShowAs:COMPANY", "KIND:org"]
)
def test_who_is_no_person_is_left_out(line: str) -> None:
    found = read(
        VCARDS, f"BEGIN:VCARD\nVERSION:3.0\n{line}\nFN:Globex\nEMAIL:a@b.example\nEND:VCARD"
    )
    assert passed(found) == [1]
    assert len(found) == 1


def test_an_older_card_in_quoted_printable() -> None:
    text = (
        "begin:vcard\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB\r\n"
        "TEL;CELL:+4930123456\r\nend:vcard\r\n"
    )
    assert said(read(VCARDS, text), "person.observed")[0]["name"] == "Zoë"


def test_an_address_book_that_names_relatives_in_words_and_gives_no_whole_name() -> None:
    text = (
        "BEGIN:VCARD\nVERSION:3.0\nN:Lee;Ann;;Dr.;\nEMAIL:ann@example.org\n"
        "item1.X-ABRELATEDNAMES:Ben\nitem1.X-ABLabel:_$!<Brother>!$_\nEND:VCARD\n"
    )
    found = read(VCARDS, text)
    assert said(found, "person.observed")[0]["name"] == "Dr. Ann Lee"
    assert passed(found) == [1]


def test_a_broken_card_is_told_with_its_line_and_the_others_are_read() -> None:
    found = read(VCARDS, f"BEGIN:VCARD\nFN:Lost\n{THREE}BEGIN:VCARD\nno colon\nEND:VCARD\n{FOUR}")
    assert [line for line, _ in unclear(found)] == [1, 3, 13]
    assert len(said(found, "person.observed")) == 2


def test_my_own_card_ties_me_to_nobody() -> None:
    text = "BEGIN:VCARD\nVERSION:3.0\nFN:Bob\nEMAIL:bob@example.org\nORG:Globex\nEND:VCARD\n"
    found = read(VCARDS, text)
    assert said(found, "relation.asserted") == []
    assert len(said(found, "employment.confirmed")) == 1


def test_notes_and_pictures_that_go_on_unfolded_are_not_read() -> None:
    text = (
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:L=C3=A9e;A=\r\n"
        "nn\r\nNOTE;ENCODING=QUOTED-PRINTABLE:a secret=\r\nsecret EMAIL:x@example.org=\r\n"
        "NOTE:secret\r\nPHOTO;JPEG;ENCODING=BASE64:\r\n/9j/4AAQ\r\nABCD==\r\n\r\n"
        "EMAIL;INTERNET:ann@example.org\r\nEND:VCARD\r\n"
    )
    found = read(VCARDS, text)
    assert unclear(found) == []
    assert said(found, "person.observed") == [
        {"identifiers": ["email:ann@example.org"], "name": "Ann Lée"}
    ]
    assert "secret" not in repr(found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_ends_of_lines_make_no_difference(encoding: str, end: str) -> None:
    assert read(VCARDS, THREE.replace("\n", end).encode(encoding)) == read(VCARDS, THREE)


@pytest.mark.parametrize("charset", ["", ";CHARSET=X-UNKNOWN"])
def test_quoted_names_in_no_or_an_unknown_alphabet_leave_the_card(charset: str) -> None:
    text = (
        f"BEGIN:VCARD\nVERSION:2.1\nN{charset};ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg\n"
        "ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Z=C3=BCri\nEMAIL:joerg@example.org\n"
        "EMAIL;TYPE=HOME:\nEND:VCARD\n"
    )
    found = read(VCARDS, text)
    assert unclear(found) == []
    assert said(found, "person.observed")[0]["name"] == "Jörg Müller"
    assert said(found, "company.observed")[0]["name"] == "Züri"
