"""A budget bounds every search of the index; an answer that it cut off says so."""

import numpy as np
import pytest

from graph.index import Index
from graph.index.ask import tracks
from graph.index.scratch import Scratch
from graph.index.state import state_of
from tests.graph.families import MOST_PEOPLE, a_case
from tests.graph.worlds import NOW

BUDGETS = (0, 1, 4, 16, 64, 256)


@pytest.mark.parametrize("number", range(54))
def test_what_is_not_cut_is_whole_and_within_the_budget(number: int) -> None:
    case, scratch = a_case(number), Scratch(MOST_PEOPLE)
    state = state_of(1, NOW, case.world.ties, case.world.employments)
    for question in case.questions:
        whole = tracks(state, question, scratch)
        assert not whole.cut
        for budget in BUDGETS:
            found = tracks(state, question, scratch, budget=budget)
            assert found.cut or (found.paths == whole.paths and found.ties_read <= budget)
            assert not found.cut or len(found.paths) <= len(whole.paths)


def test_a_path_that_is_known_is_told_when_the_budget_ends_the_search_for_more() -> None:
    index = star(leaves=100)
    for by in ("shortest", "strongest"):
        found = index.paths(1, 0, by=by, k=5, budget=250)
        assert found.cut
        assert [way.people for way in found.paths] == [(1, 0, 2)]


def test_the_ties_of_insiders_count() -> None:
    found = star(leaves=100).paths(1, 1, by="strongest", max_hops=4, budget=80)
    assert found.cut
    assert [way.people for way in found.paths] == [(1, 0)]


def test_a_company_of_many_people_counts() -> None:
    found = star(leaves=100).paths(0, 2, budget=150)
    assert found.cut
    assert found.paths == ()


def test_nearest_says_whether_it_was_cut() -> None:
    index = star(leaves=100)
    assert index.nearest(1, 0) is not None
    assert (index.cut, index.ties_read) == (0, 3)
    assert index.nearest(1, 0, budget=2) is None
    assert index.cut == 1
    assert index.nearest_hops(1, 0, budget=2) == -1
    assert index.cut == 1


def test_each_of_many_companies_has_a_budget() -> None:
    index, companies = star(leaves=100), np.array([0, 1, 2], np.int32)
    assert None not in index.nearest_many(1, companies)
    assert index.cut == 0
    assert index.nearest_many(1, companies, budget=0) == [None] * 3
    assert index.cut == 3
    few = index.nearest_many(1, companies, budget=3)
    assert [way is None for way in few] == [False, False, True]
    assert index.cut == 1
    assert index.ties_read <= 3 * 3 + 100


def star(leaves: int) -> Index:
    """The hub is number 0; companies: of leaf 2, of the hub, of every other leaf from 3 on."""
    ends = np.arange(1, leaves + 1, dtype=np.int32)
    employed = [(2, 0), (0, 1), *((leaf, 2) for leaf in range(3, leaves + 1))]
    return Index.from_arrays(
        people=leaves + 1,
        pairs=np.stack((np.zeros_like(ends), ends), axis=1),
        chance=np.full(leaves, 0.5),
        employed=np.array(employed, np.int32),
    )
