"""The companies that open ties lead into, over a state of the index: those of `PlainSurveyor`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.explore.companies import Reach, Reaches
from graph.index.kernels.rowwise import NEVER
from graph.index.rows import Ints, Rows
from graph.index.state import State
from graph.index.ties import micros
from graph.index.world import DAY

_FAR: Final = 2**62
Costs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Spread:
    """How far each is in hops, -1 beyond; and the least cost of a way of so few hops."""

    hops: npt.NDArray[np.int8]
    costs: Costs


def surveyed(state: State, asker: str, max_hops: int, k: int) -> Reaches:
    """What `PlainSurveyor` finds, at the state's own *now*, and without a budget: it is quick."""
    start = state.people.number(asker)
    if start is None:
        return Reaches(nearest=(), count=0)
    spread = _spread(state, start, max_hops)
    people, companies = _jobs(state)
    near = spread.hops[people] >= 0
    people, companies = people[near], companies[near]
    hops, costs = spread.hops[people].astype(np.int64), spread.costs[people]
    order = np.lexsort((costs, hops, companies))
    people, companies, hops, costs = people[order], companies[order], hops[order], costs[order]
    found, first, sizes = np.unique(companies, return_index=True, return_counts=True)
    count = len(found)
    chosen = _nearest(hops[first], costs[first], k)
    reaches = (
        _reach(state, spread, int(found[at]), people[first[at] : first[at] + sizes[at]])
        for at in chosen
    )
    nearest = sorted(reaches, key=lambda one: one.place)[:k]
    return Reaches(nearest=tuple(nearest), count=count)


def _spread(state: State, start: int, max_hops: int) -> Spread:
    """Hop by hop from *start*."""
    rows, count = state.world.open, state.people.count
    hops = np.full(count, -1, np.int8)
    costs = np.full(count, _FAR, np.int64)
    hops[start], costs[start] = 0, 0
    level = np.array([start], np.int32)
    for hop in range(1, max_hops + 1):
        entries, sizes = _entries(rows, level)
        to = rows.columns[0][entries]
        price = np.repeat(costs[level], sizes) + (rows.columns[1][entries] >> np.uint32(8))
        new = hops[to] < 0
        np.minimum.at(costs, to[new], price[new])
        level = np.unique(to[new])
        hops[level] = hop
    return Spread(hops, costs)


def _entries(rows: Rows, at: Ints) -> tuple[Ints, Costs]:
    """Where the entries of rows *at* lie, and how many each has."""
    begins, ends = rows.spans[at].astype(np.int64).T
    sizes = ends - begins
    before = np.cumsum(sizes) - sizes
    return np.repeat(begins - before, sizes) + np.arange(sizes.sum()), sizes


def _jobs(state: State) -> tuple[Ints, Ints]:
    """Who works where at the state's *now*: people, and companies beside them."""
    rows = state.world.insiders
    companies = np.arange(len(rows.spans), dtype=np.int32)
    entries, sizes = _entries(rows, companies)
    people, here, until = (column[entries] for column in rows.columns)
    now = micros(state.now)
    end = now - now % DAY + DAY - 1
    left = (until != NEVER) & (until <= end)
    inside = (here != NEVER) & (here <= end) & ~(left & (here <= until))
    return people[inside], np.repeat(companies, sizes)[inside]


def _nearest(hops: Costs, costs: Costs, k: int) -> Ints:
    """Places of the *k* nearest, and of whatever is just as near as the last of them."""
    order = np.lexsort((costs, hops))
    if len(order) <= k:
        return order.astype(np.int32)
    last = order[k - 1]
    beyond = (hops > hops[last]) | ((hops == hops[last]) & (costs > costs[last]))
    return np.flatnonzero(~beyond).astype(np.int32)


def _reach(state: State, spread: Spread, company: int, insiders: Ints) -> Reach:
    """The company's first way; *insiders* are those in reach, the nearest first."""
    best = insiders[0]
    alike = (spread.hops[insiders] == spread.hops[best]) & (
        spread.costs[insiders] == spread.costs[best]
    )
    way = _way(state, spread, insiders[alike].tolist())
    return Reach(
        company=state.companies.id(company), hops=int(spread.hops[best]),
        cost=int(spread.costs[best]), way=way, insiders=len(insiders),
    )  # fmt: skip


def _way(state: State, spread: Spread, ends: Iterable[int]) -> tuple[str, ...]:
    """Of the cheapest ways of fewest hops to any of *ends* the one whose ids come first."""
    levels: list[dict[int, set[int]]] = [{end: set() for end in ends}]  # person: who may follow
    while 0 not in {int(spread.hops[one]) for one in levels[-1]}:
        before: dict[int, set[int]] = {}
        for person in levels[-1]:
            for one in _before(state, spread, person):
                before.setdefault(one, set()).add(person)
        levels.append(before)
    ids = state.people.id
    (person,) = levels[-1]
    way = [person]
    for level in reversed(levels[1:]):
        person = min(level[person], key=ids)
        way.append(person)
    return tuple(map(ids, way))


def _before(state: State, spread: Spread, person: int) -> list[int]:
    """Who may be the one before *person* on a cheapest way of fewest hops."""
    to, price = state.world.open.row(person)[:2]
    nearer = spread.hops[to] == spread.hops[person] - 1
    cheapest = spread.costs[to] + (price >> np.uint32(8)) == spread.costs[person]
    found: list[int] = to[nearer & cheapest].tolist()
    return found
