"""Fewest hops, then least cost, then ids: breadth-first search from both ends at once.

The side with fewer ties to look at goes a level further, until the two meet (Pohl,
Bi-directional Search, Machine Intelligence 6, 1971), the far side starting from all insiders
together. What is left to an insider is known at the meeting; walking it back to the asker
level by level gives the least cost among all the shortest paths, and the walk out again along
the least cost, lowest id first, gives the path.
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
    rest,
)

NONE, CUT = -1, -2  # in place of a number of hops


@numba.njit(cache=True, inline="always")
def walkable(price: int, need: int, most: int) -> bool:
    """Whether a tie has all the flags in *need*, and costs at most *most*."""
    return (price & need) == need and (price >> 8) <= most


@numba.njit(cache=True, inline="always")
def earlier(ids, x: int, y: int) -> bool:
    """Whether the id of person *x* comes before that of *y*."""
    return ids[x, 0] < ids[y, 0] or (ids[x, 0] == ids[y, 0] and ids[x, 1] < ids[y, 1])


@numba.njit(cache=True, nogil=True)
def nearest(
    ids, spans, to, price,  # people and the ties that may be walked
    first_to, first_price, insiders, blocked,  # the asker's own ties; whom to stay away from
    need, most, max_hops, budget, whole,  # the options; whole: with the cost, not the hops only
    question, words, sieves, ahead, behind, onto, path,  # to work on, and people from the first contact on
):  # fmt: skip
    """(hops, cost, ties looked at, hops walked from the asker's side).

    hops is NONE without a path, and CUT when *budget* was reached.
    """
    work = np.int64(len(first_to) + len(insiders))
    if work > budget:
        return CUT, np.int64(0), work, 0
    for person in blocked:
        words[person] = fresh(question) | BLOCKED << 36
    sieve_f, sieve_b, sieve_on = sieves
    sieves[:] = 0
    b1 = degree_b = 0
    for person in insiders:
        if words[person] >> 40 != question:
            words[person] = (fresh(question) ^ UNKNOWN) | np.int64(1) << 32
            note(sieve_b, person)
            behind[b1] = person
            b1 += 1
            degree_b += spans[person, 1] - spans[person, 0]
    f1 = degree_f = 0
    met = False
    for person in first_to:
        word = words[person]
        if word >> 40 != question:
            word = fresh(question)
        met |= back(word) == 1
        words[person] = word | np.int64(2) << 36
        note(sieve_f, person)
        ahead[f1] = person
        f1 += 1
        degree_f += spans[person, 1] - spans[person, 0]
    f, b, f0, b0 = 1, 0, 0, 0
    if met:
        cost = _leave(ids, first_to, first_price, words, path) if whole else np.int64(0)
        return 1, cost, work, 0
    filtered = need != 0 or most < UNKNOWN
    while f0 < f1 and b0 < b1 and f + b < max_hops:
        work += min(degree_f, degree_b)
        if work > budget:
            return CUT, np.int64(0), work, f
        if degree_f <= degree_b:
            met = _look_ahead(
                spans, to, price, need, most, filtered, question, words, sieve_b, sieve_on,
                ahead[f0:f1], onto, ids, b, whole,
            )  # fmt: skip
        else:
            met = _look_behind(
                spans, to, price, need, most, filtered, question, words, sieve_f, sieve_on,
                behind[b0:b1], onto, ids, f, whole,
            )  # fmt: skip
        if met and whole:
            return _finish(
                ids, spans, to, price, first_to, first_price, need, most, filtered,
                question, words, sieve_on, ahead, onto, f1, f, b, path, work,
            )  # fmt: skip
        if met:
            return f + b + 1, np.int64(0), work, f
        if degree_f <= degree_b:
            f += 1
            f0, f1, degree_f = _spread_ahead(
                spans, to, price, need, most, filtered, question, words, sieve_f, ahead, f0, f1, f
            )
        else:
            b += 1
            b0, b1, degree_b = _spread_behind(
                spans, to, price, need, most, filtered, question, words, sieve_b, behind, onto, ids,
                b0, b1, b,
            )  # fmt: skip
    return NONE, np.int64(0), work, f


@numba.njit(cache=True, nogil=True)
def nearest_by_number(
    ids,
    spans,
    to,
    price,
    staff,
    inside,
    asker,
    company,
    max_hops,
    budget,
    whole,
    question,
    words,
    sieves,
    ahead,
    behind,
    onto,
    path,
):
    """`nearest` without options; 0 hops for an asker who is among the company's people."""
    insiders = inside[staff[company, 0] : staff[company, 1]]
    for person in insiders:
        if person == asker:
            return 0, np.int64(0), np.int64(0), 0
    blocked = np.full(1, asker, np.int32)
    first = slice(spans[asker, 0], spans[asker, 1])
    return nearest(
        ids,
        spans,
        to,
        price,
        to[first],
        price[first],
        insiders,
        blocked,
        0,
        UNKNOWN,
        max_hops,
        budget,
        whole,
        question,
        words,
        sieves,
        ahead,
        behind,
        onto,
        path,
    )


@numba.njit(cache=True)
def _look_ahead(
    spans, to, price, need, most, filtered, question, words, sieve_b, sieve_on, people, onto, ids,
    b, whole,
):  # fmt: skip
    """Whether *people* know somebody b hops from an insider; then what is left to go for them."""
    met = False
    for person in people:
        best = np.int64(UNKNOWN)
        for e in range(spans[person, 0], spans[person, 1]):
            other = to[e]
            if not noted(sieve_b, other):
                continue
            word = words[other]
            if word >> 40 != question or back(word) != b + 1:
                continue
            if filtered and not walkable(price[e], need, most):
                continue
            if not whole:
                return True
            cost = rest(word) + (price[e] >> 8)
            if cost < best or (cost == best and earlier(ids, other, onto[person])):
                best = cost
                onto[person] = other
        if best != UNKNOWN:
            met = True
            note(sieve_on, person)
            words[person] = (words[person] ^ UNKNOWN) | best
    return met


@numba.njit(cache=True)
def _look_behind(
    spans, to, price, need, most, filtered, question, words, sieve_f, sieve_on, people, onto, ids,
    f, whole,
):  # fmt: skip
    """Whether *people* know somebody f hops from the asker; then what is left to go for those."""
    met = False
    for person in people:
        left = rest(words[person])
        for e in range(spans[person, 0], spans[person, 1]):
            other = to[e]
            if not noted(sieve_f, other):
                continue
            word = words[other]
            if word >> 40 != question or onward(word) != f + 1:
                continue
            if filtered and not walkable(price[e], need, most):
                continue
            if not whole:
                return True
            met = True
            note(sieve_on, other)
            cost = left + (price[e] >> 8)
            if cost < rest(word) or (cost == rest(word) and earlier(ids, person, onto[other])):
                words[other] = (word & ~np.int64(UNKNOWN)) | cost
                onto[other] = person
    return met


@numba.njit(cache=True)
def _spread_ahead(
    spans, to, price, need, most, filtered, question, words, sieve_f, ahead, f0, f1, f
):
    """Mark who is *f* hops from the asker: (where they start, where they end, their ties)."""
    degree, new = 0, f1
    mark = fresh(question) | np.int64(f + 1) << 36
    for i in range(f0, f1):
        for e in range(spans[ahead[i], 0], spans[ahead[i], 1]):
            other = to[e]
            if words[other] >> 40 == question or (filtered and not walkable(price[e], need, most)):
                continue
            words[other] = mark
            note(sieve_f, other)
            ahead[new] = other
            new += 1
            degree += spans[other, 1] - spans[other, 0]
    return f1, new, degree


@numba.njit(cache=True)
def _spread_behind(
    spans, to, price, need, most, filtered, question, words, sieve_b, behind, onto, ids, b0, b1, b
):
    """Mark who is *b* hops from an insider, with the least cost there; as `_spread_ahead`."""
    degree, new = 0, b1
    mark = (fresh(question) ^ UNKNOWN) | np.int64(b + 1) << 32
    for i in range(b0, b1):
        left = rest(words[behind[i]])
        for e in range(spans[behind[i], 0], spans[behind[i], 1]):
            if filtered and not walkable(price[e], need, most):
                continue
            other = to[e]
            word = words[other]
            cost = left + (price[e] >> 8)
            if word >> 40 != question:
                words[other] = mark | cost
                onto[other] = behind[i]
                note(sieve_b, other)
                behind[new] = other
                new += 1
                degree += spans[other, 1] - spans[other, 0]
            elif back(word) == b + 1 and (
                cost < rest(word) or (cost == rest(word) and earlier(ids, behind[i], onto[other]))
            ):
                words[other] = (word & ~np.int64(UNKNOWN)) | cost
                onto[other] = behind[i]
    return b1, new, degree


@numba.njit(cache=True)
def _finish(
    ids, spans, to, price, first_to, first_price, need, most, filtered,
    question, words, sieve_on, ahead, onto, f1, f, b, path, work,
):  # fmt: skip
    """Least costs back to the asker, then the path, by ties that *work* has in it already."""
    i = f1
    for level in range(f - 1, 0, -1):
        while i > 0 and onward(words[ahead[i - 1]]) != level + 1:
            i -= 1
        while i > 0 and onward(words[ahead[i - 1]]) == level + 1:
            i -= 1
            person = ahead[i]
            best = np.int64(UNKNOWN)
            for e in range(spans[person, 0], spans[person, 1]):
                if not noted(sieve_on, to[e]):
                    continue
                word = words[to[e]]
                if word >> 40 == question and onward(word) == level + 2 and rest(word) != UNKNOWN:
                    if filtered and not walkable(price[e], need, most):
                        continue
                    cost = rest(word) + (price[e] >> 8)
                    if cost < best or (cost == best and earlier(ids, to[e], onto[person])):
                        best = cost
                        onto[person] = to[e]
            if best != UNKNOWN:
                note(sieve_on, person)
                words[person] = (words[person] ^ UNKNOWN) | best
    cost = _leave(ids, first_to, first_price, words, path)
    for hop in range(1, f + b + 1):
        path[hop] = onto[path[hop - 1]]
    return f + b + 1, cost, work, f


@numba.njit(cache=True)
def _leave(ids, first_to, first_price, words, path):
    """The least cost of all, and the first contact in *path*."""
    best = np.int64(UNKNOWN) << 1
    for i in range(len(first_to)):
        word = words[first_to[i]]
        if rest(word) == UNKNOWN:
            continue
        cost = rest(word) + (first_price[i] >> 8)
        if cost < best or (cost == best and earlier(ids, first_to[i], path[0])):
            best = cost
            path[0] = first_to[i]
    return best
