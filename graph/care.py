"""Care for those one asks: what has passed between two people, and what is courteous now.

A day never comes back as a number of a friend: what is to be heeded is said in plain words.

Silence is an answer too. A request (an ask, a sheet, an introduction asked for) without a word
waits until it has gone quiet; one gentle line may follow, once; then it rests, the longer the
more requests in a row have met with silence, and begins again with an opener.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final

from graph.agenda import Dealings
from graph.entities import Introduction, Person, Reply
from graph.words import first_name
from schemas.events.base import moment_text

ASKS: Final = 2  # of one person within
PACE: Final = 60  # days
AFTER_NO: Final = 90  # days of rest
AFTER_LATER: Final = 30  # days, where the answer gave no date
QUIET_AFTER: Final = 14  # days that a request waits for a word, unless said otherwise
AFTER_SILENCE: Final = 90  # days of rest for each request in a row without a word
FAVOURS: Final = 3  # done and none returned

UNDER_WAY: Final = {
    "requested": "Wait for {name}: you have asked for an introduction.",
    "offered": "{name} has offered to introduce you: say yes, and leave the pace to {name}.",
    "accepted": "{name} is willing to introduce you: find a time to meet.",
    "accepted-by-insider": "An introduction by {name} is agreed: find a time to meet.",
    "made": "{name} has introduced you: meet first.",
}
_HELPED = "{name} has helped you: thank first."
_BY_INTRODUCER = frozenset({"offered", "accepted", "declined", "made"})
_HELPING = frozenset({"knows-someone", "great-place", "sweatshop", "avoid"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """How to meet one person now. Held: no move, until that time or, without one, until a word."""

    held: bool = False
    until: str = ""
    thank: bool = False  # before anything else
    warm: bool = False  # there is a warm answer to build on
    cool: bool = False  # the latest answer was a later, a no, or long silence
    shown: bool = False  # the sheet, within the pace
    follow: bool = False  # one request has gone quiet: a gentle line, once
    advice: str = ""


def care_for(
    dealings: Dealings, asker: Person, contact: Person, now: str, quiet_after: int = QUIET_AFTER
) -> Care:
    """What *asker* owes *contact* at *now*; silence of *quiet_after* days is one."""
    return Between(dealings, asker, contact, now, quiet_after).care()


def awaits_word(dealings: Dealings, asker: Person, contact: Person) -> bool:
    """Whether *contact* has not answered something that *asker* asked for."""
    between = Between(dealings, asker, contact, "", QUIET_AFTER)
    return any(True for _ in between.unanswered())


def thanks_first(care: Care, contact: Person) -> Care:
    """*care* for *contact* to whom thanks are due, once there may be a move at all."""
    if care.held or care.thank:
        return care
    return replace(care, thank=True, advice=_HELPED.format(name=first_name(contact)))


def open_requests(
    introductions: Iterable[Introduction], mine: Collection[str], now: str
) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Identifiers of insiders to leave alone: asked for already, or who would rather not.

    Whom an introducer was asked for and never said a word of is free again after the rest.
    With them, as (introducer, company), where an introducer would rather not.
    """
    asked = [one for one in introductions if one.asker and one.asker.value in mine]
    insiders = frozenset(
        one.insider.value
        for one in asked
        if one.insider
        and (one.stage in UNDER_WAY or one.stage == "declined-by-insider")
        and not (one.stage == "requested" and later(one.history[-1][0], AFTER_SILENCE) <= now)
    )
    closed = frozenset(
        (one.introducer.value, one.company.value)
        for one in asked
        if one.introducer and one.company and one.stage == "declined"
    )
    return insiders, closed


class Between:
    """All that has passed between two people, from the asker's side."""

    def __init__(
        self, dealings: Dealings, asker: Person, contact: Person, now: str, quiet_after: int
    ) -> None:
        self._mine, self._now, self._quiet_after = {*asker.identifiers}, now, quiet_after
        self._name, self._word = first_name(contact), dealings.heard
        self._asks = [one for one in dealings.asks if one.ask.asker in self._mine]
        self._asked_me = [one for one in dealings.asks if one.ask.contact in self._mine]
        self._sheets = [one for one in dealings.sheets if one.sheet.asker in self._mine]
        self._theirs = theirs = {*contact.identifiers}
        self._by_them = [one for one in dealings.introductions if _roles(one, self._mine, theirs)]
        self._by_me = [one for one in dealings.introductions if _roles(one, theirs, self._mine)]
        self._told_me = [one for one in dealings.intel if one.to in self._mine]
        self._told_them = [one for one in dealings.intel if one.informant in self._mine]
        self._thanked_me = [one for one in dealings.thanks if one.thanker in self._theirs]
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
        if self._silent and self._now < self._rested:
            text = f"{self._name} has said nothing since {_day(self._silent[-1])}"
            if len(self._silent) == 1 and not self._no:
                return Care(follow=True, advice=f"{text}: one gentle line, then let it rest.")
            return Care(held=True, until=self._rested, advice=f"{text}: let it rest.")
        shown = any(one.sheet.time > self._ago(AFTER_NO) for one in self._sheets)
        return Care(warm=self._warm, cool=self._cool, shown=shown, advice=self._favours())

    def _waiting(self) -> Care | None:
        """Held until somebody says a word, or has said none for long enough."""
        if text := next(self._under_way(), ""):
            return Care(held=True, advice=text)
        waiting = max(self.unanswered(), default=None)
        if waiting and (until := later(waiting[0], self._quiet_after)) > self._now:
            return Care(held=True, until=until, advice=waiting[1])
        text = next(self._open_to_me(), "")
        return Care(held=True, advice=text) if text else None

    def _under_way(self) -> Iterator[str]:
        """Introductions that somebody has said yes to."""
        for one in self._by_them:
            if one.stage in UNDER_WAY and one.stage != "requested":
                yield UNDER_WAY[one.stage].format(name=self._name)

    def unanswered(self) -> Iterator[tuple[str, str]]:
        """When *contact* was asked for what has no answer, and what to heed until there is one."""
        name = self._name
        for asked in self._asks:
            if asked.reply is None:
                day = _day(asked.ask.time)
                yield asked.ask.time, f"You asked {name} on {day}: leave the next word to {name}."
        for shared in self._sheets:
            if not shared.replies:
                day = _day(shared.sheet.time)
                text = f"{name} has had your sheet since {day}: leave the next word to {name}."
                yield shared.sheet.time, text
        for one in self._by_them:
            if one.stage == "requested":
                yield one.history[-1][0], UNDER_WAY["requested"].format(name=name)

    @cached_property
    def _silent(self) -> list[str]:
        """When *contact* was asked in vain since their latest word, the earliest first."""
        heard = max(self._heard())
        return sorted(time for time, _ in self.unanswered() if time > heard)

    @property
    def _rested(self) -> str:
        """When the silence has been left in peace for long enough."""
        return later(self._silent[-1], AFTER_SILENCE * len(self._silent))

    def _heard(self) -> Iterator[str]:
        """When *contact* said anything to the asker."""
        yield self._word
        yield from (one.reply.time for one in self._asks if one.reply)
        yield from (reply.time for one in self._sheets for reply in one.replies.values())
        yield from (one.ask.time for one in self._asked_me)
        yield from (one.time for one in self._told_me)
        yield from (one.time for one in self._thanked_me)
        for one in self._by_them:
            yield from (time for time, stage in one.history if stage in _BY_INTRODUCER)

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
    def _no(self) -> bool:
        """Whether the latest answer was a no or a later."""
        return self._latest is not None and self._latest.answer != "warm"

    @property
    def _cool(self) -> bool:
        return self._no or bool(self._silent)

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
        return _HELPED.format(name=self._name)

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
