"""The few moves that together open the most.

A set of moves is worth the sum, over companies, of priority times the chance that at least one
move opens the company, 1 - prod(1 - p). That is monotone and submodular, so taking the best
move again and again comes to 1 - 1/e of the best set at least (Nemhauser, Wolsey and Fisher,
Mathematical Programming 14, 1978). What a move adds only shrinks as others are taken, so most
moves need not be weighed again (Minoux, 1978).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush, nlargest
from typing import Final

LEAST_SHARE: Final = 1 - 1 / math.e  # of the best set's worth, whatever the moves

Chances = Mapping[str, float]  # that a move opens a company, by company


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Moves by number in the order taken, and what each added to those before it."""

    moves: tuple[int, ...]
    adds: tuple[float, ...]
    bound: float  # no set of as many moves is worth more

    @property
    def worth(self) -> float:
        return sum(self.adds)

    @property
    def share(self) -> float:
        """The least share of the best set's worth that this one has."""
        return max(LEAST_SHARE, min(1.0, self.worth / self.bound)) if self.bound else 1.0


def choose(moves: Sequence[Chances], priorities: Mapping[str, float], k: int) -> Choice:
    """Up to *k* moves, the one that adds most first, of equals the first; none that adds nothing.

    The bound is that of Leskovec et al. (KDD 2007): the worth, and the k most that others add.
    """
    closed = dict.fromkeys(priorities, 1.0)  # chance that no move taken opens it

    def gain(move: int) -> float:
        return sum(priorities[at] * closed[at] * p for at, p in moves[move].items())

    waiting = [(-gain(move), move, 0) for move in range(len(moves))]
    heapify(waiting)
    taken: list[int] = []
    adds: list[float] = []
    while waiting and len(taken) < k:
        least, move, weighed = heappop(waiting)
        if weighed < len(taken):
            heappush(waiting, (-gain(move), move, len(taken)))
            continue
        if not least:
            break
        taken.append(move)
        adds.append(-least)
        for at, p in moves[move].items():
            closed[at] *= 1 - p
    others = nlargest(k, (gain(move) for _, move, _ in waiting))
    return Choice(moves=tuple(taken), adds=tuple(adds), bound=sum(adds) + sum(others))
