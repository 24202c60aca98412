"""What was heard of one person met, as events, and in plain words to look over before they go."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from graph.agenda import Asked
from graph.due import day_of
from graph.entities import Person, Question
from graph.gathering.answers import Answered, Word
from graph.gathering.attendees import Circle
from graph.gathering.diary import Diary
from graph.gathering.heard import HOW_TO, RELATIONS, SOMEBODY, Heard, heard_in
from graph.gathering.partner import Partner
from graph.words import label, ref_of
from schemas.debriefs import Unclear
from schemas.errors import InvalidEvent
from schemas.shorthand import company_text

_WHOSE: Final = re.compile(r"^(?:(?:his|her|their|its|my|an?|the)\s+)+", re.IGNORECASE)
_ANYBODY: Final = re.compile(r"some(?:one|body)|(?:some )?people|a person", re.IGNORECASE)
_ANSWERS: Final = {
    "warm": "{} answered warmly.", "no": "{} would rather not.", "later": "{} said later.",
}  # fmt: skip
_ASKED: Final = {"question": "a question", "coffee": "for a coffee"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """Who listens: *asks* and *questions* of the asker, *circle* to find whom a name means."""

    asker: Person
    diary: Diary
    circle: Circle
    asks: Sequence[Asked]
    questions: Sequence[Question]


@dataclass(slots=True)
class Conversation:
    """What was heard of one partner."""

    hearing: Hearing
    partner: Partner
    met: bool = True
    events: list[dict[str, Any]] = field(default_factory=list)
    known: int = 0  # said by an earlier debrief already
    understood: list[str] = field(default_factory=list)
    unclear: list[Unclear] = field(default_factory=list)

    def hear(self, words: str) -> None:
        """Understand *words*, phrase by phrase."""
        heard = list(heard_in(words, self.hearing.diary.at))
        if not heard or any(one.sort == "absent" for one in heard):
            self.met = False
            self.understood.append(f"You have not met {self.partner.first}.")
            return
        if name := self.partner.new_name:
            data = {"identifiers": [self.partner.ref], "name": name}
            self._note(heard[0], "person.observed", data, f"{name} is new to you.")
        self.take(heard)
        if not self.understood:
            self.understood.append(f"You met {self.partner.first}.")

    def take(self, heard: Sequence[Heard]) -> None:
        """Note phrases that were understood."""
        for one in heard:
            if one.sort not in {"answer", "agreed"}:
                self._phrase(one)
        self._answer([one for one in heard if one.sort in {"answer", "agreed"}])

    def _phrase(self, one: Heard) -> None:
        sorts: dict[str, Callable[[Heard], None]] = {
            "met": self._greeted, "talk": self._talked, "thanks": self._thanked,
            "asked": self._asked_me, "answered": self._question, "intel": self._intel,
            "works": self._works, "left": self._left, "insider": self._insider,
            "offered": self._offered,
        }  # fmt: skip
        sorts.get(one.sort, self._not_understood)(one)

    @property
    def _me(self) -> str:
        return ref_of(self.hearing.asker)

    def _note(
        self, one: Heard, kind: str, data: dict[str, Any], told: str, *, after: str = ""
    ) -> None:
        """Note an event, and it in words; or that it would be none."""
        try:
            event = self.hearing.diary.event(self.partner.ref, kind, data, after)
        except InvalidEvent as error:
            problem = error.problems[0]
            remedy = f"{problem.reason}: {problem.remedy}"
            self.unclear.append(Unclear(words=one.words, remedy=remedy))
        else:
            self.events.append(event)
            self.understood.append(told)

    def _not_understood(self, one: Heard) -> None:
        self.unclear.append(Unclear(words=one.words, remedy=HOW_TO))

    def _greeted(self, one: Heard) -> None:
        del one  # that they met is told of everybody
        self.understood.append(f"You met {self.partner.first}.")

    def _talked(self, one: Heard) -> None:
        told = "had a coffee" if one.how == "coffee" else "talked"
        data = {"participants": [self._me, self.partner.ref], "how": one.how}
        self._note(
            one, "interaction.recorded", data, f"You {told} with {self.partner.first} alone."
        )

    def _thanked(self, one: Heard) -> None:
        data = {"from": self._me, "to": self.partner.ref}
        self._note(one, "thanks.sent", data, f"You thanked {self.partner.first}.")

    def _asked_me(self, one: Heard) -> None:
        ask = self.hearing.diary.id(self.partner.ref, "asked", one.rest)
        data = {"ask": ask, "from": self.partner.ref, "to": self._me, "kind": "question"}
        told = f"{self.partner.first} asked you: {one.rest}"
        self._note(one, "ask.made", {**data, "words": one.rest}, told)

    def _intel(self, one: Heard) -> None:
        data = {
            "informant": self.partner.ref, "to": self._me, "company": company_text(one.company),
            "topic": one.topic, "sentiment": one.sentiment, "words": one.words,
        }  # fmt: skip
        told = f"{self.partner.first} calls {one.company} {one.sentiment} ({one.topic})."
        self._note(one, "intel.reported", data, told)

    def _works(self, one: Heard) -> None:
        data = {"person": self.partner.ref, "company": company_text(one.company)}
        told = f"{self.partner.first} works at {one.company}."
        self._note(one, "employment.confirmed", data, told)

    def _left(self, one: Heard) -> None:
        data = {"person": self.partner.ref, "company": company_text(one.company)}
        self._note(one, "employment.ended", data, f"{self.partner.first} has left {one.company}.")

    def _insider(self, one: Heard) -> None:
        """A name is volunteered: by relation, by name, or nobody in particular."""
        who, first = _WHOSE.sub("", one.who), self.partner.first
        relation = next((RELATIONS[w] for w in who.casefold().split() if w in RELATIONS), "")
        known = self._called(who) if not relation else None
        if known:
            insider, told = {"insider": ref_of(known)}, f"{first} knows {label(known)}, who"
        elif relation:
            insider = {"description": f"my {who}", "relation": relation}
            told = f"{first}'s {who}"
        elif _ANYBODY.fullmatch(who):
            insider, told = {"relation": SOMEBODY}, f"{first} knows somebody who"
        else:
            insider, told = {"description": who}, f"{first} knows {who}, who"
        company = company_text(one.company)
        mention = self.hearing.diary.id(self.partner.ref, "insider", company, who.casefold())
        data = {"informant": self.partner.ref, "to": self._me, "company": company,
                "mention": mention, **insider}  # fmt: skip
        self._note(one, "insider.mentioned", data, f"{told} works at {one.company}.")

    def _offered(self, one: Heard) -> None:
        known = self._called(one.who) if one.who else None
        data = {
            "introduction": self.hearing.diary.id(self.partner.ref, "to", one.who, one.company),
            "asker": self._me, "introducer": self.partner.ref, "note": one.words,
            **({"company": company_text(one.company)} if one.company else {}),
            **({"insider": ref_of(known)} if known else {}),
        }  # fmt: skip
        to = f" to {one.who}" if one.who else ""
        at = f" at {one.company}" if one.company else ""
        told = f"{self.partner.first} offers to introduce you{to}{at}."
        self._note(one, "introduction.offered", data, told)

    def _called(self, name: str) -> Person | None:
        """The third person that *name* means, where that is sure."""
        found = self.hearing.circle.called(name)
        sure = len(found) == 1 and found[0].id not in {self.partner.id, self.hearing.asker.id}
        return found[0] if sure else None

    def _question(self, one: Heard) -> None:
        """An open question is answered, or was by an earlier debrief."""
        mark = self.hearing.diary.mark(self.partner.ref)
        wanted = one.rest.casefold().strip("“”\"' ")
        fitting = [
            question
            for question in self.hearing.questions
            if (question.open or question.event.startswith(mark))
            and (not wanted or wanted == question.id or wanted in question.words.casefold())
        ]
        if len(fitting) != 1:
            which = " or ".join(f"“{question.words}”" for question in fitting[:5])
            remedy = (
                f"write answered and a few words of the one that is meant: {which}"
                if fitting
                else "no open question of yours is like it"
            )
            self.unclear.append(Unclear(words=one.words, remedy=remedy))
            return
        (question,) = fitting
        told = f"{self.partner.first} answered your question: {question.words}"
        if not question.open:
            self.known += 1
            self.understood.append(told)
            return
        about = {"field": question.field, "function": question.function}
        data = {"question": question.id, "person": question.person, "words": question.words,
                "open": False, **{name: word for name, word in about.items() if word}}  # fmt: skip
        self._note(one, "question.noted", data, told, after=question.time)

    def _answer(self, heard: Sequence[Heard]) -> None:
        """What was asked of them, and their answer."""
        said = next((one for one in heard if one.sort == "answer"), None)
        agreed = next((one for one in heard if one.sort == "agreed"), None)
        for extra in heard:
            if extra not in {said, agreed}:
                remedy = "give one answer a person, and one appointment"
                self.unclear.append(Unclear(words=extra.words, remedy=remedy))
        if one := said or agreed:
            word = Word(
                kind="coffee" if agreed and agreed.how == "coffee" else "question",
                words=agreed.words if agreed else "",
                answer=(said.answer if said else None) or "warm",
                until=said.until if said else "",
            )
            here = self.hearing
            self._tell(
                one, Answered.of(here.asks, here.asker.identifiers, self.partner, here.diary, word)
            )
            if agreed:
                self.understood.append(f"You agreed on {agreed.how}, {day_of(agreed.until)}.")

    def _tell(self, one: Heard, answered: Answered) -> None:
        """Note the ask and the answer, as far as no earlier debrief has."""
        word, between = answered.word, {"from": self._me, "to": self.partner.ref}
        if answered.asks:
            data = {"ask": answered.ask, **between, "kind": word.kind}
            data |= {"words": word.words} if word.words else {}
            told = f"You asked {self.partner.first} {_ASKED[word.kind]}."
            self._note(one, "ask.made", data, told, after=answered.after)
        until = f", from {day_of(word.until)} on" if word.until else ""
        told = _ANSWERS[word.answer].format(self.partner.first).removesuffix(".") + f"{until}."
        if answered.known:
            self.known += answered.known
            self.understood.append(told)
            return
        data = {"ask": answered.ask, "from": self.partner.ref, "to": self._me,
                "answer": word.answer}  # fmt: skip
        data |= {"until": word.until} if word.until else {}
        self._note(one, "ask.answered", data, told, after=answered.after)
