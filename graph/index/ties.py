"""The columns of ties: what each is worth as days pass, kept once for both of its ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.entities import Tie
from graph.index.kernels.recost import recost
from graph.index.world import ACTED_LOWER, ACTED_UPPER, COFFEE, HARD, OPEN, RATED, SHUT
from graph.strength import PRIORS, charges, seconds

_PRIORS: Final = sorted({0.0, *PRIORS.values()})
_PRIOR_COLUMN: Final = np.array(_PRIORS)
_LONG_AGO = -(2**54)  # microseconds, for ties without contact
MICRO: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Worth:
    """Columns by slot. A slot once written stays as it is."""

    charges: npt.NDArray[np.float64]  # (slots, 3)
    when: npt.NDArray[np.int64]
    used: int

    @property
    def nbytes(self) -> int:
        return self.charges.nbytes + self.when.nbytes

    def added(self, other: "Worth") -> "Worth":
        """With the slots of *other* behind."""
        used = self.used + other.used
        columns = (self.charges, self.when)
        if len(self.when) < used:
            size = used + max(1024, used // 16)
            columns = (np.zeros((size, 3)), np.zeros(size, np.int64))
            columns[0][: self.used] = self.charges[: self.used]
            columns[1][: self.used] = self.when[: self.used]
        columns[0][self.used : used] = other.charges[: other.used]
        columns[1][self.used : used] = other.when[: other.used]
        return Worth(*columns, used)

    def costs(self, rated: npt.NDArray[np.bool_], now: str) -> npt.NDArray[np.uint32]:
        """What each tie costs at *now*, by slot; *rated* as flagged."""
        costs = np.zeros(self.used, np.uint32)
        recost(
            self.charges[: self.used], self.when[: self.used], rated, _PRIOR_COLUMN,
            seconds(now), costs,
        )  # fmt: skip
        return costs


def worth_of(ties: Iterable[Tie], count: int) -> tuple[Worth, npt.NDArray[np.uint32]]:
    """Columns of *count* ties, and their flags."""
    worth = Worth(np.zeros((count, 3)), np.zeros(count, np.int64), count)
    flags = np.zeros(count, np.uint32)
    for slot, tie in enumerate(ties):
        if tie.rating is not None:
            worth.charges[slot, 0] = tie.rating
        elif tie.last:
            worth.charges[slot] = charges(tie)
        worth.when[slot] = (micros(tie.last) if tie.last else _LONG_AGO) * 256 + _PRIORS.index(
            tie.prior
        )
        flags[slot] = flags_of(tie)
    return worth, flags


def flags_of(tie: Tie) -> int:
    """The lower 8 bits of a tie's price."""
    return int(
        HARD * (tie.hard > 0)
        | OPEN * tie.open
        | COFFEE * (not tie.open and tie.rating != 0 and bool(tie.last or tie.relations))
        | ACTED_LOWER * (tie.from_a > 0)
        | ACTED_UPPER * (tie.from_b > 0)
        | RATED * (tie.rating is not None)
        | SHUT * (tie.rating == 0)
    )


@lru_cache(maxsize=65_536)
def micros(moment: str) -> int:
    """Microseconds since 1970 of a time written by `moment_text`."""
    delta = datetime.fromisoformat(moment) - datetime.fromisoformat("1970-01-01T00:00:00+00:00")
    return (delta.days * 86_400 + delta.seconds) * MICRO + delta.microseconds
