"""Proposals as an answer tells them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from graph.cursor import key_of, page_of
from graph.duplicates.likeness import Likeness
from graph.duplicates.proposal import Proposal
from graph.duplicates.tiers import TIERS
from graph.entities import Company, Key, Person
from graph.telling import named
from graph.words import ref_of
from schemas.duplicates import Alike, Duplicate, DuplicatesPage, DuplicatesQuestion, Tier
from schemas.plan import Proposed

WORDS: Final[dict[Tier, str]] = {
    "same": "One and the same, by their addresses",
    "strong": "Probably one and the same",
    "weak": "Perhaps one and the same: look closely",
}


@dataclass(frozen=True, slots=True)
class Found:
    """Every proposal of a network at a position; *cut* when a bound of work was reached."""

    proposals: Sequence[Proposal]
    cut: bool
    position: int


def duplicates_page(
    found: Found, asked: DuplicatesQuestion, refused: Callable[[Proposal], bool]
) -> DuplicatesPage:
    """Those that are asked for and were not refused, the surest first."""
    wanted = [
        one
        for one in found.proposals
        if asked.kind in {None, one.kind} and asked.tier in {None, one.tier} and not refused(one)
    ]
    page, following = page_of(wanted, _key, after=key_of(asked.cursor, 3), limit=asked.limit)
    tiers = {tier: sum(one.tier == tier for one in wanted) for tier in TIERS}
    return DuplicatesPage(
        sentence=_sentence(wanted),
        duplicates=tuple(map(_told, page)),
        tiers=tiers,
        cut=found.cut,
        position=found.position,
        next=following,
    )


def merging(proposal: Proposal) -> Proposed:
    """The event that makes one of the two."""
    kind = "company" if proposal.kind == "companies" else "person"
    refs = [ref_of(proposal.one), ref_of(proposal.other)]
    return Proposed(type=f"inroad.{kind}.merged.v1", data={"identifiers": refs})


def _key(one: Proposal) -> Key:
    """The surest first; of those as sure, other surnames last, the most reasons first."""
    sure, far = TIERS.index(one.tier), one.names is Likeness.SURNAME
    return (f"{sure}{far:d}", f"{99 - len(one.reasons):02d}", one.id)


def _told(one: Proposal) -> Duplicate:
    return Duplicate(
        id=one.id, kind=one.kind, tier=one.tier, words=WORDS[one.tier], one=_alike(one.one),
        other=_alike(one.other), reasons=one.reasons, against=one.against, event=merging(one),
    )  # fmt: skip


def _alike(whom: Person | Company) -> Alike:
    who = named(whom)
    own = (whom.headline, whom.description) if isinstance(whom, Person) else ()
    about = ", ".join(text for text in (*own, whom.field, whom.place) if text)
    return Alike(
        id=who.id, name=who.name, ref=who.ref, identifiers=whom.identifiers, about=about or None
    )


def _sentence(found: Collection[Proposal]) -> str:
    if not found:
        return "Nobody and nothing looks like a duplicate."
    weak = sum(one.tier == "weak" for one in found)
    pairs = "1 pair" if len(found) == 1 else f"{len(found):,} pairs"
    if weak == len(found):
        return f"{pairs} might be one and the same, no more than that."
    return f"{pairs} may be one and the same" + (f", {weak:,} of them weak." if weak else ".")
