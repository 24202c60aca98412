"""A question of `graph.search`, asked of a state of the index: the same answer, found fast."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from graph.index.find import TIES, Ask, Ways, find
from graph.index.kernels.marks import UNKNOWN
from graph.index.kernels.rowwise import among
from graph.index.rows import Rows
from graph.index.scratch import Scratch
from graph.index.state import State
from graph.index.ties import micros
from graph.index.world import COFFEE, HARD, Steps, steps
from graph.search import Question, check
from graph.strength import cost_of


@dataclass(frozen=True, slots=True)
class Track:
    """Ids from the asker to an insider, and the cost of the ties between them."""

    people: tuple[str, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class Tracks:
    """The best tracks, best first; as `graph.search.Found`, its ties left where they are."""

    paths: tuple[Track, ...]
    cut: bool
    ties_read: int


_NOTHING = Tracks(paths=(), cut=False, ties_read=0)


def tracks(state: State, question: Question, scratch: Scratch, *, budget: int = TIES) -> Tracks:
    """What `graph.search.find_paths` finds, at the state's own *now*.

    Raises:
        OutOfBounds: by k, max_hops or min_strength.
    """
    need = HARD if question.hard_only else 0
    first = (state.world.open, need, _dearest(question))
    return _search(state, question, scratch, budget, first)


def coffee_tracks(
    state: State, question: Question, scratch: Scratch, *, budget: int = TIES
) -> Tracks:
    """What `graph.search.one_coffee_away` finds."""
    return _search(state, question, scratch, budget, (state.world.closed, COFFEE, UNKNOWN))


def _search(
    state: State,
    question: Question,
    scratch: Scratch,
    budget: int,
    first: tuple[Rows, int, int],
) -> Tracks:
    """*first*: among which ties the asker's are, their flags, and the most that they cost."""
    check(question)
    company = state.companies.number(question.company)
    asker = state.people.number(question.asker)
    if company is None or asker is None:
        return _NOTHING
    inside = state.world.inside(company, micros(state.now), include_former=question.include_former)
    if among(inside, asker):
        return Tracks(paths=(Track((question.asker,), 0),), cut=False, ties_read=0)
    avoid = tuple(_numbers(state, question.avoid))
    ties, need, dearest = first
    ask = Ask(
        asker=asker, insiders=inside,
        first=_allowed(state, steps(ties, asker, need, dearest), question),
        by=question.by, k=question.k, max_hops=question.max_hops, hard_only=question.hard_only,
        most_cost=_dearest(question), avoid=avoid, budget=budget,
    )  # fmt: skip
    return _told(state, find(state.world, ask, scratch))


def _told(state: State, ways: Ways) -> Tracks:
    return Tracks(
        paths=tuple(Track(tuple(map(state.people.id, way.people)), way.cost) for way in ways.paths),
        cut=ways.cut,
        ties_read=ways.ties_read,
    )


def _allowed(state: State, steps: Steps, question: Question) -> Steps:
    """Steps to who may be the first contact."""
    to, price = steps
    if question.avoid:
        good = ~np.isin(to, _numbers(state, question.avoid))
        to, price = to[good], price[good]
    if question.via:
        good = np.isin(to, _numbers(state, (question.via,)))
        to, price = to[good], price[good]
    return to, price


def _numbers(state: State, ids: Iterable[str]) -> list[int]:
    numbers = (state.people.number(id_) for id_ in sorted(ids))
    return [number for number in numbers if number is not None]


def _dearest(question: Question) -> int:
    return cost_of(question.min_strength) if question.min_strength else UNKNOWN
