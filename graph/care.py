"""Care for those one asks: what has passed between two people, and what is courteous now.

A day never comes back as a number of a friend: what is to be heeded is said in plain words.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from graph.agenda import Dealings
from graph.entities import Introduction, Person, Reply
from graph.words import first_name
from schemas.events.base import moment_text

ASKS: Final = 2  # of one person within
PACE: Final = 60  # days
AFTER_NO: Final = 90  # days of rest
AFTER_LATER: Final = 30  # days, where the answer gave no date
FAVOURS: Final = 3  # done and none returned

UNDER_WAY: Final = {
    "requested": "Wait for {name}: you have asked for an introduction.",
    "offered": "{name} has offered to introduce you: say yes, and leave the pace to {name}.",
    "accepted": "{name} is willing to introduce you: find a time to meet.",
    "accepted-by-insider": "An introduction by {name} is agreed: find a time to meet.",
    "made": "{name} has introduced you: meet first.",
}
_HELPING = frozenset({"knows-someone", "great-place", "sweatshop", "avoid"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """How to meet one person now. Held: no move, until that time or, without one, until a word."""

    held: bool = False
    until: str = ""
    thank: bool = False  # before anything else
    warm: bool = False  # there is a warm answer to build on
    cool: bool = False  # the latest answer was a later or a no
    shown: bool = False  # the sheet, within the pace
    advice: str = ""


def care_for(dealings: Dealings, asker: Person, contact: Person, now: str) -> Care:
    """What *asker* owes *contact* at *now*."""
    return Between(dealings, asker, contact, now).care()


def open_requests(
    introductions: Iterable[Introduction], mine: Collection[str]
) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Identifiers of insiders to leave alone: asked for already, or who would rather not.

    With them, as (introducer, company), where an introducer would rather not.
    """
    asked = [one for one in introductions if one.asker and one.asker.value in mine]
    insiders = frozenset(
        one.insider.value
        for one in asked
        if one.insider and (one.stage in UNDER_WAY or one.stage == "declined-by-insider")
    )
    closed = frozenset(
        (one.introducer.value, one.company.value)
        for one in asked
        if one.introducer and one.company and one.stage == "declined"
    )
    return insiders, closed


class Between:
    """All that has passed between two people, from the asker's side."""

    def __init__(self, dealings: Dealings, asker: Person, contact: Person, now: str) -> None:
        self._mine, self._now = {*asker.identifiers}, now
        self._name = first_name(contact)
        self._asks = [one for one in dealings.asks if one.ask.asker in self._mine]
        self._asked_me = [one for one in dealings.asks if one.ask.contact in self._mine]
        self._sheets = [one for one in dealings.sheets if one.sheet.asker in self._mine]
        theirs = {*contact.identifiers}
        self._by_them = [one for one in dealings.introductions if _roles(one, self._mine, theirs)]
        self._by_me = [one for one in dealings.introductions if _roles(one, theirs, self._mine)]
        self._told_me = [one for one in dealings.intel if one.to in self._mine]
        self._told_them = [one for one in dealings.intel if one.informant in self._mine]
        self._thanked = max(
            (one.time for one in dealings.thanks if one.thanker in self._mine), default=""
        )

    def care(self) -> Care:
        if held := self._waiting() or self._resting():
            return held
        asked = [time for time in self._requests() if time > self._ago(PACE)]
        if self._owed():
            return Care(thank=True, warm=self._warm, cool=self._cool, advice=self._thanks(asked))
        if len(asked) >= ASKS:
            until = later(asked[-ASKS], PACE)
            text = f"You asked {self._name} {_times(len(asked))} {_since(asked)}: let it rest."
            return Care(held=True, until=until, advice=text)
        shown = any(one.sheet.time > self._ago(AFTER_NO) for one in self._sheets)
        return Care(warm=self._warm, cool=self._cool, shown=shown, advice=self._favours())

    def _waiting(self) -> Care | None:
        """Held until somebody says a word."""
        text = next(iter((*self._open_to_them(), *self._open_to_me())), "")
        return Care(held=True, advice=text) if text else None

    def _open_to_them(self) -> Iterator[str]:
        name = self._name
        for asked in self._asks:
            if asked.reply is None:
                yield f"You asked {name} on {_day(asked.ask.time)}: leave the next word to {name}."
        for shared in self._sheets:
            if not shared.replies:
                day = _day(shared.sheet.time)
                yield f"{name} has had your sheet since {day}: leave the next word to {name}."
        for one in self._by_them:
            if one.stage in UNDER_WAY:
                yield UNDER_WAY[one.stage].format(name=name)

    def _open_to_me(self) -> Iterator[str]:
        for asked in self._asked_me:
            if asked.reply is None:
                yield f"{self._name} asked you something on {_day(asked.ask.time)}: answer first."

    def _resting(self) -> Care | None:
        """Held until a day, after a later or a no."""
        reply = self._latest
        if reply is None or reply.answer == "warm":
            return None
        until = (
            later(reply.time, AFTER_NO)
            if reply.answer == "no"
            else reply.until or later(reply.time, AFTER_LATER)
        )
        if until <= self._now:
            return None
        words = "would rather not" if reply.answer == "no" else "asked for a later day"
        return Care(held=True, until=until, advice=f"{self._name} {words}: let it rest.")

    @property
    def _latest(self) -> Reply | None:
        replies = [one.reply for one in self._asks if one.reply]
        return max(replies, key=lambda reply: reply.stamp, default=None)

    @property
    def _cool(self) -> bool:
        return self._latest is not None and self._latest.answer != "warm"

    @property
    def _warm(self) -> bool:
        return not self._cool and bool(self.help_had())

    def _requests(self) -> list[str]:
        """When *contact* was asked for something, the earliest first."""
        asked = [one.ask.time for one in self._asks]
        asked += [one.sheet.time for one in self._sheets]
        asked += [
            time for one in self._by_them for time, stage in one.history if stage == "requested"
        ]
        return sorted(asked)

    def help_had(self) -> list[str]:
        """When *contact* was of help: warm answers, words on the sheet, intel, introductions."""
        helped = [one.reply.time for one in self._asks if one.reply and one.reply.answer == "warm"]
        helped += [
            reply.time
            for one in self._sheets
            for reply in one.replies.values()
            if reply.answer in _HELPING
        ]
        return sorted((*helped, *self._gifts()))

    def _gifts(self) -> list[str]:
        """Help that wants thanks at once: intel, and introductions."""
        made = [
            time for one in self._by_them for time, stage in one.history if stage in {"made", "met"}
        ]
        return [one.time for one in self._told_me] + made

    def _owed(self) -> bool:
        """Thanks are due for a gift, for help had twice, or before a third ask."""
        since = [time for time in self.help_had() if time > self._thanked]
        asked = [t for t in self._requests() if t > max(self._thanked, self._ago(PACE))]
        gifts = any(time > self._thanked for time in self._gifts())
        return gifts or len(since) >= ASKS or (len(asked) >= ASKS and bool(since))

    def _thanks(self, asked: Sequence[str]) -> str:
        if len(asked) >= ASKS:
            return f"You asked {self._name} {_times(len(asked))} {_since(asked)}; thank first."
        return f"{self._name} has helped you: thank first."

    def returned(self) -> bool:
        """Whether the asker has ever been of help in return."""
        warm = any(one.reply and one.reply.answer == "warm" for one in self._asked_me)
        return bool(warm or self._by_me or self._told_them)

    def _favours(self) -> str:
        if len(self.help_had()) < FAVOURS or self.returned():
            return ""
        return f"{self._name} has helped you often: is there something that you can do in return?"

    def _ago(self, days: int) -> str:
        return later(self._now, -days)


def _roles(one: Introduction, asker: Collection[str], introducer: Collection[str]) -> bool:
    by, of = one.introducer, one.asker
    return bool(by and of and by.value in introducer and of.value in asker)


def later(moment: str, days: int) -> str:
    """So many days after *moment*."""
    return moment_text(datetime.fromisoformat(moment) + timedelta(days=days))


def _day(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%-d %B}"


def _since(moments: Sequence[str]) -> str:
    """Either "in May", or "since May": months of the first and the last."""
    first, last = (f"{datetime.fromisoformat(moment):%B}" for moment in (moments[0], moments[-1]))
    return f"in {first}" if first == last else f"since {first}"


def _times(count: int) -> str:
    return {2: "twice", 3: "three times"}.get(count, f"{count} times")
