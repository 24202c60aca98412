"""Whether every search finds the same in a case of `tests.graph.families`.

That is: networkx, the plain search, and the index, which is built at one go, by changes in a
random order, or from arrays as a library.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import numpy as np

from graph.entities import Employment, Key, Tie
from graph.index import Index
from graph.index.ask import Tracks, coffee_tracks, tracks
from graph.index.kernels.marks import QUESTIONS
from graph.index.scratch import Scratch
from graph.index.state import State, at_moment, changed, state_of
from graph.search import Found, Port, Question, find_paths, one_coffee_away
from graph.strength import chance
from tests.graph.families import MOST_PEOPLE, Case
from tests.graph.oracle import expected, nearest
from tests.graph.worlds import BEFORE, NOW, Walked, World

Entities = dict[tuple[type[Any], Key], Tie | Employment]
ASKERS = 6  # of the library, a graph


@dataclass(slots=True)
class Outcome:
    """How many questions were asked, and what came out."""

    questions: int = 0
    cut: int = 0  # answers that a budget cut off: these are not compared
    different: list[str] = field(default_factory=list)

    def compare(self, asked: object, told: object, answer: object) -> None:
        if answer != told:
            self.different.append(f"{asked}: {answer}, not {told}")

    def add(self, other: "Outcome") -> None:
        self.questions += other.questions
        self.cut += other.cut
        self.different += other.different


def room() -> Scratch:
    """Room for every case, whose numbers of questions run out soon, so that they begin again."""
    return Scratch(2 * MOST_PEOPLE, QUESTIONS - 100)


async def agreed(case: Case, scratch: Scratch) -> Outcome:
    """Ask everything of every search."""
    outcome = Outcome()
    state = _followed(case) if case.seed % 2 else _built(case.world)
    for question in case.questions:
        for coffee in (False, True):
            told = expected(case.world, question, coffee=coffee)
            await _plain(outcome, case, case.world, (question, coffee), told)
            ask = coffee_tracks if coffee else tracks
            for k in {question.k, 1}:  # a single path is searched for by other means
                asked = replace(question, k=k)
                _same(outcome, f"index {case.seed} {asked}", told[:k], ask(state, asked, scratch))
            outcome.questions += 1
    _library(outcome, case)
    return outcome


async def agreed_over(port: Port, case: Case) -> Outcome:
    """Ask the plain search over *port*."""
    outcome = Outcome()
    for question in case.questions:
        for coffee in (False, True):
            told = expected(case.world, question, coffee=coffee)
            await _plain(outcome, case, port, (question, coffee), told)
            outcome.questions += 1
    return outcome


async def _plain(
    outcome: Outcome, case: Case, port: Port, asked: tuple[Question, bool], told: list[Walked]
) -> None:
    question, coffee = asked
    found = await (one_coffee_away if coffee else find_paths)(port, question)
    _same(outcome, f"plain {case.seed} {question}", told, found)


def _same(outcome: Outcome, asked: str, told: list[Walked], found: Found | Tracks) -> None:
    outcome.cut += found.cut
    if not found.cut:
        outcome.compare(asked, told, [(path.people, path.cost) for path in found.paths])


# The index by a state.


def _built(world: World) -> State:
    return state_of(1, NOW, world.ties, world.employments)


def _followed(case: Case) -> State:
    """The state of the case's world, come to by way of others, and from an earlier day."""
    chosen = Random(case.seed)
    right: Entities = {(type(one), one.key): one for one in _entities(case.world)}
    there: Entities = {at: one for at, one in right.items() if chosen.random() < 0.3}
    begun = World(
        ties=[one for one in there.values() if isinstance(one, Tie)],
        employments=[one for one in there.values() if isinstance(one, Employment)],
    )
    state = at_moment(_built(begun), BEFORE)
    steps = chosen.randint(1, 12)
    for position in range(2, steps + 2):
        put, gone = _step(chosen, case, right, there)
        state = changed(state, position, put.values(), gone)
        there = {at: one for at, one in (there | put).items() if at not in gone}
    state = at_moment(state, NOW)
    last = {at: one for at, one in right.items() if there.get(at) != one}
    return changed(state, steps + 2, last.values(), there.keys() - right.keys())


def _step(
    chosen: Random, case: Case, right: Entities, there: Entities
) -> tuple[Entities, set[tuple[type[Any], Key]]]:
    """What is put, right or wrong, and what of *there* and else is deleted."""
    wrong = [_wrong(chosen, one) for one in right.values() if chosen.random() < 0.2]
    wrong += [_stray(chosen, case) for _ in range(chosen.randint(0, 2))]
    put: Entities = {at: one for at, one in right.items() if chosen.random() < 0.3}
    put |= {(type(one), one.key): one for one in wrong}
    gone = {at for at in (right | there) if at not in put and chosen.random() < 0.15}
    return put, gone


def _wrong(chosen: Random, one: Tie | Employment) -> Tie | Employment:
    if isinstance(one, Tie):
        return replace(one, open=not one.open, rating=chosen.choice([None, 0.9]))
    return replace(one, until=one.here, here=one.until)


def _stray(chosen: Random, case: Case) -> Tie | Employment:
    """Something that is not in the case's world, maybe of a person who is not."""
    nobody = f"ffffffff-0000-0000-0000-00000000000{chosen.randint(0, 9)}"
    person = chosen.choice(case.people)
    if chosen.random() < 0.5:
        return Employment(a=nobody, b=chosen.choice(case.companies), here=BEFORE)
    return Tie(a=person, b=nobody, kind="asserted", open=True, rating=1.0)


def _entities(world: World) -> list[Tie | Employment]:
    return [*world.ties, *world.employments]


# The index as a library.


def _library(outcome: Outcome, case: Case) -> None:
    chosen = Random(case.seed)
    employed = [
        (case.people.index(one.a), case.companies.index(one.b))
        for one in case.world.employments
        if one.current(NOW)
    ]
    index = _index(chosen, case, employed)
    known = range(max((company for _, company in employed), default=-1) + 1)
    for question in case.questions:
        company = case.companies.index(question.company)
        if company in known and not question.include_former:
            _paths(outcome, case, index, question)
        if known and not question.include_former and not question.via:
            _each(outcome, case, index, question, known)
    for asker in chosen.sample(range(len(case.people)), min(ASKERS, len(case.people))):
        _nearest(outcome, case, index, asker, known)


def _index(chosen: Random, case: Case, employed: Sequence[tuple[int, int]]) -> Index:
    ties = [tie for tie in case.world.ties if tie.open]
    pairs = [[case.people.index(one) for one in chosen.sample((tie.a, tie.b), k=2)] for tie in ties]
    index = Index.from_arrays(
        people=len(case.people),
        pairs=np.array(pairs, np.int32).reshape(-1, 2),
        chance=np.array([chance(tie, NOW) for tie in ties]),
        hard=np.array([tie.hard > 0 for tie in ties], np.bool_),
        employed=np.array(employed, np.int32).reshape(-1, 2),
    )
    index._scratch.question = chosen.choice([0, QUESTIONS - 20])  # so that they begin again
    return index


def _paths(outcome: Outcome, case: Case, index: Index, question: Question) -> None:
    number = case.people.index
    found = index.paths(
        number(question.asker), case.companies.index(question.company),
        by=question.by, k=question.k, max_hops=question.max_hops, hard_only=question.hard_only,
        min_strength=question.min_strength, avoid=[*map(number, question.avoid)],
        via=number(question.via) if question.via else None,
    )  # fmt: skip
    named = [(tuple(case.people[n] for n in way.people), way.cost) for way in found.paths]
    outcome.compare(f"library {case.seed} {question}", expected(case.world, question), named)
    outcome.questions += 1


def _each(outcome: Outcome, case: Case, index: Index, question: Question, known: range) -> None:
    """All companies in one search, with the options of *question*."""
    number = case.people.index
    many = index.nearest_many(
        number(question.asker), np.array(known, np.int32),
        max_hops=question.max_hops, hard_only=question.hard_only,
        min_strength=question.min_strength, avoid=[*map(number, question.avoid)],
    )  # fmt: skip
    for company, way in zip(known, many, strict=True):
        asked = replace(question, company=case.companies[company], by="shortest", k=1)
        named = [(tuple(case.people[n] for n in way.people), way.cost)] if way else []
        outcome.compare(f"many {case.seed} {asked}", expected(case.world, asked), named)


def _nearest(outcome: Outcome, case: Case, index: Index, asker: int, known: range) -> None:
    many = index.nearest_many(asker, np.array(known, np.int32))
    for company, of_many in zip(known, many, strict=True):
        question = Question(asker=case.people[asker], company=case.companies[company], now=NOW)
        told = nearest(case.world, question)
        for way in (index.nearest(asker, company), of_many):
            named = way and (tuple(case.people[n] for n in way.people), way.cost)
            outcome.compare(f"nearest {case.seed} {question}", told, named)
        hops = len(told[0]) - 1 if told else -1
        outcome.compare(f"hops {case.seed}", hops, index.nearest_hops(asker, company))
        outcome.questions += 1
