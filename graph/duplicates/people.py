"""People who may be one: compared by name and address, then by work, places and contacts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from graph.duplicates.blocking import Pair, keys_of_person, sharing
from graph.duplicates.census import Card, Census
from graph.duplicates.likeness import likeness
from graph.duplicates.proposal import Proposal
from graph.duplicates.tiers import TWO, People, tier_of_people
from graph.entities import Tie, line_of_work
from graph.store import View
from graph.words import label

PAIRS: Final = 5_000  # of whom contacts are compared
_AT_ONCE: Final = 100
_NAMED: Final = 3  # companies or contacts that a sentence names

Ties = dict[str, dict[str, Tie]]  # by person, then by the other side


def alike(census: Census) -> tuple[list[Pair], bool]:
    """Pairs whose contacts are worth comparing, and whether there were more than `PAIRS`."""
    pairs = (pair for pair in sharing(census.cards, keys_of_person) if _hopeful(census, pair))
    found = list(islice(pairs, PAIRS + 1))
    return found[:PAIRS], len(found) > PAIRS


def _hopeful(census: Census, pair: Pair) -> bool:
    """Whether contacts in common would make it a proposal."""
    case = _without_contacts(*_cards(census, pair))
    return tier_of_people(replace(case, contacts=TWO)) is not None


async def people_proposed(view: View, census: Census, pairs: Sequence[Pair]) -> list[Proposal]:
    """The proposals among *pairs*, with who is known to both."""
    found: list[Proposal] = []
    for at in range(0, len(pairs), _AT_ONCE):
        some = pairs[at : at + _AT_ONCE]
        ties = await _ties(view, some)
        found += (one for pair in some if (one := _weighed(census, pair, ties)))
    return found


async def _ties(view: View, pairs: Sequence[Pair]) -> Ties:
    ids = {id_ for pair in pairs for id_ in pair}
    found: Ties = {id_: {} for id_ in ids}
    for tie in await view.touching(Tie, sorted(ids)):
        for id_ in ids.intersection(tie.key):
            found[id_][tie.other(id_)] = tie
    return found


def _weighed(census: Census, pair: Pair, ties: Ties) -> Proposal | None:
    one, other = _cards(census, pair)
    a, b = pair
    between = ties[a].get(b)
    common = [
        id_ for id_, tie in ties[a].items() if tie.open and id_ in ties[b] and ties[b][id_].open
    ]
    case = replace(
        _without_contacts(one, other),
        contacts=len(common),
        in_touch=between is not None and bool(between.direct or between.hard),
    )
    tier = tier_of_people(case)
    if tier is None:
        return None
    return Proposal(
        kind="people", tier=tier, one=one.person, other=other.person,
        reasons=tuple(_reasons(census, (one, other), case, common)),
        against=tuple(_against(case)), names=case.names,
    )  # fmt: skip


def _cards(census: Census, pair: Pair) -> tuple[Card, Card]:
    return census.cards[pair[0]], census.cards[pair[1]]


def _without_contacts(one: Card, other: Card) -> People:
    return People(
        names=likeness(one.name, other.name),
        presumed=one.name.presumed or other.name.presumed,
        both_named=bool(one.person.name and other.person.name),
        mailbox=not one.mailboxes.isdisjoint(other.mailboxes),
        employer=not one.companies.isdisjoint(other.companies),
        handle=not one.handles.isdisjoint(other.handles),
        around=bool(_around(one, other)),
        profiles=one.has("linkedin") and other.has("linkedin"),
    )


def _around(one: Card, other: Card) -> str:
    """The place or the line of work that both are said to have."""
    for a, b in ((one.person.place, other.person.place), (one.person.field, other.person.field)):
        if a and line_of_work(a) == line_of_work(b):
            return a
    return ""


def _reasons(
    census: Census, cards: tuple[Card, Card], case: People, common: Sequence[str]
) -> Iterator[str]:
    one, other = cards
    if case.mailbox:
        yield "Their addresses lead to one mailbox."
    if case.names:
        told = [card.person.name or " ".join(card.name.words) for card in cards]
        yield f"“{told[0]}” and “{told[1]}”: {case.names.value}."
    if case.handle:
        yield f"Their addresses are alike: {min(one.handles & other.handles)}."
    if case.employer:
        names = [label(census.companies[id_]) for id_ in one.companies & other.companies]
        yield f"Both work or worked at {_listed(names)}."
    if common:
        known = (census.cards.get(id_) or census.described.get(id_) for id_ in common)
        yield f"Both know {_listed([label(card.person) if card else 'someone' for card in known])}."
    if case.around:
        yield f"Of both it is said: {_around(one, other)}."


def _listed(names: list[str]) -> str:
    shown = sorted(names)[:_NAMED]
    more = len(names) - len(shown)
    if more:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join((", ".join(shown[:-1]), shown[-1])) if len(shown) > 1 else shown[0]


def _against(case: People) -> Iterator[str]:
    if case.in_touch:
        yield "They were in touch with each other."
    if case.profiles:
        yield "Each has a LinkedIn profile of their own."
    if case.presumed:
        yield "A name is only read from an address."
    if case.mailbox and case.both_named and case.names is None:
        yield "Their names differ."
