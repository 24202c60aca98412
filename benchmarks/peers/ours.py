"""Our index of the graph in memory."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from benchmarks.peers import Way
from benchmarks.powerlaw import PowerLaw

SLOW = False
HOPS = 4  # at most, the default of a question for paths
NEVER = -1


def indexed(graph: PowerLaw) -> Any:
    """The index of *graph*."""
    return import_module("graph.index").Index.from_arrays(
        people=graph.people, pairs=graph.pairs, chance=graph.chance, employed=graph.employed
    )


@contextmanager
def loaded(graph: PowerLaw) -> Iterator[Mapping[str, Way]]:
    """First the answer that is compared: ties broken by cost and ids. Then other questions."""
    index = indexed(graph)

    def nearest(asker: int, company: int) -> int | None:
        way = index.nearest(asker, company)
        return None if way is None else len(way.people) - 1

    def nearest_hops(asker: int, company: int) -> int | None:
        hops: int = index.nearest_hops(asker, company)
        return None if hops < 0 else hops

    def by_paths(**options: Any) -> Callable[[int, int], int | None]:
        def first(asker: int, company: int) -> int | None:
            paths = index.paths(asker, company, max_hops=HOPS, **options).paths
            return len(paths[0].people) - 1 if paths else None

        return first

    yield {
        "nearest": Way(nearest),
        "nearest_hops": Way(nearest_hops),
        "k1": Way(by_paths(k=1), within=HOPS),
        "k5": Way(by_paths(k=5), within=HOPS),
        "strongest": Way(by_paths(by="strongest"), within=NEVER),
    }
