"""What a company is like, from what people say: each word weighed by how they know, and its age.

A word of an insider of today weighs 1. Of each person the latest word on a topic stands; g and b
are the weights of good and bad (a mixed word is half of each), and

    lean = (g - b) / (g + b + 1)

which is the mean of a Beta(g + 1/2, b + 1/2), from -1 to 1: the doubt of one insider's word
stands against all of them. `docs/intel.md` shows the weights.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.entities import Intel, Reply
from graph.strength import DAY, seconds
from schemas.intel import Basis, Sentiment, Verdict

OVERALL: Final = "overall"
BASES: Final[dict[Basis, float]] = {"insider": 1.0, "former": 0.7, "hearsay": 0.3}
HALF_LIFE: Final = 730.0  # days: companies change
LINES: Final[dict[str, Sentiment]] = {  # what a line of a sheet says of the company itself
    "great-place": "good", "sweatshop": "bad", "avoid": "bad",
}  # fmt: skip
SURE: Final = ((0.75, "surely"), (0.5, "probably"), (0.25, "perhaps"))
SEVERAL: Final = 2  # people whose word makes a warning
_GOOD: Final[dict[str, float]] = {"good": 1.0, "mixed": 0.5, "bad": 0.0}
_SWEATSHOP: Final = "sweatshop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What one person said of one topic, and how much it weighs at present."""

    key: tuple[str, str]  # (time, id)
    voice: str  # id of the person; "" for all who are erased
    topic: str
    sentiment: Sentiment
    basis: Basis
    weight: float
    age: float  # days
    words: str
    sweatshop: bool  # whether it calls the company one


@dataclass(frozen=True, slots=True)
class Balance:
    """Several words put together."""

    good: float
    bad: float
    voices: int

    @property
    def lean(self) -> float:
        """From -1, bad, to 1, good."""
        return (self.good - self.bad) / (self.good + self.bad + 1)

    @property
    def verdict(self) -> Verdict:
        if not self.sure:
            return "unknown" if self.good + self.bad < 1 else "mixed"
        return "good" if self.lean > 0 else "bad"

    @property
    def sure(self) -> str:
        """How sure a verdict of good or bad is; nothing when there is none."""
        return next((word for least, word in SURE if abs(self.lean) >= least), "")


def word_of_intel(intel: Intel, voice: str, known: Basis, now: str) -> Word:
    """*known* is how the informant can know, where the event does not say."""
    basis = next((basis for basis in BASES if basis == intel.basis), known)
    calls = _SWEATSHOP in f"{intel.topic} {intel.words}".casefold()
    sentiment = next(one for one in ("good", "mixed", "bad") if one == intel.sentiment)
    return _word(
        intel, voice, basis, now, topic=intel.topic.casefold(), sentiment=sentiment,
        sweatshop=calls and sentiment == "bad",
    )  # fmt: skip


def word_of_line(reply: Reply, voice: str, known: Basis, now: str) -> Word | None:
    """A line of a sheet answered; None when the answer is not about what the company is like."""
    sentiment = LINES.get(reply.answer)
    if sentiment is None:
        return None
    return _word(
        reply, voice, known, now, topic=OVERALL, sentiment=sentiment,
        sweatshop=reply.answer == _SWEATSHOP,
    )  # fmt: skip


def standing(words: Iterable[Word]) -> list[Word]:
    """Of each person the latest word on each topic."""
    latest = {(one.voice, one.topic): one for one in sorted(words, key=lambda one: one.key)}
    return list(latest.values())


def balance(words: Iterable[Word]) -> Balance:
    """Of words that stand: each person counts once, as the mean of what they say."""
    by_voice: dict[str, list[Word]] = {}
    for one in words:
        by_voice.setdefault(one.voice, []).append(one)
    good = sum(_mean([one.weight * _GOOD[one.sentiment] for one in of]) for of in by_voice.values())
    all_ = sum(_mean([one.weight for one in of]) for of in by_voice.values())
    return Balance(good, all_ - good, len(by_voice))


def by_topic(words: Iterable[Word]) -> Mapping[str, list[Word]]:
    """Words by topic, the topics in order."""
    found: dict[str, list[Word]] = {}
    for one in sorted(words, key=lambda one: (one.topic, one.key)):
        found.setdefault(one.topic, []).append(one)
    return found


def callers(words: Iterable[Word]) -> int:
    """How many people call the company a sweatshop, by words that stand."""
    return len({one.voice for one in words if one.sweatshop})


def _word(
    said: Intel | Reply, voice: str, basis: Basis, now: str,
    *, topic: str, sentiment: Sentiment, sweatshop: bool,
) -> Word:  # fmt: skip
    age = max(0.0, (seconds(now) - seconds(said.time)) / DAY)
    return Word(
        key=(said.time, said.id), voice=voice, topic=topic, sentiment=sentiment, basis=basis,
        weight=BASES[basis] * math.exp2(-age / HALF_LIFE), age=age, words=said.words,
        sweatshop=sweatshop,
    )  # fmt: skip


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
