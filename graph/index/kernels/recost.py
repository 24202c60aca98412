"""What every tie costs at a moment: `graph.strength.cost` over columns, to the last bit.

Scalars and no vectors on purpose: the C library's exp2, exp and log are what Python calls too.
"""

import math

import numba
import numpy as np

from graph.strength import COST_SCALE, DAY, LEAST, MOST

MICRO = 1e6


@numba.njit(cache=True, inline="always")
def _left(days: float, half_life: float) -> float:
    return math.exp2(-days / half_life) if days else 1.0


@numba.njit(cache=True, nogil=True)
def recost(charges, when, rated, priors, now, costs):
    """Fill *costs*, one a tie.

    *charges* (ties, 3) halve in 4, 30 and 240 days from *when* on: microseconds since 1970,
    times 256, plus the place of the tie's prior in *priors*. Of a *rated* tie the first charge
    is the rating. *now* in seconds since 1970.
    """
    for tie in range(len(costs)):
        if rated[tie]:
            chance = charges[tie, 0]
        else:
            age = max(0.0, (now - (when[tie] >> 8) / MICRO) / DAY)
            x = charges[tie, 0] * _left(age, 4.0) + charges[tie, 1] * _left(age, 30.0)
            x = x + charges[tie, 2] * _left(age, 240.0) + priors[when[tie] & 255]
            chance = 1.0 - math.exp(-x)
        chance = min(MOST, max(LEAST, chance))
        costs[tie] = max(1, np.rint(-math.log(chance) * COST_SCALE))
