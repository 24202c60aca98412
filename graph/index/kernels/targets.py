"""The nearest insider of each of many companies, looking around the asker once for all of them.

Bidirectional breadth-first search as in `shortest`, with the same order: hops, cost, ids. Only
the far side keeps companies apart: whoever is near several has a *stop* for each of them, and
the stops of one person are chained. A company takes part until its first way is found.
"""

import numba
import numpy as np

from graph.index.kernels.marks import BLOCKED, UNKNOWN, fresh, note, noted, onward, rest
from graph.index.kernels.prefetch import prefetch
from graph.index.kernels.shortest import FAR, NONE, all_ties, earlier, walkable

LEFT = -3  # in place of a number of hops: there was no room or budget to look for all at once
NUMBERS = 8  # of questions, for each company
_STOP = (np.int64(1) << 40) - 1


@numba.njit(cache=True, nogil=True)
def nearest_of_each(
    ids, spans, to, price,  # people and the ties that may be walked, the cheapest first
    first_to, first_price, staff, inside, asker, blocked,  # *staff*: spans of *inside*, by company
    need, most, max_hops, budget,  # the options
    question, marks, came, last_stop, sieves, ahead, stops,  # to work on
):  # fmt: skip
    """(hops, costs, people) by company, and the ties looked at for all of them together.

    hops is NONE without a path, LEFT where the search ended before one was found. *question*
    and `NUMBERS` more for each company are free. *stops* are (who, company, cost from
    there, the stop it goes on to, the next of the same person).
    """
    count = len(staff)
    hops, costs = np.full(count, NONE, np.int64), np.full(count, FAR, np.int64)
    people = np.zeros((count, 8), np.int32)
    best = (hops, costs, people)
    sieves[:] = 0
    sieve_f, sieve_b = sieves
    work = np.int64(len(first_to)) + np.sum(staff[:, 1] - staff[:, 0])
    if work > budget or work > len(stops[0]):
        hops[:] = LEFT
        return hops, costs, people, np.int64(0)
    for person in blocked:
        marks[person] = fresh(question) | BLOCKED << 36
    own = question + 1  # numbers the outermost stops of the first company
    b0, f0 = 0, 0
    b1 = _from_insiders(
        spans, staff, inside, asker, len(blocked) > 1, question, own, marks, last_stop, sieve_b,
        stops, best,
    )  # fmt: skip
    f1 = _from_asker(
        ids, first_to, first_price, question, own, marks, last_stop, sieve_f, sieve_b, ahead, stops,
        best,
    )  # fmt: skip
    f, b = 1, 0
    degree_f, degree_b = all_ties(spans, ahead[f0:f1]), _stop_ties(spans, stops, b0, b1, hops)
    while _unsettled(best, f + b) and f + b < max_hops:
        if degree_f == 0 or degree_b == 0:
            break
        forward = degree_f <= degree_b
        step = 2 * min(degree_f, degree_b)  # to look, and to go there
        if work + step > budget or (not forward and b1 + degree_b > len(stops[0])):
            hops[hops == NONE] = LEFT
            break
        work += step
        if forward:
            _look_onward(
                ids, spans, to, price, need, most, own, marks, came, last_stop, sieve_b,
                ahead[f0:f1], f, b, stops, best,
            )  # fmt: skip
        else:
            _look_back(
                ids, spans, to, price, need, most, question, marks, came, sieve_f, f, b, stops,
                b0, b1, best,
            )  # fmt: skip
        if _unsettled(best, f + b + 1) == 0:
            break
        if forward:
            f += 1
            f0, f1 = f1, _spread_onward(
                ids, spans, to, price, need, most, question, marks, came, sieve_f, ahead, f0, f1, f
            )  # fmt: skip
            degree_f = all_ties(spans, ahead[f0:f1])
        else:
            b += 1
            own += count
            b0, b1 = b1, _spread_back(
                ids, spans, to, price, need, most, len(blocked) > 1, question, own, marks,
                last_stop, sieve_b, stops, b0, b1, hops,
            )  # fmt: skip
            degree_b = _stop_ties(spans, stops, b0, b1, hops)
    return hops, costs, people, work


@numba.njit(cache=True)
def _stop_ties(spans, stops, b0, b1, hops):
    """How many ties the people of the stops have whose company has no way yet."""
    who, company = stops[0], stops[1]
    total = np.int64(0)
    for stop in range(b0, b1):
        prefetch(spans, who[min(stop + 16, b1 - 1)])
        if hops[company[stop]] == NONE:
            total += spans[who[stop], 1] - spans[who[stop], 0]
    return total


@numba.njit(cache=True)
def _unsettled(best, length):
    """How many companies have no way, once those found have their *length*."""
    hops, costs, _ = best
    left = 0
    for i in range(len(hops)):
        if hops[i] == NONE:
            if costs[i] < FAR:
                hops[i] = length
            else:
                left += 1
    return left


@numba.njit(cache=True, inline="always")
def _blocked(marks, question, person):
    return marks[person] == fresh(question) | BLOCKED << 36


@numba.njit(cache=True)
def _from_insiders(
    spans, staff, inside, asker, avoiding, question, own, marks, last_stop, sieve, stops, best
):  # fmt: skip
    """A stop for every insider; a company whose insider asks has its way already."""
    hops, costs, _ = best
    end = 0
    for i in range(len(staff)):
        prefetch(inside, staff[i, 0])
    for i in range(len(staff)):
        people = inside[staff[i, 0] : staff[i, 1]]
        for person in people:
            prefetch(last_stop, person)
            prefetch(spans, person)
        if asker in people:
            hops[i], costs[i] = 0, 0
            continue
        for person in people:
            if not (avoiding and _blocked(marks, question, person)):
                _stop(own, last_stop, sieve, stops, end, person, i, 0, -1)
                end += 1
    return end


@numba.njit(cache=True, inline="always")
def _stop(own, last_stop, sieve, stops, stop, person, i, cost, onto):
    """Make *stop* of company *i* the latest of *person*."""
    who, company, left, onward_to, before = stops
    word = last_stop[person]
    who[stop], company[stop], left[stop], onward_to[stop] = person, i, cost, onto
    before[stop] = word & _STOP if word >> 40 >= own else -1
    last_stop[person] = (own + i) << 40 | stop
    note(sieve, person)


@numba.njit(cache=True)
def _from_asker(
    ids, first_to, first_price, question, own, marks, last_stop, sieve_f, sieve_b, ahead, stops,
    best,
):  # fmt: skip
    """Mark the first contacts; who of them is an insider ends the way."""
    hops, costs, people = best
    company, before = stops[1], stops[4]
    new = 0
    for at in range(len(first_to)):
        person, cost = first_to[at], np.int64(first_price[at] >> 8)
        if marks[person] >> 40 != question:
            marks[person] = (fresh(question) ^ UNKNOWN) | np.int64(2) << 36 | cost
            note(sieve_f, person)
            ahead[new] = person
            new += 1
        if not noted(sieve_b, person) or last_stop[person] >> 40 < own:
            continue
        stop = last_stop[person] & _STOP
        while stop >= 0:
            i = company[stop]
            if hops[i] == NONE and (
                cost < costs[i] or (cost == costs[i] and earlier(ids, person, people[i, 0]))
            ):
                costs[i] = cost
                people[i, 0] = person
            stop = np.int64(before[stop])
    return new


@numba.njit(cache=True)
def _look_onward(
    ids, spans, to, price, need, most, own, marks, came, last_stop, sieve, outermost, f, b, stops,
    best,
):  # fmt: skip
    """Look for ties from who is f hops from the asker to a stop."""
    hops, costs, _ = best
    company, left, before = stops[1], stops[2], stops[4]
    for at in range(len(outermost)):
        person = outermost[at]
        here = rest(marks[person])
        soon = spans[outermost[min(at + 4, len(outermost) - 1)], 0]
        prefetch(to, soon)
        prefetch(to, soon + 16)
        prefetch(to, soon + 32)
        prefetch(to, soon + 48)
        for e in range(spans[person, 0], spans[person, 1]):
            other = to[e]
            if not noted(sieve, other) or not walkable(price[e], need, most):
                continue
            word = last_stop[other]
            stop = word & _STOP if word >> 40 >= own else np.int64(-1)
            while stop >= 0:
                i = company[stop]
                if hops[i] == NONE:
                    cost = here + (price[e] >> 8) + left[stop]
                    if cost <= costs[i]:
                        _better(ids, came, stops, person, stop, f, b, cost, i, best)
                stop = np.int64(before[stop])


@numba.njit(cache=True)
def _look_back(
    ids, spans, to, price, need, most, question, marks, came, sieve, f, b, stops, b0, b1, best
):  # fmt: skip
    """Look for ties from the stops to who is f hops from the asker."""
    hops, costs, _ = best
    who, company, left = stops[0], stops[1], stops[2]
    for stop in range(b0, b1):
        i = company[stop]
        if hops[i] != NONE:
            continue
        person, here = who[stop], left[stop]
        soon = spans[who[min(stop + 16, b1 - 1)], 0]
        prefetch(to, soon)
        prefetch(to, soon + 16)
        for e in range(spans[person, 0], spans[person, 1]):
            other = to[e]
            if not noted(sieve, other) or not walkable(price[e], need, most):
                continue
            word = marks[other]
            if word >> 40 != question or onward(word) != f + 1:
                continue
            cost = here + (price[e] >> 8) + rest(word)
            if cost <= costs[i]:
                _better(ids, came, stops, other, stop, f, b, cost, i, best)


@numba.njit(cache=True)
def _better(ids, came, stops, near, stop, f, b, cost, i, best):
    """Take the way over the tie of *near* and *stop* for company *i*, if it is the better one."""
    who, onward_to = stops[0], stops[3]
    _, costs, people = best
    way = np.empty(8, np.int32)
    for hop in range(f - 1, -1, -1):
        way[hop] = near
        near = came[near]
    for hop in range(f, f + b + 1):
        way[hop] = who[stop]
        stop = onward_to[stop]
    if cost == costs[i] and not _before(ids, way, people[i], f + b + 1):
        return
    costs[i] = cost
    for hop in range(f + b + 1):
        people[i, hop] = way[hop]


@numba.njit(cache=True)
def _before(ids, x, y, hops):
    for hop in range(hops):
        if x[hop] != y[hop]:
            return earlier(ids, x[hop], y[hop])
    return False


@numba.njit(cache=True)
def _spread_onward(
    ids, spans, to, price, need, most, question, marks, came, sieve, ahead, f0, f1, f
):  # fmt: skip
    """Mark who is *f* hops from the asker, with the least cost and by whom."""
    sieve[:] = 0
    new = f1
    mark = (fresh(question) ^ UNKNOWN) | np.int64(f + 1) << 36
    for i in range(f0, f1):
        person = ahead[i]
        walked = rest(marks[person])
        for e in range(spans[person, 0], spans[person, 1]):
            prefetch(marks, to[e])
        for e in range(spans[person, 0], spans[person, 1]):
            if not walkable(price[e], need, most):
                continue
            other = to[e]
            word = marks[other]
            cost = walked + (price[e] >> 8)
            if word >> 40 != question:
                note(sieve, other)
                ahead[new] = other
                new += 1
            elif (
                onward(word) != f + 1
                or cost > rest(word)
                or (cost == rest(word) and not _way_earlier(ids, came, person, came[other], f - 1))
            ):
                continue
            marks[other] = mark | cost
            came[other] = person
    return new


@numba.njit(cache=True)
def _way_earlier(ids, came, x, y, hops):
    """Whether the way from the asker to *x* comes before that to *y*, both of so many hops."""
    first = False
    for _ in range(hops):
        if x != y:
            first = earlier(ids, x, y)
        x, y = came[x], came[y]
    return first


@numba.njit(cache=True)
def _spread_back(
    ids, spans, to, price, need, most, avoiding, question, own, marks, last_stop, sieve, stops,
    b0, b1, hops,
):  # fmt: skip
    """Make stops one hop further from the insiders, for the companies that have no way yet."""
    sieve[:] = 0
    who, company, left, onward_to = stops[0], stops[1], stops[2], stops[3]
    new = b1
    for stop in range(b0, b1):
        i = company[stop]
        if hops[i] != NONE:
            continue
        person, walked = who[stop], left[stop]
        soon = spans[who[min(stop + 16, b1 - 1)], 0]
        prefetch(price, soon)
        prefetch(price, soon + 16)
        for e in range(spans[person, 0], spans[person, 1]):
            prefetch(last_stop, to[e])
        for e in range(spans[person, 0], spans[person, 1]):
            if not walkable(price[e], need, most):
                continue
            other = to[e]
            cost = walked + (price[e] >> 8)
            word = last_stop[other]
            if word >> 40 != own + i:
                if not (avoiding and _blocked(marks, question, other)):
                    _stop(own, last_stop, sieve, stops, new, other, i, cost, stop)
                    new += 1
                continue
            there = word & _STOP
            if cost < left[there] or (
                cost == left[there] and earlier(ids, person, who[onward_to[there]])
            ):
                left[there] = cost
                onward_to[there] = stop
    return new
