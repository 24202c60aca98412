"""Fewest hops, then least cost, then ids: breadth-first search from both ends at once.

The side with fewer ties to look at goes a level further, until the two meet (Pohl,
Bi-directional Search, Machine Intelligence 6, 1971), the far side starting from all insiders
together. Each side keeps the least cost from its end. Since a person's ties are in the order
of their cost, the look for the best meeting leaves a row where it can't get better any more.
"""

import numba
import numpy as np

from graph.index.kernels.marks import (
    BLOCKED,
    FEW,
    UNKNOWN,
    back,
    fresh,
    note,
    noted,
    onward,
    place,
    rest,
)
from graph.index.kernels.prefetch import SOON, fetch

NONE, CUT = -1, -2  # in place of a number of hops
FAR = np.int64(1) << 40  # more than any path costs
_SAMPLE = 32  # people whose ties are counted, to guess how many the others have


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
    ids, spans, to, price,  # people and the ties that may be walked, the cheapest first
    first_to, first_price, insiders, blocked,  # the asker's own ties; whom to stay away from
    need, most, max_hops, budget, whole,  # the options; whole: with the cost, not the hops only
    question, words, onto, table, sieves, ahead, behind, path,  # to work on; people from the contact
):  # fmt: skip
    """(hops, cost, ties looked at); hops is NONE without a path, CUT when *budget* was reached.

    Marks are first in *table* (keys, words, onto), and in *words* and *onto*, which have a
    place for everybody, once they are many.
    """
    work = np.int64(len(first_to) + len(insiders))
    if work > budget:
        return CUT, np.int64(0), work
    sieve_f, sieve_b = sieves
    sieves[:] = 0
    dense = len(blocked) + len(insiders) + len(first_to) > FEW
    marks = (table[0], words, onto) if dense else table
    for person in blocked:
        at = place(marks[0], marks[1], question, dense, person)
        if not dense:
            marks[0][at] = person
        marks[1][at] = fresh(question) | BLOCKED << 36
    b1 = 0
    for person in insiders:
        at = place(marks[0], marks[1], question, dense, person)
        if marks[1][at] >> 40 != question:
            if not dense:
                marks[0][at] = person
            marks[1][at] = (fresh(question) ^ UNKNOWN) | np.int64(1) << 32
            note(sieve_b, person)
            behind[b1] = person
            b1 += 1
    f1 = 0
    cost, least_f = FAR, FAR
    for i in range(len(first_to)):
        person, walked = first_to[i], np.int64(first_price[i] >> 8)
        least_f = min(least_f, walked)
        at = place(marks[0], marks[1], question, dense, person)
        word = marks[1][at]
        if word >> 40 != question:
            if not dense:
                marks[0][at] = person
            marks[1][at] = (fresh(question) ^ UNKNOWN) | np.int64(2) << 36 | walked
            note(sieve_f, person)
            ahead[f1] = person
            f1 += 1
        elif back(word) == 1 and (
            walked < cost or (walked == cost and earlier(ids, person, path[0]))
        ):
            cost = walked
            path[0] = person
    if cost < FAR:
        return 1, cost, work
    f, b, f0, b0 = 1, 0, 0, 0
    least_b = np.int64(0)
    degree_f, degree_b = _ties(spans, ahead[:f1]), _ties(spans, behind[:b1])
    while f0 < f1 and b0 < b1 and f + b < max_hops:
        forward = degree_f <= degree_b
        people = ahead[f0:f1] if forward else behind[b0:b1]
        cost, read = _look(
            ids, spans, to, price, need, most, whole, budget - work, question, marks, dense,
            sieve_b if forward else sieve_f, people, f, b, least_b if forward else least_f, path,
            forward,
        )  # fmt: skip
        work += read
        if work > budget:
            return CUT, np.int64(0), work
        if cost < FAR:
            return f + b + 1, cost, work
        if f + b + 1 == max_hops:
            break
        if not dense and f1 + b1 + len(blocked) + all_ties(spans, people) > FEW:
            _move(marks, question, words, onto, blocked)
            _move(marks, question, words, onto, ahead[:f1])
            _move(marks, question, words, onto, behind[:b1])
            marks = (table[0], words, onto)
            dense = True
        if forward:
            f += 1
            f0, f1, least_f, read = _spread(
                ids, spans, to, price, need, most, budget - work, question, marks, dense, sieve_f,
                ahead, f0, f1, f, True,
            )  # fmt: skip
            degree_f = _ties(spans, ahead[f0:f1])
        else:
            b += 1
            b0, b1, least_b, read = _spread(
                ids, spans, to, price, need, most, budget - work, question, marks, dense, sieve_b,
                behind, b0, b1, b, False,
            )  # fmt: skip
            degree_b = _ties(spans, behind[b0:b1])
        work += read
        if work > budget:
            return CUT, np.int64(0), work
    return NONE, np.int64(0), work


@numba.njit(cache=True)
def all_ties(spans, people):
    """How many ties *people* have, one counted for each end among them."""
    total = np.int64(0)
    for person in people:
        total += spans[person, 1] - spans[person, 0]
    return total


@numba.njit(cache=True)
def _move(table, question, words, onto, people):
    """Put the marks of *people* where there is a place for everybody."""
    for person in people:
        at = place(table[0], table[1], question, False, person)
        words[person], onto[person] = table[1][at], table[2][at]


@numba.njit(cache=True, nogil=True)
def nearest_by_number(
    ids, spans, to, price, staff, inside, asker, company, max_hops, budget, whole,
    question, words, onto, table, sieves, ahead, behind, path,
):  # fmt: skip
    """`nearest` without options; 0 hops for an asker who is among the company's people."""
    insiders = inside[staff[company, 0] : staff[company, 1]]
    for person in insiders:
        if person == asker:
            return 0, np.int64(0), np.int64(0)
    blocked = np.full(1, asker, np.int32)
    first = slice(spans[asker, 0], spans[asker, 1])
    return nearest(
        ids, spans, to, price, to[first], price[first], insiders, blocked, 0, UNKNOWN, max_hops,
        budget, whole, question, words, onto, table, sieves, ahead, behind, path,
    )  # fmt: skip


@numba.njit(cache=True)
def _ties(spans, people):
    """About how many ties *people* have; what is counted is on its way to the cache as well."""
    sample = min(len(people), _SAMPLE)
    total = np.int64(0)
    for i in range(sample):
        total += spans[people[i], 1] - spans[people[i], 0]
    return total * len(people) // max(1, sample)


@numba.njit(cache=True)
def _look(
    ids, spans, to, price, need, most, whole, budget, question, marks, dense, sieve, people, f, b,
    least, path, forward,
):  # fmt: skip
    """The least cost of a path by a tie from *people* to the other side, FAR without one.

    *people* are f hops from the asker if *forward*, else b hops from an insider; *sieve* and
    the *least* cost are of the other side. The path is put in *path*.
    """
    keys, words = marks[0], marks[1]
    cost, work = FAR, np.int64(0)
    filtered = need != 0 or most < UNKNOWN
    level = b + 1 if forward else f + 1
    for i in range(len(people)):
        if i % SOON == 0:
            fetch(spans, to, people[i : i + SOON])
        person = people[i]
        here = rest(words[place(keys, words, question, dense, person)])
        if here + least >= cost:
            continue
        begin, end = spans[person, 0], spans[person, 1]
        if work + end - begin > budget:
            return FAR, work + end - begin
        for e in range(begin, end):
            other = to[e]
            if not noted(sieve, other):
                if e & 15 == 15 and cost < FAR and here + least + (price[e] >> 8) > cost:
                    end = e
                    break
                continue
            word = words[place(keys, words, question, dense, other)]
            if word >> 40 != question or (back(word) if forward else onward(word)) != level:
                continue
            if filtered and not walkable(price[e], need, most):
                continue
            if not whole:
                return np.int64(0), work
            new = here + (price[e] >> 8) + rest(word)
            if new > cost:
                continue
            near, far = (person, other) if forward else (other, person)
            if new < cost or _before(ids, question, marks, dense, near, far, f, b, path):
                cost = new
                _write(question, marks, dense, near, far, f, b, path)
        work += end - begin
    return cost, work


@numba.njit(cache=True)
def _write(question, marks, dense, near, far, f, b, path):
    """Put the path over the tie of *near* and *far*, without the asker, in *path*."""
    keys, words, onto = marks
    for hop in range(f - 1, -1, -1):
        path[hop] = near
        near = onto[place(keys, words, question, dense, near)]
    for hop in range(f, f + b + 1):
        path[hop] = far
        far = onto[place(keys, words, question, dense, far)]


@numba.njit(cache=True)
def _before(ids, question, marks, dense, near, far, f, b, path):
    """Whether the path over this tie comes before *path*, which is as good, by ids."""
    way = np.empty(8, np.int32)
    _write(question, marks, dense, near, far, f, b, way)
    for hop in range(f + b + 1):
        if way[hop] != path[hop]:
            return earlier(ids, way[hop], path[hop])
    return False


@numba.njit(cache=True)
def _spread(
    ids, spans, to, price, need, most, budget, question, marks, dense, sieve, people, i0, i1,
    level, forward,
):  # fmt: skip
    """Mark who is *level* hops from this end, with the least cost and by whom.

    Returns where they begin and end in *people*, the least of their costs, and the ties read.
    """
    keys, words, onto = marks
    new, least, work = i1, FAR, np.int64(0)
    filtered = need != 0 or most < UNKNOWN
    mark = (fresh(question) ^ UNKNOWN) | np.int64(level + 1) << (36 if forward else 32)
    for i in range(i0, i1):
        person = people[i]
        walked = rest(words[place(keys, words, question, dense, person)])
        work += spans[person, 1] - spans[person, 0]
        if work > budget:
            break
        for e in range(spans[person, 0], spans[person, 1]):
            if filtered and not walkable(price[e], need, most):
                continue
            other = to[e]
            at = place(keys, words, question, dense, other)
            word = words[at]
            cost = walked + (price[e] >> 8)
            if word >> 40 != question:
                note(sieve, other)
                people[new] = other
                new += 1
                if not dense:
                    keys[at] = other
            elif (word ^ mark) >> 32 != 0 or cost > rest(word):
                continue
            elif cost == rest(word):
                by = onto[at]
                if forward and not _way_earlier(ids, question, marks, dense, person, by, level - 1):
                    continue
                if not forward and not earlier(ids, person, by):
                    continue
            words[at] = mark | cost
            onto[at] = person
            least = min(least, cost)
    return i1, new, least, work


@numba.njit(cache=True)
def _way_earlier(ids, question, marks, dense, x, y, hops):
    """Whether the way from the asker to *x* comes before that to *y*, both of so many hops."""
    keys, words, onto = marks
    first = False
    for _ in range(hops):
        if x != y:
            first = earlier(ids, x, y)
        x = onto[place(keys, words, question, dense, x)]
        y = onto[place(keys, words, question, dense, y)]
    return first
