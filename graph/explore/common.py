"""Whom two people both know."""

from graph.entities import Person, Tie
from graph.errors import OutOfBounds
from graph.explore.cast import people_of, tie_seen
from graph.explore.sieve import Sieve
from graph.lookup import person_of
from graph.pages import tie_to
from graph.store import View
from graph.strength import chance_of, cost
from graph.strike import Seal
from graph.telling import named, rounded
from graph.words import label
from schemas.explored import DEFINITIONS, CommonAnswer, CommonContact
from schemas.exploring import CommonQuestion

Shared = tuple[int, str, Tie, Tie]  # cost of both ties, the contact, either tie


async def answer_common(view: View, sealing: Seal, ref: str, asked: CommonQuestion) -> CommonAnswer:
    """The common contacts of the person *ref* and another, the surest first.

    Raises:
        OutOfBounds: by one person twice.
    """
    one = await person_of(view, sealing, ref, "ref")
    other = await person_of(view, sealing, asked.other, "with")
    if one.id == other.id:
        raise OutOfBounds("with", asked.other, "name another person than the first")
    sieve = Sieve.of(asked)
    shared = await shared_by(view, one, other, sieve)
    people = await people_of(view, (contact for _, contact, *_ in shared[: asked.k]))
    ends = Tie.between(one.id, other.id)
    tie = (await view.load(Tie, [ends])).get(ends)
    return CommonAnswer(
        sentence=_sentence(one, other, len(shared)),
        person=named(one),
        other=named(other),
        now=sieve.now,
        tie=tie and tie_to(asked.network, one, other, tie, sieve.now),
        contacts=tuple(
            CommonContact(
                person=named(people[contact]),
                chance=rounded(chance_of(price)),
                ties=(
                    tie_seen(asked.network, one.id, mine, sieve.now),
                    tie_seen(asked.network, other.id, theirs, sieve.now),
                ),
            )
            for price, contact, mine, theirs in shared[: asked.k]
        ),
        count=len(shared),
        definition=DEFINITIONS["common"],
        cut=len(shared) > asked.k,
        position=await view.position(),
    )


async def shared_by(view: View, one: Person, other: Person, sieve: Sieve) -> list[Shared]:
    """The contacts of both, by what both ties cost together."""
    mine = await _by_contact(view, one.id, sieve)
    theirs = await _by_contact(view, other.id, sieve)
    return sorted(
        (cost(mine[contact], sieve.now) + cost(theirs[contact], sieve.now), contact,
         mine[contact], theirs[contact])
        for contact in mine.keys() & theirs.keys()
    )  # fmt: skip


async def _by_contact(view: View, person: str, sieve: Sieve) -> dict[str, Tie]:
    ties = await view.touching(Tie, [person])
    return {tie.other(person): tie for tie in ties if sieve.passes(tie)}


def _sentence(one: Person, other: Person, count: int) -> str:
    both = f"{label(one)} and {label(other)}"
    if not count:
        return f"{both} have no common contact on record."
    return f"{both} have {count:,} common contact{'s' if count > 1 else ''}."
