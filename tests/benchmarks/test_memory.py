"""The state that the benchmark of memory draws is one that the live index could be in."""

import numpy as np

from benchmarks.memory import GOAL_BYTES, drawn, sizes, some_ties
from graph.index.state import State, at_moment, changed
from tests.graph.index.test_snapshot import brought_back
from tests.graph.index.test_state import rows


def a_state(seed: int = 5) -> State:
    return drawn(2000, 20_000, 0.8, np.random.default_rng(seed))


def test_it_has_as_many_of_each_as_asked_and_the_same_each_time() -> None:
    state = a_state()
    world = state.world
    assert (state.people.count, state.worth.used) == (2000, 20_000)
    assert (world.open.used + world.closed.used, world.insiders.used) == (40_000, 2000)
    assert rows(state) == rows(a_state())
    assert rows(at_moment(state, state.now)) == rows(state)


def test_each_pair_is_there_once_either_way() -> None:
    assert len(rows(a_state())[0]) == 40_000


def test_it_goes_on_and_comes_back_from_a_snapshot() -> None:
    state = a_state()
    state = changed(state, 2, some_ties(state, np.random.default_rng(0)), [])
    assert rows(brought_back(state)) == rows(state)


def test_it_takes_no_more_bytes_a_tie_than_it_should() -> None:
    assert sizes(brought_back(a_state()))["bytes_a_tie"] <= GOAL_BYTES
