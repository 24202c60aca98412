"""Every event that can be behind a tie or an employment has its sentence."""

import re
from datetime import UTC, datetime

import pytest

from graph.evidence import EMPLOYING, TYING
from graph.report.sayings import said
from graph.report.wording import away, hops_in_words, in_percent, listed, nth, times
from graph.strength import HARD, INTERACTIONS
from schemas.events import Event, parse_event
from tests.builders import ANN, BEN, BOB, GLOBEX, contact, event, mention
from tests.test_docs import examples

EVENTS = [parse_event(one.encode(), now=datetime(2027, 1, 1, tzinfo=UTC)) for one in examples()]


def name(text: str | None) -> str:
    return {BOB: "you", ANN: "Ann", BEN: "Ben", "name:globex": "Globex"}.get(text or "", "somebody")


def test_every_type_of_event_has_a_sentence() -> None:
    telling = [one for one in EVENTS if one.type in {*TYING, *EMPLOYING}]
    assert {one.type for one in telling} == {*TYING, *EMPLOYING}
    for one in telling:
        assert re.fullmatch(r"[A-Z][^{}]+ [^{}]+\.", said(one, name)), said(one, name)


@pytest.mark.parametrize("how", INTERACTIONS)
def test_every_way_of_contact_has_a_sentence(how: str) -> None:
    alone = contact(how, BOB, ANN, actor=ANN).event
    assert {"Ann", "you"} <= set(re.findall(r"\w+", said(alone, name).replace("You", "you")))
    group = contact(how, BOB, ANN, BEN).event
    assert "others" in said(group, name)


def test_every_row_of_hard_events_with_a_word_has_its_sentence() -> None:
    rows = [row.split(" ") for row in HARD if row.startswith("inroad.ask") and " " in row]
    for kind, word in rows:
        data = {"ask": "a", "from": ANN, "to": BOB, "answer": word}
        short = kind.removeprefix("inroad.").removesuffix(".v1")
        assert said(event(short, data).event, name).startswith("Ann answered you")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (mention(ANN, to=BOB, description="my neighbour"),
         'Ann told you: "my neighbour works at Globex".'),
        (mention(ANN, to=BOB, description="the tall one"),
         'Ann told you of "the tall one" at Globex.'),
        (mention(ANN, to=BOB, insider=BEN), "Ann told you of Ben at Globex."),
        (mention(ANN, relation="friend"), "Ann spoke of a friend at Globex."),
        (contact("message", BOB, ANN, actor=BOB), "You wrote to Ann."),
        (contact("coffee", ANN, BEN), "Ann and Ben had coffee."),
        (event("tie.rated", {"rater": BOB, "person": ANN, "rating": 0.5}),
         "You rated the tie with Ann: 50%."),
        (event("employment.ended", {"person": BEN, "company": GLOBEX}), "Ben left Globex."),
    ],
)  # fmt: skip
def test_sentences_read_well(told: object, sentence: str) -> None:
    said_of: Event = told.event  # type: ignore[attr-defined]
    assert said(said_of, name) == sentence


def test_numbers_read_well() -> None:
    assert [nth(number) for number in (1, 8, 9, 11, 21, 102)] == [
        "first", "eighth", "9th", "11th", "21st", "102nd",
    ]  # fmt: skip
    assert [in_percent(chance) for chance in (0, 0.0045, 0.032, 0.41, 0.9999)] == [
        "0%", "0.45%", "3.2%", "41%", "100%",
    ]  # fmt: skip
    assert [hops_in_words(hops) for hops in (1, 2, 2.5, 4.5, None)] == [
        "one hop", "two hops", "two to three hops", "four to five hops", "out of reach",
    ]  # fmt: skip
    assert [away(hops) for hops in (0, 1, None)] == ["inside", "one hop away", "out of reach"]
    assert (times(1), times(2), times(3)) == ("once", "twice", "3 times")
    assert (listed(["one"]), listed(["one", "two", "three"])) == ("one", "one, two and three")
