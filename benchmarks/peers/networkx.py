"""networkx, an undirected graph with the company of the question in it.

Dicts of all ties share one dict of attributes, as the documentation advises to save memory.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import networkx as nx

from benchmarks.peers import Way
from benchmarks.peers.meeting import hops_between
from benchmarks.powerlaw import PowerLaw

SLOW = False
COMPANY = -1  # its node
PART = 1_000_000  # ties made Python's at a time


class ThinGraph(nx.Graph):  # type: ignore[type-arg]
    """Ties without attributes of their own."""

    nothing: dict[str, int] = {}  # noqa: RUF012 - one for all, on purpose

    def edge_attr_dict_factory(self) -> dict[str, int]:
        return self.nothing


@contextmanager
def loaded(graph: PowerLaw) -> Iterator[Mapping[str, Way]]:
    """The library's bidirectional search, and one in Python over its dicts."""
    people = ThinGraph()
    people.add_nodes_from(range(graph.people))
    for at in range(0, len(graph.pairs), PART):
        people.add_edges_from(graph.pairs[at : at + PART].tolist())
    inside = graph.inside()

    def ready(company: int) -> None:
        people.remove_nodes_from([COMPANY])
        people.add_edges_from((COMPANY, person) for person in inside[company])

    def bidirectional(asker: int, company: int) -> int | None:
        del company
        try:
            return len(nx.bidirectional_shortest_path(people, asker, COMPANY)) - 2
        except nx.NetworkXNoPath:
            return None

    def meeting(asker: int, company: int) -> int | None:
        return hops_between(people.adj.__getitem__, asker, inside[company])

    yield {
        "bidirectional": Way(bidirectional, ready),
        "sets in Python": Way(meeting, ready),
    }
