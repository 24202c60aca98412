"""The sheet of target companies: how it is asked for, shown, and answered by the contact."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from schemas.answers import Answer, Named
from schemas.events.asks import LineWord
from schemas.events.base import CompanyRef, Day, Key, Line, Moment, wrong
from schemas.questions import Asked, AtTime, PageQuestion, Ref, split_refs

Form = Literal["json", "text", "csv", "page", "html"]
WORDS: dict[LineWord, str] = {  # an answer as the contact reads it
    "knows-someone": "I know someone there",
    "no-idea": "No idea",
    "great-place": "Great place",
    "sweatshop": "Sweatshop",
    "avoid": "Avoid",
    "ask-later": "Ask me later",
}
ANSWERS_FORMAT = "inroad-sheet-answers-1"
MOST_LINES = 50

_SHEET = "3c9d8b1e-6f2a-4c5d-8e7f-1a2b3c4d5e6f"


NeverReveal = Annotated[list[CompanyRef], BeforeValidator(split_refs), Field(max_length=1_000)]


class SheetQuestion(AtTime):
    """Which of my target companies shall I show this contact?"""

    asker: Ref = Field(alias="from", description="You", examples=["email:bob@example.org"])
    to: Ref = Field(description="The contact", examples=["email:ann@example.org"])
    most: int = Field(20, ge=1, le=MOST_LINES, description="Lines at most", examples=[20])
    never_reveal: NeverReveal = Field(
        default_factory=list,
        description="Companies to leave out, beside the standing list; repeat it, or use commas",
        examples=[["name:Initech"]],
    )


class DraftQuestion(SheetQuestion):
    """The same, in one of its forms."""

    form: Form = Field(
        "json", description="html only of a sheet that was shared", examples=["text"]
    )


class NewSheet(SheetQuestion):
    """The same, to be shared."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"from": "email:bob@example.org", "to": "email:ann@example.org"}]
        }
    )


class SharedQuestion(Asked):
    """A sheet that was shared, in one of its forms."""

    form: Form = Field("json", description="What it is to be shown as", examples=["html"])


class SheetsQuestion(PageQuestion):
    """The sheets that somebody has shown or been shown."""

    person: Ref = Field(description="An identifier, or an id", examples=["email:bob@example.org"])


class LineReply(Answer):
    """The contact's word on a line."""

    answer: LineWord = Field(examples=["great-place"])
    time: str = Field(examples=["2026-03-08T15:30:00.000000Z"])
    until: str | None = Field(None, description="When to ask again")
    words: str | None = Field(None, examples=["Nobody stays a year"])


class SheetLine(Answer):
    """A company: what is public of it, and what the asker looks for there."""

    company: Named
    field: str | None = Field(None, examples=["biotech"])
    function: str | None = Field(None, description="Looked for there", examples=["research"])
    place: str | None = Field(None, examples=["Boston"])
    reason: str | None = Field(
        None,
        description="Why the contact may help, where it tells of nobody but the contact",
        examples=["You are in biotech too."],
    )
    reply: LineReply | None = Field(None, description="None while the line is open")


class SheetPage(Answer):
    """A sheet for one contact, the lines on which that contact probably helps most coming first.

    It may be shown to the contact as it is: it says nothing of anybody else.
    """

    sheet: str | None = Field(None, description="None before it is shared", examples=[_SHEET])
    title: str = Field(examples=["Bob Stone's list, for Ann"])
    asker: Named | None = Field(None, description="None once erased")
    contact: Named | None = Field(None, description="None once erased")
    shared: str | None = Field(None, examples=["2026-03-08T15:10:00.000000Z"])
    lines: tuple[SheetLine, ...]
    open: int = Field(description="Lines without an answer", examples=[3])
    event: str | None = Field(None, description="Id of the event by which it was shared just now")
    receipt: str | None = Field(None, description="Of the event by which it was shared just now")

    @property
    def open_lines(self) -> tuple[SheetLine, ...]:
        return tuple(line for line in self.lines if line.reply is None)


class SheetsPage(Answer):
    """Sheets, in the order in which they were shared."""

    sheets: tuple[SheetPage, ...]
    next: str | None = Field(None, description="Cursor of the page that follows; none on the last")


def _known_word(answer: object) -> object:
    if answer not in WORDS:
        raise wrong(f"{answer!r} is no answer", f"one of {', '.join(WORDS)}")
    return answer


class LineAnswer(BaseModel):
    """The contact's word on one company."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    company: CompanyRef
    answer: Annotated[LineWord, BeforeValidator(_known_word)]
    until: Day | None = Field(None, description="When to ask again; of an ask-later")
    words: Line | None = Field(
        None, description="A word on it; of knows-someone, who it is", examples=["my neighbour"]
    )

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.until is not None and self.answer != "ask-later":
            raise wrong(
                "only the answer ask-later has a date", "leave it out, or answer ask-later", "until"
            )
        return self


def _each_once(lines: tuple[LineAnswer, ...]) -> tuple[LineAnswer, ...]:
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if line.company in seen:
            raise wrong(f"line {number}: {line.company} is answered twice", "keep one of the two")
        seen.add(line.company)
    return lines


class SheetAnswers(BaseModel):
    """The file that a contact sends back. It names the sheet, and by it who asks and answers."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "format": ANSWERS_FORMAT, "sheet": _SHEET, "saved": "2026-03-08T15:30:00Z",
                    "lines": [
                        {"company": "name:Initech", "answer": "sweatshop"},
                        {"company": "domain:globex.com", "answer": "knows-someone",
                         "words": "my neighbour"},
                    ],
                }
            ]
        },
    )  # fmt: skip

    format: Literal["inroad-sheet-answers-1"]
    sheet: Key
    saved: Moment = Field(description="When the contact saved it")
    lines: Annotated[
        tuple[LineAnswer, ...], Field(min_length=1, max_length=200), AfterValidator(_each_once)
    ]


class AnswersTaken(Answer):
    """What a file of answers has told."""

    sheet: str = Field(examples=[_SHEET])
    answered: int = Field(description="Lines answered by it", examples=[2])
    insiders: int = Field(description="Names volunteered by it", examples=[1])
    known_already: bool = Field(description="The same file was taken before", examples=[False])
    open: int = Field(description="Lines of the sheet still without an answer", examples=[1])
    events: tuple[str, ...] = Field(
        description="Ids of its events, to take them back by", examples=[["sheet-5f1c"]]
    )
    receipt: str = Field(description="Of its last event, for `after`")
