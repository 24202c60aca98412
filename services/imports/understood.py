"""All that a file says, sifted by the rules of whom to ignore and checked as the gateway would."""

from collections.abc import Iterator
from typing import BinaryIO

from schemas.errors import InvalidEvent
from schemas.events import read_event
from services.imports.formats import Format, Reading
from services.imports.ignoring import Ignored
from services.imports.statements import Found, Passed, Said, Statement, Unclear, Whole, event_of


def understood(
    format_: Format, file: BinaryIO, reading: Reading, ignored: Ignored
) -> Iterator[Found]:
    """What *file* says: events that the gateway will take, and what is left out and why."""
    for found in ignored.sift(format_.read(file, reading)):
        match found:
            case Statement() | Whole():
                yield from _checked(found, format_.source, reading)
            case Passed() | Unclear():
                yield found


def _checked(said: Said, source: str, reading: Reading) -> Iterator[Found]:
    try:
        read_event(event_of(said, source, undated=reading.day, generation=0), now=reading.now)
    except InvalidEvent as error:
        for problem in error.problems:
            yield Unclear(
                line=said.line, field=problem.field, reason=problem.reason, remedy=problem.remedy
            )
    else:
        yield said
