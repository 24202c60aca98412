"""Jottings understood line by line: in plain words, and as events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from graph.due import day_of
from graph.gathering.diary import Diary
from graph.gathering.hearing import Conversation, Hearing
from graph.gathering.partner import Partner
from graph.jotting.companies import Meant
from graph.jotting.line import Line
from graph.jotting.note import Note, Saying
from graph.jotting.whom import Whom
from graph.words import NOUNS, ref_of
from schemas.debriefs import Unclear
from schemas.events.base import moment_text
from schemas.events.ties import ONE_ACTED
from schemas.jottings import Jotting
from schemas.shorthand import company_text

_HOW: Final = {
    "coffee": "You had coffee with {}", "call": "You spoke on the phone with {}",
    "meeting": "You met {}", "message": "You wrote to {}", "chat": "You chatted with {}",
    "work": "You worked with {}",
}  # fmt: skip
_SOMEBODY: Final = "acquaintance"  # of whom nothing is said but the name
_HARDLY: Final = {"met": "You met {}.", _SOMEBODY: "You know {} a little."}
_NOTE: Final = "write how and with whom, or who said what: coffee with Ann, she knows Tom at Globex"
_LINE: Final = "say what they are to you (friend, colleague, neighbour, family) or: works at Globex"
_COMPANY: Final = "write the name of a company: Globex, or globex.com"
_OF_WHOM: Final = "say of whom: Ann knows someone at Globex"


@dataclass(slots=True, kw_only=True)
class Understanding:
    """Lines read one after the other, and the events that they come to."""

    hearing: Hearing
    whom: Mapping[str, Whom]
    companies: Mapping[str, Meant]  # by name as written
    tied: frozenset[str]  # ids of contacts
    wanted: frozenset[str]  # identifiers of targets
    events: list[dict[str, Any]] = field(default_factory=list)

    def told(self) -> list[dict[str, Any]]:
        """The events, each once; before them the names of companies that have none yet."""
        by_text = {company_text(words): meant for words, meant in self.companies.items()}
        named = {}
        for event in self.events:
            meant = by_text.get(event["data"].get("company", ""))
            if meant is not None:
                event["data"]["company"] = meant.ref
                named[meant.ref] = meant
        new = [
            self._event("company.observed", one.observed())
            for one in named.values()
            if one.new_name
        ]
        return list({one["id"]: one for one in (*new, *self.events)}.values())

    def note(self, text: str, note: Note) -> Jotting:
        """A note: that you were in contact, and what was said."""
        found = [self.whom[name] for name in note.everybody]
        unclear = [Unclear(words=words, remedy=_NOTE) for words in note.unclear]
        unclear += _unclear_whom(found)
        understood: list[str] = []
        if all(one.partner for one in found):
            understood += self._new(found)
            met = [partner for name in note.names if (partner := self.whom[name].partner)]
            if met:
                understood.append(self._contact(note, met, text))
            for saying in note.sayings:
                self._saying(note, saying, understood, unclear)
        return Jotting(
            text=text, people=tuple(one.meant for one in found), understood=tuple(understood),
            unclear=tuple(unclear),
        )  # fmt: skip

    def line(self, text: str, line: Line) -> Jotting:
        """A line on somebody: who it is, what they are to you, where they work."""
        found = self.whom[line.called]
        unclear = [Unclear(words=words, remedy=_LINE) for words in line.unclear]
        unclear += _unclear_whom([found])
        understood: list[str] = []
        if found.partner:
            understood += self._new([found])
            understood += self._relation(line, found.partner)
            if line.company:
                self._works(line, found.partner, understood, unclear)
            conversation = Conversation(self.hearing, found.partner)
            conversation.take(line.heard)
            self._take(conversation, understood, unclear)
        return Jotting(
            text=text, people=(found.meant,), understood=tuple(understood), unclear=tuple(unclear)
        )

    def target(self, text: str) -> Jotting:
        """A company to get into."""
        company = self.companies.get(text)
        if company is None:
            return Jotting(text=text, unclear=(Unclear(words=text, remedy=_COMPANY),))
        if company.ref in self.wanted:
            return Jotting(text=text, understood=(f"{company.name} is on your sheet already.",))
        data = {"person": self._me, "company": company_text(text), "priority": 1.0}
        self.events.append(self._event("company.targeted", data))
        return Jotting(text=text, understood=(f"{company.name} goes on your sheet.",))

    @property
    def _me(self) -> str:
        return ref_of(self.hearing.asker)

    def _event(self, kind: str, data: dict[str, Any], who: str = "") -> dict[str, Any]:
        return self.hearing.diary.event(who, kind, data)

    def _new(self, found: Sequence[Whom]) -> list[str]:
        """Tell who is new, by name."""
        new = [one.partner for one in found if one.partner and one.partner.new_name]
        for one in new:
            data = {"identifiers": [one.ref], "name": one.new_name}
            self.events.append(self._event("person.observed", data, one.ref))
        return [f"{one.new_name} is new." for one in new]

    def _contact(self, note: Note, met: Sequence[Partner], text: str) -> str:
        """Tell that you were in contact."""
        alone = len(met) == 1
        actor = met[0].ref if note.they_acted else self._me
        data = {
            "participants": [self._me, *(one.ref for one in met)], "how": note.how, "note": text,
            **({"from": actor} if alone and note.how in ONE_ACTED else {}),
        }  # fmt: skip
        diary = Diary(key=self.hearing.diary.key, at=note.on, now=self.hearing.diary.now)
        self.events.append(diary.event("", "interaction.recorded", data))
        people = _and([one.first for one in met])
        if note.they_acted and note.how == "message":
            told = f"{people} wrote to you"
        else:
            told = _HOW[note.how].format(people)
        return f"{told} {_when(note.on, self.hearing.diary.now)}."

    def _saying(
        self, note: Note, saying: Saying, understood: list[str], unclear: list[Unclear]
    ) -> None:
        """Tell what was said, by whom it names or the one person who was there."""
        named = [saying.who] if saying.who else note.names or note.everybody
        partner = self.whom[named[0]].partner if len(named) == 1 else None
        if partner is None:
            unclear.append(Unclear(words=saying.words, remedy=_OF_WHOM))
            return
        conversation = Conversation(self.hearing, partner)
        conversation.take(saying.heard)
        self._take(conversation, understood, unclear)

    def _take(
        self, conversation: Conversation, understood: list[str], unclear: list[Unclear]
    ) -> None:
        self.events += conversation.events
        understood += conversation.understood
        unclear += conversation.unclear

    def _relation(self, line: Line, partner: Partner) -> list[str]:
        """Tell what they are to you; of a contact of whom nothing is said, nothing."""
        relation = line.relation or ("" if partner.id in self.tied else _SOMEBODY)
        if not relation:
            return [f"{partner.first} is known already."]
        data = {"person": self._me, "related": partner.ref, "relation": relation}
        self.events.append(self._event("relation.asserted", data, partner.ref))
        told = _HARDLY.get(relation, f"{{}} is your {NOUNS[relation]}.")
        return [told.format(partner.first)]

    def _works(
        self, line: Line, partner: Partner, understood: list[str], unclear: list[Unclear]
    ) -> None:
        company = self.companies.get(line.company)
        if company is None:
            unclear.append(Unclear(words=line.company, remedy=_COMPANY))
            return
        title = {"title": line.title} if line.title else {}
        data = {"person": partner.ref, "company": company_text(line.company), **title}
        self.events.append(self._event("employment.confirmed", data, partner.ref))
        what = f" as {line.title}" if line.title else ""
        understood.append(f"{partner.first} works at {company.name}{what}.")


def _unclear_whom(found: Sequence[Whom]) -> list[Unclear]:
    return [Unclear(words=one.meant.said, remedy=one.remedy) for one in found if not one.partner]


def _and(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _when(on: datetime, now: datetime) -> str:
    match (now.date() - on.date()).days:
        case 0:
            return "today"
        case 1:
            return "yesterday"
        case _:
            return f"on {day_of(moment_text(on))}"
