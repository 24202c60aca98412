"""networkit: BidirectionalBFS, on a directed and on an undirected graph.

A search is used once: its queues are not emptied, so that a second run of the same object
answers wrongly. It makes an array of all nodes each time, which is most of its time on large
graphs.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import networkit
import numpy as np

from benchmarks.peers import Way
from benchmarks.powerlaw import Pairs, PowerLaw

SLOW = False


@contextmanager
def loaded(graph: PowerLaw) -> Iterator[Mapping[str, Way]]:
    yield {"directed": _directed(graph), "undirected": _undirected(graph)}


def _directed(graph: PowerLaw) -> Way:
    """Ties both ways, and insiders to their company."""
    known = _of(graph.arcs(), graph.people + graph.companies, directed=True)
    return Way(lambda asker, company: _hops(known, asker, graph.people + company))


def _undirected(graph: PowerLaw) -> Way:
    """One node for the company of each question in turn."""
    node, inside = graph.people, graph.inside()
    known = _of(graph.pairs, graph.people + 1, directed=False)
    linked: list[int] = []

    def ready(company: int) -> None:
        while linked:
            known.removeEdge(node, linked.pop())
        linked.extend(inside[company])
        for insider in linked:
            known.addEdge(node, insider)

    return Way(lambda asker, _: _hops(known, asker, node), ready)


def _of(arcs: Pairs, nodes: int, *, directed: bool) -> networkit.Graph:
    ends = (arcs[:, 0].astype(np.uint64), arcs[:, 1].astype(np.uint64))
    return networkit.GraphFromCoo(ends, n=nodes, directed=directed)


def _hops(known: networkit.Graph, asker: int, node: int) -> int | None:
    search = networkit.distance.BidirectionalBFS(known, asker, node, False)
    search.run()
    distance = search.getDistance()
    return int(distance) - 1 if distance <= known.upperNodeIdBound() else None
