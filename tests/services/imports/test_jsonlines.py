"""CloudEvents, one a line."""

import json
from io import BytesIO

from services.imports.detection import format_of
from services.imports.jsonlines import JSON_LINES
from tests.services.imports.reading import BOB, read, unclear, whole

COFFEE = {
    "specversion": "1.0", "id": "1", "source": "urn:example:app", "time": "2026-03-01T00:00:00Z",
    "type": "inroad.interaction.recorded.v1",
    "data": {"participants": [BOB, "email:ann@example.org"], "how": "coffee"},
}  # fmt: skip


def test_events_are_taken_as_they_are_and_wrong_lines_are_told() -> None:
    wrong = COFFEE | {"id": "2", "type": "inroad.wine.drunk.v1"}
    lines = [
        json.dumps(COFFEE),
        "",
        "{",
        "[1]",
        json.dumps(wrong),
        "x" * 600_000,
        json.dumps(COFFEE),
    ]
    found = read(JSON_LINES, "\n".join(lines))
    assert whole(found) == [COFFEE, COFFEE]
    assert unclear(found) == [(3, "(line)"), (4, "(line)"), (5, "type"), (6, "(line)")]


def test_who_is_ignored_takes_the_whole_event_along() -> None:
    assert whole(read(JSON_LINES, json.dumps(COFFEE), ignored=("@example.org",))) == []


def test_events_are_known_by_the_first_line() -> None:
    assert format_of("a.jsonl", BytesIO(json.dumps(COFFEE).encode())) is JSON_LINES


def test_a_mark_at_the_beginning_and_any_end_of_line_make_no_difference() -> None:
    text = "\ufeff" + json.dumps(COFFEE) + "\r\n\r\n" + json.dumps(COFFEE)
    assert whole(read(JSON_LINES, text)) == [COFFEE, COFFEE]
