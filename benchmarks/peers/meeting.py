"""A search from both ends in plain Python, for libraries that have none of their own."""

from collections.abc import Callable, Iterable

from benchmarks.peers import MAX_HOPS


def hops_between(
    neighbours: Callable[[int], Iterable[int]], asker: int, insiders: Iterable[int]
) -> int | None:
    """Level by level from the smaller frontier, until one touches the other.

    The sets do the work of the inner loop, in C.
    """
    frontier, other = {asker}, set(insiders)
    if asker in other:
        return 0
    seen, seen_other = set(frontier), set(other)
    for hops in range(1, MAX_HOPS + 1):
        if len(frontier) > len(other):
            frontier, other, seen, seen_other = other, frontier, seen_other, seen
        reached: set[int] = set()
        for person in frontier:
            known = neighbours(person)
            if not other.isdisjoint(known):
                return hops
            reached.update(known)
        frontier = reached - seen
        seen |= frontier
    return None
