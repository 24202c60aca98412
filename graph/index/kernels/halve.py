"""An id among sorted ones, by halving."""

import numba


@numba.njit(cache=True)
def halved(words, order, high, low):
    """The number of the id (*high*, *low*); -1 when it is not there.

    *words* (ids, 2) has the ids by number, *order* the numbers in the order of their ids.
    """
    first, last = 0, len(order)
    while first < last:
        middle = (first + last) // 2
        there = order[middle]
        if words[there, 0] < high or (words[there, 0] == high and words[there, 1] < low):
            first = middle + 1
        else:
            last = middle
    if first == len(order):
        return -1
    there = order[first]
    return there if words[there, 0] == high and words[there, 1] == low else -1
