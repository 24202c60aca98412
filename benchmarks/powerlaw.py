"""Graphs in which few know many: seeded, of just so many people and ties.

Chung and Lu's model (Annals of Combinatorics, 2002): the ends of a tie are drawn by weight, here
rank^-0.5, which gives degrees a power law of exponent 3. Ids say nothing of the rank.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.strength import LEAST, MOST

SIZE = 20  # insiders of a company, on average
FEWEST = 5
COMPANIES = 10_000  # at most
DENSEST = 0.25  # of all pairs; drawing until enough are new is slow beyond

Pairs = NDArray[np.int32]  # (n, 2)
Questions = list[tuple[int, int]]  # asker and company


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PowerLaw:
    """People are 0..people-1; *pairs* (M, 2) ascend, the smaller id first in each.

    *chance* (M,) is in (0, 1); *insiders* (E, 2) are company and person, by company.
    """

    people: int
    companies: int
    pairs: Pairs
    chance: NDArray[np.float64]
    insiders: Pairs

    @property
    def employed(self) -> Pairs:
        """Person and company, as the index takes them."""
        return np.ascontiguousarray(self.insiders[:, ::-1])

    def inside(self) -> list[list[int]]:
        """The insiders of each company."""
        starts = np.searchsorted(self.insiders[:, 0], np.arange(1, self.companies))
        return [part.tolist() for part in np.split(self.insiders[:, 1], starts)]

    def arcs(self) -> NDArray[np.int32]:
        """For a directed graph: ties both ways, and insiders to their company.

        A company's node is its number after those of the people.
        """
        to_company = self.employed + np.array((0, self.people), np.int32)
        return np.concatenate((self.pairs, self.pairs[:, ::-1], to_company))

    def questions(self, count: int, seed: int) -> Questions:
        """Anybody to any company, *count* times."""
        source = np.random.default_rng((seed, 1))
        askers = source.integers(self.people, size=count).tolist()
        companies = source.integers(self.companies, size=count).tolist()
        return list(zip(askers, companies, strict=True))


def drawn(people: int, ties: int, seed: int) -> PowerLaw:
    """The graph of a seed.

    Raises:
        ValueError: so many ties are more than a quarter of all pairs.
    """
    if ties > DENSEST * people * (people - 1) / 2:
        raise ValueError(f"{ties} ties are too many for {people} people")
    source = np.random.default_rng(seed)
    companies = max(1, min(people // SIZE, COMPANIES))
    return PowerLaw(
        people=people,
        companies=companies,
        pairs=_pairs(source, people, ties),
        chance=source.uniform(LEAST, MOST, ties),
        insiders=_insiders(source, people, companies),
    )


def _pairs(source: np.random.Generator, people: int, ties: int) -> Pairs:
    """Draw until there are enough, then drop at random what is too many."""
    person = source.permutation(people).astype(np.int64)
    keys = np.empty(0, np.int64)
    while len(keys) < ties:
        more = int((ties - len(keys)) * 1.1) + 16
        one, other = (person[_ranks(source, people, more)] for _ in range(2))
        drawn_now = np.minimum(one, other) * people + np.maximum(one, other)
        keys = _unique(np.concatenate((keys, drawn_now[one != other])))
    dropped = source.choice(len(keys), len(keys) - ties, replace=False, shuffle=False)
    keys = np.delete(keys, dropped)
    return np.stack((keys // people, keys % people), axis=1).astype(np.int32)


def _unique(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Sorted, each once; numpy's own unique hashes, forty times as slow here."""
    ordered = np.sort(keys)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))]


def _ranks(source: np.random.Generator, people: int, count: int) -> NDArray[np.int64]:
    """Ranks from 0 on, by weight: the sum of r^-0.5 grows as r^0.5, so its inverse is a square."""
    return (source.random(count) ** 2 * people).astype(np.int64)


def _insiders(source: np.random.Generator, people: int, companies: int) -> Pairs:
    sizes = np.maximum(FEWEST, source.poisson(SIZE, companies))
    company = np.repeat(np.arange(companies), sizes)
    person = source.integers(people, size=len(company))
    keys = _unique(company * people + person)  # nobody twice at one company
    return np.stack((keys // people, keys % people), axis=1).astype(np.int32)
