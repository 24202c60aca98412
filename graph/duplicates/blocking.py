"""Who is compared with whom: those that share a key, unless too many do.

Comparing everybody with everybody grows with the square; sharing a key is what a likeness
takes at least (Christen, Data Matching, 2012, chapter 4).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
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


def sharing(whom: Mapping[str, T], keys: Callable[[T], Iterable[str]]) -> Iterator[Pair]:
    """Pairs of ids that share a key, a < b, each once."""
    blocks: dict[str, list[str]] = {}
    for id_ in sorted(whom):
        for key in set(keys(whom[id_])):
            blocks.setdefault(key, []).append(id_)
    seen: set[Pair] = set()
    for key in sorted(blocks):
        if len(blocks[key]) > CROWD:
            continue
        for pair in combinations(blocks[key], 2):
            if pair not in seen:
                seen.add(pair)
                yield pair


def keys_of_person(card: Card) -> Iterator[str]:
    """By name, address, and half a name at one employer."""
    yield from (f"mailbox {text}" for text in card.mailboxes)
    yield from (f"handle {text}" for text in card.handles)
    if card.name.last:
        yield from _keys_of_name(card.name)
        for company in card.companies:
            yield f"first {company} {card.name.first}"
            yield f"last {company} {card.name.last}"
            yield f"initials {company} {card.name.first[0]} {card.name.last[0]}"


def _keys_of_name(name: Name) -> Iterator[str]:
    first, last = name.first, name.last
    yield f"words {' '.join(sorted(name.words))}"
    yield f"initial {first[0]} {last}"
    yield from (f"formal {one} {last}" for one in formal(first))
    yield from (f"first {first} {word}" for word in name.words[1:])
    yield f"begins {first} {last[:_PART]}"
    yield f"ends {first} {last[-_PART:]}"


def keys_of_company(company: Company) -> Iterator[str]:
    """By name, whole, the beginning and the end, and by what a domain begins with."""
    for name in spellings(company):
        yield f"name {name}"
        yield f"begins {name[:_PART]}"
        yield f"ends {name[-_PART:]}"


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
