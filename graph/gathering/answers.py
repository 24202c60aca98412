"""To which ask an answer heard is: one that was open, one of an earlier debrief, or a new one.

A word that differs from what an earlier debrief of the same gathering told comes after it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.agenda import Asked
from graph.entities import Reply
from graph.gathering.diary import Diary
from graph.gathering.partner import Partner
from schemas.events.asks import Warmth
from schemas.events.base import OWNER_SOURCE, moment_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What was asked, and the answer."""

    kind: Literal["question", "coffee"]
    answer: Warmth
    words: str = ""
    until: str = ""  # a day


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The ask that is answered, and what is still to be told of it."""

    word: Word
    ask: str
    asks: bool  # the ask is to be told too
    after: str = ""  # the latest word on it so far
    known: int = 0  # events that tell all of it already

    @classmethod
    def of(
        cls, asks: Sequence[Asked], mine: Collection[str], whom: Partner, diary: Diary, word: Word
    ) -> "Answered":
        """By *asks*, the earliest first, of which those of *mine* to *whom* count."""
        mark, begins = diary.mark(whom.ref), moment_text(diary.at)
        between = [
            one for one in asks if one.ask.asker in mine and one.ask.contact in whom.identifiers
        ]
        told = [one for one in between if _told(one, mark)]
        opened = [one for one in between if one.reply is None and one.ask.time <= begins]
        asked = next(iter([*reversed(told), *reversed(opened)]), None)
        if asked is None:
            return cls(word=word, ask=diary.id(whom.ref, "ask"), asks=True)
        own = asked.ask.event.startswith(mark)
        asks_anew = own and (asked.ask.kind, asked.ask.words) != (word.kind, word.words)
        times = [asked.ask.time] if own else []
        times += [asked.reply.time] if asked.reply else []
        same = asked.reply is not None and not asks_anew and _same(asked.reply, word)
        return cls(
            word=word, ask=asked.ask.id, asks=asks_anew, after=max(times, default=""),
            known=(1 + own) if same else 0,
        )  # fmt: skip


def _told(asked: Asked, mark: str) -> bool:
    """Whether an earlier debrief asked or answered it."""
    words = [asked.ask, *([asked.reply] if asked.reply else [])]
    return any(one.source == OWNER_SOURCE and one.event.startswith(mark) for one in words)


def _same(reply: Reply, word: Word) -> bool:
    return (reply.answer, reply.until[:10]) == (word.answer, word.until)
