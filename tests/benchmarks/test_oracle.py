"""The oracle's search against networkx's enumeration of every path."""

import random
from typing import Literal

import networkx as nx
import pytest

from benchmarks.oracle import Answer, Oracle


def small_world(seed: int) -> Oracle:
    source = random.Random(seed)
    graph: nx.Graph[str] = nx.gnm_random_graph(9, source.randrange(8, 24), seed=seed)
    graph = nx.relabel_nodes(graph, {node: f"p{node}" for node in graph})
    for _, _, tie in graph.edges(data=True):
        tie["cost"] = source.randrange(1, 4)
    inside = set(source.sample(sorted(graph), source.randrange(4)))
    return Oracle(graph=graph, inside={"globex.com": inside})


def every_path(oracle: Oracle, asker: str) -> list[Answer]:
    insiders = oracle.inside["globex.com"]
    return [
        Answer(tuple(path), nx.path_weight(oracle.graph, path, "cost"))
        for path in nx.all_simple_paths(oracle.graph, asker, insiders, cutoff=4)
        if insiders.isdisjoint(path[:-1])
    ]


@pytest.mark.parametrize("by", ["shortest", "strongest"])
@pytest.mark.parametrize("seed", range(100))
def test_the_best_paths_are_the_first_of_all_paths(
    seed: int, by: Literal["shortest", "strongest"]
) -> None:
    oracle = small_world(seed)
    asker = min(set(oracle.graph) - oracle.inside["globex.com"])
    ranked = sorted(
        every_path(oracle, asker),
        key=lambda path: (
            *((len(path.people), path.cost) if by == "shortest" else (path.cost, len(path.people))),
            path.people,
        ),
    )
    assert oracle.best(asker, "globex.com", by) == ranked[:3]


def test_an_asker_inside_has_one_path_of_no_hops() -> None:
    oracle = Oracle(inside={"globex.com": {"p0"}})
    assert oracle.best("p0", "globex.com", "shortest") == [Answer(("p0",), 0)]
