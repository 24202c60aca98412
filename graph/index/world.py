"""The graph as searches read it: people numbered, ties and insiders in rows of numbers."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.index.ids import Words
from graph.index.kernels.rewrite import cheapest_first
from graph.index.kernels.rowwise import inside, walkable
from graph.index.rows import Ints, Rows, grouped

HARD, OPEN, COFFEE = 1, 2, 4  # flags of a tie, in the lower 8 bits of its price
ACTED_LOWER, ACTED_UPPER, RATED, SHUT = 8, 16, 32, 64

DAY: Final = 86_400_000_000  # microseconds
Prices = npt.NDArray[np.uint32]  # cost << 8 | flags
Steps = tuple[Ints, Prices]  # somebody's ties: to whom, and the price


@dataclass(frozen=True, slots=True)
class World:
    """Never changes: whoever searches it sees one state of the graph.

    Rows of *open* and *closed* are a person's ties, the cheapest first, with columns (other
    person, price, slot of what it is worth); rows of *insiders* are a company's people, with
    columns (person, here, until): when it was last said that they work there and that they
    left, in microseconds since 1970, `NEVER` when it was not.
    """

    words: Words
    people: int
    open: Rows
    closed: Rows
    insiders: Rows

    @property
    def nbytes(self) -> int:
        rows = (self.open, self.closed, self.insiders)
        return self.words.nbytes + sum(one.nbytes for one in rows)

    def inside(self, company: int, now: int, *, include_former: bool = False) -> Ints:
        """Who works at a company on the day of *now*, in microseconds; maybe who used to, too."""
        end = now - now % DAY + DAY - 1
        found: Ints = inside(
            self.insiders.spans, *self.insiders.columns, company, end, include_former
        )
        return found


def steps(ties: Rows, person: int, need: int, dearest: int) -> Steps:
    """A person's ties that have all flags of *need* and cost at most *dearest*."""
    found: Steps = walkable(ties.spans, *ties.columns[:2], person, need, dearest)
    return found


def both_ways(people: int, pairs: Ints, price: Prices, *columns: npt.NDArray[np.generic]) -> Rows:
    """Rows of ties, each in the row of either end. *pairs* has shape (ties, 2)."""
    at = np.concatenate((pairs[:, 0], pairs[:, 1]))
    to = np.concatenate((pairs[:, 1], pairs[:, 0]))
    twice = (np.concatenate((column, column)) for column in (price, *columns))
    return in_order(grouped(people, at, to, *twice))


def in_order(rows: Rows) -> Rows:
    """Rows of ties that are packed, each with the cheapest ties first."""
    order = cheapest_first(rows.spans, rows.columns[1])
    return replace(rows, columns=tuple(column[order] for column in rows.columns))


def numbered(people: int) -> Words:
    """Ids in the order of the numbers, for people who have none."""
    words = np.zeros((people, 2), np.uint64)
    words[:, 1] = np.arange(people)
    return words
