"""The ladder's lower rungs: an ask and its answer, a sheet and what is said of its lines, thanks.

``from`` acts, towards ``to``. The ids of an ask and of a sheet are for the whole network, as
an introduction's: use a UUID.
"""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from schemas.events.base import (
    CompanyRef,
    Data,
    Day,
    Envelope,
    Key,
    Note,
    PersonRef,
    distinct,
    wrong,
)

NEVER_ASKED = ("job", "referral")


def _humble(kind: object) -> object:
    if kind in NEVER_ASKED:
        raise wrong(
            f"nobody is asked outright for a {kind}",
            "ask a question, for advice, a coffee, a word on your sheet, or an introduction",
        )
    return kind


def _dated(until: object, answer: str, late: str) -> None:
    """Refuse a date with an answer that puts nothing off."""
    if until is not None and answer != late:
        raise wrong(
            f"only the answer {late!r} has a date", f"leave it out, or answer {late}", "until"
        )


AskKind = Annotated[
    Literal["question", "advice", "coffee", "sheet", "introduction"], BeforeValidator(_humble)
]
Warmth = Literal["warm", "later", "no"]
LineWord = Literal[
    "knows-someone", "no-idea", "great-place", "sweatshop", "avoid", "ask-later"
]  # fmt: skip
Lines = Annotated[tuple[CompanyRef, ...], Field(min_length=1, max_length=200)]


class Between(Data):
    """Who acts, and towards whom."""

    actor: PersonRef = Field(alias="from", description="Who acts")
    to: PersonRef = Field(description="Towards whom")

    @model_validator(mode="after")
    def _two_people(self) -> Self:
        distinct((self.actor, self.to), "to")
        return self


class Asking(Between):
    """Somebody is asked for something small."""

    ask: Key = Field(examples=["0f6e3c7a-52b1-4a8e-9d3f-7c1b2a4e5d60"])
    kind: AskKind
    company: CompanyRef | None = Field(None, description="The company that it is about")
    words: Note | None = Field(None, examples=["You are in biotech: may I ask you something?"])


class Answering(Between):
    """The answer to an ask: ``from`` is who was asked."""

    ask: Key
    answer: Warmth
    until: Day | None = Field(None, description="When to ask again; of a later")
    words: Note | None = Field(None, examples=["After the fair"])

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        _dated(self.until, self.answer, "later")
        return self


class Sharing(Between):
    """A sheet is shown: the companies in their order, all of them, again when one is added."""

    sheet: Key = Field(examples=["3c9d8b1e-6f2a-4c5d-8e7f-1a2b3c4d5e6f"])
    lines: Lines = Field(description="One company a line", examples=[["domain:globex.com"]])

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len(set(self.lines)) < len(self.lines):
            raise wrong("names a company twice", "give each company one line", "lines")
        return self


class LineAnswering(Between):
    """The contact's word on one line of a sheet: ``from`` is the contact."""

    sheet: Key
    company: CompanyRef
    answer: LineWord
    until: Day | None = Field(None, description="When to ask again; of an ask-later")
    words: Note | None = Field(None, examples=["Nobody stays a year"])

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        _dated(self.until, self.answer, "ask-later")
        return self


class Thanking(Between):
    """Somebody is thanked, for an ask or an introduction if for one in particular."""

    ask: Key | None = Field(None, description="The ask that it is for")
    introduction: Key | None = Field(None, description="The introduction that it is for")
    words: Note | None = Field(None, examples=["Thank you for Nell"])


class AskMade(Envelope):
    """An opener, a request for advice, a coffee, a look at the sheet, an introduction."""

    type: Literal["inroad.ask.made.v1"] = "inroad.ask.made.v1"
    data: Asking


class AskAnswered(Envelope):
    """A warm answer, a later, or a no."""

    type: Literal["inroad.ask.answered.v1"] = "inroad.ask.answered.v1"
    data: Answering


class SheetShared(Envelope):
    """A contact has been shown the sheet of target companies."""

    type: Literal["inroad.sheet.shared.v1"] = "inroad.sheet.shared.v1"
    data: Sharing


class SheetAnswered(Envelope):
    """The contact has said something of one company on the sheet."""

    type: Literal["inroad.sheet.answered.v1"] = "inroad.sheet.answered.v1"
    data: LineAnswering


class ThanksSent(Envelope):
    """Thanks were given."""

    type: Literal["inroad.thanks.sent.v1"] = "inroad.thanks.sent.v1"
    data: Thanking
