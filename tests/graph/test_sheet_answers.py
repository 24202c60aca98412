"""From the file of answers to events."""

import pytest

from graph.agenda import Shared
from graph.entities import Sheet
from graph.sheet import ErasedSide
from graph.sheet_answers import NotOnTheSheet, events_of
from schemas.events import read_event
from schemas.sheets import SheetAnswers
from tests.builders import ANN, BOB, NOW

SHEET = Sheet(
    id="s-1", time="", source="", event="", asker=BOB, contact=ANN,
    lines=("name:globex", "name:hooli"),
)  # fmt: skip


def answers(*lines: dict[str, str], saved: str = "2026-05-04T09:00:00Z") -> SheetAnswers:
    return SheetAnswers.model_validate(
        {"format": "inroad-sheet-answers-1", "sheet": "s-1", "saved": saved, "lines": lines}
    )


def shared(sheet: Sheet = SHEET) -> Shared:
    return Shared(sheet=sheet, replies={})


KNOWS = {"company": "name:Globex", "answer": "knows-someone", "words": "my neighbour"}
LATER = {"company": "name:Hooli", "answer": "ask-later", "until": "2026-07-01", "words": "Busy"}


def test_answers_become_events_in_the_name_of_the_contact() -> None:
    events = events_of(shared(), answers(KNOWS, LATER))
    assert [(event["type"], event["data"]) for event in events] == [
        ("inroad.sheet.answered.v1", {
            "sheet": "s-1", "from": ANN, "to": BOB, "company": "name:globex",
            "answer": "knows-someone",
        }),
        ("inroad.insider.mentioned.v1", {
            "informant": ANN, "to": BOB, "company": "name:globex", "mention": "s-1",
            "description": "my neighbour",
        }),
        ("inroad.sheet.answered.v1", {
            "sheet": "s-1", "from": ANN, "to": BOB, "company": "name:hooli",
            "answer": "ask-later", "until": "2026-07-01T00:00:00.000000Z", "words": "Busy",
        }),
    ]  # fmt: skip
    for event in events:
        read_event(event, now=NOW)


def test_somebody_known_without_a_word_is_an_acquaintance() -> None:
    event = events_of(shared(), answers({**KNOWS, "words": "  "}))[1]
    assert event["data"]["relation"] == "acquaintance"
    read_event(event, now=NOW)


def test_the_same_file_makes_the_same_events_and_another_makes_others() -> None:
    once, again = (events_of(shared(), answers(KNOWS, LATER)) for _ in range(2))
    later = events_of(shared(), answers(KNOWS, LATER, saved="2026-05-05T09:00:00Z"))
    assert once == again
    assert len({event["id"] for event in once + later}) == 6


def test_nothing_is_recorded_for_the_erased_or_of_other_companies() -> None:
    gone = Sheet(id="s-1", time="", source="", event="", asker=BOB, lines=SHEET.lines)
    with pytest.raises(ErasedSide, match="the contact of the sheet 's-1' was erased"):
        events_of(shared(gone), answers(KNOWS))
    with pytest.raises(NotOnTheSheet) as stopped:
        events_of(shared(), answers(LATER, {**KNOWS, "company": "name:Zorg"}))
    assert stopped.value.field == "line 2"
