"""A line on somebody taken apart: "Ann Lee, works at Globex, friend"."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from graph.gathering.heard import RELATIONS, Heard, heard_in
from schemas.shorthand import names_identifier, person_text

_RELATIONS: Final = RELATIONS | {
    "family": "kin", "relative": "kin", "kin": "kin", "grandmother": "kin", "grandfather": "kin",
    "in-law": "kin", "parent": "parent", "sibling": "sibling", "spouse": "spouse",
    "coworker": "co-worker", "teammate": "colleague", "met": "met", "acquaintance": "acquaintance",
    "classmate": "acquaintance", "contact": "contact",
}  # fmt: skip
_PARTS: Final = re.compile(r"\s*[,;\t]\s*|\s+[-\u2013\u2014]\s+")
_HEAD: Final = re.compile(
    r"(?P<name>(?:[^():]|:(?! ))+?)\s*"
    r"(?:\((?P<inside>.+)\)|: (?P<said>.+)|(?P<more>\b(?:works?|is|at|from)\b.+))?"
)
_WORKS: Final = re.compile(
    r"(?:(?:she|he|they)\s+)?(?:now\s+)?(?:in\s+[\w.-]+\s+)?"
    r"(?:works?\s+|working\s+|is\s+)?(?:at|for)\s+(?P<company>.+)|"
    r"from\s+(?P<of>[A-Z].*)|(?P<title>.+?)\s+at\s+(?P<where>.+)",
    re.IGNORECASE,
)
_HOW_KNOWN: Final = re.compile(
    r"(?:we\s+)?met(?:\s+(?:once|twice|at|in|through)\b.*)?|"
    r"(?:(?:an?|my|old|good|best|close|dear|former|ex-?)\s+)*(?P<word>[\w-]+)"
    r"(?:\s+(?:of|from|at\s+(?:my|our|last|work|school|university))\b.*"
    r"|\s+at\s+(?P<company>.+))?",
    re.IGNORECASE,
)
_COMPANY: Final = re.compile(
    r"[A-Z0-9][\w&.'\u2019+-]*(?:\s+[\w&.'\u2019+-]+){0,4}|[\w-]+(?:\.[\w-]+)+"
)
_NEVER_TITLES: Final = re.compile(r"\b(?:knows|has|works?|left|said|says|worked)\b", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """Somebody: by which identifiers, what they are to you, where they work, what else is said."""

    name: str
    identifiers: list[str] = field(default_factory=list)  # as written, with their kind
    relation: str = ""
    company: str = ""
    title: str = ""
    heard: list[Heard] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)

    @property
    def called(self) -> str:
        """Name and identifier, as a mailbox is written."""
        return f"{self.name} <{self.identifiers[0]}>" if self.identifiers else self.name


def read_line(text: str, on: datetime) -> Line:
    """What *text*, written on the day *on*, says of somebody."""
    head, *parts = _PARTS.split(" ".join(text.split()))
    found = _HEAD.fullmatch(head)
    line = Line(name=(found["name"] if found else head).strip(" :"))
    if found:
        parts = [part for part in found.group("inside", "said", "more") if part] + parts
    for part in filter(None, parts):
        _read(line, part.strip(" ."), on)
    return line


def _read(line: Line, part: str, on: datetime) -> None:
    who = person_text(part)
    if names_identifier(who):
        line.identifiers.append(who)
    elif (known := _how_known(part)) and not line.relation:
        line.relation, company = known
        line.company = line.company or company
    elif heard := _heard(part, on):
        line.heard += heard
    elif (job := _job(part)) and not line.company:
        line.title, line.company = job
    else:
        line.unclear.append(part)


def _how_known(part: str) -> tuple[str, str] | None:
    """A relation, and of a colleague at some company that company."""
    found = _HOW_KNOWN.fullmatch(part)
    if found is None:
        return None
    relation = _RELATIONS.get(found["word"].casefold()) if found["word"] else "met"
    return (relation, found["company"] or "") if relation else None


def _heard(part: str, on: datetime) -> list[Heard]:
    """What the debrief of a gathering would hear, but for where the person works."""
    heard = list(heard_in(part, on))
    return heard if all(one.sort in {"insider", "left", "intel"} for one in heard) else []


def _job(part: str) -> tuple[str, str] | None:
    """Title and company."""
    if found := _WORKS.fullmatch(part):
        company = found["company"] or found["of"] or found["where"]
        title = found["title"] or ""
        return None if _NEVER_TITLES.search(title) else (title, company)
    return ("", part) if _COMPANY.fullmatch(part) else None
