"""The k best paths without loops, best first: what Lawler and Yen ask for, by way of exact bounds.

Partial paths are taken by the least that they can still come to, and then by ids (A*: Hart,
Nilsson and Raphael 1968, carried on to the k best: Aljazzar and Leue, K*, Artificial
Intelligence 175, 2011). The bound of a person with j hops to go is the least cost of a walk of
exactly j hops from there to an insider; since a bound is never too high, paths come out whole
in exact order, and those that would step on one of their own are dropped on the way.
"""

import numba
import numpy as np

from graph.index.kernels.marks import (
    BLOCKED,
    UNKNOWN,
    back,
    fresh,
    note,
    noted,
    onward,
)
from graph.index.kernels.prefetch import SOON, fetch
from graph.index.kernels.shortest import earlier, walkable
from graph.index.kernels.strongest import label

WALKED, BOUND = 0, 1  # columns of a partial path's costs
MOST_HOPS = 6


@numba.njit(cache=True, nogil=True)
def bounds(
    spans, to, price, first_to, insiders, blocked, need, most, max_hops, budget,
    question, words, sieves, left, lists,
):  # fmt: skip
    """Fill left[j - 1] for j hops to go, as far as paths of *max_hops* need it; the ties looked at.

    Returns a number above *budget* when that was reached. Backwards from the insiders for the
    first half of the hops; for more hops to go only for who is near enough to the asker.
    """
    if len(first_to) + len(insiders) > budget:
        return np.int64(len(first_to) + len(insiders))
    stops, near, known = sieves
    sieves[:] = 0
    for person in blocked:
        words[person] = fresh(question) | BLOCKED << 36
        note(stops, person)
    count = 0
    for person in insiders:
        if words[person] >> 40 != question:
            words[person] = fresh(question) | np.int64(1) << 32
            note(stops, person)
            note(known, person)
            lists[0, count] = person
            count += 1
    behind = max_hops // 2
    levels, work = _near(
        spans, to, price, first_to, need, most, max_hops - behind, budget, question, words,
        near, lists[2],
    )  # fmt: skip
    work += len(insiders)
    for level in range(behind):
        nearer, farther, n = lists[level % 2], lists[(level + 1) % 2], 0
        last = level == behind - 1
        for i in range(count):
            if i % SOON == 0:
                fetch(spans, to, nearer[i : min(i + SOON, count)])
            person = nearer[i]
            walked = label(left[level - 1], person, question) if level else np.int64(0)
            work += spans[person, 1] - spans[person, 0]
            if work > budget:
                return work
            for e in range(spans[person, 0], spans[person, 1]):
                other = to[e]
                if (last and not noted(near, other)) or not walkable(price[e], need, most):
                    continue
                if noted(stops, other) and _stops(words[other], question):
                    continue
                new = walked + (price[e] >> 8)
                old = label(left[level], other, question)
                if old == UNKNOWN:
                    note(known, other)
                    farther[n] = other
                    n += 1
                if new < old:
                    left[level, other] = np.int64(question) << 32 | new
        count = n
    people = lists[2]
    for j in range(behind + 1, max_hops):
        near_enough = people[: levels[max_hops - j]]
        for i in range(len(near_enough)):
            if i % SOON == 0:
                fetch(spans, to, near_enough[i : i + SOON])
            person = near_enough[i]
            best = np.int64(UNKNOWN)
            work += spans[person, 1] - spans[person, 0]
            if work > budget:
                return work
            for e in range(spans[person, 0], spans[person, 1]):
                other = to[e]
                if not noted(known, other) or not walkable(price[e], need, most):
                    continue
                further = label(left[j - 2], other, question)
                if further != UNKNOWN:
                    best = min(best, further + (price[e] >> 8))
            if best != UNKNOWN:
                note(known, person)
                left[j - 1, person] = np.int64(question) << 32 | best
    return work


@numba.njit(cache=True, inline="always")
def _stops(word: int, question: int) -> bool:
    """Whether a walk can't go through: an insider, or somebody to stay away from."""
    return word >> 40 == question and (back(word) == 1 or onward(word) == BLOCKED)


@numba.njit(cache=True)
def _near(spans, to, price, first_to, need, most, hops, budget, question, words, near, people):
    """Put who is within so many hops of the asker in *near*, and in *people* by level.

    Returns where the levels below the last end in *people*, and the ties looked at.
    """
    levels = np.zeros(MOST_HOPS + 1, np.int64)
    work = np.int64(len(first_to))
    n = 0
    for person in first_to:
        note(near, person)
        if words[person] >> 40 != question:
            words[person] = fresh(question) | np.int64(2) << 36
            people[n] = person
            n += 1
    levels[1] = n
    for level in range(1, hops):
        for i in range(levels[level - 1], levels[level]):
            if i % SOON == 0:
                fetch(spans, to, people[i : min(i + SOON, levels[level])])
            person = people[i]
            work += spans[person, 1] - spans[person, 0]
            if work > budget:
                return levels, work
            for e in range(spans[person, 0], spans[person, 1]):
                other = to[e]
                if level == hops - 1:
                    note(near, other)
                elif words[other] >> 40 != question and walkable(price[e], need, most):
                    note(near, other)
                    words[other] = fresh(question) | np.int64(level + 2) << 36
                    people[n] = other
                    n += 1
        levels[level + 1] = n
    return levels, work


@numba.njit(cache=True, inline="always")
def _to_go(question, words, left, person, hops):
    """Least cost from *person* to an insider in so many hops, or UNKNOWN."""
    if hops == 0:
        inside = words[person] >> 40 == question and back(words[person]) == 1
        return np.int64(0) if inside else np.int64(UNKNOWN)
    return label(left[hops - 1], person, question)


@numba.njit(cache=True)
def _before(ids, costs, lengths, people, x: int, y: int) -> bool:
    """Whether partial path *x* is to be taken before *y*."""
    if costs[x, BOUND] != costs[y, BOUND]:
        return costs[x, BOUND] < costs[y, BOUND]
    if lengths[x, 0] != lengths[y, 0]:
        return lengths[x, 0] < lengths[y, 0]
    for hop in range(min(lengths[x, 1], lengths[y, 1])):
        if people[x, hop] != people[y, hop]:
            return earlier(ids, people[x, hop], people[y, hop])
    return lengths[x, 1] < lengths[y, 1]


@numba.njit(cache=True)
def _push(ids, costs, lengths, people, heap, size: int, new: int) -> None:
    at = size
    while at and _before(ids, costs, lengths, people, new, heap[(at - 1) >> 1]):
        heap[at] = heap[(at - 1) >> 1]
        at = (at - 1) >> 1
    heap[at] = new


@numba.njit(cache=True)
def _pop(ids, costs, lengths, people, heap, size: int) -> int:
    """The first of *size*; the others stay in order."""
    first, last = heap[0], heap[size - 1]
    at, child = 0, 1
    while child < size - 1:
        if child + 1 < size - 1 and _before(
            ids, costs, lengths, people, heap[child + 1], heap[child]
        ):
            child += 1
        if not _before(ids, costs, lengths, people, heap[child], last):
            break
        heap[at] = heap[child]
        at, child = child, 2 * child + 1
    heap[at] = last
    return first


@numba.njit(cache=True, nogil=True)
def best_first(
    ids, spans, to, price, first_to, first_price, need, most, shortest, longest, k, budget,
    question, words, known, left, costs, lengths, people, heap, found,
):  # fmt: skip
    """Of shortest..longest hops, up to k paths: (how many, ties looked at, whether cut).

    *left* is as `bounds` left it; *found* has the places of the paths in costs, lengths and
    people.
    """
    size = used = count = 0
    work = np.int64(0)
    for hops in range(shortest, longest + 1):
        work += len(first_to)
        if work > budget:
            return count, work, True
        for i in range(len(first_to)):
            bound = _to_go(question, words, left, first_to[i], hops - 1)
            if bound == UNKNOWN:
                continue
            if used == len(heap):
                return count, work, True
            walked = np.int64(first_price[i] >> 8)
            costs[used, WALKED], costs[used, BOUND] = walked, walked + bound
            lengths[used, 0], lengths[used, 1] = hops, 1
            people[used, 0] = first_to[i]
            _push(ids, costs, lengths, people, heap, size, used)
            size, used = size + 1, used + 1
    while size and count < k:
        place = _pop(ids, costs, lengths, people, heap, size)
        size -= 1
        hops, depth = lengths[place, 0], lengths[place, 1]
        if depth == hops:
            found[count] = place
            count += 1
            continue
        person = people[place, depth - 1]
        work += spans[person, 1] - spans[person, 0]
        if work > budget:
            return count, work, True
        for e in range(spans[person, 0], spans[person, 1]):
            other = to[e]
            if not noted(known, other):
                continue
            bound = _to_go(question, words, left, other, hops - depth - 1)
            if bound == UNKNOWN or not walkable(price[e], need, most):
                continue
            again = False
            for hop in range(depth):
                again |= people[place, hop] == other
            if again:
                continue
            if used == len(heap):
                return count, work, True
            walked = costs[place, WALKED] + (price[e] >> 8)
            costs[used, WALKED], costs[used, BOUND] = walked, walked + bound
            lengths[used, 0], lengths[used, 1] = hops, depth + 1
            people[used, :depth] = people[place, :depth]
            people[used, depth] = other
            _push(ids, costs, lengths, people, heap, size, used)
            size, used = size + 1, used + 1
    return count, work, False
