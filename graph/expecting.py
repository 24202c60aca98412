"""How likely introductions are, for their asker, by what became of others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.entities import Introduction, Person, Tie
from graph.lookup import owners_of
from graph.outcomes import Experience, Trial, carried, kind_of_tie
from graph.store import View
from graph.strength import chance
from graph.telling import rounded
from schemas.asking import Expected


@dataclass(frozen=True, slots=True)
class _Asked:
    """An introduction of the asker's, by whom, and the tie with them."""

    introduction: Introduction
    introducer: str
    tie: Tie | None


async def expected_of(
    view: View, asker: Person, introductions: Iterable[Introduction], now: str
) -> dict[str, Expected]:
    """By id, what *asker* may expect of those that are not decided yet.

    *introductions* are all of theirs: what became of the others is learnt from.
    """
    asked = await _asked(view, asker, introductions)
    experience = _experience(asked)
    return {
        one.introduction.id: _expected(one.tie, one.introducer, experience, now)
        for one in asked
        if one.tie and carried(one.introduction) is None and one.introduction.stage != "withdrawn"
    }


async def experience_of(
    view: View, asker: Person, introductions: Iterable[Introduction]
) -> Experience:
    """What became of all of *asker*'s *introductions*."""
    return _experience(await _asked(view, asker, introductions))


def learnt_chance(tie: Tie, introducer: str, experience: Experience, now: str) -> float:
    """Chance that *introducer* brings it about over *tie*, by what became of others."""
    return experience.learnt(chance(tie, now), introducer, kind_of_tie(tie))


def _experience(asked: Iterable[_Asked]) -> Experience:
    return Experience(
        Trial(introducer=one.introducer, kind=kind_of_tie(one.tie), carried=came)
        for one in asked
        if (came := carried(one.introduction)) is not None
    )


async def _asked(
    view: View, asker: Person, introductions: Iterable[Introduction]
) -> Sequence[_Asked]:
    mine = [
        (one, one.introducer.value)
        for one in introductions
        if one.introducer and one.asker and one.asker.value in asker.identifiers
    ]
    owners = await owners_of(view, {text for _, text in mine})
    known = [(one, owners[text].id) for one, text in mine if text in owners]
    ties = await view.load(Tie, sorted({Tie.between(asker.id, id_) for _, id_ in known}))
    return [_Asked(one, id_, ties.get(Tie.between(asker.id, id_))) for one, id_ in known]


def _expected(tie: Tie, introducer: str, experience: Experience, now: str) -> Expected:
    learnt = learnt_chance(tie, introducer, experience, now)
    return Expected(
        chance=rounded(learnt), by_tie=rounded(chance(tie, now)), learnt_from=experience.trials
    )
