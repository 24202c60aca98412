"""A sheet that came back: the file of answers that its page saved.

The file names the sheet only; who asks and who answers is told by the sheet, as the service
has it. The events are those of `inroad sheet answered`: taken both ways, they count once.
"""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final

from graph.agenda import Shared
from graph.entities import Sheet
from graph.errors import InroadError
from graph.sheet_answers import events_of
from schemas.sheets import ANSWERS_FORMAT, SheetAnswers
from services.imports.formats import Format, Head, Reading
from services.imports.statements import Found, Unclear, Whole
from services.sheets.answers import MAX_BYTES, UnreadableAnswers, read_answers

_REMEDY: Final = "take the file as the sheet's page saved it"


def read(file: BinaryIO, reading: Reading) -> Iterator[Found]:
    """What the contact says of each line; all of the file or nothing of it."""
    try:
        answers = read_answers(file.read(MAX_BYTES + 1), now=reading.now)
        events = events_of(_shared(reading.sheet(answers.sheet), answers), answers)
    except UnreadableAnswers as error:
        yield Unclear(line=1, field=error.field, reason=str(error), remedy=error.remedy)
    except InroadError as error:
        field = getattr(error, "field", "sheet")
        yield Unclear(line=1, field=field, reason=str(error), remedy=error.remedy or _REMEDY)
    else:
        for event in events:
            yield Whole(line=1, event=event)


def _shared(page: Mapping[str, Any], answers: SheetAnswers) -> Shared:
    """The sheet that *page* shows, as it was shared."""

    def ref(side: str) -> str:
        return str((page.get(side) or {}).get("ref", ""))

    lines = tuple(line["company"]["ref"] for line in page["lines"])
    sheet = Sheet(
        id=answers.sheet, time="", source="", event="", lines=lines,
        asker=ref("asker"), contact=ref("contact"),
    )  # fmt: skip
    return Shared(sheet=sheet, replies={})


def _fits(head: Head) -> bool:
    return head.text.lstrip().startswith("{") and f'"{ANSWERS_FORMAT}"' in head.text


ANSWERED = Format(name="sheet-answers", title="an answered sheet", fits=_fits, read=read)
