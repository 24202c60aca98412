"""The rungs of Bob 2's ladder as events: questions, sheets, names, introductions, thanks."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from services.demo.diary import Diary
from services.demo.world import BOB_2, Employer, Resident


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """An introduction that Bob 2 asks for."""

    introducer: Resident
    company: str  # as an event names it
    insider: Resident | None = None

    @property
    def to(self) -> dict[str, Any]:
        return {
            "asker": BOB_2.email,
            "introducer": self.introducer.email,
            "insider": self.insider.email if self.insider else None,
            "company": self.company,
        }

    def towards(self, insider: Resident) -> "Way":
        """The same, once it is known who the insider is."""
        return replace(self, insider=insider)


class Rungs:
    """Writes Bob 2's asks, and what comes of them, into a diary."""

    def __init__(self, diary: Diary) -> None:
        self._diary = diary

    def question(self, ago: float, contact: Resident, words: str) -> str:
        """Ask a small question by message; the id of the ask."""
        time = self._diary.day(ago, 10)
        ask = self._diary.key("ask", contact.email, str(ago))
        self._diary.contact(time, "message", BOB_2, contact, note=words)
        self._diary.add(
            "ask.made", time, ask=ask, kind="question", to=contact.email, words=words,
            **{"from": BOB_2.email},
        )  # fmt: skip
        return ask

    def answer(self, ago: float, contact: Resident, ask: str, answer: str, **more: Any) -> None:
        """The contact answers; a warm answer comes as a message too."""
        time = self._diary.day(ago, 12)
        if answer == "warm":
            self._diary.contact(time, "message", contact, BOB_2)
        self._diary.add(
            "ask.answered", time, ask=ask, answer=answer, to=BOB_2.email,
            **{"from": contact.email}, **more,
        )  # fmt: skip

    def sheet(self, ago: float, contact: Resident, lines: Iterable[Employer]) -> str:
        """Show the sheet over a coffee; its id."""
        sheet = self._diary.key("sheet", contact.email, str(ago))
        self._diary.contact(self._diary.day(ago, 15), "coffee", BOB_2, contact)
        self._diary.add(
            "sheet.shared", self._diary.day(ago, 15.5), sheet=sheet, to=contact.email,
            lines=[line.domain for line in lines], **{"from": BOB_2.email},
        )  # fmt: skip
        return sheet

    def line(
        self, ago: float, contact: Resident, sheet: str, company: Employer, answer: str, **more: Any
    ) -> None:
        """The contact's word on one line of a sheet."""
        self._diary.add(
            "sheet.answered", self._diary.day(ago, 16), sheet=sheet, company=company.domain,
            answer=answer, to=BOB_2.email, **{"from": contact.email}, **more,
        )  # fmt: skip

    def name(self, ago: float, informant: Resident, company: str, **insider: Any) -> None:
        """A name is volunteered, or told again once it is known whose it is."""
        self._diary.add(
            "insider.mentioned", self._diary.day(ago, 16), informant=informant.email,
            to=BOB_2.email, company=company, mention=self._diary.key("mention", company), **insider,
        )  # fmt: skip

    def introduction(self, ago: float, step: str, way: Way, **more: Any) -> str:
        """A step of an introduction: requested, accepted, made, met …; its id."""
        return self._step(ago, f"introduction.{step}", way, more)

    def outcome(self, ago: float, way: Way, outcome: str) -> None:
        """What came of an introduction."""
        self._step(ago, "outcome.reported", way, {"outcome": outcome})

    def thanks(self, ago: float, whom: Resident, **about: Any) -> None:
        """Bob 2 says thank you."""
        time = self._diary.day(ago, 9)
        self._diary.contact(time, "message", BOB_2, whom)
        self._diary.add("thanks.sent", time, to=whom.email, **{"from": BOB_2.email}, **about)

    def _step(self, ago: float, kind: str, way: Way, more: dict[str, Any]) -> str:
        name = self._diary.key("introduction", way.introducer.email, way.company)
        self._diary.add(kind, self._diary.day(ago, 17), introduction=name, **way.to, **more)
        return name
