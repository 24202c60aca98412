"""Which line of positions a network is on.

Positions alone can't tell a store from another, nor from one that went back to a backup and on
from there. So a network remembers its epochs, as Kafka's logs do their leaders' (KIP-101): one
begins with the network, and one whenever a builder starts, which somebody does who has wiped or
restored a store.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

KEPT: Final = 100  # epochs of a network; who stands in an older one begins anew


@dataclass(frozen=True, slots=True)
class Epoch:
    """The positions after *since*, up to where the next one begins. *id* is random."""

    id: str
    since: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A position that was reached in an epoch; of none, "", while a network has none."""

    position: int
    epoch: str


def begun(epochs: Sequence[Epoch], position: int, id_: str) -> list[Epoch]:
    """*epochs* with one that begins at *position*; those in which nothing happened are dropped."""
    return [*(one for one in epochs if one.since < position), Epoch(id_, position)][-KEPT:]


def newest(epochs: Sequence[Epoch]) -> str:
    return epochs[-1].id if epochs else ""


def leads_here(standing: Standing, epochs: Sequence[Epoch], position: int) -> bool:
    """Whether a network at *position* that has *epochs* went through *standing*."""
    ids = ["", *(one.id for one in epochs)]
    if standing.epoch not in ids:
        return False
    ends = [*(one.since for one in epochs), position]
    return standing.position <= ends[ids.index(standing.epoch)]
