"""Dates as exports write them, in the languages that they come in."""

import re
from datetime import UTC, date, datetime

# Beginnings of the names of months in English, German, French, Spanish, Portuguese, Italian,
# Dutch and Swedish.
_MONTHS = (
    ("jan", "ene", "gen", "jän"), ("feb", "fév", "fev", "fév"), ("mar", "mär", "mrz", "maa", "mrt"),
    ("apr", "avr", "abr"), ("may", "mai", "maj", "mei", "mag"), ("jun", "juin", "giu"),
    ("jul", "juil", "lug"), ("aug", "aoû", "aou", "ago"), ("sep", "set"),
    ("oct", "okt", "out", "ott"), ("nov",), ("dec", "dez", "déc", "dic"),
)  # fmt: skip
_WORDS = re.compile(r"(\d{1,2})\.?(?:\s+de)?\s+([^\W\d]+)\.?,?(?:\s+de)?\s+(\d{4})")
_DASHES = re.compile(r"(\d{1,2})-([^\W\d]+)\.?-(\d{4}|\d{2})\b")  # by spreadsheets that saved again
_AMERICAN = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2}),?\s+(\d{4})")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})\b")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AP]M)?", re.IGNORECASE)


def moment_of(text: str) -> datetime:
    """The moment that *text* names, in UTC: ISO 8601, 31 Jan 2026, 1/31/26, 2:03 PM, 31.01.2026.

    Of 1/2/2026 the first number is the month; of 1.2.2026 and 1-2-2026 it is the day.

    Raises:
        ValueError: when it names none.
    """
    written = text.strip().removesuffix(" UTC").strip()
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        day, rest = _day(written)
        moment = _timed(day, rest)
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError as error:
        raise ValueError(f"{text!r} is no date") from error


def _day(text: str) -> tuple[date, str]:
    if found := _WORDS.match(text):
        return date(int(found[3]), _month(found[2]), int(found[1])), text[found.end() :]
    if found := _AMERICAN.match(text):
        return date(int(found[3]), _month(found[1]), int(found[2])), text[found.end() :]
    if found := _DASHES.match(text):
        return date(_year(found[3]), _month(found[2]), int(found[1])), text[found.end() :]
    if found := _NUMBERS.match(text):
        first, second = int(found[1]), int(found[3])
        month, day = (first, second) if found[2] == "/" and first <= 12 else (second, first)  # noqa: PLR2004 - months
        return date(_year(found[4]), month, day), text[found.end() :]
    raise ValueError(f"{text!r} is no date")


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)  # noqa: PLR2004 - digits


def _month(name: str) -> int:
    folded = name.casefold()
    # juin and juil begin alike: the longest beginning wins
    matches = [
        (len(start), number)
        for number, starts in enumerate(_MONTHS, start=1)
        for start in starts
        if folded.startswith(start)
    ]
    if not matches:
        raise ValueError(f"{name!r} is no month")
    return max(matches)[1]


def _timed(day: date, rest: str) -> datetime:
    found = _TIME.search(rest)
    if not found:
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4].upper() == "PM" else 0)
    return datetime(
        day.year, day.month, day.day, hour, int(found[2]), int(found[3] or 0), tzinfo=UTC
    )
