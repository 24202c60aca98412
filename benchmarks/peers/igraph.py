"""igraph: breadth first to the company, over a directed graph; and to its insiders.

Directed, since adding the company of a question makes igraph index all ties anew.
"""

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import igraph
import numpy as np

from benchmarks.peers import Way
from benchmarks.peers.meeting import hops_between
from benchmarks.powerlaw import PowerLaw

SLOW = False


@contextmanager
def loaded(graph: PowerLaw) -> Iterator[Mapping[str, Way]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # given when there is no path
        yield {**_directed(graph), **_undirected(graph)}


def _directed(graph: PowerLaw) -> Mapping[str, Way]:
    people = graph.people
    arcs = graph.arcs().astype(np.int64)
    known = igraph.Graph(n=people + graph.companies, edges=arcs, directed=True)

    def from_asker(asker: int, company: int) -> int | None:
        found = known.get_shortest_path(asker, people + company, output="epath")
        return len(found) - 1 if found else None

    def from_company(asker: int, company: int) -> int | None:
        found = known.get_shortest_path(people + company, asker, mode="in", output="epath")
        return len(found) - 1 if found else None

    return {"path from asker": Way(from_asker), "path from company": Way(from_company)}


def _undirected(graph: PowerLaw) -> Mapping[str, Way]:
    known = igraph.Graph(n=graph.people, edges=graph.pairs.astype(np.int64))
    inside = graph.inside()

    def distances(asker: int, company: int) -> int | None:
        hops = min(known.distances(asker, inside[company])[0])
        return int(hops) if hops < graph.people else None

    def meeting(asker: int, company: int) -> int | None:
        return hops_between(known.neighbors, asker, inside[company])

    return {"distances to insiders": Way(distances), "sets in Python": Way(meeting)}
