"""A line on somebody, in the ways that people write one."""

import pytest

from graph.jotting.line import Line, read_line
from tests.builders import NOW


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ann Lee", {}),
        ("Ann Lee, works at Globex, friend", {"company": "Globex", "relation": "friend"}),
        ("Ann Lee, friend, Globex", {"company": "Globex", "relation": "friend"}),
        ("Ann Lee - Globex - an old friend", {"company": "Globex", "relation": "friend"}),
        ("Ann Lee (Globex)", {"company": "Globex"}),
        ("Ann Lee: friend, Globex", {"company": "Globex", "relation": "friend"}),
        ("Ann Lee:", {}),
        ("Ann Lee, colleague at my last job", {"relation": "colleague"}),
        ("Ann Lee, now in Berlin at Globex", {"company": "Globex"}),
        ("Ann Lee at Globex, neighbour", {"company": "Globex", "relation": "neighbor"}),
        ("Ann Lee works for globex.com", {"company": "globex.com"}),
        ("Ann Lee, nurse at Saint Mary", {"company": "Saint Mary", "title": "nurse"}),
        ("Ann Lee, colleague at Globex", {"company": "Globex", "relation": "colleague"}),
        ("Ann Lee, family", {"relation": "kin"}),
        ("Ann Lee, met once", {"relation": "met"}),
        ("Ann Lee, we met at the fair", {"relation": "met"}),
        ("Ann Lee, friend from school", {"relation": "friend"}),
        ("Ann Lee, ann@example.org", {"identifiers": ["email:ann@example.org"]}),
    ],
)  # fmt: skip
def test_it_says_who_and_where_and_how_known(text: str, said: dict[str, object]) -> None:
    assert read_line(text, NOW) == Line(name="Ann Lee", **said)  # type: ignore[arg-type]


def test_what_somebody_else_does_is_heard_of_them() -> None:
    line = read_line("Ann Lee, her neighbour works at Globex, left Initech", NOW)
    assert [(one.sort, one.company) for one in line.heard] == [
        ("insider", "Globex"), ("left", "Initech"),
    ]  # fmt: skip
    assert not line.company


def test_what_says_nothing_is_unclear() -> None:
    line = read_line("Ann Lee, likes to dance with wolves and bears", NOW)
    assert line.unclear == ["likes to dance with wolves and bears"]


def test_whom_nobody_knows_is_no_insider() -> None:
    line = read_line("Ann Lee, knows nobody at Globex, no friend works at Initech", NOW)
    assert line.heard == []
