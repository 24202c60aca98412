"""How strong a tie is: the one table of weights, forward decay, chance and cost.

A contact adds its weight to sums that lose half of themselves in 4, 30 or 240 days. They
are kept as of the contact's latest time and carried forward from there, so nothing ever
overflows (forward decay: Cormode, Shkapenyuk, Srivastava and Xu, ICDE 2009). At *now*,

    x = (direct + hard) * (1 + r) / 2 + soft + prior        p = 1 - exp(-x)

where each sum counts with its coefficient below, r is the lesser over the greater number
of times that each side acted, and prior comes from relations asserted. A rating stands in
for p. `docs/strength.md` shows the table; `FINGERPRINT` names this version of it.
"""

import hashlib
import json
import math
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Final, Literal, TypeVar

from graph.entities import Sums, Tie

Class = Literal["direct", "soft", "hard"]
S = TypeVar("S", bound=Sums)


@dataclass(frozen=True, slots=True)
class Weight:
    """What contact of one *how* adds to a pair: alone together, and in a group of more."""

    kind: Class
    alone: float
    in_group: float
    both_ways: bool = False


INTERACTIONS: Final = {
    "message": Weight("direct", 1.0, 0.5),
    "chat": Weight("direct", 1.0, 0.5),
    "work": Weight("direct", 1.0, 1.0),
    "call": Weight("direct", 2.0, 1.0, both_ways=True),
    "meeting": Weight("direct", 2.0, 1.0, both_ways=True),
    "coffee": Weight("direct", 3.0, 1.5, both_ways=True),
    "gathering": Weight("soft", 1.0, 1.0),
    "mention": Weight("soft", 0.5, 0.5),
    "bulk": Weight("soft", 0.2, 0.2),
}

# type: (who acts, towards whom, weight, both ways); all of class hard
HARD: Final = {
    "inroad.insider.mentioned.v1": (
        ("informant", "to", 2.0, False),
        ("informant", "insider", 1.0, False),
    ),
    "inroad.introduction.offered.v1": (("introducer", "asker", 3.0, False),),
    "inroad.introduction.requested.v1": (("asker", "introducer", 2.0, False),),
    "inroad.introduction.accepted.v1 by introducer": (("introducer", "asker", 3.0, False),),
    "inroad.introduction.accepted.v1 by insider": (("insider", "introducer", 2.0, False),),
    "inroad.introduction.made.v1": (
        ("introducer", "asker", 3.0, False),
        ("introducer", "insider", 3.0, False),
    ),
    "inroad.introduction.met.v1": (("asker", "insider", 4.0, True),),
    "inroad.ask.made.v1": (("from", "to", 1.0, False),),
    "inroad.ask.answered.v1 warm": (("from", "to", 2.0, False),),
    "inroad.ask.answered.v1 later": (("from", "to", 1.0, False),),
    "inroad.sheet.shared.v1": (("from", "to", 2.0, False),),
    "inroad.sheet.answered.v1 knows-someone": (("from", "to", 1.0, True),),
    "inroad.sheet.answered.v1 great-place": (("from", "to", 0.5, True),),
    "inroad.sheet.answered.v1 sweatshop": (("from", "to", 0.5, True),),
    "inroad.sheet.answered.v1 avoid": (("from", "to", 0.5, True),),
    "inroad.intel.reported.v1": (("informant", "to", 2.0, False),),
    "inroad.thanks.sent.v1": (("from", "to", 1.0, False),),
}

PRIORS: Final = {
    "spouse": 2.0, "parent": 2.0, "child": 2.0, "sibling": 2.0, "kin": 1.5, "sweetheart": 1.5,
    "friend": 1.2, "emergency": 1.0, "co-resident": 1.0, "date": 0.8, "agent": 0.8,
    "neighbor": 0.7, "colleague": 0.7, "co-worker": 0.7,
    "met": 0.1, "acquaintance": 0.1, "contact": 0.05, "muse": 0.05, "crush": 0.05,
}  # fmt: skip
OPENING: Final = frozenset(word for word, prior in PRIORS.items() if prior > 0.5)  # noqa: PLR2004 - relations of substance

LARGEST_GROUP: Final = 50  # larger ones are attendance and make no ties
COEFFICIENTS: Final = {
    "direct_4d": 0.10, "direct_30d": 0.10, "direct_240d": 0.10, "hard_240d": 0.25, "soft_30d": 0.02,
}  # fmt: skip
HALF_LIVES: Final = {  # days
    "direct_4d": 4.0, "direct_30d": 30.0, "direct_240d": 240.0,
    "hard_240d": 240.0, "soft_30d": 30.0,
}  # fmt: skip
LEAST, MOST = 0.0001, 0.9999
COST_SCALE: Final = 2**20
DAY = 86_400.0

FINGERPRINT: Final = hashlib.sha256(
    json.dumps(
        [
            {how: [w.kind, w.alone, w.in_group, w.both_ways] for how, w in INTERACTIONS.items()},
            HARD, PRIORS, sorted(OPENING), LARGEST_GROUP, COEFFICIENTS, HALF_LIVES, LEAST, MOST,
        ],
        sort_keys=True,
    ).encode()
).hexdigest()[:16]  # fmt: skip


@lru_cache(maxsize=65_536)
def seconds(moment: str) -> float:
    """Seconds since 1970 of a time written by `moment_text`."""
    return datetime.fromisoformat(moment).timestamp()


def group_weight(weight: Weight, size: int) -> float:
    """What one event of *size* people adds to each pair: shared, 1/(n-1) a pair.

    Newman, Scientific collaboration networks II, Phys. Rev. E 64, 016132 (2001).
    """
    return weight.in_group / (size - 1)


def touched(time: str, kind: Class, weight: float, *, from_a: bool, from_b: bool) -> Sums:
    """The sums of one single event at *time*."""
    match kind:
        case "direct":
            return Sums(
                first=time, last=time, direct=1, from_a=int(from_a), from_b=int(from_b),
                direct_4d=weight, direct_30d=weight, direct_240d=weight,
            )  # fmt: skip
        case "hard":
            return Sums(
                first=time, last=time, hard=1, from_a=int(from_a), from_b=int(from_b),
                hard_240d=weight,
            )  # fmt: skip
        case "soft":
            return Sums(first=time, last=time, soft=1, soft_30d=weight)


def added(x: S, y: Sums) -> S:
    """*x* with the sums of *y* added: commutative and associative up to rounding."""
    if not y.last:
        return x
    last = max(x.last, y.last)
    older_x, older_y = _age(x.last, last), _age(y.last, last)
    decayed = {
        name: getattr(x, name) * _left(older_x, half) + getattr(y, name) * _left(older_y, half)
        for name, half in HALF_LIVES.items()
    }
    return replace(
        x,
        first=min(x.first, y.first) if x.first else y.first,
        last=last,
        from_a=x.from_a + y.from_a,
        from_b=x.from_b + y.from_b,
        direct=x.direct + y.direct,
        hard=x.hard + y.hard,
        soft=x.soft + y.soft,
        **decayed,
    )


def flipped(x: S) -> S:
    """The same sums seen from the other end."""
    return replace(x, from_a=x.from_b, from_b=x.from_a)


def chance(tie: Tie, now: str) -> float:
    """Chance that *tie* carries an introduction at *now*, in [0.0001, 0.9999].

    A contact after *now* counts as of now.
    """
    return min(MOST, max(LEAST, 1.0 - math.exp(-_exponent(tie, now)))) if (
        tie.rating is None
    ) else min(MOST, max(LEAST, tie.rating))  # fmt: skip


def cost(tie: Tie, now: str) -> int:
    """Cost of walking *tie*: -ln p in units of 2**-20, at least 1, so that sums are exact."""
    return cost_of(chance(tie, now))


def cost_of(chance: float) -> int:
    """Cost of a hop of this chance."""
    return max(1, round(-math.log(chance) * COST_SCALE))


def chance_of(cost: int) -> float:
    """The chance that a cost, or a sum of costs, stands for."""
    return math.exp(-cost / COST_SCALE)


def is_open(tie: Sums, relations: tuple[str, ...], rating: float | None) -> bool:
    """Whether paths walk the tie."""
    if rating == 0:
        return False
    both_ways = tie.from_a > 0 and tie.from_b > 0
    return tie.hard > 0 or both_ways or not OPENING.isdisjoint(relations)


def kind_of(tie: Sums, relations: tuple[str, ...]) -> str:
    """The strongest class of evidence a tie has: hard, direct, asserted or soft."""
    if tie.hard:
        return "hard"
    if tie.from_a and tie.from_b:
        return "direct"
    return "soft" if OPENING.isdisjoint(relations) else "asserted"


def prior_of(relations: tuple[str, ...]) -> float:
    """The greatest prior among the relations that hold."""
    return max((PRIORS[word] for word in relations), default=0.0)


def charges(tie: Tie) -> tuple[float, float, float]:
    """What a tie adds to x as of its last contact: the parts that halve in 4, 30 and 240 days."""
    acted, other = max(tie.from_a, tie.from_b), min(tie.from_a, tie.from_b)
    given = (1 + (other / acted if acted else 0.0)) / 2
    weigh = COEFFICIENTS
    return (
        weigh["direct_4d"] * tie.direct_4d * given,
        weigh["direct_30d"] * tie.direct_30d * given + weigh["soft_30d"] * tie.soft_30d,
        (weigh["direct_240d"] * tie.direct_240d + weigh["hard_240d"] * tie.hard_240d) * given,
    )


def _exponent(tie: Tie, now: str) -> float:
    if not tie.last:
        return tie.prior
    age = _age(tie.last, now)
    days_4, days_30, days_240 = charges(tie)
    x = days_4 * _left(age, 4.0) + days_30 * _left(age, 30.0) + days_240 * _left(age, 240.0)
    return x + tie.prior


def _age(earlier: str, later: str) -> float:
    """Days from *earlier* to *later*, at least 0; 0 when there is no earlier."""
    return max(0.0, (seconds(later) - seconds(earlier)) / DAY) if earlier else 0.0


def _left(days: float, half_life: float) -> float:
    return math.exp2(-days / half_life) if days else 1.0
