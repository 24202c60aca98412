"""The best ways into the targets at each moment: a small index, replayed from week to week."""

from collections.abc import Sequence

from graph.entities import Employment, Tie
from graph.index.best import Best, BestWays
from graph.index.scratch import Scratch
from graph.index.state import at_moment, changed, state_of
from graph.report.ground import Ground
from graph.standing import MAX_HOPS
from graph.strength import chance_of
from graph.telling import rounded

__all__ = ["MAX_HOPS", "Bests", "chance_in", "hops_of", "ways_at_each"]

Bests = dict[str, Best]  # by company


def ways_at_each(ground: Ground, asker: str, wanted: Sequence[Sequence[str]]) -> list[Bests]:
    """The best ways of *asker* into the companies *wanted* at each moment of *ground*."""
    changes = _by_moment(ground)
    scratch = Scratch(len({end for some in changes for one in some for end in one.key}))
    state = state_of(0, ground.moments[0], [], [])
    found: list[Bests] = []
    for number, (moment, companies) in enumerate(zip(ground.moments, wanted, strict=True)):
        state = at_moment(changed(state, number, changes[number], ()), moment)
        ways = BestWays(state, scratch, max_hops=MAX_HOPS)
        found.append(dict(zip(companies, ways.of(asker, companies), strict=True)))
    return found


def hops_of(best: Best | None) -> int | None:
    """Hops of the shortest way; None where there is none."""
    return len(best.shortest.people) - 1 if best and best.shortest else None


def chance_in(best: Best | None) -> float | None:
    """The chance of the strongest way, as answers show it; None where there is none."""
    return rounded(chance_of(best.strongest.cost)) if best and best.strongest else None


def _by_moment(ground: Ground) -> list[list[Tie | Employment]]:
    """What is otherwise than at the moment before, at each."""
    changes: list[list[Tie | Employment]] = [[] for _ in ground.moments]
    for number, tie in (one for states in ground.ties.values() for one in states):
        changes[number].append(tie)
    for number, employment in (one for states in ground.employments.values() for one in states):
        changes[number].append(employment)
    return changes
