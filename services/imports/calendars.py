"""Calendars (iCalendar, RFC 5545): who met whom, when, and how many were there.

Only UID, times, STATUS, ORGANIZER and ATTENDEE are read: no title, no description.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice, takewhile
from typing import Any, BinaryIO, Final

from dateutil.rrule import rrulestr
from icalendar import Calendar, vRecur

from schemas.errors import InvalidIdentifier
from schemas.events.ties import MAX_PARTICIPANTS
from services.imports.blocks import blocks_of
from services.imports.formats import Format, Head, Reading
from services.imports.people import identifier
from services.imports.statements import Found, Passed, Statement, Unclear
from services.imports.text import text_of

LARGEST_MEETING: Final = 50  # above that it is attendance
MOST_TIMES: Final = 1_000  # of one that repeats, the latest
_STEPS: Final = 50_000  # that a repetition is followed
_NO_PERSON: Final = ("RESOURCE", "ROOM", "GROUP")
_NO_ADDRESS: Final = ("@calendar.google.com", ".calendar.google.com")  # rooms, unknown organizers
_PAIR: Final = 2
_BROKEN: Final = (ValueError, AttributeError, TypeError, LookupError, OverflowError)
_REMEDY: Final = "correct the entry; the others were read"


@dataclass(frozen=True, slots=True)
class _Around:
    """What entries need of the rest of the file."""

    zones: str  # its own time zones
    moved: frozenset[tuple[str, datetime]]  # times of repeated entries that have their own entry


def read(file: BinaryIO, reading: Reading) -> Iterator[Found]:
    """Each meeting that was; a repeated one at each of its times that was not moved."""
    around = _around(file)
    with text_of(file) as text:
        for found in blocks_of(text, "VEVENT"):
            if isinstance(found, Unclear):
                yield found
            else:
                yield from _entry(*found, around, reading)


def _around(file: BinaryIO) -> _Around:
    with text_of(file) as text:
        zones = "".join(one[1] for one in blocks_of(text, "VTIMEZONE") if isinstance(one, tuple))
    file.seek(0)
    moved: set[tuple[str, datetime]] = set()
    with text_of(file) as text:
        for found in blocks_of(text, "VEVENT"):
            if isinstance(found, tuple) and "RECURRENCE-ID" in found[1]:
                with suppress(*_BROKEN):
                    event = _parsed(found[1], zones)
                    moved.add((str(event.get("UID", "")), _moment(event["RECURRENCE-ID"].dt)))
    file.seek(0)
    return _Around(zones, frozenset(moved))


def _entry(line: int, text: str, around: _Around, reading: Reading) -> Iterator[Found]:
    try:
        event = _parsed(text, around.zones)
        times = _times(event, reading)
    except _BROKEN as error:
        yield Unclear(line=line, field="(entry)", reason=f"can't be read: {error}", remedy=_REMEDY)
        return
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        yield Passed(line=line, reason="was cancelled")
        return
    people, names, size = _attendees(event)
    if size < _PAIR or not people:
        yield Passed(line=line, reason="names no two people")
        return
    uid = str(event.get("UID", ""))
    alone = "RECURRENCE-ID" in event
    held = [time for time in times if alone or (uid, time) not in around.moved]
    if not held:
        yield Passed(line=line, reason="is still to come, or was moved")
        return
    for person, name in names.items():
        data = {"identifiers": [person], "name": name}
        yield Statement(line=line, kind="person.observed", data=data)
    for time in held:
        yield from _meeting(line, uid, time, people, size)


def _meeting(
    line: int, uid: str, time: datetime, people: Sequence[str], size: int
) -> Iterator[Found]:
    if len(people) < _PAIR:
        yield Passed(line=line, reason="names one person by an address")
        return
    named = list(people[:MAX_PARTICIPANTS])
    how = "meeting" if size <= LARGEST_MEETING else "gathering"
    data: dict[str, Any] = {"participants": named, "how": how}
    if size > len(named):
        data["group_size"] = size
    yield Statement(line=line, kind="interaction.recorded", data=data, time=time, mark=uid)


def _parsed(text: str, zones: str) -> Any:
    """The VEVENT in *text*.

    Raises:
        ValueError: when it is none, or has no start.
    """
    event = _within(text)
    if "TZID" in event["DTSTART"].params and getattr(event["DTSTART"].dt, "tzinfo", 0) is None:
        event = _within(zones + text)  # a zone of the file's own
    return event


def _within(text: str) -> Any:
    calendar = Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{text}END:VCALENDAR\r\n")
    event = calendar.walk("VEVENT")[0]
    if not isinstance(getattr(event.get("DTSTART"), "dt", None), date):
        raise ValueError("has no start that is a date or a time")  # noqa: TRY004 - of the text
    return event


def _times(event: Any, reading: Reading) -> list[datetime]:
    """When it was, up to the end of the day of the file, and to now."""
    start = _moment(event["DTSTART"].dt)
    limit = min(reading.day.replace(hour=23, minute=59, second=59), reading.now)
    if "RRULE" not in event:
        return [start] if start <= limit else []
    rules = event["RRULE"] if isinstance(event["RRULE"], list) else [event["RRULE"]]
    first = event["DTSTART"].dt
    local = first if isinstance(first, datetime) else datetime(first.year, first.month, first.day)  # noqa: DTZ001 - as the rule's
    without = {_moment(one.dt) for many in _each(event.get("EXDATE")) for one in many.dts}
    added = {_moment(one.dt) for many in _each(event.get("RDATE")) for one in many.dts
             if isinstance(one.dt, date)}  # fmt: skip
    times = set(added)
    for rule in rules:
        steps = islice(rrulestr(_rule(rule, local), dtstart=local), _STEPS)
        held = takewhile(lambda time: time <= limit, map(_moment, steps))
        times |= set(deque(held, MOST_TIMES))
    return sorted(time for time in times - without if time <= limit)[-MOST_TIMES:]


def _rule(rule: Any, start: datetime) -> str:
    """A rule whose UNTIL is as RFC 5545, 3.3.10, wants it by *start*; many write it otherwise."""
    until = rule.get("UNTIL", [None])[0]
    if until is None:
        return str(rule.to_ical().decode())
    if not isinstance(until, datetime):
        until = datetime(until.year, until.month, until.day, 23, 59, 59)  # noqa: DTZ001 - as the start's
    if start.tzinfo:
        until = (until if until.tzinfo else until.replace(tzinfo=start.tzinfo)).astimezone(UTC)
    elif until.tzinfo:
        until = until.astimezone(UTC).replace(tzinfo=None)
    return str(vRecur({**rule, "UNTIL": until}).to_ical().decode())


def _each(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _moment(value: date) -> datetime:
    """In UTC; a day is its midnight, a time without a zone is taken as UTC."""
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _attendees(event: Any) -> tuple[list[str], dict[str, str], int]:
    """Who was there by address, names by it, and how many were: not rooms, not who declined."""
    people: dict[str, str] = {}
    strangers = 0
    for one in (*_each(event.get("ORGANIZER")), *_each(event.get("ATTENDEE"))):
        address = _address(one)
        if address.casefold().endswith(_NO_ADDRESS) or not _came(one):
            continue
        try:
            person = identifier("email:" + address)
        except InvalidIdentifier:
            strangers += 1
            continue
        name = str(one.params.get("CN", "")).strip()
        people.setdefault(person, "")
        people[person] = people[person] or ("" if "@" in name else name)
    declined = {person for person in people if person in _declined(event)}
    left = [person for person in people if person not in declined]
    names = {person: people[person] for person in left if people[person]}
    return left, names, len(left) + strangers


def _address(one: Any) -> str:
    """The EMAIL beside it (RFC 7986, 6.2; iCloud's mailto: is of a relay), else after mailto:."""
    if told := str(one.params.get("EMAIL", "")).strip():
        return told
    text = str(one).strip()
    scheme, _, rest = text.partition(":")
    return rest.strip() if scheme.casefold() == "mailto" else text


def _came(one: Any) -> bool:
    return str(one.params.get("CUTYPE", "")).upper() not in _NO_PERSON


def _declined(event: Any) -> set[str]:
    """Who said no, also the organizer, who is named twice."""
    said: set[str] = set()
    for one in _each(event.get("ATTENDEE")):
        if str(one.params.get("PARTSTAT", "")).upper() == "DECLINED":
            with suppress(InvalidIdentifier):
                said.add(identifier("email:" + _address(one)))
    return said


def _fits(head: Head) -> bool:
    return head.text.lstrip()[:15].upper() == "BEGIN:VCALENDAR"


CALENDARS = Format(name="ics", title="a calendar", fits=_fits, read=read)
