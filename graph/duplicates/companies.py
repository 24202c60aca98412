"""Companies that may be one: a name with a domain, a name in two spellings."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from graph.duplicates.blocking import (
    Pair,
    domains_of,
    keys_of_company,
    labels_of,
    names_of,
    sharing,
    spellings,
)
from graph.duplicates.census import Census
from graph.duplicates.proposal import Proposal
from graph.duplicates.spelling import slip
from graph.duplicates.tiers import Companies, tier_of_companies
from graph.entities import Company, line_of_work
from graph.words import label

MOST: Final = 1_000  # proposals


def companies_proposed(census: Census) -> tuple[list[Proposal], bool]:
    """The proposals, and whether there were more than `MOST`."""
    pairs = sharing(census.companies, keys_of_company)
    found = list(islice((one for pair in pairs if (one := _weighed(census, pair))), MOST + 1))
    return found[:MOST], len(found) > MOST


def _weighed(census: Census, pair: Pair) -> Proposal | None:
    one, other = (census.companies[id_] for id_ in pair)
    staff = [census.staff.get(id_, frozenset()) for id_ in pair]
    case = _case(one, other, len(staff[0] & staff[1]))
    tier = tier_of_companies(case)
    if tier is None:
        return None
    return Proposal(
        kind="companies", tier=tier, one=one, other=other,
        reasons=tuple(_reasons(one, other, case)), against=tuple(_against(case)),
    )  # fmt: skip


def _case(one: Company, other: Company, staff: int) -> Companies:
    return Companies(
        written=_meet(names_of(one), domains_of(other)) or _meet(names_of(other), domains_of(one)),
        names=_meet(names_of(one), names_of(other)),
        label=_meet(spellings(one), labels_of(other)) or _meet(spellings(other), labels_of(one)),
        near=any(slip(a, b) for a in spellings(one) for b in spellings(other)),
        staff=staff,
        around=bool(_around(one, other)),
        domains=bool(labels_of(one) and labels_of(other)),
    )


def _meet(some: frozenset[str], others: frozenset[str]) -> bool:
    return not some.isdisjoint(others)


def _around(one: Company, other: Company) -> str:
    for a, b in ((one.place, other.place), (one.field, other.field)):
        if a and line_of_work(a) == line_of_work(b):
            return a
    return ""


def _reasons(one: Company, other: Company, case: Companies) -> Iterator[str]:
    both = f"“{label(one)}” and “{label(other)}”"
    if case.written:
        yield f"{both}: the name of one is the domain of the other."
    elif case.names:
        yield f"{both}: one name, but for the way of writing."
    elif case.label:
        yield f"{both}: a domain that begins with the name."
    elif case.near:
        yield f"{both}: names that differ by a slip."
    if case.staff:
        yield "1 person works at both." if case.staff == 1 else f"{case.staff} people work at both."
    if case.around:
        yield f"Of both it is said: {_around(one, other)}."


def _against(case: Companies) -> Iterator[str]:
    if case.domains:
        yield "Each has a domain of its own."
