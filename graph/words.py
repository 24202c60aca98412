"""The sentences of an answer: who knows whom in plain English, without a bare number."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.entities import Company, Person, Tie
from graph.strength import PRIORS

# A noun for each word of RFC 6350, 6.6.6. A tie does not keep which side is whose, so a word
# that is true one way only becomes a noun that is true both ways.
NOUNS = {
    "spouse": "spouse", "parent": "close relative", "child": "close relative",
    "sibling": "sister or brother", "kin": "relative", "sweetheart": "partner",
    "friend": "friend", "emergency": "trusted contact", "co-resident": "housemate",
    "date": "date", "agent": "agent or client", "neighbor": "neighbour",
    "colleague": "colleague", "co-worker": "co-worker",
    "met": "acquaintance", "acquaintance": "acquaintance",
    "contact": "contact", "muse": "contact", "crush": "contact",
}  # fmt: skip
_KINDS = ("email", "linkedin", "phone", "uid", "domain", "name")  # the best to show first
_RANKS = {kind: rank for rank, kind in enumerate(_KINDS)}
_OWN = re.compile(r"(?:my|our)\s+(.+)", re.IGNORECASE | re.DOTALL)
_SELF = re.compile(r"\b(?:i|me|my|mine|we|us|our)\b", re.IGNORECASE)
_TITLES = {
    "dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "uncle", "aunt",
}  # fmt: skip
_AFTER = re.compile(r"(,\s*(ph\.?d|m\.?d|mba|msc|jr|sr)\.?)+$", re.IGNORECASE)  # behind a name
_WELL = (
    (0.8, "know each other very well"),
    (0.5, "know each other well"),
    (0.2, "know each other"),
)


def ref_of(whom: Person | Company) -> str:
    """The identifier by which to speak of somebody."""
    if len(whom.identifiers) == 1:
        return whom.identifiers[0]
    return min(whom.identifiers, key=_rank)


def _rank(identifier: str) -> tuple[int, str]:
    return _RANKS.get(identifier.partition(":")[0], len(_KINDS)), identifier


def full_name(whom: Person | Company) -> str:
    """Name, or the value of an identifier; empty for an insider known by description only."""
    if whom.name or (isinstance(whom, Person) and whom.described):
        return whom.name
    return ref_of(whom).partition(":")[2]


def label(whom: Person | Company) -> str:
    """What to call somebody where nobody else is in sight, never empty."""
    description = whom.description if isinstance(whom, Person) else ""
    return full_name(whom) or (f'"{description}"' if description else "someone")


def first_name(person: Person, others: Iterable[Person] = ()) -> str:
    """First name of a person whose name is known, when none of *others* has the same."""
    first = first_of(person.name)
    clash = any(other.id != person.id and first_of(other.name) == first for other in others)
    return label(person) if clash or not first else first


def noun_of(tie: Tie) -> str:
    """Noun of the closest relation that holds, or nothing."""
    return NOUNS[max(tie.relations, key=lambda word: PRIORS[word])] if tie.relations else ""


def relation_noun(person: Person, tie: Tie, informant: Person) -> str:
    """What *person* is to the other side of *tie*: in that side's own words, or by relation."""
    own = _OWN.fullmatch(person.description) if person.informant in informant.identifiers else None
    first = first_of(person.name).casefold()
    if own and not _SELF.search(own[1]) and not (first and first in own[1].casefold()):
        return own[1]
    return noun_of(tie)


def how_well(tie: Tie, sure: float) -> str:
    """How well two people know each other, in words."""
    if not tie.open:
        return "are not on good terms" if tie.rating == 0 else "hardly know each other"
    words = next((words for least, words in _WELL if sure >= least), "know each other a little")
    return f"{words}, and talk with purpose" if tie.kind == "hard" else words


def as_known_to(informant: Person, person: Person, tie: Tie, *, you: bool = False) -> str:
    """*person* as the other side of *tie* would be heard to speak of them."""
    if name := full_name(person):
        return name
    if noun := relation_noun(person, tie, informant):
        return f"your {noun}" if you else f"{possessive(informant)} {noun}"
    calls = "you call" if you else f"{label(informant)} calls"
    told = person.informant in informant.identifiers and person.description
    return f'someone {calls} "{person.description}"' if told else label(person)


def possessive(person: Person) -> str:
    return f"{label(person)}'s"


def path_sentence(
    people: Sequence[Person], ties: Sequence[Tie], company: Company, *, former: bool
) -> str:
    """Who leads whom into *company*, from the first contact on: "Ann knows Ben, who works at…"."""
    if not ties:
        works = "used to work" if former else "work"
        return f"You {works} at {full_name(company)} yourself."
    if len(ties) > 1:
        return onward_sentence(people[1:], ties[1:], company, former=former)
    return _ended(_from_you(people[0], people[1], ties[0]), company, former=former)


def onward_sentence(
    people: Sequence[Person], ties: Sequence[Tie], company: Company, *, former: bool = False
) -> str:
    """As `path_sentence` from the first of *people* on, whoever knows that one."""
    phrase = _Phrase(label(people[0]))
    for before, person, tie in zip(people, people[1:], ties, strict=False):
        phrase = _onwards(phrase, before, person, tie)
    return _ended(phrase, company, former=former)


def _ended(phrase: "_Phrase", company: Company, *, former: bool) -> str:
    works = "used to work" if former else "works"
    text = f"{phrase.to_verb()} {works} at {full_name(company)}."
    return text[0].upper() + text[1:] if phrase.sentence_start else text


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A sentence so far."""

    text: str
    awaits_verb: bool = True  # ends with its subject; otherwise with an object
    bare: bool = True  # nothing but the first contact
    comma: str = ","  # before a clause on the object; none after "a neighbour"
    sentence_start: bool = False  # the first word is ours and takes a capital

    def to_verb(self) -> str:
        return self.text if self.awaits_verb else f"{self.text}{self.comma} who"


def _from_you(you: Person, person: Person, tie: Tie) -> _Phrase:
    """A path of one hop begins with the asker."""
    name, noun = full_name(person), relation_noun(person, tie, you)
    if noun or not name:
        known = f"your {noun} {name}".strip() if noun else as_known_to(you, person, tie, you=True)
        return _Phrase(known, bare=False, sentence_start=True)
    return _Phrase(f"You {'know' if tie.open else 'have met'} {name}", awaits_verb=False)


def _onwards(phrase: _Phrase, before: Person, person: Person, tie: Tie) -> _Phrase:
    """The sentence with one more hop, to *person*."""
    name, noun = full_name(person), relation_noun(person, tie, before)
    known = f"{noun} {name}".strip()
    if not noun:
        return _knows(phrase, before, person, tie)
    if not phrase.awaits_verb:
        return _Phrase(f"{phrase.text}{phrase.comma} whose {known}", bare=False)
    if phrase.bare:
        return _Phrase(f"{phrase.text}'s {known}", bare=False)
    if not name:
        return _Phrase(f"{phrase.text} has {_a(noun)}", awaits_verb=False, bare=False, comma="")
    return _Phrase(f"{phrase.text} is {_a(noun)} of {name}", awaits_verb=False, bare=False)


def _knows(phrase: _Phrase, before: Person, person: Person, tie: Tie) -> _Phrase:
    name = full_name(person)
    if not name and phrase.bare:
        known = as_known_to(before, person, tie)
        return _Phrase(known, bare=False, sentence_start=True)
    whom = name or (
        f'someone described as "{person.description}"' if person.description else "someone"
    )
    comma = "," if name or person.description else ""
    return _Phrase(f"{phrase.to_verb()} knows {whom}", awaits_verb=False, bare=False, comma=comma)


def _a(noun: str) -> str:
    return f"{'an' if noun[0].lower() in 'aeiou' else 'a'} {noun}"


def first_of(name: str) -> str:
    """First name in *name*; a title stays where one name alone follows it: Dr. Ray."""
    name = _AFTER.sub("", name)
    words = name.split()
    titles = 0
    while titles < len(words) - 1 and words[titles].rstrip(".").casefold() in _TITLES:
        titles += 1
    if "," in name or not words:
        return ""
    return words[titles] if len(words) - titles > 1 else " ".join(words)
