"""From a few words a person to events: whom one met at a gathering, and what was heard.

All events are of the time of the gathering and their ids are made from it, from who is meant and
from what is said, so that the same debrief twice changes nothing. What was taken back since is said
anew, under an id of its own: a retraction is for good.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from graph.agenda import asks_of
from graph.due import day_of
from graph.entities import Employment, Gathering, Key, Person, Question, Record, Tie
from graph.errors import OutOfBounds
from graph.gathering.attendees import (
    Circle,
    Found,
    circle_of,
    found_of,
    gathering_of,
    read_entry,
)
from graph.gathering.diary import Diary
from graph.gathering.hearing import Conversation, Hearing
from graph.gathering.partner import Partner
from graph.identity import id_of
from graph.lookup import person_of
from graph.plan.draw import targets_outside
from graph.store import View
from graph.strike import Seal
from graph.telling import named
from graph.words import label, ref_of
from schemas.answers import Named
from schemas.debriefs import DebriefLine, DebriefPage, DebriefQuestion, Unclear
from schemas.events import InteractionRecorded, stored_event
from schemas.events.base import OWNER_SOURCE, moment_text

EVENINGS: Final = 50  # debriefs of one gathering that each tell of more people met
TURNS: Final = 20  # times that one thing may be said, each but the last taken back
_LINE: Final = re.compile(
    r"\s*(?P<who>.+?)(?:\s*:\s+|\s*:\s*$)(?P<words>.*)|(?P<short>[^:]+):(?P<more>.+)"
)
_HOW_TO: Final = "write who, a colon, and a few words: Ann Lee: warm"


class NotBegun(OutOfBounds):
    """There is nothing to tell of a gathering yet."""

    def __init__(self, field: str, begins: str) -> None:
        self.field, self.remedy = field, "tell of it once it has begun"
        Exception.__init__(self, f"it begins on {day_of(begins)} only")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """A line: its number from 1, who, and the words on them; nobody when it can't be parted."""

    number: int
    text: str
    who: str = ""
    words: str = ""


async def debriefed(
    view: View, sealing: Seal, ref: str, asked: DebriefQuestion, now: datetime
) -> DebriefPage:
    """What *asked* is understood to say, and the events that say something new.

    Raises:
        UnknownRef, ErasedRef: by the person *ref*; of others a line tells.
        UnknownGathering: when it was not announced.
        NotBegun: before it has.
        OutOfBounds: when no line says anything.
    """
    asker = await person_of(view, sealing, ref, "ref")
    gathering = await gathering_of(view, asked.gathering) if asked.gathering else None
    at = _time_of(gathering, asked, now)
    written = [_parted(number, text) for number, text in enumerate(asked.lines, start=1)]
    written = [one for one in written if one.text and not one.text.startswith("#")]
    if not written:
        raise OutOfBounds("lines", "", _HOW_TO)
    circle = await _circle(view, asker, gathering, moment_text(now))
    found = await found_of(view, sealing, [read_entry(one.who) for one in written], circle)
    key = asked.gathering or f"day {moment_text(at)[:10]}"
    hearing = Hearing(
        asker=asker, diary=Diary(key=f"{ref_of(asker)} {key}", at=at, now=now), circle=circle,
        asks=await asks_of(view, asker),
        questions=await view.touching(Question, asker.identifiers),
    )  # fmt: skip
    lines = _Lines(hearing, asker)
    told = [lines.read(*pair) for pair in zip(written, found, strict=True)]
    evening = await _met(view, hearing, lines.met)
    told_before = bool(lines.met and not evening)
    events = [*lines.events, *evening]
    new = await _unsaid(view, events)
    return DebriefPage(
        gathering=asked.gathering, name=gathering.name if gathering else None,
        on=moment_text(at), lines=tuple(told), met=len(lines.met),
        events=tuple(new), known=len(events) - len(new) + lines.known + told_before,
        published=False,
    )  # fmt: skip


async def _unsaid(view: View, events: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that do not stand; one that was taken back under the first id that none has had."""
    there = await _recorded(view, [one["id"] for one in events])
    turns = {
        id_: [f"{id_}-{turn}" for turn in range(2, TURNS + 1)]
        for id_, record in there.items()
        if record.status == "retracted"
    }
    there |= await _recorded(view, [id_ for ids in turns.values() for id_ in ids])
    unsaid = []
    for one in events:
        ids = [one["id"], *turns.get(one["id"], [])]
        free = [id_ for id_ in ids if id_ not in there]
        taken_back = all(there[id_].status == "retracted" for id_ in ids if id_ in there)
        if free and taken_back:
            unsaid.append(one | {"id": free[0]})
    return unsaid


async def _recorded(view: View, ids: Sequence[str]) -> dict[str, Record]:
    """Events of the owner's, by id."""
    keys: list[Key] = [(OWNER_SOURCE, id_) for id_ in ids]
    return {record.id: record for record in (await view.load(Record, keys)).values()}


class _Lines:
    """Lines read one after the other; nobody is read twice."""

    def __init__(self, hearing: Hearing, asker: Person) -> None:
        self._hearing, self._asker = hearing, asker
        self._seen: dict[str, int] = {}
        self.met: list[Partner] = []
        self.events: list[dict[str, Any]] = []
        self.known = 0

    def read(self, written: _Written, found: Found) -> DebriefLine:
        partner, remedy = self._partner(written, found)
        line = DebriefLine(
            line=written.number, text=written.text, met=False,
            whom=partner.named if partner else None,
        )  # fmt: skip
        if partner is None:
            several = found.people if len(found.people) > 1 else ()
            return line.model_copy(
                update={"candidates": tuple(named(one) for one in several),
                        "unclear": (Unclear(words=written.text, remedy=remedy),)}
            )  # fmt: skip
        self._seen[partner.id] = written.number
        heard = Conversation(self._hearing, partner)
        heard.hear(written.words)
        self.met += [partner] if heard.met else []
        self.events += heard.events
        self.known += heard.known
        return line.model_copy(
            update={"met": heard.met, "understood": tuple(heard.understood),
                    "unclear": tuple(heard.unclear)}
        )  # fmt: skip

    def _partner(self, written: _Written, found: Found) -> tuple[Partner | None, str]:
        """Who is meant, or what to do about it that nobody is."""
        partner = _partner_of(found) if written.who else None
        if partner is None:
            return None, _who_is_meant(found) if written.who else _HOW_TO
        if partner.id == self._asker.id:
            return None, "leave it out: that is you"
        if partner.id in self._seen:
            return None, f"put it on line {self._seen[partner.id]}, which is of them too"
        return partner, ""


def _partner_of(found: Found) -> Partner | None:
    """The person meant, or somebody new who has an identifier."""
    entry = found.entry
    if found.erased or len(found.people) > 1:
        return None
    if found.people:
        person = found.people[0]
        return Partner(
            ref=ref_of(person), identifiers=person.identifiers, named=named(person), person=person
        )
    if not entry.ref or ":" not in entry.ref:
        return None
    name = entry.name or entry.ref.partition(":")[2]
    who = Named(id=id_of(entry.ref), name=name, ref=entry.ref)
    return Partner(ref=entry.ref, identifiers=(entry.ref,), named=who, new_name=entry.name)


def _who_is_meant(found: Found) -> str:
    """How to write a line of which it is not known whom it means."""
    if found.erased:
        return "leave it out: nothing can be recorded of somebody who was erased"
    if found.people:
        may = " or ".join(f"{label(one)} ({ref_of(one)})" for one in found.people)
        return f"say which one, by the identifier: {may}"
    name = found.entry.name
    mail = f"{'.'.join(name.lower().split())}@example.org"
    return (
        found.entry.wrong
        or f"nobody you know is called so; write an identifier: {name} <{mail}>: …"
    )


def _parted(number: int, text: str) -> _Written:
    text = " ".join(text.split())
    found = _LINE.fullmatch(text)
    if found is None:
        return _Written(number=number, text=text)
    who = (found["who"] or found["short"]).strip()
    words = (found["words"] or found["more"] or "").strip()
    return _Written(number=number, text=text, who=who, words=words)


def _time_of(gathering: Gathering | None, asked: DebriefQuestion, now: datetime) -> datetime:
    if gathering is not None:
        at, name = datetime.fromisoformat(gathering.starts), "gathering"
    else:
        today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        at, name = asked.on or today, "on"
    if at > now:
        raise NotBegun(name, moment_text(at))
    return at


async def _circle(view: View, asker: Person, gathering: Gathering | None, now: str) -> Circle:
    ties = {tie.other(asker.id): tie for tie in await view.touching(Tie, [asker.id])}
    jobs: Sequence[Employment] = await view.touching(Employment, [asker.id])
    near = {one.b for one in jobs if one.current(now)}
    near |= {one.company.id for one in await targets_outside(view, asker, now)}
    return await circle_of(view, gathering, ties, near, now)


async def _met(view: View, hearing: Hearing, met: Sequence[Partner]) -> list[dict[str, Any]]:
    """That one was there with those met, as far as no earlier debrief has told."""
    ids = [hearing.diary.evening(number) for number in range(EVENINGS)]
    told = await _recorded(view, ids)
    before: set[str] = set()
    for record in told.values():
        event = None if record.status == "retracted" else stored_event(record.body)
        if isinstance(event, InteractionRecorded):
            before |= {*event.data.participants}
    new = [one.ref for one in met if before.isdisjoint(one.identifiers)]
    if not new or len(told) == EVENINGS:
        return []
    data = {"participants": [ref_of(hearing.asker), *new], "how": "gathering"}
    event_ = hearing.diary.event("", "interaction.recorded", data)
    return [event_ | {"id": ids[len(told)]}]
