"""Least cost within so many hops, then fewest hops, then ids: from both ends, joined in the middle.

The least cost to reach a person in exactly i hops is worked out level by level (Bellman, On a
routing problem, 1958), half of the hops from the asker and half from the insiders; a path of
more hops than the first half has its person in the middle, where the two costs add up. A loop
never lowers a cost, so walks may be counted for paths. What can't beat the best path known so
far is left out: at first that is the shortest path, so that little is looked at.
"""

import numba
import numpy as np

from graph.index.kernels.marks import BLOCKED, UNKNOWN, back, fresh, note, noted
from graph.index.kernels.shortest import earlier, walkable

ON = np.int64(1) << 31  # in a label: lies on a best path
_COST = (np.int64(1) << 31) - 1


@numba.njit(cache=True, inline="always")
def label(labels, person: int, question: int) -> int:
    """The cost in a label of this question, or UNKNOWN."""
    word = labels[person]
    return word & _COST if word >> 32 == question else np.int64(UNKNOWN)


@numba.njit(cache=True, nogil=True)
def strongest(
    ids, spans, to, price,
    first_to, first_price, insiders, blocked,
    need, most, max_hops, budget, hops, cost,  # of a path that is known; best so far
    question, words, sieves, out, home, outs, homes, path,  # labels by level, and whom they are of
):  # fmt: skip
    """(hops, cost, ties looked at, whether *budget* was reached) of the best; cut: as known."""
    work = np.int64(len(first_to) + len(insiders))
    if work > budget:
        return hops, cost, work, True
    stops, near_home, far_out = sieves
    sieves[:] = 0
    for person in blocked:
        words[person] = fresh(question) | BLOCKED << 36
        note(stops, person)
    for person in insiders:
        if words[person] >> 40 != question:
            words[person] = fresh(question) | np.int64(1) << 32
            note(stops, person)
    ahead = (max_hops + 1) // 2
    behind = max_hops - ahead
    known = (hops, cost)
    counts_out, counts_home = np.zeros(4, np.int64), np.zeros(4, np.int64)
    least_out, least_home = np.int64(UNKNOWN), np.int64(0)
    for one in first_price:
        least_out = min(least_out, np.int64(one >> 8))
    if behind:
        counts_home[0], least_home, read = _homes_of_insiders(
            spans, to, price, insiders, need, most, cost - least_out, question, words,
            home[0], homes[0], near_home, budget - work,
        )  # fmt: skip
        work += read
    counts_out[0], hops, cost = _first_contacts(
        first_to, first_price, question, words, least_home, behind, home[0], out[0], outs[0],
        hops, cost,
    )  # fmt: skip
    for level in range(1, ahead):
        if work > budget:
            break
        counts_out[level], hops, cost, read = _outward(
            spans, to, price, need, most, budget - work, question, words, stops, near_home,
            least_home, behind, home[0], level, out, outs, counts_out[level - 1], hops, cost,
        )  # fmt: skip
        work += read
    least_out = np.int64(UNKNOWN)
    for i in range(counts_out[ahead - 1]):
        least_out = min(least_out, label(out[ahead - 1], outs[ahead - 1, i], question))
        note(far_out, outs[ahead - 1, i])
    for level in range(1, behind):
        if work > budget:
            break
        counts_home[level], hops, cost, read = _homeward(
            spans, to, price, need, most, budget - work, question, words, stops, far_out,
            least_out, out[ahead - 1], ahead, level, level == behind - 1, home, homes,
            counts_home[level - 1], hops, cost,
        )  # fmt: skip
        work += read
    if work <= budget:
        work += _walk(
            ids, spans, to, price, first_to, first_price, insiders, need, most, hops, cost,
            question, words, out, home, outs, homes, counts_out, counts_home, ahead, path,
            budget - work,
        )  # fmt: skip
    if work > budget:
        return known[0], known[1], work, True
    return hops, cost, work, False


@numba.njit(cache=True)
def _first_contacts(
    first_to, first_price, question, words, least_home, behind, near, labels, people, hops, cost
):  # fmt: skip
    """Label whom the asker knows: (how many, hops and cost of the best path so far).

    *near* has the labels of who knows an insider, if *behind* has any.
    """
    count = 0
    for i in range(len(first_to)):
        person = first_to[i]
        new = np.int64(first_price[i] >> 8)
        if words[person] >> 40 == question:
            if back(words[person]) == 1 and (new < cost or (new == cost and hops > 1)):
                hops, cost = 1, new
            continue
        if new + least_home > cost:
            continue
        labels[person] = np.int64(question) << 32 | new
        people[count] = person
        count += 1
        if behind:
            left = label(near, person, question)
            if left != UNKNOWN and (new + left < cost or (new + left == cost and hops > 2)):
                hops, cost = 2, new + left
    return count, hops, cost


@numba.njit(cache=True)
def _outward(
    spans, to, price, need, most, budget, question, words, stops, near_home, least_home, behind,
    near, level, out, outs, nearer, hops, cost,
):  # fmt: skip
    """Label who is a tie further from the asker: (how many, hops and cost of the best, ties read).

    Unfinished when these are more than *budget*.
    """
    count, work = np.int64(0), np.int64(0)
    for i in range(nearer):
        person = outs[level - 1, i]
        walked = label(out[level - 1], person, question)
        if walked + least_home > cost:
            continue
        work += spans[person, 1] - spans[person, 0]
        if work > budget:
            break
        for e in range(spans[person, 0], spans[person, 1]):
            new = walked + (price[e] >> 8)
            if new > cost:
                break
            if not walkable(price[e], need, most):
                continue
            other = to[e]
            if noted(stops, other) and words[other] >> 40 == question:
                if back(words[other]) == 1 and (new < cost or (new == cost and hops > level + 1)):
                    hops, cost = level + 1, new
                continue
            if new + least_home > cost:
                continue
            old = label(out[level], other, question)
            if old == UNKNOWN:
                outs[level, count] = other
                count += 1
            if new < old:
                out[level, other] = np.int64(question) << 32 | new
                if behind and noted(near_home, other):
                    left = new + label(near, other, question)
                    if left < cost or (left == cost and hops > level + 2):
                        hops, cost = level + 2, left
    return count, hops, cost, work


@numba.njit(cache=True)
def _homeward(
    spans, to, price, need, most, budget, question, words, stops, far_out, least_out, far, ahead,
    level, last, home, homes, nearer, hops, cost,
):  # fmt: skip
    """Label who is a tie further from the insiders: as `_outward`.

    *far* has the labels of who is *ahead* ties from the asker, and at the *last* level only they
    count.
    """
    count, work = np.int64(0), np.int64(0)
    for i in range(nearer):
        person = homes[level - 1, i]
        left = label(home[level - 1], person, question)
        if left + least_out >= cost:
            continue
        work += spans[person, 1] - spans[person, 0]
        if work > budget:
            break
        for e in range(spans[person, 0], spans[person, 1]):
            new = left + (price[e] >> 8)
            if new + least_out > cost:
                break
            other = to[e]
            if last and not noted(far_out, other):
                continue
            total = label(far, other, question) + new
            if last and total > cost:
                continue
            if not walkable(price[e], need, most) or (
                noted(stops, other) and words[other] >> 40 == question
            ):
                continue
            old = label(home[level], other, question)
            if old == UNKNOWN:
                homes[level, count] = other
                count += 1
            if new < old:
                home[level, other] = np.int64(question) << 32 | new
            if total < cost or (total == cost and hops > ahead + level + 1):
                hops, cost = ahead + level + 1, total
    return count, hops, cost, work


@numba.njit(cache=True)
def _homes_of_insiders(
    spans, to, price, insiders, need, most, dearest, question, words, labels, people, sieve, budget
):
    """Label who knows an insider: (how many, the least cost, ties looked at).

    Unfinished when these are more than *budget*.
    """
    count, least, work = np.int64(0), np.int64(UNKNOWN), np.int64(0)
    for insider in insiders:
        if back(words[insider]) != 1:
            continue
        work += spans[insider, 1] - spans[insider, 0]
        if work > budget:
            return count, least, work
        for e in range(spans[insider, 0], spans[insider, 1]):
            new = np.int64(price[e] >> 8)
            if new > dearest:
                break
            person = to[e]
            if not walkable(price[e], need, most):
                continue
            if words[person] >> 40 == question:
                continue
            old = label(labels, person, question)
            if old == UNKNOWN:
                people[count] = person
                count += 1
                note(sieve, person)
            if new < old:
                labels[person] = np.int64(question) << 32 | new
                least = min(least, new)
    return count, least, work


@numba.njit(cache=True)
def _walk(
    ids, spans, to, price, first_to, first_price, insiders, need, most, hops, cost,
    question, words, out, home, outs, homes, counts_out, counts_home, ahead, path, budget,
):  # fmt: skip
    """Put the best path of so many hops and this cost, lowest ids first, in *path*.

    Returns the ties looked at; when these are more than *budget*, there is no path in *path*.
    """
    work = np.int64(0)
    middle = min(hops - 1, ahead)  # hops from the asker where the marks begin
    if hops > ahead:
        for i in range(counts_home[hops - ahead - 1]):
            person = homes[hops - ahead - 1, i]
            walked = label(out[ahead - 1], person, question)
            left = label(home[hops - ahead - 1], person, question)
            if walked != UNKNOWN and walked + left == cost:
                out[ahead - 1, person] |= ON
    elif middle:
        for insider in insiders:
            if back(words[insider]) == 1:
                work += _mark(
                    spans, to, price, need, most, insider, cost, question, out[middle - 1],
                    budget - work,
                )  # fmt: skip
                if work > budget:
                    return work
    for level in range(middle - 1, 0, -1):
        for i in range(counts_out[level]):
            word = out[level, outs[level, i]]
            if (word & ON) != 0:
                work += _mark(
                    spans, to, price, need, most, outs[level, i], word & _COST, question,
                    out[level - 1], budget - work,
                )  # fmt: skip
                if work > budget:
                    return work
    person = np.int64(-1)
    for i in range(len(first_to)):
        one = first_to[i]
        if hops == 1:
            good = back(words[one]) == 1 and words[one] >> 40 == question
            good = good and first_price[i] >> 8 == cost
        else:
            good = out[0, one] >> 32 == question and (out[0, one] & ON) != 0
        if good and (person < 0 or earlier(ids, one, person)):
            person = np.int64(one)
    path[0] = person
    walked = np.int64(0) if hops == 1 else label(out[0], person, question)
    for hop in range(1, hops):
        chosen = np.int64(-1)
        then = walked
        work += spans[person, 1] - spans[person, 0]
        if work > budget:
            return work
        for e in range(spans[person, 0], spans[person, 1]):
            other = to[e]
            new = walked + (price[e] >> 8)
            if new > cost:
                break
            if not walkable(price[e], need, most):
                continue
            if hop == hops - 1:
                good = words[other] >> 40 == question and back(words[other]) == 1 and new == cost
            elif hop < ahead:
                word = out[hop, other]
                good = word >> 32 == question and (word & ON) != 0 and (word & _COST) == new
            else:
                left = label(home[hops - hop - 2], other, question)
                good = left != UNKNOWN and new + left == cost
            if good and (chosen < 0 or earlier(ids, other, chosen)):
                chosen, then = np.int64(other), new
        path[hop] = chosen
        person, walked = chosen, then
    return work


@numba.njit(cache=True)
def _mark(spans, to, price, need, most, person, cost, question, labels, budget):
    """Mark who reaches *person* at *cost*, unless that takes more ties than *budget*; how many."""
    count = spans[person, 1] - spans[person, 0]
    if count > budget:
        return count
    for e in range(spans[person, 0], spans[person, 1]):
        other = to[e]
        word = labels[other]
        if word >> 32 != question or (word & _COST) + (price[e] >> 8) != cost:
            continue
        if walkable(price[e], need, most):
            labels[other] = word | ON
    return count
