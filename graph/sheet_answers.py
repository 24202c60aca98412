"""From the file that a contact sends back to events: the contact's word on each line.

The same file makes the same events, so taking it twice changes nothing. The file says neither
who asks nor who answers: the sheet does, so nobody can answer in another's name.
"""

from collections.abc import Mapping
from typing import Any

from graph.agenda import Shared
from graph.errors import InroadError
from graph.identity import id_of_all
from graph.sheet import ErasedSide
from schemas.events.base import OWNER_SOURCE, moment_text
from schemas.sheets import LineAnswer, SheetAnswers

_UNTOLD = "acquaintance"  # what somebody known is at least, when the contact says no more


class NotOnTheSheet(InroadError):
    """A line answers for a company that was not asked about."""

    remedy = "take the file as the page saved it; another company is told by other events"

    def __init__(self, number: int, company: str) -> None:
        self.field = f"line {number}"
        super().__init__(f"{company} is not on this sheet")


def events_of(shared: Shared, answers: SheetAnswers) -> list[dict[str, Any]]:
    """CloudEvents of the owner's source: `sheet.answered`, and `insider.mentioned` where known.

    Raises:
        ErasedSide: when one of the two was erased since.
        NotOnTheSheet: by the first such line.
    """
    sheet = shared.sheet
    for side, who in (("contact", sheet.contact), ("asker", sheet.asker)):
        if not who:
            raise ErasedSide(sheet.id, side)
    events: list[dict[str, Any]] = []
    for number, line in enumerate(answers.lines, start=1):
        if line.company not in sheet.lines:
            raise NotOnTheSheet(number, line.company)
        events.append(_event(answers, "sheet.answered", _answered(shared, line)))
        if line.answer == "knows-someone":
            events.append(_event(answers, "insider.mentioned", _mentioned(shared, line)))
    return events


def _answered(shared: Shared, line: LineAnswer) -> dict[str, Any]:
    """Whom the contact knows is told in the mention alone, and goes with it."""
    until = {"until": moment_text(line.until)} if line.until else {}
    words = {"words": line.words} if line.words and line.answer != "knows-someone" else {}
    return {
        "sheet": shared.sheet.id, "from": shared.sheet.contact, "to": shared.sheet.asker,
        "company": line.company, "answer": line.answer, **until, **words,
    }  # fmt: skip


def _mentioned(shared: Shared, line: LineAnswer) -> dict[str, Any]:
    who = {"description": line.words} if line.words else {"relation": _UNTOLD}
    return {
        "informant": shared.sheet.contact, "to": shared.sheet.asker, "company": line.company,
        "mention": shared.sheet.id, **who,
    }  # fmt: skip


def _event(answers: SheetAnswers, kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """An event whose id is made from all that it says."""
    time = moment_text(answers.saved)
    said = (part for name in sorted(data) for part in (name, str(data[name])))
    return {
        "specversion": "1.0", "id": f"sheet-{id_of_all(kind, time, *said)}",
        "source": OWNER_SOURCE, "type": f"inroad.{kind}.v1", "time": time,
        "datacontenttype": "application/json", "data": data,
    }  # fmt: skip
