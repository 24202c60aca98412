"""Rows of ties as they are once some ties have changed."""

import numba
import numpy as np


@numba.njit(cache=True, nogil=True)
def sizes(spans, to, at, groups, others, keep):
    """Entries of each row *at* after the change; -1 where nothing changes.

    Changes groups[i]:groups[i + 1] are those of row at[i]: with whom, in order, and whether
    there is such a tie now.
    """
    counts = np.zeros(len(at), np.int32)
    for i in range(len(at)):
        stays = gone = 0
        changes = others[groups[i] : groups[i + 1]]
        if at[i] < len(spans):
            for e in range(spans[at[i], 0], spans[at[i], 1]):
                place = np.searchsorted(changes, to[e])
                if place < len(changes) and changes[place] == to[e]:
                    gone += 1
                else:
                    stays += 1
        new = 0
        for change in range(groups[i], groups[i + 1]):
            new += keep[change]
        counts[i] = stays + new if gone + new else -1
    return counts


@numba.njit(cache=True, nogil=True)
def entries(spans, to, price, slot, at, groups, others, keep, prices, slots, total):
    """The entries of rows *at* one behind the other, as (to, price, slot)."""
    new_to = np.zeros(total, np.int32)
    new_price = np.zeros(total, np.uint32)
    new_slot = np.zeros(total, np.int32)
    n = 0
    for i in range(len(at)):
        start = n
        first, last = groups[at[i, 1]], groups[at[i, 1] + 1]
        changes = others[first:last]
        if at[i, 0] < len(spans):
            for e in range(spans[at[i, 0], 0], spans[at[i, 0], 1]):
                place = np.searchsorted(changes, to[e])
                if place < len(changes) and changes[place] == to[e]:
                    continue
                new_to[n], new_price[n], new_slot[n] = to[e], price[e], slot[e]
                n += 1
        for change in range(first, last):
            if keep[change]:
                new_to[n], new_price[n], new_slot[n] = (
                    others[change], prices[change], slots[change],
                )  # fmt: skip
                n += 1
        _cheapest_first(start, n, new_to, new_price, new_slot)
    return new_to, new_price, new_slot


@numba.njit(cache=True)
def _cheapest_first(start, end, to, price, slot):
    """Put one row in the order of its prices."""
    order = np.argsort(price[start:end])
    to[start:end] = to[start:end][order]
    price[start:end] = price[start:end][order]
    slot[start:end] = slot[start:end][order]


@numba.njit(cache=True, nogil=True)
def cheapest_first(spans, price):
    """Where the entries of rows that lie one behind the other go, for each to be in order."""
    order = np.empty(len(price), np.int32)
    for row in range(len(spans)):
        begin, end = spans[row, 0], spans[row, 1]
        order[begin:end] = begin + np.argsort(price[begin:end])
    return order


@numba.njit(cache=True, nogil=True)
def copied(spans, to, old, new):
    """Put the rows of *old* at their places *to* in *new*."""
    for row in range(len(spans)):
        at = to[row, 0]
        for entry in range(spans[row, 0], spans[row, 1]):
            new[at] = old[entry]
            at += 1
