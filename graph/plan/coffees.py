"""Soft into hard: which soft ties are worth an opener or a coffee, and for which targets.

A soft tie is weighed as if a coffee had made it a tie of use (`graph.plan.supposing`). A target
counts for it where that would bring in reach what no open tie leads to, or be a clearly likelier
way than the best of them. So a set of coffees is worth, over targets, priority times

    (1 - b) (1 - prod(1 - p))

with b the chance of the best way today and p that by each new tie: what they open together
beside it. As a plan's, that is monotone and submodular, and `choose` takes it as priorities of
priority times (1 - b).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from graph.entities import Person
from graph.plan.choose import Chances, choose
from graph.plan.draw import (
    MOST_CONTACTS,
    MOST_TARGETS,
    Candidate,
    Drawn,
    priorities_of,
    resting_of,
    situation_of,
)
from graph.plan.reach import Reached, Reacher
from graph.plan.supposing import after_coffee
from graph.standing import CLEARLY
from graph.store import View
from graph.strike import Seal
from schemas.coffees import CoffeesQuestion

RUNGS: Final = frozenset({"opener", "coffee"})


@dataclass(frozen=True, slots=True)
class Coffees:
    """A plan of openers and coffees, and the chance of each company's best way today."""

    plan: Drawn
    today: Mapping[str, float]


async def coffees_drawn(  # noqa: PLR0917 - as `drawn`
    view: View,
    sealing: Seal,
    asker: Person,
    asked: CoffeesQuestion,
    reacher: Reacher,
    quiet_after: int,
) -> Coffees:
    """The soft ties of *asker* that are worth most. Raises as `situation_of`."""
    at = await situation_of(view, sealing, asker, asked, quiet_after)
    both = [[tie for tie in at.ties if tie.open is is_open] for is_open in (True, False)]
    known, soft = (ties[:MOST_CONTACTS] for ties in both)
    reached = await at.reached(reacher, [*known, *soft], asked.max_hops)
    today: dict[str, float] = {}
    for tie in known:
        for company, sure in at.candidate(tie, reached).chances.items():
            today[company] = max(sure, today.get(company, 0.0))
    found = [at.candidate(tie, reached, after_coffee(tie, at.now)) for tie in soft]
    nearer = [replace(one, chances=_better(one, reached, today)) for one in found]
    able = [one for one in nearer if one.rung in RUNGS and one.chances]
    left = {
        company: priority * (1 - today.get(company, 0.0))
        for company, priority in priorities_of(at.targets).items()
    }
    plan = Drawn(
        asker=asker, now=at.now, targets=at.targets, counts=left, able=able,
        choice=choose([one.chances for one in able], left, asked.k),
        reached=reached, unnamed=at.left.unnamed, answered=at.lines.answered,
        resting=resting_of([one for one in nearer if one.chances], left),
        within_reach=len(today),
        cut=reached.cut or len(at.wanted) > MOST_TARGETS or max(map(len, both)) > MOST_CONTACTS,
    )  # fmt: skip
    return Coffees(plan, today)


def _better(one: Candidate, reached: Reached, today: Mapping[str, float]) -> Chances:
    """The ways that are clearly likelier than the best one today, as news of targets have it."""
    ways = reached.costs.get(one.contact, {})
    return {
        company: sure
        for company, sure in one.chances.items()
        if company in ways and sure > CLEARLY * today.get(company, 0.0)
    }
