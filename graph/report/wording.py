"""Days, numbers and distances as a person says them."""

from collections.abc import Sequence
from datetime import datetime
from math import ceil, floor
from typing import Final

_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six")
_PLACES: Final = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def day(moment: str) -> str:
    """The day of a moment: 8 March 2026."""
    at = datetime.fromisoformat(moment)
    return f"{at.day} {at:%B %Y}"


def many(number: int, one: str, more: str = "") -> str:
    """1 hop, 2 hops."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def times(number: int) -> str:
    """Once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def hops_in_words(hops: float | None) -> str:
    """Two hops; of a median also two to three hops; out of reach."""
    if hops is None:
        return "out of reach"
    less, more = floor(hops), ceil(hops)
    number = _number(less) if less == more else f"{_number(less)} to {_number(more)}"
    return f"{number} {'hop' if hops == 1 else 'hops'}"


def away(hops: float | None) -> str:
    """Two hops away; inside; out of reach."""
    said = hops_in_words(hops)
    return "inside" if hops == 0 else said if hops is None else f"{said} away"


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def nth(number: int) -> str:
    """First, second, third; 9th from there on."""
    if number < len(_PLACES):
        return _PLACES[number]
    tens = number % 100 // 10
    ending = "th" if tens == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def in_brackets(part: int, whole: int) -> str:
    """The share in per cent; nothing of nothing."""
    return f" ({part / whole:.0%})" if part and whole else ""


def in_percent(chance: float) -> str:
    """A chance in two digits: 41%, 3.2%, 0.45%."""
    return f"{chance * 100:.2g}%" if chance < 0.995 else "100%"  # noqa: PLR2004 - what rounds to it


def listed(words: Sequence[str]) -> str:
    """One, two and three."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
