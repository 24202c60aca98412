"""How one speaks, and how long one waits for a word."""

from dataclasses import dataclass

from graph.care import QUIET_AFTER
from graph.plan.words import Templates


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """The words for each rung, and how many days without a word are silence."""

    templates: Templates
    quiet_after: int = QUIET_AFTER
