"""Whatever happened to a file, what is left of it is read, and the rest told."""

import random

import pytest

from services.imports.detection import FORMATS
from services.imports.formats import Format
from tests.services.imports import (
    test_calendars,
    test_connections,
    test_google,
    test_linkedin,
    test_mail,
    test_plain,
    test_vcards,
)
from tests.services.imports.reading import read

WHOLE = {
    "vcard": test_vcards.FOUR + test_vcards.THREE,
    "ics": test_calendars.calendar(
        test_calendars.MEETING,
        test_calendars.meeting(
            "DTSTART;TZID=Europe/Berlin:20260302T100000", "RRULE:FREQ=WEEKLY;COUNT=3",
            "EXDATE:20260309T090000Z", "RECURRENCE-ID:20260302T090000Z", *test_calendars.many(2),
        ),
    ),
    "mbox": test_mail.SEPARATOR + test_mail.mail(),
    "eml": test_mail.mail(From="=?utf-8?q?Zo=C3=AB?= <zoe@example.org>"),
    "linkedin-connections": test_connections.FILE,
    "linkedin-messages": test_linkedin.HEADING + test_linkedin.MESSAGE + test_linkedin.GROUP,
    "linkedin-invitations": test_linkedin.ASKED,
    "linkedin-recommendations": test_linkedin.PRAISE,
    "google-contacts": test_google.TODAY + test_google.ANN,
    "csv": test_plain.TABLE,
    "events": '{"specversion": "1.0", "id": "1", "source": "urn:a", "data": {"note": "x"}}\n',
    "sheet-answers": '{"format": "inroad-sheet-answers-1", "sheet": "s", "lines": []}',
}  # fmt: skip


def damaged(text: bytes, chance: random.Random) -> bytes:
    """*text* with some bytes lost, doubled, or become others."""
    for _ in range(chance.randint(1, 6)):
        at, until = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        until = min(until, at + chance.choice([1, 3, 40]))
        noise = chance.choice([b"", text[at:until] * 2, chance.randbytes(3), b'"', b";", b"\n"])
        text = text[:at] + noise + text[until:]
    return text


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.name)
def test_no_damage_ends_the_reading(format_: Format) -> None:
    whole = WHOLE[format_.name].encode()
    assert read(format_, whole)
    chance = random.Random(format_.name)
    for _ in range(60):
        read(format_, damaged(whole, chance))
