"""Times, numbers and chances as a person says them."""

from datetime import UTC, datetime

# Days below which a time is told in a unit, the unit's length in days, and its name.
_STEPS = (
    (14, 1, "days"), (90, 7, "weeks"), (730, 30, "months"), (float("inf"), 365, "years"),
)  # fmt: skip


def ago(moment: str, now: str) -> str:
    """How long before *now* that was: today, yesterday, 3 days ago, 5 weeks ago."""
    if not moment:
        return "never"
    days = (_at(now).date() - _at(moment).date()).days
    if days <= 1:
        return "yesterday" if days == 1 else "today"
    length, unit = next((length, unit) for below, length, unit in _STEPS if days < below)
    return f"{days // length} {unit} ago"


def day(moment: str) -> str:
    """The day of a moment: 31 Jan 2026."""
    return f"{_at(moment):%-d %b %Y}" if moment else ""


def counted(number: int, one: str, more: str = "") -> str:
    """1 hop, 2 hops, 1,234 people."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def percent(chance: float) -> str:
    """A chance as it is said: 41%, below 1%."""
    return "below 1%" if chance < 0.01 else f"{chance:.0%}"  # noqa: PLR2004 - one in a hundred


def _at(moment: str) -> datetime:
    at = datetime.fromisoformat(moment)
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
