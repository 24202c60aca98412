"""One word a person for a breadth-first search from both sides, so that one look tells all.

bits 63..40   number of the question that wrote it; anything older counts as nothing
bits 39..36   hops from the asker, plus one; `BLOCKED`: must not be walked through
bits 35..32   hops to the nearest insider, plus one
bits 31..0    least cost found from here to an insider; `UNKNOWN` as yet
"""

import numba
import numpy as np

QUESTIONS = 1 << 23  # until the words must be cleared
BLOCKED = 15
UNKNOWN = 0xFFFFFFFF
FEW = 4096  # people whose marks fit in a table of twice the size, which stays in the near cache
SIEVE = 2048  # words of 64 bits, 16 KB: it stays in the nearest cache


@numba.njit(cache=True, inline="always")
def fresh(question: int) -> int:
    """The word of somebody whom this question has not met."""
    return np.int64(question) << 40 | UNKNOWN


@numba.njit(cache=True, inline="always")
def onward(word: int) -> int:
    """Hops from the asker, plus one; 0: not reached from there."""
    return (word >> 36) & 15


@numba.njit(cache=True, inline="always")
def back(word: int) -> int:
    """Hops to an insider, plus one; 0: not reached from there."""
    return (word >> 32) & 15


@numba.njit(cache=True, inline="always")
def rest(word: int) -> int:
    """Least cost from here to an insider, as far as it is known."""
    return word & UNKNOWN


@numba.njit(cache=True, inline="always")
def note(sieve, person: int) -> None:
    """Remember *person* in a Bloom filter of one hash (Bloom, CACM 13, 1970)."""
    sieve[(person >> 6) & (SIEVE - 1)] |= np.uint64(1) << np.uint64(person & 63)


@numba.njit(cache=True, inline="always")
def noted(sieve, person: int) -> bool:
    """False for nearly everybody who was not noted, without a look far away; else look."""
    return (sieve[(person >> 6) & (SIEVE - 1)] >> np.uint64(person & 63)) & np.uint64(1) != 0


@numba.njit(cache=True, inline="always")
def place(keys, words, question: int, dense: bool, person: int) -> int:
    """Where the word of *person* is, or is to be: by number if *dense*, else by hashing.

    In the table a word of an older question is a free place (linear probing: Knuth, The Art
    of Computer Programming 3, 6.4).
    """
    if dense:
        return np.int64(person)
    at = (np.int64(person) * 2654435761 >> 12) & (2 * FEW - 1)
    while words[at] >> 40 == question and keys[at] != person:
        at = (at + 1) & (2 * FEW - 1)
    return at
