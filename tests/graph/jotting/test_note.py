"""A note, in the ways that people write one."""

from datetime import timedelta

import pytest

from graph.jotting.note import take_apart
from tests.builders import NOW  # a Monday


@pytest.mark.parametrize(
    ("text", "how", "names", "days"),
    [
        ("coffee with Ann", "coffee", ["Ann"], 0),
        ("had a long lunch with ann lee yesterday", "coffee", ["ann lee"], 1),
        ("met Ann and Ben at the fair", "meeting", ["Ann", "Ben"], 0),
        ("coffee with Ann, Ben and Cy", "coffee", ["Ann", "Ben", "Cy"], 0),
        ("called Ann two days ago", "call", ["Ann"], 2),
        ("call with Ann last week", "call", ["Ann"], 7),
        ("coffee with Ann on Friday", "coffee", ["Ann"], 3),
        ("coffee with Ann on Monday", "coffee", ["Ann"], 7),
    ],
)  # fmt: skip
def test_it_tells_of_contact(text: str, how: str, names: list[str], days: int) -> None:
    note = take_apart(text, NOW)
    assert (note.how, note.names, NOW - note.on) == (how, names, timedelta(days=days))
    assert (note.sayings, note.unclear) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        "coffee with Ann, she knows someone at Globex",
        "coffee with Ann and she knows someone at Globex",
        "coffee with Ann who knows someone at Globex",
        "Coffee with Ann. She knows someone at Globex.",
    ],
)
def test_it_tells_what_was_said_there(text: str) -> None:
    note = take_apart(text, NOW)
    ((saying,),) = (note.sayings,)
    assert (note.names, saying.who, note.unclear) == (["Ann"], "", [])
    assert [(one.sort, one.who, one.company) for one in saying.heard] == [
        ("insider", "someone", "Globex")
    ]


@pytest.mark.parametrize(
    ("text", "who", "sort"),
    [
        ("Ann knows someone at Globex", "Ann", "insider"),
        ("ann lee works at globex", "ann lee", "works"),
        ("Ann's neighbour works at Globex", "Ann", "insider"),
        ("Ann says Globex is great for hours", "Ann", "intel"),
        ("Ann left Globex", "Ann", "left"),
    ],
)
def test_without_contact_it_tells_who_said_what(text: str, who: str, sort: str) -> None:
    note = take_apart(text, NOW)
    assert (note.how, note.unclear) == ("", [])
    ((saying,),) = (note.sayings,)
    assert (saying.who, [one.sort for one in saying.heard]) == (who, [sort])


def test_who_wrote_acted() -> None:
    assert take_apart("Ann wrote to me", NOW).they_acted
    assert take_apart("message from Ann", NOW).they_acted
    assert not take_apart("wrote to Ann", NOW).they_acted


def test_what_says_nothing_is_unclear() -> None:
    note = take_apart("coffee with Ann, what a fine purple day", NOW)
    assert (note.names, note.unclear) == (["Ann"], ["what a fine purple day"])
