"""JSON lines of CloudEvents: each event as it is, with its own source and id."""

from collections.abc import Iterator
from typing import BinaryIO, Final

from pydantic_core import from_json

from schemas.events import MAX_EVENT_BYTES
from services.imports.formats import Format, Head, Reading
from services.imports.statements import Found, Unclear, Whole

_REMEDY: Final = "write one CloudEvents 1.0 JSON object a line"


def read(file: BinaryIO, reading: Reading) -> Iterator[Found]:
    """The event of each line."""
    del reading
    number = 0
    while line := file.readline(MAX_EVENT_BYTES + 1):
        number += 1
        if len(line) > MAX_EVENT_BYTES:
            _skip(file, line)
            yield _unclear(number, f"is over {MAX_EVENT_BYTES} bytes")
        elif line.strip():
            yield _event(number, line)


def _skip(file: BinaryIO, line: bytes) -> None:
    """On to the end of an overlong line."""
    while line and not line.endswith(b"\n"):
        line = file.readline(MAX_EVENT_BYTES)


def _event(number: int, line: bytes) -> Found:
    try:
        event = from_json(line.removeprefix(b"\xef\xbb\xbf"), allow_inf_nan=False)
    except ValueError as error:
        return _unclear(number, f"is not JSON: {error}")
    if not isinstance(event, dict):
        return _unclear(number, "is not a JSON object")
    return Whole(line=number, event=event)


def _unclear(number: int, reason: str) -> Unclear:
    return Unclear(line=number, field="(line)", reason=reason, remedy=_REMEDY)


def _fits(head: Head) -> bool:
    first = head.text.lstrip().partition("\n")[0]
    return first.startswith("{") and '"specversion"' in first


JSON_LINES = Format(name="events", title="events", fits=_fits, read=read)
