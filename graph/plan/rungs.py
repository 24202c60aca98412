"""The rung for a contact: never without a warm answer below it, and never beyond it.

As `graph.ladder`, which tells the next step on one path; here what was asked and answered counts
too, and an ask for an introduction comes only once the contact has named the insider.
"""

from collections.abc import Collection

from graph.care import Care
from graph.entities import Person, Tie
from graph.strength import OPENING
from schemas.plan import MoveRung


def rung_of(tie: Tie, asker: Person, contact: Person | None, care: Care) -> MoveRung | None:
    """The rung that the tie bears; None when the next word is the contact's.

    *contact* may be left out where nothing has passed between the two.
    """
    if care.held:
        return None
    if care.thank or care.follow:
        return "thanks" if care.thank else "follow-up"
    acted = (tie.from_b if tie.a == asker.id else tie.from_a) > 0
    if tie.kind == "soft" or not tie.open:
        return "coffee" if acted and not care.cool else "opener"
    if care.cool:
        return "opener"
    if not (acted or care.warm or _is_near(tie) or _told_of(contact, asker.identifiers)):
        return None
    return "coffee" if care.shown else "sheet"


def _is_near(tie: Tie) -> bool:
    """A relation that needs no ask to be warm."""
    return not OPENING.isdisjoint(tie.relations)


def _told_of(contact: Person | None, mine: Collection[str]) -> bool:
    """Somebody known by the asker's own description: "my neighbour"."""
    return contact is not None and contact.informant in mine
