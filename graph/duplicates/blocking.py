"""Who is compared with whom: those that share a key, unless too many do.

Comparing everybody with everybody grows with the square; sharing a key is what a likeness
takes at least (Christen, Data Matching, 2012, chapter 4).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import IntEnum, auto
from itertools import combinations
from typing import Final, TypeVar

from graph.duplicates.census import Card
from graph.duplicates.nicknames import formal
from graph.duplicates.spelling import Name, squeezed
from graph.entities import Company

T = TypeVar("T")
CROWD: Final = 50  # who share a key with more are not compared by it
_PART: Final = 4  # letters by which a slip in the rest is found

Pair = tuple[str, str]


class By(IntEnum):
    """What a key is made of; what tells most comes first."""

    MAILBOX = auto()
    HANDLE = auto()
    NAME = auto()
    FORM = auto()  # of a first name, under one surname
    WORK = auto()  # half a name at one company
    PART = auto()  # of a name


Key = tuple[By, str]


def sharing(whom: Mapping[str, T], keys: Callable[[T], Iterable[Key]]) -> Iterator[Pair]:
    """Pairs of ids that share a key, a < b, each once; by the keys that tell most first."""
    blocks: dict[Key, list[str]] = {}
    for id_ in sorted(whom):
        for key in set(keys(whom[id_])):
            blocks.setdefault(key, []).append(id_)
    shared = sorted(key for key, ids in blocks.items() if 1 < len(ids) <= CROWD)
    seen: set[Pair] = set()
    for key in shared:
        fresh = [pair for pair in combinations(blocks[key], 2) if pair not in seen]
        seen.update(fresh)
        yield from fresh


def keys_of_person(card: Card) -> Iterator[Key]:
    """By name, address, and half a name at one employer."""
    yield from ((By.MAILBOX, text) for text in card.mailboxes)
    yield from ((By.HANDLE, text) for text in card.handles)
    if card.name.last:
        yield from _keys_of_name(card.name)
        for company in card.companies:
            yield By.WORK, f"{company} {card.name.first}"
            yield By.WORK, f"{company} {card.name.last}"


def _keys_of_name(name: Name) -> Iterator[Key]:
    first, last = name.first, name.last
    yield By.NAME, " ".join(sorted(name.words))
    yield By.FORM, f"{first[0]} {last}"
    yield from ((By.FORM, f"{one} {last}") for one in formal(first))
    yield from ((By.NAME, " ".join(sorted((first, word)))) for word in name.words[1:])
    yield By.PART, f"{first} {last[:_PART]}-"
    yield By.PART, f"{first} -{last[-_PART:]}"


def keys_of_company(company: Company) -> Iterator[Key]:
    """By name, whole, the beginning and the end, and by what a domain begins with."""
    for name in spellings(company):
        yield By.NAME, name
        yield By.PART, f"{name[:_PART]}-"
        yield By.PART, f"-{name[-_PART:]}"


def spellings(company: Company) -> frozenset[str]:
    """The names of a company and the labels of its domains, squeezed."""
    return names_of(company) | labels_of(company)


def names_of(company: Company) -> frozenset[str]:
    """Its names, squeezed."""
    told = [company.name] if company.name else []
    told += _values("name", company)
    return frozenset(name for name in map(squeezed, told) if name)


def labels_of(company: Company) -> frozenset[str]:
    """What its domains begin with, squeezed: globex of globex.com."""
    return frozenset(squeezed(text.partition(".")[0]) for text in _values("domain", company))


def domains_of(company: Company) -> frozenset[str]:
    """Its domains, squeezed: globexcom of globex.com."""
    return frozenset(map(squeezed, _values("domain", company)))


def _values(kind: str, company: Company) -> list[str]:
    head = f"{kind}:"
    return [text.removeprefix(head) for text in company.identifiers if text.startswith(head)]
