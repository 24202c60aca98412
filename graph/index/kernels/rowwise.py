"""The few entries of one row that a question wants, where numpy would take many steps."""

import numba
import numpy as np

NEVER = -(2**62)  # a time that has not come


@numba.njit(cache=True, nogil=True)
def inside(spans, people, here, until, company, now, former):
    """Who works at *company* at *now*; if *former*, who used to as well."""
    begin, end = spans[company]
    found = np.empty(end - begin, np.int32)
    count = 0
    for e in range(begin, end):
        left = until[e] != NEVER and until[e] <= now
        came = here[e] != NEVER and here[e] <= now
        if (came and not (left and here[e] <= until[e])) or (former and left):
            found[count] = people[e]
            count += 1
    return found[:count]


@numba.njit(cache=True, nogil=True)
def walkable(spans, to, price, person, need, dearest):
    """The ties of *person* that have all flags of *need* and cost at most *dearest*."""
    begin, end = spans[person]
    at = np.empty(end - begin, np.int32)
    count = 0
    for e in range(begin, end):
        if price[e] & need == need and price[e] >> 8 <= dearest:
            at[count] = e
            count += 1
    return to[at[:count]], price[at[:count]]


@numba.njit(cache=True, nogil=True)
def among(numbers, one):
    """Whether *one* is among *numbers*."""
    for number in numbers:  # noqa: SIM110 - numba has no any() over a generator
        if number == one:
            return True
    return False
