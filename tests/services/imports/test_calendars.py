"""Calendars after RFC 5545."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest

from services.imports.calendars import CALENDARS
from services.imports.formats import Reading
from tests.services.imports.reading import BOB, NOW, passed, read, said, times, unclear

ANN = "email:ann@example.org"
MEETING = """BEGIN:VEVENT
UID:1@example.org
DTSTART;TZID=Europe/Berlin:20260131T120000
ORGANIZER;CN=Bob Stone:mailto:bob@example.org
ATTENDEE;CN=Bob Stone;PARTSTAT=ACCEPTED:mailto:bob@example.org
ATTENDEE;CN="Ann Lee";PARTSTAT=ACCEPTED;RSVP=TRUE:MAILTO:Ann@Example.org
ATTENDEE;CUTYPE=ROOM;CN=Blue room:mailto:blue@resource.example.org
SUMMARY:Something private
DESCRIPTION:With words
  that go on
END:VEVENT
"""


def calendar(*events: str, zones: str = "") -> str:
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{zones}{''.join(events)}END:VCALENDAR\n"


def meeting(*lines: str, uid: str = "2") -> str:
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", ""])


def many(number: int) -> list[str]:
    return [f"ATTENDEE:mailto:p{n}@example.org" for n in range(number)]


def test_a_meeting_of_two_is_without_its_room_and_its_words() -> None:
    found = read(CALENDARS, calendar(MEETING))
    assert said(found, "interaction.recorded") == [{"participants": [BOB, ANN], "how": "meeting"}]
    assert times(found, "interaction.recorded") == [datetime(2026, 1, 31, 11, tzinfo=UTC)]
    assert {"identifiers": [ANN], "name": "Ann Lee"} in said(found, "person.observed")
    assert "rivate" not in repr(found)
    assert "words" not in repr(found)


def test_who_declined_was_not_there_and_who_has_no_address_counts() -> None:
    text = calendar(
        meeting(
            "DTSTART:20260131T120000Z", "ORGANIZER:mailto:bob@example.org",
            "ATTENDEE:mailto:ann@example.org", "ATTENDEE;PARTSTAT=DECLINED:mailto:cy@example.org",
            "ATTENDEE;CN=Guest:invalid:nomail",
        )
    )  # fmt: skip
    assert said(read(CALENDARS, text), "interaction.recorded") == [
        {"participants": [BOB, ANN], "how": "meeting", "group_size": 3}
    ]


def test_more_than_fifty_are_attendance() -> None:
    start = "DTSTART;VALUE=DATE:20260131"
    text = calendar(meeting(start, *many(50), uid="a"), meeting(start, *many(51), uid="b"))
    kinds = [one["how"] for one in said(read(CALENDARS, text), "interaction.recorded")]
    assert kinds == ["meeting", "gathering"]
    crowd = said(read(CALENDARS, calendar(meeting(start, *many(1200)))), "interaction.recorded")[0]
    assert (len(crowd["participants"]), crowd["group_size"]) == (1000, 1200)


def test_what_was_cancelled_is_to_come_or_names_nobody_is_left_out() -> None:
    people = many(2)
    text = calendar(
        meeting("DTSTART:20260131T120000Z", "STATUS:CANCELLED", *people),
        meeting("DTSTART:20270131T120000Z", *people),
        meeting("DTSTART:20260131T120000Z", "SUMMARY:Dentist"),
        meeting("DTSTART:20260131T120000Z", *people[:1]),
    )
    found = read(CALENDARS, text)
    assert len(passed(found)) == 4
    assert len(found) == 4


def test_a_repeated_meeting_was_at_each_of_its_times_but_those_taken_out_or_moved() -> None:
    weekly = meeting(
        "DTSTART;TZID=Europe/Berlin:20260302T100000", "RRULE:FREQ=WEEKLY;UNTIL=20260420T080000Z",
        "EXDATE;TZID=Europe/Berlin:20260309T100000", *many(2), uid="w",
    )  # fmt: skip
    moved = meeting(
        "DTSTART:20260317T150000Z", "RECURRENCE-ID;TZID=Europe/Berlin:20260316T100000", *many(2),
        uid="w",
    )  # fmt: skip
    held = times(read(CALENDARS, calendar(weekly, moved)), "interaction.recorded")
    assert [f"{time:%m-%d %H}" for time in held if time] == [
        "03-02 09", "03-23 09", "03-30 08", "04-06 08", "04-13 08", "04-20 08", "03-17 15",
    ]  # fmt: skip


def test_a_repetition_without_end_ends_on_the_day_of_the_file() -> None:
    text = calendar(meeting("DTSTART;VALUE=DATE:19990101", "RRULE:FREQ=DAILY", *many(2)))
    held = times(read(CALENDARS, text), "interaction.recorded")
    assert len(held) == 1000
    assert held[-1] == datetime(2026, 5, 4, tzinfo=UTC)


def test_a_time_zone_of_the_files_own() -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:My own zone\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "TZOFFSETFROM:+0500\nTZOFFSETTO:+0500\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    text = calendar(meeting("DTSTART;TZID=My own zone:20260131T120000", *many(2)), zones=zone)
    assert times(read(CALENDARS, text), "interaction.recorded") == [
        datetime(2026, 1, 31, 7, tzinfo=UTC)
    ]


def test_a_broken_entry_is_told_with_its_line_and_the_others_are_read() -> None:
    text = calendar(meeting("DTSTART:soon", *many(2)), meeting(*many(2)), MEETING, "BEGIN:VEVENT\n")
    found = read(CALENDARS, text)
    assert [line for line, _ in unclear(found)] == [3, 9, 25]
    assert len(said(found, "interaction.recorded")) == 1


@pytest.mark.parametrize(
    ("start", "until"),
    [
        ("DTSTART;TZID=Europe/Berlin:20260302T100000", "20260316"),
        ("DTSTART;TZID=Europe/Berlin:20260302T100000", "20260316T100000"),
        ("DTSTART:20260302T100000Z", "20260316"),
        ("DTSTART:20260302T100000", "20260316T100000Z"),
        ("DTSTART;VALUE=DATE:20260302", "20260316T230000Z"),
        ("DTSTART;VALUE=DATE:20260302", "20260316"),
    ],
)
def test_an_end_of_a_repetition_of_another_kind_than_its_start(start: str, until: str) -> None:
    """RFC 5545 wants both of one kind; many programs write them otherwise."""
    text = calendar(meeting(start, f"RRULE:FREQ=WEEKLY;UNTIL={until};", *many(2)))
    held = times(read(CALENDARS, text), "interaction.recorded")
    assert [f"{time:%m-%d}" for time in held if time] == ["03-02", "03-09", "03-16"]


def test_addresses_without_their_scheme_or_beside_another() -> None:
    text = calendar(
        meeting(
            "DTSTART;TZID=W. Europe Standard Time:20260131T120000",
            "ATTENDEE;CN=Ann:ann@example.org", 'ORGANIZER;CN="Stone,\n  Bob":MAILTO:bob@exa',
            "\tmple.org", "ATTENDEE;EMAIL=ben@example.org:urn:uuid:0bc3",
            "ATTENDEE;EMAIL=cy@example.org;PARTSTAT=DECLINED:/principals/cy",
        )
    )  # fmt: skip
    found = read(CALENDARS, text)
    assert said(found, "interaction.recorded") == [
        {"participants": [BOB, ANN, "email:ben@example.org"], "how": "meeting"}
    ]
    assert times(found, "interaction.recorded") == [datetime(2026, 1, 31, 11, tzinfo=UTC)]
    assert {"identifiers": [BOB], "name": "Stone, Bob"} in said(found, "person.observed")


def test_an_organizer_nobody_knows_is_nobody_and_a_relay_gives_way_to_the_address() -> None:
    text = calendar(
        meeting(
            "DTSTART:20260130T120000Z", "ATTENDEE:mailto:bob@example.org",
            "ORGANIZER;CN=Unknown Organizer:mailto:unknownorganizer@calendar.google.com", uid="1",
        ),
        meeting(
            "DTSTART:20260131T120000Z", "ATTENDEE:mailto:bob@example.org",
            "ORGANIZER;CN=Ann;EMAIL=ann@example.org:mailto:2_GEZDKMBSG@imip.me.com",
        ),
    )  # fmt: skip
    found = read(CALENDARS, text)
    assert said(found, "interaction.recorded") == [{"participants": [ANN, BOB], "how": "meeting"}]


def test_a_meeting_later_on_the_day_of_the_file_is_still_to_come() -> None:
    later = NOW + timedelta(minutes=5)
    text = calendar(meeting(f"DTSTART:{later:%Y%m%dT%H%M%SZ}", *many(2)))
    reading = Reading(me=BOB, day=NOW, now=NOW)
    assert passed(list(CALENDARS.read(BytesIO(text.encode()), reading))) == [3]
