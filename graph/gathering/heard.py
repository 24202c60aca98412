"""What a few words on somebody met say: "warm, neighbour works at Globex, coffee on Friday"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from graph.intel import OVERALL
from graph.note_words import read_note
from schemas.events.asks import Warmth

HOW_TO: Final = (
    "write warm, no, later until 2026-06-30, coffee on Friday, talked, neighbour works at Globex, "
    "works at Globex, Globex is great for hours, avoid Globex, thanked, asked me WORDS, "
    "answered my question; or - for somebody not met"
)
RELATIONS: Final = {
    "neighbour": "neighbor", "neighbor": "neighbor", "friend": "friend", "mate": "friend",
    "colleague": "colleague", "co-worker": "co-worker", "boss": "colleague",
    "brother": "sibling", "sister": "sibling", "husband": "spouse", "wife": "spouse",
    "cousin": "kin", "uncle": "kin", "aunt": "kin", "nephew": "kin", "niece": "kin",
    "mother": "parent", "father": "parent", "son": "child", "daughter": "child",
    "flatmate": "co-resident", "roommate": "co-resident", "housemate": "co-resident",
    "partner": "sweetheart", "girlfriend": "sweetheart", "boyfriend": "sweetheart",
}  # fmt: skip
SOMEBODY: Final = "acquaintance"  # what an insider is of whom nothing is said
_GOOD, _BAD, _MIXED = "great good nice fine", "bad awful terrible toxic long", "mixed so-so okay ok"
_SENTIMENTS: Final = {
    **dict.fromkeys(_GOOD.split(), "good"), **dict.fromkeys(_BAD.split(), "bad"),
    **dict.fromkeys(_MIXED.split(), "mixed"), "sweatshop": "bad", "great place": "good",
    "good place": "good", "bad place": "bad",
}  # fmt: skip
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS: Final = {"day": 1, "week": 7, "month": 30}

Sort = Literal[
    "absent", "met", "answer", "agreed", "talk", "insider", "works", "left", "intel", "thanks",
    "answered", "asked", "offered", "unclear",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One phrase, and what of it is understood."""

    sort: Sort
    words: str  # as written
    answer: Warmth | None = None
    until: str = ""  # a day
    how: str = ""  # of a talk
    who: str = ""  # the insider, in the informant's words
    company: str = ""
    topic: str = ""
    sentiment: str = ""
    rest: str = ""  # of a question


def heard_in(words: str, on: datetime) -> Iterator[Heard]:
    """What *words*, written of a talk on the day *on*, say: phrase by phrase."""
    for part in re.split(r"[,;]\s*|\.(?:\s+|$)", words):
        phrase = part.strip()
        if phrase:
            yield _heard(phrase, on)


def coming_day(text: str, on: datetime) -> str | None:
    """The day after *on* that *text* means, as 2026-06-05; None where it means none."""
    words = re.sub(r"^(?:on|until|till|from|after|next|this)\s+", "", text.strip().casefold())
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
        return _date(words)
    if words in _DAYS:
        return _after(on, (_DAYS.index(words) - on.weekday() - 1) % 7 + 1)
    if words == "tomorrow":
        return _after(on, 1)
    if found := re.fullmatch(r"(?:in )?(\d{1,3}|an?|one)? ?(day|week|month)s?", words):
        count = int(found[1]) if (found[1] or "").isdigit() else 1
        return _after(on, count * _UNITS[found[2]])
    return None


def _date(text: str) -> str | None:
    try:
        return f"{datetime.fromisoformat(text):%Y-%m-%d}"
    except ValueError:
        return None


def _after(on: datetime, days: int) -> str:
    return f"{on + timedelta(days=days):%Y-%m-%d}"


def _heard(phrase: str, on: datetime) -> Heard:
    for sort, pattern in _PATTERNS:
        if found := pattern.fullmatch(phrase):
            named = {name: text.strip() for name, text in found.groupdict().items() if text}
            if read := _read(sort, phrase, named, on):
                return read
    return _talked(phrase)


def _read(sort: str, phrase: str, named: dict[str, str], on: datetime) -> Heard | None:
    """What a phrase of this form says; None when it is not that after all."""
    match sort:
        case "warm" | "no":
            return Heard(sort="answer", words=phrase, answer="warm" if sort == "warm" else "no")
        case "later":
            until = coming_day(named["day"], on) if "day" in named else ""
            return None if until is None else Heard(
                sort="answer", words=phrase, answer="later", until=until
            )  # fmt: skip
        case "agreed":
            how, until = read_note(named["how"]).how, coming_day(named["day"], on)
            return (
                Heard(sort="agreed", words=phrase, how=how, until=until) if until and how else None
            )
        case "intel":
            return _intel(phrase, named)
        case "avoid":
            return Heard(sort="intel", words=phrase, company=named["company"], topic=OVERALL,
                         sentiment="bad")  # fmt: skip
        case _:
            return Heard(sort=sort, words=phrase, **named)  # type: ignore[arg-type]


def _intel(phrase: str, named: dict[str, str]) -> Heard | None:
    sentiment = _SENTIMENTS.get(named["verdict"].casefold())
    if sentiment is None:
        return None
    return Heard(
        sort="intel", words=phrase, company=named["company"], sentiment=sentiment,
        topic=named.get("topic", OVERALL).casefold(),
    )  # fmt: skip


def _talked(phrase: str) -> Heard:
    """A talk between two, as notes tell it; or nothing that is understood."""
    plain = re.sub(
        r"\b(?:long|good|great|nice|short|together|lovely)\b", " ", phrase, flags=re.IGNORECASE
    )
    noted = read_note(plain)
    if noted.how and not noted.names:
        both = {"chat": "meeting", "message": "", "work": ""}
        how = both.get(noted.how, noted.how)
        if how:
            return Heard(sort="talk", words=phrase, how=how)
    return Heard(sort="unclear", words=phrase)


_SAYS, _THEY = r"(?:says |said |calls )?", r"(?:(?:she|he|they)\s+)?"
_AT, _VERDICT = r"(?P<company>.+)", r"(?P<verdict>(?:great|good|bad) place|[\w-]+)"
_OFFERS, _WORKS = (
    r"(?:offered|offers|will|would|promised)(?: to)?",
    r"(?:who )?(?:works?|working|is)",
)
_SOME = r"(?!(?:nobody|none|no|not|never)\b)"  # before whom somebody knows
_FOR, _KIN = r"(?: (?:for|on|about|with) (?P<topic>.+))?", "|".join(RELATIONS)
_FORMS: Final = (  # the first that a phrase fits counts
    ("absent", r"-+"),
    ("absent", r"(?:not|never|didn't|did not|wasn't)(?: really)? (?:met|meet|there|come|talk)"),
    ("absent", r"absent|missed|no[- ]show"),
    ("met", r"met|hi|hello|hey|(?:said|just) (?:hi|hello)|there|\+"),
    ("warm", r"warm|warmly|very warm|yes|sure|gladly|happy to (?:help|talk)|said yes"),
    ("no", r"no|nope|no thanks|(?:would |'d )?rather not|not interested|declined|said no|cold"),
    ("later", r"(?:said |ask (?:me )?(?:again )?)?(?:later|not now|busy)(?:\s+(?P<day>.+))?"),
    ("thanks", r"(?:i )?(?:thanked|said thanks|thanks|(?:said )?thank you)(?: .+)?"),
    ("answered", r"answered(?: my)?(?: question)?:?(?P<rest>.*)"),
    ("asked", r"(?:asks|asked|want(?:s|ed) to know)(?: me)?:?(?: about| for)?\s+(?P<rest>.+)"),
    ("offered", rf"{_OFFERS} introduce me(?: to (?P<who>.+?))?(?: (?:at|in|into) {_AT})?"),
    ("agreed", r"(?P<how>[\w-]+)\s+(?P<day>.+)"),
    ("avoid", rf"{_SAYS}(?:to )?avoid {_AT}"),
    ("intel", rf"{_SAYS}(?P<company>.+?) (?:is|was|as|an?)(?: an?)? {_VERDICT}{_FOR}"),
    ("intel", rf"{_SAYS}(?P<topic>[\w -]+?) (?:is|are) {_VERDICT} at {_AT}"),
    ("intel", rf"{_SAYS}{_VERDICT} (?P<topic>[\w-]+) at {_AT}"),
    ("works", rf"{_THEY}(?:now )?works? (?:now )?(?:at|for) (?P<company>.+?)(?: now)?"),
    ("works", r"(?:she|he|they) (?:is|are) (?:now )?at (?P<company>.+?)(?: now)?"),
    ("left", rf"{_THEY}(?:left|quit|used to work (?:at|for)|no longer works (?:at|for)) {_AT}"),
    ("insider", rf"(?:(?:knows|has)\s+)?{_SOME}(?P<who>.+?) {_WORKS} (?:at|for) {_AT}"),
    ("insider", rf"(?:knows|has)\s+{_SOME}(?P<who>.+?) (?:at|in) {_AT}"),
    ("insider", rf"{_SOME}(?P<who>(?:\w+ )?(?:{_KIN})(?: [\w.-]+)*?) (?:at|in) {_AT}"),
)
_PATTERNS: Final = tuple((sort, re.compile(form, re.IGNORECASE)) for sort, form in _FORMS)
