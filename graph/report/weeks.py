"""Weeks, Monday to Sunday in UTC, the last of which may be cut short."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from schemas.events.base import moment_text

RECENT: Final = 4  # weeks that are compared with those before
_MOMENT: Final = timedelta(microseconds=1)
_WEEK: Final = timedelta(days=7)


class Week(NamedTuple):
    """From *start* to *end*, its last moment, both within it."""

    start: str
    end: str


def weeks_until(until: datetime, count: int) -> tuple[Week, ...]:
    """The *count* weeks that end before *until*, the earliest first."""
    last = until - _MOMENT
    monday = last.replace(hour=0, minute=0, second=0, microsecond=0)
    monday -= timedelta(days=monday.weekday())
    starts = [monday - number * _WEEK for number in reversed(range(count))]
    ends = [*(start - _MOMENT for start in starts[1:]), last]
    return tuple(
        Week(moment_text(start), moment_text(end)) for start, end in zip(starts, ends, strict=True)
    )


def moment_before(week: Week) -> str:
    """The last moment before *week*."""
    return moment_text(datetime.fromisoformat(week.start) - _MOMENT)


def recent_of(weeks: Sequence[Week]) -> int:
    """How many of *weeks*, the last ones, are compared with those before."""
    return min(RECENT, (len(weeks) + 1) // 2)
