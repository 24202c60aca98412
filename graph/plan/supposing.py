"""Ties as they would be: after one coffee, or to somebody whom a contact says they know.

Both are worked out by the weights of `graph.strength`, as if the event had come.
"""

from dataclasses import replace
from typing import Final

from graph.entities import Tie
from graph.strength import HARD, INTERACTIONS, PRIORS, added, chance, is_open, kind_of, touched

_COFFEE: Final = INTERACTIONS["coffee"]
_MENTION: Final = "inroad.insider.mentioned.v1"
_UNTOLD: Final = "acquaintance"  # what somebody is to a contact who says no more


def after_coffee(tie: Tie, now: str) -> Tie:
    """*tie* as it would be after a coffee of the two at *now*."""
    sums = added(tie, touched(now, _COFFEE.kind, _COFFEE.alone, from_a=True, from_b=True))
    return replace(
        sums,
        open=is_open(sums, sums.relations, sums.rating),
        kind=kind_of(sums, sums.relations),
    )


def chance_of_word(said: str, now: str) -> float:
    """Chance that a contact who *said* then that they know somebody there carries on to them.

    It is that of the tie which the mention of an acquaintance would make.
    """
    weight = next(weight for _, towards, weight, _ in HARD[_MENTION] if towards == "insider")
    tie = Tie(a="", b="", kind="hard", open=True, relations=(_UNTOLD,), prior=PRIORS[_UNTOLD])
    return chance(added(tie, touched(said, "hard", weight, from_a=True, from_b=False)), now)
