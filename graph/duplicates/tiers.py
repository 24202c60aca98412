"""How sure it is that two are one: strict rules, told in docs/duplicates.md."""

from dataclasses import dataclass
from typing import Final

from graph.duplicates.likeness import Likeness
from schemas.duplicates import Tier

TIERS: Final[tuple[Tier, ...]] = ("same", "strong", "weak")
TWO: Final = 2  # signs, or contacts in common, that one alone does not stand for


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """What speaks for it that two people are one, and against."""

    names: Likeness | None = None
    presumed: bool = False  # a name is read from an address
    both_named: bool = True
    mailbox: bool = False  # one mailbox, written in two ways
    employer: bool = False  # worked at one company
    handle: bool = False  # addresses alike before the @, or as a profile's
    contacts: int = 0  # open ties to one and the same
    around: bool = False  # in one place, or one line of work
    in_touch: bool = False  # with each other
    profiles: bool = False  # of each a LinkedIn profile, not the same

    @property
    def firm(self) -> int:
        """Signs that hardly come by chance."""
        return self.employer + self.handle + (self.contacts >= TWO)

    @property
    def contrary(self) -> bool:
        return self.in_touch or self.profiles


def tier_of_people(case: People) -> Tier | None:
    """The tier of two people; None when it is not worth a question."""
    if case.mailbox:
        strangers = case.both_named and case.names is None
        return "weak" if strangers or case.contrary else "same"
    if case.in_touch or not _worth_asking(case):
        return None
    return "strong" if _strong(case) and not (case.presumed or case.contrary) else "weak"


def _strong(case: People) -> bool:
    match case.names:
        case Likeness.SAME:
            return case.firm >= 1
        case Likeness.VARIANT:
            return case.firm >= TWO
        case Likeness.NEAR:
            return case.firm >= TWO and case.handle
        case _:
            return False


def _worth_asking(case: People) -> bool:
    match case.names:
        case Likeness.SAME:
            return True
        case Likeness.VARIANT:
            return case.firm >= 1 or case.contacts >= 1 or case.around
        case Likeness.NEAR:
            return case.firm >= 1
        case Likeness.SURNAME:
            return case.employer and case.contacts >= 1
        case None:
            return case.handle and not case.both_named


@dataclass(frozen=True, slots=True, kw_only=True)
class Companies:
    """What speaks for it that two companies are one, and against."""

    written: bool = False  # the name is the domain of the other
    names: bool = False  # one name, but for the way of writing
    label: bool = False  # the name is what the domain begins with
    near: bool = False  # names that differ by a slip
    staff: int = 0  # people who work or worked at both
    around: bool = False  # in one place, or one line of work
    domains: bool = False  # of each a domain, not the same


def tier_of_companies(case: Companies) -> Tier | None:
    """The tier of two companies; None when it is not worth a question."""
    if case.written:
        return "same"
    if case.names or case.label:
        sure = case.staff or (case.around and not case.domains) or (case.names and not case.domains)
        return "strong" if sure else "weak"
    return "weak" if case.near and (case.staff or case.around) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Insiders:
    """What speaks for it that somebody described is this person at the same company."""

    named: bool = False  # the description holds the full name
    first_named: bool = False  # or the first name
    known: bool = False  # the informant has a tie to the person
    relation: bool = False  # the very relation of the description
    alone: bool = True  # nobody else at the company would do as well


def tier_of_insiders(case: Insiders) -> Tier | None:
    """The tier of a described insider and a person; None when it is not worth a question."""
    told = case.named or (case.first_named and case.known) or case.relation
    if told and case.alone and case.known:
        return "strong"
    return "weak" if told or case.known else None
