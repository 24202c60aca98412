"""When a target came nearer, got clearly surer or was lost, and which events did it.

The rule is that of standing targets (`graph.standing`), week by week instead of event by event.
A chance that fades because nothing happens is no change.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from graph.entities import Key, Tie
from graph.index.best import Best
from graph.report.ground import Ground, Told
from graph.report.past import Bests
from graph.standing import Improved, Lost, Stand, news_of

MOST: Final = 5  # causes of one change
# Types of event, the most telling first; whatever is not named here comes last.
_TELLING: Final = (
    "inroad.insider.mentioned.v1", "inroad.introduction.", "inroad.employment.",
    "inroad.relation.", "inroad.tie.rated.v1", "inroad.ask.", "inroad.sheet.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cause:
    """What was told between two, by their ids: of a tie, or of a person's employment."""

    ends: Key
    told: Told[Any]


@dataclass(frozen=True, slots=True)
class Changed:
    """What there is to tell of a target at one moment, compared with the one before."""

    moment: int
    news: Improved | Lost
    before: Best
    now: Best
    causes: tuple[Cause, ...]


def changes_of(ground: Ground, bests: Sequence[Bests], asker: str) -> dict[str, list[Changed]]:
    """Of each company what changed, the earliest first; of one newly wanted nothing at first."""
    found: dict[str, list[Changed]] = {}
    stands: dict[str, Stand] = {}
    for number, now in enumerate(bests):
        before, stands_then = bests[number - 1] if number else {}, stands
        stands = {}
        for company, best in now.items():
            known = stands_then.get(company)
            news, stands[company] = news_of((asker, company), known, best)
            for one in news:
                causes = _causes(ground, number, one)
                found.setdefault(company, []).append(
                    Changed(number, one, before[company], best, causes)
                )
    return found


def _causes(ground: Ground, number: int, news: Improved | Lost) -> tuple[Cause, ...]:
    """What was told since the moment before of the ties and the employment on the path."""
    since, until = ground.moments[number - 1 : number + 1]
    people = news.path.people
    pairs = [*(Tie.between(*pair) for pair in pairwise(people)), (people[-1], news.company)]
    found: dict[Key, Cause] = {}
    for pair in pairs:
        for told in ground.told.get(pair, ()):
            if since < told.time <= until:
                found.setdefault(told.record.key, Cause(pair, told))
    return tuple(sorted(found.values(), key=_telling)[:MOST])


def _telling(cause: Cause) -> tuple[int, str, Key]:
    record = cause.told.record
    ranks = (rank for rank, head in enumerate(_TELLING) if record.type.startswith(head))
    return next(ranks, len(_TELLING)), record.time, record.key
