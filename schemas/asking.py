"""Asks, introductions and pursuits of one person, as answers tell them."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.answers import Answer, Named
from schemas.events.base import Note
from schemas.pages import IntroductionPage
from schemas.questions import PageQuestion, Ref, TimedPageQuestion

Side = Literal["both", "mine", "of-me"]
Part = Literal["asker", "introducer", "insider"]
_NEXT = Field(None, description="Cursor of the page that follows; none on the last")
_ID = "b7f0c1f2-7a0e-4f6e-9f6b-2f9d3f0b8c11"


class AsksQuestion(PageQuestion):
    """What have I asked, and what was I asked?"""

    side: Side = Field(
        "both", description="Asked by this person, or of this person", examples=["mine"]
    )
    open: bool = Field(default=False, description="Only those without an answer", examples=[True])


class AskTold(Answer):
    """Something small asked, and the answer."""

    id: str = Field(examples=["0f6e3c7a-52b1-4a8e-9d3f-7c1b2a4e5d60"])
    kind: str = Field(examples=["coffee"])
    asker: Named | None = None
    contact: Named | None = Field(None, description="Who was asked")
    company: Named | None = Field(None, description="The company that it is about")
    words: str | None = Field(None, examples=["May I ask you something?"])
    time: str = Field(examples=["2026-05-04T09:00:00.000000Z"])
    answer: str | None = Field(
        None, description="warm, later or no; none while it is open", examples=["warm"]
    )
    answered: str | None = Field(None, examples=["2026-05-05T09:00:00.000000Z"])
    until: str | None = Field(None, description="When to ask again, of a later")


class AsksPage(Answer):
    """Asks, the earliest first."""

    person: Named
    asks: tuple[AskTold, ...]
    next: str | None = _NEXT


class IntroductionsQuestion(TimedPageQuestion):
    """In which introductions have I a part?"""

    part: Part | None = Field(
        None,
        description="Only those in which this person is that; introducer: who asked me, for whom",
        examples=["introducer"],
    )
    waiting: bool = Field(
        default=False, description="Only those that wait for this person's word", examples=[True]
    )


class Expected(Answer):
    """How likely an introduction under way is to be brought about."""

    chance: float = Field(description="With what became of others", examples=[0.52])
    by_tie: float = Field(description="By the tie with the introducer alone", examples=[0.41])
    learnt_from: int = Field(description="Introductions that were concluded", examples=[4])


class IntroductionSeen(IntroductionPage):
    """An introduction as one of its people sees it."""

    waits_for: Named | None = Field(None, description="Whose word comes next; none at the end")
    expected: Expected | None = Field(
        None, description="For its asker, while it is not decided; see docs/chances.md"
    )


class IntroductionsPage(Answer):
    """Introductions, by when they began."""

    person: Named
    introductions: tuple[IntroductionSeen, ...]
    next: str | None = _NEXT


class PursuitTold(Answer):
    """How somebody comes nearer to a company, or to one insider: one introduction at a time."""

    towards: Named | None = Field(description="None when neither is named")
    present: IntroductionSeen = Field(description="The step that it has come to")
    before: tuple[IntroductionSeen, ...] = Field((), description="Steps done or given up")


class PursuitsPage(Answer):
    """Pursuits, the one begun first comes first."""

    person: Named
    pursuits: tuple[PursuitTold, ...]
    next: str | None = _NEXT


class Word(BaseModel):
    """The word of an introducer, or of an insider, on an introduction."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True,
        json_schema_extra={
            "examples": [
                {"from": "email:ann@example.org", "answer": "accept", "note": "Gladly"}
            ]
        },
    )  # fmt: skip

    speaker: Ref = Field(alias="from", description="Who answers: the introducer, or the insider")
    answer: Literal["accept", "decline"]
    note: Note | None = Field(None, examples=["Gladly"])


class WordTaken(Answer):
    """The broker has the event; *receipt* makes a question wait for it."""

    introduction: str = Field(examples=[_ID])
    stage: str = Field(description="That the event brings it to", examples=["accepted"])
    source: str = Field(examples=["urn:inroad:owner"])
    id: str = Field(examples=["4711"])
    receipt: str
