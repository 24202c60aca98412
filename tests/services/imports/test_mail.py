"""Mail after RFC 4155, 5322, 2369, 2919 and 3834, and what programs make of them."""

import tracemalloc
from datetime import UTC, datetime
from io import BytesIO

import pytest

from services.imports.detection import format_of
from services.imports.formats import Reading
from services.imports.mail import EML, MBOX
from tests.services.imports.reading import BOB, DAY, NOW, passed, read, said, times, unclear

ANN = "email:ann@example.org"
SEPARATOR = "From ann@example.org Sat Jan 31 12:00:00 2026\n"
LINES = {
    "From": "Ann Lee <Ann@Example.org>", "To": "bob@example.org", "Subject": "a secret",
    "Date": "Sat, 31 Jan 2026 13:00:00 +0100", "Message-ID": "<1@example.org>",
}  # fmt: skip


def mail(body: str = "with a secret\n", **headers: str) -> str:
    given = LINES | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\n" for name, value in given.items() if value)
    return f"{lines}\n{body}"


def test_a_message_is_contact_of_who_sent_it_and_who_got_it() -> None:
    found = read(EML, mail())
    assert said(found, "interaction.recorded") == [
        {"participants": [ANN, BOB], "from": ANN, "how": "message"}
    ]
    assert times(found, "interaction.recorded") == [datetime(2026, 1, 31, 12, tzinfo=UTC)]
    assert said(found, "person.observed") == [{"identifiers": [ANN], "name": "Ann Lee"}]
    assert "secret" not in repr(found)


def test_a_mailbox_is_its_messages_and_a_body_begins_none() -> None:
    body = "Dear Bob,\n\nFrom Monday on I am away.\nFrom: nobody@example.org\n\n>From me\n\n"
    text = (
        SEPARATOR + mail(body)
        + SEPARATOR + mail(body, Message_ID="<2>").replace("\n", "\r\n") + "\n"
        + "From 17@xxx Sat Jan 31 12:00:00 +0000 2026\n" + mail(From="", Message_ID="<3>")
    )  # fmt: skip
    found = read(MBOX, text)
    assert len(said(found, "interaction.recorded")) == 2
    assert unclear(found) == [(30, "From")]
    assert format_of("All mail", BytesIO(text.encode())) is MBOX


@pytest.mark.parametrize(
    "header",
    [
        {"Auto_Submitted": "auto-replied"}, {"Return_Path": "<>"}, {"From": "no-reply@example.org"},
        {"From": "Notifications <notifications@example.org>"}, {"Precedence": "bulk"},
        {"List_Unsubscribe": "<mailto:off@example.org>"}, {"List_Id": "<news.example.org>"},
        {"From": "Ann Lee (Docs) <comments-noreply@docs.example>"},
        {"From": "calendar-notification@example.org"},
        {"X_Gmail_Labels": "=?UTF-8?Q?Ge=C3=B6ffnet=2CEntw=C3=BCrfe?="},
        {"X_Gmail_Labels": "=?UTF-8?Q?Ge=C3=B6ffnet,?=\n =?UTF-8?Q?Papierkorb?="},
        {"List_Post": "<https://lists.example/post>, <mailto:Ann@example.org>"},
        {"X_Gmail_Labels": "Archived,Spam"}, {"X_Spam_Flag": "YES"}, {"To": "ann@example.org"},
        {"List_Post": "<mailto:ann@example.org>"},
        {"List_Post": "NO", "List_Id": "<news.example.org>"},
    ],
)  # fmt: skip
def test_what_is_no_contact_between_people_is_left_out(header: dict[str, str]) -> None:
    found = read(EML, mail(**header))
    assert passed(found) == [1]
    assert len(found) == 1


@pytest.mark.parametrize(
    "header",
    [
        {"X_Gmail_Labels": "Inbox,Draft contracts,Spam filters"},
        {"From": "Ann Lee <ann.noreplyson@example.org>"},
    ],
)
def test_what_only_looks_like_it_is_taken(header: dict[str, str]) -> None:
    assert len(said(read(EML, mail(**header)), "interaction.recorded")) == 1


@pytest.mark.parametrize(
    "header", [{"List_Post": "<mailto:talk@lists.example>"}, {"Precedence": "list"}]
)
def test_on_a_list_who_writes_reaches_me_in_bulk_and_the_list_is_nobody(
    header: dict[str, str],
) -> None:
    found = read(EML, mail(To="talk@lists.example", List_Id="<talk.lists.example>", **header))
    assert said(found, "interaction.recorded") == [
        {"participants": [ANN, BOB], "from": ANN, "how": "bulk"}
    ]


def test_a_machine_that_a_message_goes_to_is_nobody() -> None:
    to = "ann@example.org, no-reply@shop.example, reply+A1B2@reply.example"
    found = read(EML, mail(From="bob@example.org", To=to))
    assert said(found, "interaction.recorded")[0]["participants"] == [BOB, ANN]


def test_a_message_to_many_is_bulk() -> None:
    def how(number: int) -> str:
        others = ", ".join(f"P {n} <p{n}@example.org>" for n in range(number))
        return str(said(read(EML, mail(To=others)), "interaction.recorded")[0]["how"])

    assert [how(20), how(21)] == ["message", "bulk"]


def test_names_are_decoded_and_wrong_addresses_left() -> None:
    text = mail(From="=?utf-8?q?Zo=C3=AB_M=C3=BCller?= <zoe@example.org>",
                To="undisclosed-recipients:;, bob@example.org, nonsense")  # fmt: skip
    found = read(EML, text)
    assert said(found, "person.observed")[0]["name"] == "Zoë Müller"
    raw = read(EML, mail(From="Zoë Müller <zoe@example.org>"))  # RFC 6532
    assert said(raw, "person.observed") == said(found, "person.observed")
    assert said(found, "interaction.recorded")[0]["participants"] == ["email:zoe@example.org", BOB]


@pytest.mark.parametrize(
    "date", ["", "soon", "Sat, 99 Jan 2026 13:00:00 +0100", "Fri, 31 Dec 9999 23:59:59 -0500"]
)
def test_a_message_without_its_date_is_told(date: str) -> None:
    assert unclear(read(EML, mail(Date=date))) == [(1, "Date")]


def test_a_message_is_known_by_its_name_and_beginning() -> None:
    assert format_of("hello.eml", BytesIO(mail().encode())) is EML
    assert format_of("notes.txt", BytesIO(b"Dear Bob,\n\nhello\n")) is None


def test_memory_does_not_grow_with_a_body_of_one_long_line() -> None:
    text = (SEPARATOR + mail("x" * 4_000_000 + "\n\n") + SEPARATOR + mail()).encode()
    file = BytesIO(text)
    reading = Reading(me=BOB, day=DAY, now=NOW)
    list(MBOX.read(BytesIO((SEPARATOR + mail()).encode()), reading))
    tracemalloc.start()
    assert len(list(MBOX.read(file, reading))) == 4
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_older_programs_write_names_as_they_come_and_no_line_between_messages() -> None:
    text = SEPARATOR + mail("hello\n", From="Zoë Müller <zoe@example.org>")
    second = "From - Sat Jan 31 12:00:00 2026\n" + mail(Message_ID="<2>")
    found = read(MBOX, (text + second).encode("latin-1"))
    assert len(said(found, "interaction.recorded")) == 2
    assert said(found, "person.observed")[0]["name"] == "Zoë Müller"


@pytest.mark.parametrize(
    "date",
    [
        "Sat, 31 Jan 26 07:00 EST", "31 Jan 2026 12:00:00 -0000", "Sat Jan 31 12:00:00 2026",
        "Sat, 31 Jan 2026 13:00:00 +0100 (CET)", "Sat, 31 Jan 2026 13.00.00 +0100",
    ],
)  # fmt: skip
def test_dates_as_programs_have_written_them(date: str) -> None:
    held = times(read(EML, mail(Date=date)), "interaction.recorded")
    assert held == [datetime(2026, 1, 31, 12, tzinfo=UTC)]


def test_a_name_in_an_unknown_alphabet_is_left_and_the_contact_stays() -> None:
    found = read(EML, mail(From="=?x-unknown?Q?M=FCller?= <zoe@example.org>"))
    assert said(found, "person.observed") == []
    assert len(said(found, "interaction.recorded")) == 1
