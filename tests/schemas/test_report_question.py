"""A report's definitions, and which spans of time may be asked for."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from schemas.report import ReportQuestion, coming_midnight, definitions_of

TALLIES = ("whole.", "before.", "recent.", "weeks[].")


def numbers(value: Any, at: str = "") -> Iterator[str]:
    """Where the numbers of an answer stand."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from numbers(one, f"{at}.{name}" if at else name)
    elif isinstance(value, list):
        for one in value:
            yield from numbers(one, f"{at}[]")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield at


def defined(where: str) -> set[str]:
    """The names under which a number may be defined."""
    for head in TALLIES:
        where = where.removeprefix(head)
    return {where, f"{where.rpartition('.')[0]}.*"}


def test_every_definition_says_something() -> None:
    definitions = definitions_of()
    assert len(definitions) > 30
    assert [where for where, text in definitions.items() if len(text) < 10] == []


@pytest.mark.parametrize("weeks", [0, -1, 105, 1000, "many"])
def test_only_so_many_weeks_may_be_asked_for(weeks: Any) -> None:
    with pytest.raises(ValidationError, match="weeks"):
        ReportQuestion.model_validate({"weeks": weeks})


def test_the_future_may_not_be_asked_for() -> None:
    later = datetime.now(UTC) + timedelta(days=2)
    with pytest.raises(ValidationError, match="in the future"):
        ReportQuestion.model_validate({"until": later.isoformat()})
    assert ReportQuestion().until == coming_midnight()


@pytest.mark.parametrize("until", ["soon", "20260601", "2026-06-01T00:00:00"])
def test_a_day_that_is_none_is_refused(until: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ReportQuestion.model_validate({"until": until})
    assert "2026-01-31" in refused.value.errors()[0]["ctx"]["remedy"]
