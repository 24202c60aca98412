"""What passed in some weeks, counted: conversations, asks, rungs, introductions."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, cast

from graph.combine import combine
from graph.entities import Introduction
from graph.matters import matters_in
from graph.report.conversations import class_of
from graph.report.happened import Life
from graph.report.rungs import RUNGS, Rungs
from graph.report.weeks import Week
from schemas.events import AskAnswered, AskMade, Event, SheetAnswered, SheetShared
from schemas.events.asks import AskKind
from schemas.report import AskCounts, Conversations, RungCounts, Tally

Mark = tuple[str, str]  # when, and what is to be counted: "asks.made"
AGENDA: Final = ("asks.made", "asks.sheets", "introductions.requested")  # one's own


class Counts:
    """Everything countable in a life, by any span of time."""

    def __init__(self, life: Life, rungs: Rungs) -> None:
        self.introductions = introductions_of(life)
        self._life = life
        self._marks: list[Mark] = [
            *_of_events(life),
            *((since, f"rungs.{rung}") for (rung, _), since in rungs.items()),
            *(
                (time, f"introductions.{stage}")
                for one in self.introductions
                for time, stage in one.history
            ),
        ]

    @property
    def stages(self) -> dict[str, int]:
        """How many introductions stand at each stage."""
        return dict(sorted(Counter(one.stage for one in self.introductions).items()))

    def first_conversation(self, start: str) -> str:
        """When the first one was, from *start* on; *start* when there was none."""
        times = (time for time, what in self._marks if what.startswith("conversations."))
        return min((time for time in times if time >= start), default=start)

    def within(self, start: str, end: str) -> "Counter[str]":
        """How often each thing was marked from *start* to *end*."""
        return Counter(what for time, what in self._marks if start <= time <= end)

    def tally(self, weeks: Iterable[Week]) -> Tally:
        """What passed in *weeks*, which follow each other."""
        weeks = list(weeks)
        start, end = weeks[0].start, weeks[-1].end
        counted = self.within(start, end)
        return Tally(
            start=start,
            end=end,
            conversations=_conversations(counted),
            asks=self._asks(counted, end),
            rungs=RungCounts(**{rung: counted[f"rungs.{rung}"] for rung in RUNGS}),
            introductions=_below("introductions.", counted),
        )

    def _asks(self, counted: "Counter[str]", end: str) -> AskCounts:
        kinds = _below("asks.by_kind.", counted)
        words = ("made", "warm", "later", "no", "sheets", "lines")
        return AskCounts(
            by_kind={cast("AskKind", kind): number for kind, number in kinds.items()},
            open=_open(self._life, end),
            **{word: counted[f"asks.{word}"] for word in words},
        )


def introductions_of(life: Life) -> tuple[Introduction, ...]:
    """The introductions in which the person asks, as they stand by what has happened."""
    found: dict[str, Introduction] = {}
    for one in life.happenings:
        for facet in matters_in(one.event):
            if isinstance(facet, Introduction):
                known = found.get(facet.id)
                whole = combine(known, facet) if known else facet
                found[facet.id] = cast("Introduction", whole)
    return tuple(
        found[id_]
        for id_ in sorted(found)
        if (asker := found[id_].asker) and life.is_me(asker.value)
    )


def _of_events(life: Life) -> Iterator[Mark]:
    for one in life.happenings:
        if kind := class_of(one.event, life):
            yield one.time, f"conversations.{kind}"
        for what in _asked(one.event, life):
            yield one.time, f"asks.{what}"


def _asked(event: Event, life: Life) -> tuple[str, ...]:
    match event:
        case AskMade(data=ask) if life.is_me(ask.actor):
            return "made", f"by_kind.{ask.kind}"
        case AskAnswered(data=word) if life.is_me(word.to):
            return (word.answer,)
        case SheetShared(data=sheet) if life.is_me(sheet.actor):
            return ("sheets",)
        case SheetAnswered(data=line) if life.is_me(line.to):
            return ("lines",)
        case _:
            return ()


def _open(life: Life, end: str) -> int:
    """Asks of one's own that had no answer at *end*, since they were last asked."""
    made: dict[str, str] = {}
    answered: dict[str, str] = {}
    for one in life.happenings:
        if one.time > end:
            break
        match one.event:
            case AskMade(data=ask) if life.is_me(ask.actor):
                made[ask.ask] = one.time
            case AskAnswered(data=word):
                answered[word.ask] = one.time
            case _:
                pass
    return sum(answered.get(ask, "") < time for ask, time in made.items())


def _conversations(counted: "Counter[str]") -> Conversations:
    kinds = {kind: counted[f"conversations.{kind}"] for kind in ("soft", "direct", "hard")}
    whole = sum(kinds.values())
    shares = {f"{kind}_share": number / whole if whole else None for kind, number in kinds.items()}
    return Conversations(**kinds, all=whole, **shares)


def _below(head: str, counted: "Counter[str]") -> dict[str, int]:
    """What was counted under *head*, by the rest of its name."""
    return {
        what.removeprefix(head): number
        for what, number in sorted(counted.items())
        if what.startswith(head)
    }
