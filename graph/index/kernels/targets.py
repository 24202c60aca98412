"""The nearest insider of each of many companies, looking around the asker once.

Breadth-first levels from the asker are shared; from the insiders of each company the search
goes back until it comes upon the outermost of them. Order as in `shortest`: hops, cost, ids.
"""

import numba
import numpy as np

from graph.index.kernels.marks import UNKNOWN, back, fresh, note, noted, onward, rest
from graph.index.kernels.shortest import CUT, NONE, earlier

_LEVELS = 8


@numba.njit(cache=True, nogil=True)
def nearest_of_each(
    words,
    spans,
    to,
    price,
    inside_spans,
    inside,
    asker,
    companies,
    max_hops,
    budget,
    question,
    marks,
    sieves,
    ahead,
    behind,
    onto,
    homes,
    came,
):
    """(hops, costs, people) by company, and ties looked at for all of them.

    hops is NONE without a path, CUT at *budget* a company.

    *question* and as many numbers behind it as there are companies are free. *marks*, *ahead*
    and *came* are of the asker's side, *homes*, *behind* and *onto* of the insiders'.
    """
    sieve = sieves[0]
    sieve[:] = 0
    count = len(companies)
    hops = np.full(count, NONE, np.int64)
    costs = np.zeros(count, np.int64)
    people = np.zeros((count, _LEVELS), np.int32)
    marks[asker] = (fresh(question) ^ UNKNOWN) | np.int64(1) << 36
    note(sieve, asker)
    ahead[0] = asker
    f0, f1, depth = 0, 1, 0
    degree = np.int64(spans[asker, 1] - spans[asker, 0])
    read = np.int64(0)
    for i in range(count):
        own = question + 1 + i
        n = 0
        degree_b = np.int64(0)
        work = np.int64(inside_spans[companies[i], 1] - inside_spans[companies[i], 0])
        read += work
        if work > budget:
            hops[i] = CUT
            continue
        for person in inside[inside_spans[companies[i], 0] : inside_spans[companies[i], 1]]:
            homes[person] = (fresh(own) ^ UNKNOWN) | np.int64(1) << 32
            behind[n] = person
            n += 1
            degree_b += spans[person, 1] - spans[person, 0]
        b0, b1, b = 0, n, 0
        found = False
        for level in range(depth + 1):
            if not found and _meet(
                words, question, marks, homes, onto, came, behind[:n], level, 0, costs, people, i
            ):
                hops[i] = level
                found = True
        while not found and depth + b < max_hops and b0 < b1:
            further = degree <= degree_b * (count - i) and work + degree <= budget
            step = degree if further else degree_b
            if work + step > budget:
                hops[i] = CUT
                break
            work += step
            read += step
            if further:
                if f0 == f1:
                    break
                depth += 1
                f0, f1, degree = _farther(
                    words, spans, to, price, question, marks, sieve, ahead, came, f0, f1, depth
                )
                met = behind[b0:b1]
            else:
                m = _across(
                    words,
                    spans,
                    to,
                    price,
                    question,
                    own,
                    marks,
                    sieve,
                    homes,
                    onto,
                    behind,
                    b0,
                    b1,
                    depth,
                    b,
                )
                met = behind[b1 : b1 + m]
                b += 1
                if m == 0:
                    b0, b1, degree_b = _home(
                        words, spans, to, price, own, homes, onto, behind, b0, b1, b
                    )
            found = _meet(
                words, question, marks, homes, onto, came, met, depth, b, costs, people, i
            )
            hops[i] = depth + b if found else NONE
    return hops, costs, people, read


@numba.njit(cache=True)
def _farther(words, spans, to, price, question, marks, sieve, ahead, came, f0, f1, depth):
    """One level further from the asker, with the least cost from there."""
    sieve[:] = 0
    new = f1
    degree = np.int64(0)
    mark = (fresh(question) ^ UNKNOWN) | np.int64(depth + 1) << 36
    for i in range(f0, f1):
        person = ahead[i]
        walked = rest(marks[person])
        for e in range(spans[person, 0], spans[person, 1]):
            other = to[e]
            word = marks[other]
            cost = walked + (price[e] >> 8)
            if word >> 40 != question:
                marks[other] = mark | cost
                came[other] = person
                note(sieve, other)
                ahead[new] = other
                new += 1
                degree += spans[other, 1] - spans[other, 0]
            elif onward(word) == depth + 1 and (
                cost < rest(word)
                or (
                    cost == rest(word)
                    and _first_by_way(words, came, person, came[other], depth - 1)
                )
            ):
                marks[other] = mark | cost
                came[other] = person
    return f1, new, degree


@numba.njit(cache=True)
def _first_by_way(words, came, x, y, hops):
    """Whether the way to *x* comes before that to *y*, both of so many hops."""
    first = False
    for _ in range(hops):
        if x != y:
            first = earlier(words, x, y)
        x, y = came[x], came[y]
    return first


@numba.njit(cache=True)
def _across(
    words, spans, to, price, question, own, marks, sieve, homes, onto, behind, b0, b1, depth, b
):
    """Put who is as far from the asker as was looked, and knows the outermost, behind b1."""
    count = 0
    for i in range(b0, b1):
        person = behind[i]
        left = rest(homes[person])
        for e in range(spans[person, 0], spans[person, 1]):
            other = to[e]
            if not noted(sieve, other):
                continue
            word = marks[other]
            if word >> 40 != question or onward(word) != depth + 1:
                continue
            if _labelled(words, own, homes, onto, other, person, left + (price[e] >> 8), b + 1):
                behind[b1 + count] = other
                count += 1
    return count


@numba.njit(cache=True)
def _home(words, spans, to, price, own, homes, onto, behind, b0, b1, b):
    """One level further from the insiders."""
    new = b1
    degree = np.int64(0)
    for i in range(b0, b1):
        person = behind[i]
        left = rest(homes[person])
        for e in range(spans[person, 0], spans[person, 1]):
            if _labelled(words, own, homes, onto, to[e], person, left + (price[e] >> 8), b):
                behind[new] = to[e]
                new += 1
                degree += spans[to[e], 1] - spans[to[e], 0]
    return b1, new, degree


@numba.njit(cache=True)
def _labelled(words, own, homes, onto, other, person, cost, b):
    """Label *other* as *b* hops from an insider by *person*; whether it had no label before."""
    word = homes[other]
    if word >> 40 != own:
        homes[other] = (fresh(own) ^ UNKNOWN) | np.int64(b + 1) << 32 | cost
        onto[other] = person
        return True
    if back(word) == b + 1 and (
        cost < rest(word) or (cost == rest(word) and earlier(words, person, onto[other]))
    ):
        homes[other] = (word & ~np.int64(UNKNOWN)) | cost
        onto[other] = person
    return False


@numba.njit(cache=True)
def _meet(words, question, marks, homes, onto, came, met, f, b, costs, people, i):
    """Put the best way by those of *met* who are f hops from the asker in costs and people."""
    found = False
    way = np.zeros(_LEVELS, np.int32)
    for person in met:
        word = marks[person]
        if word >> 40 != question or onward(word) != f + 1:
            continue
        cost = rest(word) + rest(homes[person])
        if found and cost > costs[i]:
            continue
        at = person
        for hop in range(f - 1, -1, -1):
            way[hop] = at
            at = came[at]
        at = person
        for hop in range(f, f + b):
            at = onto[at]
            way[hop] = at
        if not found or cost < costs[i] or _before(words, way, people[i], f + b):
            costs[i] = cost
            people[i] = way
            found = True
    return found


@numba.njit(cache=True)
def _before(words, x, y, hops):
    for hop in range(hops):
        if x[hop] != y[hop]:
            return earlier(words, x[hop], y[hop])
    return False
