"""In which order to talk to whom: who opens the most of what is wanted comes first.

A talk is worth what a move of the plan is: over what is wanted, by priority, the chance that at
least one of the talks leads on. What is wanted are the target companies, and the open questions
and the goal, each of which counts as a company of priority 1. `docs/gatherings.md` has the table.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.entities import Goal, Question, Tie
from graph.helpful import SAME
from graph.openers import Listener, same
from graph.plan.choose import choose
from graph.strength import PRIORS, chance, chance_of

MET: Final = 1 - math.exp(-PRIORS["met"])  # chance of a tie made there and then
_GOAL: Final = "goal"
_QUESTION: Final = "question:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wanted of a talk."""

    companies: Mapping[str, float]  # priorities
    questions: Sequence[Question]
    goal: Goal | None


def own_chance(tie: Tie | None, now: str) -> float:
    """That one's own tie carries, once there was a talk."""
    return max(MET, chance(tie, now)) if tie and tie.rating != 0 else MET


def chances_of(
    own: float, costs: Mapping[str, int], closed: Collection[str], wish: Wish, listener: Listener
) -> dict[str, float]:
    """What a talk with *listener* may lead to: companies by id, questions, the goal."""
    found = {at: own * chance_of(cost) for at, cost in costs.items() if at not in closed}
    asked: list[tuple[str, Question | Goal]] = [
        (f"{_QUESTION}{one.id}", one) for one in wish.questions
    ]
    asked += [(_GOAL, wish.goal)] if wish.goal else []
    found |= {key: own * alike for key, one in asked if (alike := _alike(one, listener))}
    return found


def order_of(chances: Mapping[str, Mapping[str, float]], wish: Wish) -> tuple[str, ...]:
    """Whom to talk to first, by *chances* of each; nobody who adds nothing."""
    priorities = {at: wish.companies.get(at, 1.0) for of in chances.values() for at in of}
    people = sorted(chances)
    choice = choose([chances[one] for one in people], priorities, len(people))
    return tuple(people[number] for number in choice.moves)


def is_matched(question: str | None, chances: Mapping[str, float]) -> bool:
    """Whether who has these *chances* may have an answer to that question, for their own work."""
    return f"{_QUESTION}{question}" in chances


def opens_of(chances: Mapping[str, float], wish: Wish, unnamed: Collection[str]) -> list[str]:
    """The companies that a talk may open and that may be named, those that count most first."""
    worth = {at: wish.companies[at] * p for at, p in chances.items() if at in wish.companies}
    return sorted(worth.keys() - unnamed, key=lambda at: (-worth[at], at))


def _alike(wanted: Question | Goal, listener: Listener) -> float:
    """Chance that somebody of this field and function has an answer."""
    useless = 1.0
    if wanted.field and same(wanted.field, listener.field):
        useless *= 1 - SAME["field"]
    if wanted.function and any(same(wanted.function, one) for one in listener.functions):
        useless *= 1 - SAME["function"]
    return 1 - useless
