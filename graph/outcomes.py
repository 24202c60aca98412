"""What became of introductions teaches how likely the next one is: a small Bayesian update.

An introduction that was concluded is a trial of its introducer, and of the kind of tie that the
asker has with them: it was brought about, or declined. Each level is the prior of the next,

    all          Beta(1 + a, 1 + d)                         mean m
    of a kind    Beta(4 m + a, 4 (1 - m) + d)               mean m'
    introducer   Beta(4 m' + a, 4 (1 - m') + d)             mean m''

with a brought about and d declined at that level: what is known of all ties counts as much as
four trials. The chance p by the tie itself becomes p'', where odds(p'') = odds(p) odds(m'') /
odds(m). So without trials nothing changes. `docs/chances.md` tells more.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from graph.due import CARRIED
from graph.entities import Introduction, Tie
from graph.strength import LEAST, MOST, OPENING, PRIORS

PRIOR: Final = (1.0, 1.0)  # brought about and declined, before anything is known
WORTH: Final = 4.0  # trials that a level's prior counts for
_DECLINED: Final = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """An introduction that was concluded."""

    introducer: str  # id
    kind: str  # of the asker's tie with them, by `kind_of_tie`
    carried: bool


def carried(introduction: Introduction) -> bool | None:
    """Whether the introducer brought it about; None while, or if ever, that is not decided.

    An insider who declines was asked, so the introducer did their part. Silence and withdrawal
    decide nothing.
    """
    stages = {stage for _, stage in introduction.history}
    if not stages.isdisjoint({*CARRIED, "declined-by-insider"}):
        return True
    return False if introduction.stage == _DECLINED else None


def kind_of_tie(tie: Tie | None) -> str:
    """The closest relation of substance, else direct for contact both ways, else other.

    Not `Tie.kind`: whoever was asked for an introduction has a hard tie by that alone.
    """
    if tie is None:
        return "other"
    close = [word for word in tie.relations if word in OPENING]
    if close:
        return max(close, key=lambda word: (PRIORS[word], word))
    return "direct" if tie.direct and tie.from_a and tie.from_b else "other"


class Experience:
    """What *trials*, in any order, teach."""

    def __init__(self, trials: Iterable[Trial]) -> None:
        self._all = Counter[bool]()
        self._kinds: dict[str, Counter[bool]] = {}
        self._introducers: dict[str, Counter[bool]] = {}
        for one in trials:
            self._all[one.carried] += 1
            self._kinds.setdefault(one.kind, Counter())[one.carried] += 1
            self._introducers.setdefault(one.introducer, Counter())[one.carried] += 1

    @property
    def trials(self) -> int:
        return self._all.total()

    def learnt(self, chance: float, introducer: str, kind: str) -> float:
        """*chance* of a tie of *kind* with *introducer*, in the light of what became of others."""
        of_all = _mean(self._all, *PRIOR)
        of_kind = _updated(of_all, self._kinds.get(kind))
        of_them = _updated(of_kind, self._introducers.get(introducer))
        odds = _odds(chance) * _odds(of_them) / _odds(of_all)
        return min(MOST, max(LEAST, odds / (1 + odds)))


def _updated(prior: float, tried: Counter[bool] | None) -> float:
    return _mean(tried or Counter(), WORTH * prior, WORTH * (1 - prior))


def _mean(tried: Counter[bool], alpha: float, beta: float) -> float:
    return (alpha + tried[True]) / (alpha + beta + tried.total())


def _odds(chance: float) -> float:
    return chance / (1 - chance)
