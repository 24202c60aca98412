"""From the insiders of each company back to contacts, hop by hop: least costs, and the ways.

Labels are numbered by company and never cleared: in the bits from 40 on the company's number
plus one, below the cost. A label of level n stands for ways of just n hops.
"""

import numba
import numpy as np

from graph.index.kernels.shortest import FAR, earlier

COMPANY = 40
_COST = (np.int64(1) << COMPANY) - 1


@numba.njit(cache=True, nogil=True)
def ways_back(
    ids, spans, to, price,  # people and the ties that may be walked, the cheapest first
    contacts, staff, inside,  # *staff*: spans of *inside*, by company
    blocked, known,  # by person: in no way; an insider that ends no way but their own
    rounds, budget,  # hops from a contact on, and ties looked at, at most
    labels, onto, near,  # to work on: by level and person; two lists of people
    costs, ways,  # the answer, by company and contact: -1 without a way; people from the contact on
):  # fmt: skip
    """Whether *budget* was reached; then some ways may be missing."""
    read = 0
    for company in range(len(staff)):
        own = company + 1
        count = _arrive(
            inside[staff[company, 0] : staff[company, 1]], own, blocked, known, labels, near[0]
        )
        for level in range(1, rounds):
            before, after = near[(level - 1) & 1], near[level & 1]
            for i in range(count):
                read += spans[before[i], 1] - spans[before[i], 0]
            if read > budget:
                return True
            count = _push(
                ids, spans, to, price, own, level, before[:count], after, blocked, labels, onto
            )
        for c in range(len(contacts)):
            if not blocked[contacts[c]]:
                read += _pull(
                    ids,
                    spans,
                    to,
                    price,
                    own,
                    rounds,
                    contacts[c],
                    known,
                    labels,
                    onto,
                    costs[company, c : c + 1],
                    ways[company, c],
                )
        if read > budget:
            return True
    return False


@numba.njit(cache=True, nogil=True)
def _arrive(inside, own, blocked, known, labels, near):
    """The insiders themselves, and how many of them a way may lead to."""
    count = 0
    for person in inside:
        if not blocked[person] and labels[0, person] >> COMPANY != own:
            labels[0, person] = np.int64(own) << COMPANY
            if not known[person]:
                near[count] = person
                count += 1
    return count


@numba.njit(cache=True, nogil=True, inline="always")
def _least(labels, own, level, person):
    """The least cost of *person* over ways of at most *level* hops, and its level."""
    for at in range(level, -1, -1):
        if labels[at, person] >> COMPANY == own:
            return labels[at, person] & _COST, at
    return FAR, -1


@numba.njit(cache=True, nogil=True)
def _push(ids, spans, to, price, own, level, before, after, blocked, labels, onto):
    """One hop further back; how many people have come nearer by it."""
    count = 0
    for end in before:
        spent = labels[level - 1, end] & _COST
        for e in range(spans[end, 0], spans[end, 1]):
            start = to[e]
            cost = spent + np.int64(price[e] >> 8)
            if blocked[start] or cost >= _least(labels, own, level - 1, start)[0]:
                continue
            if labels[level, start] >> COMPANY != own:
                after[count] = start
                count += 1
            else:
                known = labels[level, start] & _COST
                if cost > known or (cost == known and not earlier(ids, end, onto[level, start])):
                    continue
            labels[level, start] = np.int64(own) << COMPANY | cost
            onto[level, start] = end
    return count


@numba.njit(cache=True, nogil=True)
def _pull(ids, spans, to, price, own, rounds, contact, known, labels, onto, cost, way):
    """The way of one contact, its last round from its own ties; how many were looked at."""
    before, level = _least(labels, own, max(0, rounds - 1), contact)
    least, end = FAR, -1
    read = 0
    for e in range(spans[contact, 0], spans[contact, 1] if rounds else spans[contact, 0]):
        walked = np.int64(price[e] >> 8)
        if walked >= before or walked > least:
            break
        read += 1
        other = to[e]
        if labels[rounds - 1, other] >> COMPANY != own or (rounds == 1 and known[other]):
            continue
        whole = walked + (labels[rounds - 1, other] & _COST)
        if whole < before and (whole < least or (whole == least and earlier(ids, other, end))):
            least, end = whole, other
    way[0] = contact
    if end >= 0:
        level = rounds
    elif level > 0:
        end = onto[level, contact]
    if level >= 0:
        cost[0] = min(least, before)
    for place in range(1, level + 1):
        way[place] = end
        if place < level:
            end = onto[level - place, end]
    return read
