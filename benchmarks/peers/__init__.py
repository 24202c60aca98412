"""Who answers the same question: how many hops are there from an asker to the nearest insider?

One module a peer, imported when it is chosen, since each needs its own library. Where a peer
searches for one target, the company is a node beside the people, linked to its insiders, and
the answer is its distance less one. No path may lead *through* a company: its links point to it
only, or it is there for its own question and gone before the next.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from benchmarks.powerlaw import PowerLaw

OURS = "ours"
NAMES = (OURS, "networkit", "igraph", "rustworkx", "networkx", "neo4j")
MAX_HOPS = 6

Nearest = Callable[[int, int], int | None]  # asker, company -> hops


def nothing(company: int) -> None:
    del company


@dataclass(frozen=True, slots=True)
class Way:
    """A way of asking a peer; *ready* gets the company before each question, outside its time.

    It finds insiders *within* so many hops; negative when its hops are not the fewest.
    """

    nearest: Nearest
    ready: Callable[[int], None] = nothing
    within: int = MAX_HOPS

    def agrees(self, asker: int, company: int, fewest: int | None) -> bool:
        """Whether it answers as it should when *fewest* hops are right."""
        self.ready(company)
        hops, right = (
            hops if hops is not None and hops <= self.within else None
            for hops in (self.nearest(asker, company), fewest)
        )
        return hops == right


class Peer(Protocol):
    """A module of this package."""

    SLOW: bool  # answers fewer of the questions

    def loaded(self, graph: PowerLaw) -> AbstractContextManager[Mapping[str, Way]]:
        """Every way of asking, by name, while the graph is in memory or served."""
        ...


def peer(name: str) -> Peer:
    """The peer of a name.

    Raises:
        ImportError: its library is not installed.
    """
    module: Peer = import_module(f"{__name__}.{name}")
    return module
