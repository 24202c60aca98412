"""What a few words on somebody say."""

from datetime import UTC, datetime
from typing import Any

import pytest

from graph.gathering.heard import Heard, coming_day, heard_in

TUESDAY = datetime(2026, 6, 2, 19, tzinfo=UTC)


def said(words: str) -> list[dict[str, Any]]:
    names = [name for name in Heard.__slots__ if name != "words"]
    return [
        {name: value for name in names if (value := getattr(one, name))}
        for one in heard_in(words, TUESDAY)
    ]


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("warm", {"sort": "answer", "answer": "warm"}),
        ("No", {"sort": "answer", "answer": "no"}),
        ("rather not", {"sort": "answer", "answer": "no"}),
        ("later", {"sort": "answer", "answer": "later"}),
        ("later in 2 weeks", {"sort": "answer", "answer": "later", "until": "2026-06-16"}),
        ("busy until 2026-07-01", {"sort": "answer", "answer": "later", "until": "2026-07-01"}),
        ("-", {"sort": "absent"}),
        ("not there", {"sort": "absent"}),
        ("met", {"sort": "met"}),
        ("coffee on Friday", {"sort": "agreed", "how": "coffee", "until": "2026-06-05"}),
        ("lunch next week", {"sort": "agreed", "how": "coffee", "until": "2026-06-09"}),
        ("call tomorrow", {"sort": "agreed", "how": "call", "until": "2026-06-03"}),
        ("had coffee", {"sort": "talk", "how": "coffee"}),
        ("long talk", {"sort": "talk", "how": "meeting"}),
        ("chatted", {"sort": "talk", "how": "meeting"}),
        (
            "neighbour works at Globex",
            {"sort": "insider", "who": "neighbour", "company": "Globex"},
        ),
        (
            "her friend Gil works for globex.com",
            {"sort": "insider", "who": "her friend Gil", "company": "globex.com"},
        ),
        ("sister at Hooli", {"sort": "insider", "who": "sister", "company": "Hooli"}),
        ("knows someone at Globex", {"sort": "insider", "who": "someone", "company": "Globex"}),
        ("works at Initech now", {"sort": "works", "company": "Initech"}),
        ("she is at Initech", {"sort": "works", "company": "Initech"}),
        ("left Hooli", {"sort": "left", "company": "Hooli"}),
        (
            "Globex is a sweatshop",
            {"sort": "intel", "company": "Globex", "topic": "overall", "sentiment": "bad"},
        ),
        (
            "Globex is great for learning",
            {"sort": "intel", "company": "Globex", "topic": "learning", "sentiment": "good"},
        ),
        (
            "hours are bad at Globex",
            {"sort": "intel", "company": "Globex", "topic": "hours", "sentiment": "bad"},
        ),
        (
            "avoid Hooli",
            {"sort": "intel", "company": "Hooli", "topic": "overall", "sentiment": "bad"},
        ),
        ("thanked her for the tip", {"sort": "thanks"}),
        ("asked me about visas", {"sort": "asked", "rest": "visas"}),
        ("answered my question", {"sort": "answered"}),
        ("answered assay lead", {"sort": "answered", "rest": "assay lead"}),
        (
            "will introduce me to Gil at Globex",
            {"sort": "offered", "who": "Gil", "company": "Globex"},
        ),
        ("knows the boss", {"sort": "unclear"}),
        ("Globex is hiring", {"sort": "unclear"}),
        ("later, some day", {"sort": "answer", "answer": "later"}),
    ],
)
def test_a_phrase_is_understood(words: str, means: dict[str, str]) -> None:
    assert said(words)[0] == means


def test_phrases_are_parted_by_commas_and_full_stops() -> None:
    heard = said("warm, works at globex.com. Coffee on Friday; thanked")
    assert [one["sort"] for one in heard] == ["answer", "works", "agreed", "thanks"]
    assert said(" , ") == []


@pytest.mark.parametrize("text", ["someday", "2026-13-40", "on the moon", "", "in 9999 days"])
def test_what_is_no_day_means_none(text: str) -> None:
    assert coming_day(text, TUESDAY) is None


def test_a_weekday_is_the_next_one() -> None:
    assert coming_day("Tuesday", TUESDAY) == "2026-06-09"
    assert coming_day("on wednesday", TUESDAY) == "2026-06-03"
