"""rustworkx, an undirected graph with the company of the question in it.

It has no search of one target for ties without weights but Dijkstra's, and a breadth-first
search that calls a visitor in Python at each person.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import rustworkx
from rustworkx.visit import BFSVisitor, StopSearch

from benchmarks.peers import Way
from benchmarks.peers.meeting import hops_between
from benchmarks.powerlaw import PowerLaw

SLOW = False
PART = 1_000_000  # ties made Python's at a time


@contextmanager
def loaded(graph: PowerLaw) -> Iterator[Mapping[str, Way]]:
    known = rustworkx.PyGraph()
    known.add_nodes_from([None] * graph.people)
    for at in range(0, len(graph.pairs), PART):
        part = graph.pairs[at : at + PART].tolist()
        known.extend_from_edge_list([(one, other) for one, other in part])
    inside = graph.inside()
    node: int = known.add_node(None)

    def ready(company: int) -> None:
        nonlocal node
        known.remove_node(node)
        node = known.add_node(None)
        known.extend_from_edge_list([(node, insider) for insider in inside[company]])

    def dijkstra(asker: int, company: int) -> int | None:
        del company
        paths = rustworkx.graph_dijkstra_shortest_paths(known, asker, node)
        return len(paths[node]) - 2 if node in paths else None

    def visited(asker: int, company: int) -> int | None:
        if asker in inside[company]:
            return 0
        visitor = Nearest(asker, frozenset(inside[company]))
        rustworkx.graph_bfs_search(known, [asker], visitor)
        return visitor.found

    def meeting(asker: int, company: int) -> int | None:
        return hops_between(known.neighbors, asker, inside[company])

    yield {
        "Dijkstra": Way(dijkstra, ready),
        "visitor": Way(visited, ready),
        "sets in Python": Way(meeting, ready),
    }


class Nearest(BFSVisitor):  # type: ignore[misc]
    """Counts hops until it comes to an insider."""

    def __init__(self, asker: int, insiders: frozenset[int]) -> None:
        self.hops = {asker: 0}
        self.insiders = insiders
        self.found: int | None = None

    def tree_edge(self, edge: tuple[int, int, object]) -> None:
        person, other, _ = edge
        self.hops[other] = self.hops[person] + 1
        if other in self.insiders:
            self.found = self.hops[other]
            raise StopSearch
