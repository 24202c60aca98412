"""What a short note says: "coffee with Ann yesterday" is how, whom and when."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

_HOWS = {
    "coffee": "coffee", "coffees": "coffee", "tea": "coffee", "lunch": "coffee", "dinner": "coffee",
    "breakfast": "coffee", "beer": "coffee", "drink": "coffee", "walk": "coffee",
    "call": "call", "called": "call", "phone": "call", "phoned": "call", "rang": "call",
    "zoom": "call", "video": "call",
    "meeting": "meeting", "met": "meeting", "meet": "meeting", "saw": "meeting",
    "talk": "meeting", "talked": "meeting", "spoke": "meeting",
    "message": "message", "messaged": "message", "wrote": "message", "mail": "message",
    "mailed": "message", "email": "message", "emailed": "message", "letter": "message",
    "texted": "message", "text": "message", "chat": "chat", "chatted": "chat",
    "work": "work", "worked": "work",
}  # fmt: skip
_LITTLE = {
    "a",
    "an",
    "the",
    "had",
    "have",
    "i",
    "with",
    "to",
    "from",
    "for",
    "by",
    "up",
    "of",
    "my",
}
_DAYS = {"today": 0, "yesterday": 1}
_WHO_ACTED = {"from"}  # "message from Ann": she acted


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What was understood; an empty *how* or no *names* must be asked for."""

    how: str
    names: tuple[str, ...]
    days_ago: int = 0
    they_acted: bool = False


def read_note(text: str) -> Noted:
    """Understand a note in plain words."""
    words = text.replace(",", " , ").split()
    how = next((_HOWS[word.casefold()] for word in words if word.casefold() in _HOWS), "")
    days = next((_DAYS[word.casefold()] for word in words if word.casefold() in _DAYS), 0)
    return Noted(
        how=how,
        names=_names(words),
        days_ago=days,
        they_acted=any(word.casefold() in _WHO_ACTED for word in words),
    )


def _names(words: list[str]) -> tuple[str, ...]:
    """What is left of the words, parted by "and" and commas."""
    left = [word for word in words if not _said_otherwise(word)]
    parts = re.split(r"\s*(?:,|\band\b|&)\s*", " ".join(left))
    return tuple(part for part in parts if part)


def _said_otherwise(word: str) -> bool:
    low = word.casefold()
    return low in _LITTLE or low in _DAYS or low in _HOWS


class Names(Generic[T]):
    """People by what they are called, to find whom a name may mean."""

    def __init__(self, people: Iterable[T], called: Callable[[T], str]) -> None:
        self._known = [(one, _words(called(one))) for one in people]

    def matching(self, name: str) -> list[T]:
        """Those of the same name, else of the same first or last words of it."""
        wanted = _words(name)
        same = [one for one, words in self._known if words == wanted]
        return same or [one for one, words in self._known if _begins(words, wanted)]


def _words(name: str) -> list[str]:
    """In lower case and without accents: Jose is José."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).split()


def _begins(name: list[str], wanted: list[str]) -> bool:
    return bool(wanted) and (name[: len(wanted)] == wanted or name[-len(wanted) :] == wanted)
