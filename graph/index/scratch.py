"""Room that one search at a time works in, kept from one question to the next."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.index.kernels.marks import FEW, QUESTIONS, SIEVE

Array = npt.NDArray[Any]
PARTIAL_PATHS = 200_000  # weighed for one question
LEVELS = 6
STOPS = 500_000  # kept for all companies of one search, 24 bytes each
_NOTHING = np.zeros((LEVELS, 0), np.int64)


@dataclass(slots=True)
class Scratch:
    """Marks and lists for so many people. Marks are numbered by question, never cleared."""

    people: int
    question: int = 0
    words: Array = field(init=False)
    table: tuple[Array, Array, Array] = field(init=False)  # of `shortest`: keys, words, onto
    sieves: Array = field(init=False)
    ahead: Array = field(init=False)
    behind: Array = field(init=False)
    onto: Array = field(init=False)  # whom the best way goes on to
    path: Array = field(init=False)
    labels: Array = field(init=False)  # 48 bytes a person, made when first needed
    lists: Array = field(init=False)  # 24 bytes a person, likewise
    last_stop: Array = field(init=False)  # of `targets`: 8 bytes a person, likewise
    stops: tuple[Array, ...] = ()
    partial: tuple[Array, ...] = ()

    def __post_init__(self) -> None:
        self.words = np.zeros(self.people, np.int64)
        self.table = (
            np.zeros(2 * FEW, np.int32), np.zeros(2 * FEW, np.int64), np.zeros(2 * FEW, np.int32),
        )  # fmt: skip
        self.sieves = np.zeros((3, SIEVE), np.uint64)
        self.ahead = np.zeros(self.people, np.int32)
        self.behind = np.zeros(self.people, np.int32)
        self.onto = np.zeros(self.people, np.int32)
        self.path = np.zeros(8, np.int32)
        self.labels, self.lists = _NOTHING, _NOTHING.astype(np.int32)
        self.last_stop = _NOTHING[0]

    def next_question(self, count: int = 1) -> int:
        """The first of so many numbers that no mark has."""
        if self.question + count >= QUESTIONS:
            for marks in (self.words, self.labels, self.last_stop, self.table[1]):
                marks[:] = 0
            self.question = 0
        self.question += count
        return self.question - count + 1

    def with_labels(self) -> None:
        if self.labels.shape[1] != self.people:
            self.labels = np.zeros((LEVELS, self.people), np.int64)
            self.lists = np.zeros((LEVELS, self.people), np.int32)

    def with_stops(self) -> tuple[Any, ...]:
        """Marks and lists for `nearest_of_each`, in its order."""
        if len(self.last_stop) != self.people:
            self.last_stop = np.zeros(self.people, np.int64)
            self.stops = tuple(np.zeros(STOPS, kind) for kind in "iiqii")
        return (
            self.words, self.onto, self.last_stop, self.sieves[:2], self.ahead, self.stops,
        )  # fmt: skip

    def with_partial_paths(self) -> tuple[Array, ...]:
        """Costs, lengths, people, heap and places found, as `best_first` wants them."""
        if not self.partial:
            self.partial = (
                np.zeros((PARTIAL_PATHS, 2), np.int64), np.zeros((PARTIAL_PATHS, 2), np.int8),
                np.zeros((PARTIAL_PATHS, LEVELS), np.int32), np.zeros(PARTIAL_PATHS, np.int32),
                np.zeros(32, np.int32),
            )  # fmt: skip
        return self.partial
