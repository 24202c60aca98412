"""The graphs that the benchmarks are run on."""

import pytest

np = pytest.importorskip("numpy")

from benchmarks.powerlaw import drawn  # noqa: E402 - needs numpy

PEOPLE, TIES = 2000, 20_000


def test_as_many_ties_as_asked_for_each_once_and_in_order() -> None:
    graph = drawn(PEOPLE, TIES, seed=1)
    assert graph.pairs.shape == (TIES, 2)
    assert graph.pairs.dtype == np.int32
    assert len(np.unique(graph.pairs, axis=0)) == TIES
    assert (graph.pairs[:, 0] < graph.pairs[:, 1]).all()
    assert graph.pairs.min() >= 0
    assert graph.pairs.max() < PEOPLE


def test_chances_are_between_none_and_certainty() -> None:
    chance = drawn(PEOPLE, TIES, seed=1).chance
    assert chance.shape == (TIES,)
    assert 0 < chance.min() < chance.max() < 1


def test_few_know_many() -> None:
    graph = drawn(PEOPLE, TIES, seed=1)
    degrees = np.bincount(graph.pairs.ravel(), minlength=PEOPLE)
    assert degrees.max() > 10 * np.median(degrees)


def test_every_company_has_some_twenty_different_insiders() -> None:
    graph = drawn(PEOPLE, TIES, seed=1)
    inside = graph.inside()
    assert len(inside) == graph.companies == PEOPLE // 20
    assert all(len(set(insiders)) == len(insiders) > 0 for insiders in inside)
    assert 18 < np.mean([len(insiders) for insiders in inside]) < 22
    for company, insiders in enumerate(inside):
        rows = graph.employed[graph.employed[:, 1] == company]
        assert rows[:, 0].tolist() == insiders


def test_a_seed_gives_one_graph() -> None:
    one, same, other = (drawn(PEOPLE, TIES, seed) for seed in (1, 1, 2))
    assert (one.pairs == same.pairs).all()
    assert (one.insiders == same.insiders).all()
    assert one.questions(9, 1) == same.questions(9, 1)
    assert (one.pairs != other.pairs).any()


def test_arcs_lead_to_companies_but_not_out_of_them() -> None:
    graph = drawn(PEOPLE, TIES, seed=1)
    arcs = graph.arcs()
    assert len(arcs) == 2 * TIES + len(graph.insiders)
    assert arcs[:, 0].max() < PEOPLE <= arcs[:, 1].max() < PEOPLE + graph.companies


def test_too_many_ties_are_refused() -> None:
    with pytest.raises(ValueError, match="too many"):
        drawn(10, 40, seed=1)
