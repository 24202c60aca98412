"""Every peer gives the same number of hops, each in all of its ways."""

from contextlib import ExitStack
from functools import cache

import pytest

pytest.importorskip("numpy")

from benchmarks.peers import NAMES, Way, peer
from benchmarks.peers.meeting import hops_between
from benchmarks.powerlaw import PowerLaw, drawn
from tests.benchmarks.plain_index import PlainIndex
from tests.servers.neo4j import Unavailable

SPARSE = drawn(300, 240, seed=3)  # many are out of reach, and many companies could be shortcuts
DENSE = drawn(300, 1500, seed=4)


def questions(graph: PowerLaw) -> list[tuple[int, int]]:
    insider, company = graph.employed[0].tolist()
    return [*graph.questions(150, seed=5), (insider, company)]


@cache
def fewest(graph: PowerLaw) -> list[int | None]:
    index = PlainIndex(graph)
    ways = [index.nearest(asker, company) for asker, company in questions(graph)]
    return [None if way is None else len(way.people) - 1 for way in ways]


@pytest.mark.parametrize("graph", [SPARSE, DENSE], ids=["sparse", "dense"])
@pytest.mark.parametrize("name", NAMES)
def test_a_peer_finds_the_fewest_hops(name: str, graph: PowerLaw) -> None:
    if name == "neo4j" and graph is DENSE:
        pytest.skip("one server is enough")
    if name != "ours":
        pytest.importorskip("networkit", reason="the peers come with the extra bench")
    with ExitStack() as stack:
        try:
            ways = stack.enter_context(peer(name).loaded(graph))
        except (ImportError, Unavailable) as reason:
            pytest.skip(str(reason))
        for told, way in ways.items():
            wrong = [
                (asker, company, right)
                for (asker, company), right in zip(questions(graph), fewest(graph), strict=True)
                if not way.agrees(asker, company, right)
            ]
            assert wrong == [], told


def test_the_graphs_have_every_sort_of_answer() -> None:
    assert {None, 0, 1, 2, 3, 4, 5} <= {*fewest(SPARSE)}
    assert {0, 1, 2} <= {*fewest(DENSE)}


@pytest.mark.parametrize("graph", [SPARSE, DENSE], ids=["sparse", "dense"])
def test_a_search_by_sets_finds_the_fewest_hops(graph: PowerLaw) -> None:
    index, inside = PlainIndex(graph), graph.inside()
    found = [
        hops_between(index.ties.__getitem__, asker, inside[company])
        for asker, company in questions(graph)
    ]
    assert found == fewest(graph)


def test_an_answer_beyond_a_ways_reach_is_no_answer() -> None:
    assert Way(lambda _, __: None, within=4).agrees(0, 0, 5)
    assert not Way(lambda _, __: None, within=4).agrees(0, 0, 4)
    assert Way(lambda _, __: 3, within=-1).agrees(0, 0, 2)
