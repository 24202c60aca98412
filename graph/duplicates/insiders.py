"""Who a described insider may be: "my neighbour", and a neighbour who works there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from graph.duplicates.census import Card, Census
from graph.duplicates.proposal import Proposal
from graph.duplicates.spelling import name_of
from graph.duplicates.tiers import Insiders, tier_of_insiders
from graph.entities import Tie
from graph.store import View
from graph.words import label

MOST: Final = 1_000  # described insiders that are looked at
STAFF: Final = 500  # people at a company whose names are looked for in a description
FEW: Final = 3  # whom the informant knows there, and nothing more tells of
_AT_ONCE: Final = 100
_KNOWN: Final = 1  # the grade of who is known to the informant, and no more


@dataclass(frozen=True, slots=True)
class _Told:
    """A described insider, who told of them, and that person's ties by the other side."""

    insider: Card
    informant: str
    ties: dict[str, Tie]


async def insiders_proposed(view: View, census: Census) -> tuple[list[Proposal], bool]:
    """The proposals, and whether there were more insiders than `MOST`."""
    told = sorted(
        (owner, id_)
        for id_, card in census.described.items()
        if (owner := census.owners.get(card.person.informant, ""))
    )
    found: list[Proposal] = []
    for at in range(0, min(len(told), MOST), _AT_ONCE):
        some = told[at : at + _AT_ONCE]
        ties = await view.touching(Tie, sorted({informant for informant, _ in some}))
        for informant, id_ in some:
            own = {tie.other(informant): tie for tie in ties if informant in tie.key}
            found += _proposed(census, _Told(census.described[id_], informant, own))
    return found, len(told) > MOST


def _proposed(census: Census, told: _Told) -> Iterator[Proposal]:
    cases = [(other, _case(told, other)) for other in _colleagues(census, told)]
    crowd = sum(_grade(case) == _KNOWN for _, case in cases) > FEW
    for other, case in cases:
        if crowd and _grade(case) == _KNOWN:
            continue
        rivals = sum(_grade(rival) >= _grade(case) for _, rival in cases)
        final = replace(case, alone=rivals == 1)
        if tier := tier_of_insiders(final):
            yield Proposal(
                kind="insiders", tier=tier, one=told.insider.person, other=other.person,
                reasons=tuple(_reasons(census, told, other, final)),
                against=() if final.alone else ("Somebody else there would do as well.",),
            )  # fmt: skip


def _colleagues(census: Census, told: _Told) -> Sequence[Card]:
    """Those at the company whom the informant knows, or whom the description may name."""
    staff = {id_ for where in told.insider.companies for id_ in census.staff.get(where, ())}
    looked = staff if len(staff) <= STAFF else staff.intersection(told.ties)
    ids = sorted(looked.intersection(census.cards) - {told.informant})
    return [census.cards[id_] for id_ in ids]


def _case(told: _Told, other: Card) -> Insiders:
    words = name_of(told.insider.person.description).words
    tie, described = told.ties.get(other.person.id), told.ties.get(told.insider.person.id)
    relations = {*described.relations} if described else set[str]()
    return Insiders(
        named=bool(other.name.last) and set(other.name.words) <= set(words),
        first_named=bool(other.name.first) and other.name.first in words,
        known=tie is not None,
        relation=tie is not None and not relations.isdisjoint(tie.relations),
    )


def _grade(case: Insiders) -> int:
    return 4 * case.named + 2 * case.relation + 2 * (case.first_named and case.known) + case.known


def _reasons(census: Census, told: _Told, other: Card, case: Insiders) -> Iterator[str]:
    informant = census.cards.get(told.informant) or census.described.get(told.informant)
    who = label(informant.person) if informant else "Who told of them"
    name, said = label(other.person), told.insider.person.description
    where = told.insider.companies & other.companies
    yield f"{name} works or worked at {label(census.companies[min(where)])} too."
    if case.relation:
        yield f"{name} is to {who} what the insider is."
    elif case.known:
        yield f"{who} knows {name}."
    if case.named or case.first_named:
        yield f"The description, “{said}”, names {name}."
