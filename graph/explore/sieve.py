"""Which ties a question is about."""

from dataclasses import dataclass

from graph.entities import Tie
from graph.strength import cost, cost_of
from schemas.events.base import moment_text
from schemas.exploring import TiesQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """Lets through the ties of some sort; *now* and *since* as `moment_text` writes them."""

    now: str
    kinds: frozenset[str] = frozenset()  # of any, when there is none
    open_only: bool = False
    min_strength: float = 0.0
    since: str = ""

    @classmethod
    def of(cls, asked: TiesQuestion) -> "Sieve":
        return cls(
            now=moment_text(asked.now),
            kinds=frozenset(asked.kind),
            open_only=asked.open_only,
            min_strength=asked.min_strength,
            since=moment_text(asked.since) if asked.since else "",
        )

    def passes(self, tie: Tie) -> bool:
        return (
            (not self.kinds or tie.kind in self.kinds)
            and (tie.open or not self.open_only)
            and tie.last >= self.since
            and (not self.min_strength or cost(tie, self.now) <= cost_of(self.min_strength))
        )
