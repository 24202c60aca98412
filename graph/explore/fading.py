"""Ties that have cooled since the last contact: of ties alone, nothing is said of a friend."""

from datetime import datetime
from typing import NamedTuple, cast

from graph.entities import Person, Tie
from graph.explore.cast import people_of
from graph.lookup import person_of
from graph.store import View
from graph.strength import chance
from graph.strike import Seal
from graph.telling import evidence_of, named, rounded
from graph.words import label
from schemas.answers import Kind
from schemas.events.base import moment_text
from schemas.explored import DEFINITIONS, FadingAnswer, FadingTie
from schemas.exploring import FadingQuestion


class Fallen(NamedTuple):
    """A tie, with its chance at the last contact and now."""

    tie: Tie
    then: float
    now: float

    @property
    def by(self) -> float:
        return self.then - self.now


async def answer_fading(view: View, sealing: Seal, ref: str, asked: FadingQuestion) -> FadingAnswer:
    """Whom the person *ref* is losing touch with."""
    person, now = await person_of(view, sealing, ref, "ref"), moment_text(asked.now)
    found = fallen(await view.open_ties([person.id]), now, asked.least)
    shown = found[: asked.k]
    people = await people_of(view, (one.tie.other(person.id) for one in shown))
    return FadingAnswer(
        sentence=_sentence(len(found)),
        person=named(person),
        now=now,
        ties=tuple(
            _told(asked.network, person, people[one.tie.other(person.id)], one) for one in shown
        ),
        definition=DEFINITIONS["fading"],
        cut=len(found) > asked.k,
        position=await view.position(),
    )


def fallen(ties: list[Tie], now: str, least: float) -> list[Fallen]:
    """The open ones of *ties* whose chance fell by *least* or more, the furthest first.

    A rating stands in for the chance, so what is rated does not fall; neither does a tie
    without contact.
    """
    cooled = (
        Fallen(tie, chance(tie, tie.last), chance(tie, now))
        for tie in ties
        if tie.open and tie.last and tie.rating is None
    )
    wanted = [one for one in cooled if one.by > 0 and one.by >= least]
    return sorted(wanted, key=lambda one: (-one.by, one.tie.key))


def _told(network: str, person: Person, other: Person, one: Fallen) -> FadingTie:
    day = datetime.fromisoformat(one.tie.last)
    return FadingTie(
        person=named(other), kind=cast("Kind", one.tie.kind), last_contact=one.tie.last,
        text=f"The last contact on record with {label(other)} was on {day:%-d %B %Y}.",
        then=rounded(one.then), sure=rounded(one.now), fallen=rounded(one.by),
        evidence=evidence_of(network, person.id, other.id),
    )  # fmt: skip


def _sentence(count: int) -> str:
    if not count:
        return "No open tie has cooled by so much since its last contact."
    ties = "1 open tie has" if count == 1 else f"{count:,} open ties have"
    return f"{ties} cooled since the last contact on record."
