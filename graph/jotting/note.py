"""A note taken apart: "coffee with Ann, she knows someone at Globex"."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from graph.gathering.heard import RELATIONS, Heard, heard_in
from graph.note_words import read_note

_PARTS: Final = re.compile(
    r"\s*[,;]\s*|\.(?:\s+|$)|\s+and\s+(?=(?:she|he|they)\b)|\s+(?=who\s)", re.IGNORECASE
)
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY: Final = re.compile(rf"\b(?:(?:on|last)\s+)?({'|'.join(_DAYS)})\b", re.IGNORECASE)
_COUNTS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3} | {str(n): n for n in range(100)}
_AGO: Final = re.compile(rf"\b({'|'.join(_COUNTS)})\s+(day|week|month)s?\s+ago\b", re.IGNORECASE)
_LAST: Final = re.compile(r"\blast\s+(week|month|night)\b", re.IGNORECASE)
_UNITS: Final = {"night": 1, "day": 1, "week": 7, "month": 30}
_PLACE: Final = re.compile(r"\s+(?:at|in|about|over|near)\s+.*$", re.IGNORECASE)
_FILLING: Final = re.compile(
    r"\b(?:long|good|great|nice|short|quick|together|lovely|just|again|briefly)\b", re.IGNORECASE
)
_TO_ME: Final = re.compile(r"\s+(?:to\s+)?me\b", re.IGNORECASE)
_VERBS: Final = (
    r"knows|has|works?|left|quit|used to work|no longer works|is (?:now )?at|says|said|calls|"
    r"offered|offers|will introduce|would introduce|promised|asked|wants|wanted|answered|thanked"
)
_KIN: Final = "|".join(RELATIONS)
_SAYINGS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?:but\s+|and\s+)?(?:she|he|they|who)\s+(?P<words>.+)",
        r"(?P<words>(?:her|his|their)\s+.+)",
        rf"(?P<who>[^'\u2019]+)['\u2019]s\s+(?P<words>(?:\w+ )?(?:{_KIN})\b.+)",
        rf"(?P<who>.+?)\s+(?P<words>(?:{_VERBS})\b.+)",
        r"(?P<words>.+)",
    )
)
_NOTHING_SAID: Final = {"unclear", "absent", "talk", "met"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What was heard, and of whom; of nobody by name where it says she or he."""

    who: str
    words: str
    heard: tuple[Heard, ...]


@dataclass(slots=True, kw_only=True)
class Note:
    """A contact, if the note tells of one, and what was said there."""

    on: datetime
    how: str = ""
    names: list[str] = field(default_factory=list)  # with whom
    they_acted: bool = False
    sayings: list[Saying] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)

    @property
    def everybody(self) -> list[str]:
        """Every name, once, in the order of the words."""
        return list(dict.fromkeys([*self.names, *(one.who for one in self.sayings if one.who)]))


def take_apart(text: str, now: datetime) -> Note:
    """What a note of the time *now* says."""
    days, rest = _days_ago(" ".join(text.split()), now)
    note = Note(on=now - timedelta(days=days))
    for part in filter(None, (part.strip(" !") for part in _PARTS.split(rest))):
        if saying := _saying(part, now):
            note.sayings.append(saying)
        elif not _contact(note, part, now):
            note.unclear.append(part)
    return note


def _saying(part: str, on: datetime) -> Saying | None:
    for form in _SAYINGS:
        if found := form.fullmatch(part):
            who = found.groupdict().get("who") or ""
            heard = tuple(heard_in(found["words"], on))
            if _says_something(heard) and not read_note(who).how:
                return Saying(who=who.strip(), words=found["words"], heard=heard)
    return None


def _says_something(heard: tuple[Heard, ...]) -> bool:
    return bool(heard) and all(one.sort not in _NOTHING_SAID for one in heard)


def _contact(note: Note, part: str, now: datetime) -> bool:
    """Whether *part* tells of contact, or of more people who were there."""
    plain = _FILLING.sub(" ", _PLACE.sub("", part))
    to_me = _TO_ME.search(plain)
    read = read_note(_TO_ME.sub("", plain))
    if not read.names or (not read.how and not note.how):
        return False
    if read.how and not note.how:
        note.how = read.how
        note.they_acted = read.they_acted or bool(to_me)
        if read.days_ago:
            note.on = now - timedelta(days=read.days_ago)
    elif read.how or not all(map(_is_name, read.names)):
        return False
    note.names += [name for name in read.names if name not in note.names]
    return True


def _is_name(words: str) -> bool:
    return all(word[0].isupper() for word in words.split())


def _days_ago(text: str, now: datetime) -> tuple[int, str]:
    """How many days before *now* it was, and the words without that."""
    if found := _AGO.search(text):
        days = _COUNTS[found[1].lower()] * _UNITS[found[2].lower()]
    elif found := _LAST.search(text):
        days = _UNITS[found[1].lower()]
    elif found := _WEEKDAY.search(text):
        days = (now.weekday() - _DAYS.index(found[1].lower()) - 1) % 7 + 1
    else:
        return 0, text
    return days, f"{text[: found.start()].rstrip()} {text[found.end() :].lstrip()}".strip()
