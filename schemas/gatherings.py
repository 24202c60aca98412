"""A gathering: how it is asked for, and the one page to go there with."""

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from schemas.answers import Answer, Named
from schemas.events.base import Key, wrong
from schemas.plan import StandingQuestion
from schemas.questions import TimedPageQuestion

Form = Literal["json", "text", "page"]
MOST_ATTENDEES = 200
Attendee = Annotated[str, StringConstraints(min_length=1, max_length=300)]

_ANN: dict[str, Any] = {"id": "5a0e9d0c-6d3a-5d52-9a55-1f4f2d7c3b10", "name": "Ann Lee",
        "ref": "email:ann@example.org"}  # fmt: skip
_BOB: dict[str, Any] = {"id": "0c1f7e52-0a39-5e3b-8a52-6d2f5b9f4a01", "name": "Bob Stone",
        "ref": "email:bob@example.org"}  # fmt: skip
_GLOBEX: dict[str, Any] = {"id": "b7f0c1f2-7a0e-5f6e-9f6b-2f9d3f0b8c11", "name": "Globex",
           "ref": "domain:globex.com"}  # fmt: skip
_EVENING: dict[str, Any] = {
    "id": "biotech-evening", "name": "Biotech evening", "starts": "2026-06-02T19:00:00.000000Z",
    "until": None, "place": "Boston", "announcer": _BOB, "attendees": 3, "coming": True,
}  # fmt: skip


class AnnouncedQuestion(StandingQuestion):
    """Whom shall I talk to at this gathering, and how?"""

    form: Form = Field(
        "json", description="page: one sheet of HTML, to print or to carry", examples=["page"]
    )


class GatheringQuestion(AnnouncedQuestion):
    """The same of anybody who may come: identifiers, ids, names, or who was announced."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "attendees": ["email:ann@example.org", "Ben Ito", "Tom Ray <tom@example.org>"],
                    "never_reveal": ["name:Initech"], "quiet": True,
                }
            ]
        }
    )  # fmt: skip

    attendees: list[Attendee] = Field(
        default_factory=list, max_length=MOST_ATTENDEES,
        description="Who comes: identifiers, ids, or plain names",
    )  # fmt: skip
    gathering: Key | None = Field(None, description="One that was announced: who comes to it too")

    @model_validator(mode="after")
    def _names_somebody(self) -> Self:
        if not self.attendees and self.gathering is None:
            raise wrong(
                "names nobody", "name who comes, or a gathering that was announced", "attendees"
            )
        return self


class GatheringTold(Answer):
    """A gathering as it was announced."""

    id: str = Field(examples=["biotech-evening"])
    name: str = Field(examples=["Biotech evening"])
    starts: str = Field(examples=["2026-06-02T19:00:00.000000Z"])
    until: str | None = None
    place: str | None = Field(None, examples=["Boston"])
    announcer: Named | None = Field(None, description="None once erased")
    attendees: int = Field(description="Identifiers announced", examples=[3])
    coming: bool = Field(description="Not over yet", examples=[True])


class GatheringsPage(Answer):
    """Gatherings that a person has announced or comes to: the next one first, then those past."""

    person: Named
    gatherings: tuple[GatheringTold, ...]
    next: str | None = Field(None, description="Cursor of the page that follows; none on the last")


class GatheringsQuestion(TimedPageQuestion):
    """Which gatherings do I come to?"""


class Talk(Answer):
    """One of those who come: how to meet them."""

    whom: Named
    about: str | None = Field(None, description="What they do", examples=["research at Initech"])
    known: str | None = Field(
        description="How you know each other, in words; None: you have not met",
        examples=["You know each other well; last contact 4 May 2026."],
    )
    friendly: str | None = Field(
        None,
        description="Why to be just friendly, and ask for nothing",
        examples=["You asked Ben on 4 May: leave the next word to Ben."],
    )
    why: str | None = Field(None, examples=["Ann Lee's neighbour works at Globex."])
    opener: str | None = Field(
        None, examples=["You're in biotech: may I ask you something about it?"]
    )
    step: str | None = Field(
        None, description="The most to ask for", examples=["A small question; no more this time."]
    )
    offers: tuple[str, ...] = Field((), examples=[["Thanks: Ann has helped you."]])
    avoid: tuple[str, ...] = Field((), examples=[["Ann has no idea of Initech."]])
    opens: tuple[Named, ...] = Field((), description="Targets that they may open")


class Unsure(Answer):
    """A name that several people have."""

    attendee: str = Field(examples=["Ann"])
    candidates: tuple[Named, ...]


class Stranger(Answer):
    """Nobody you know yet."""

    attendee: str = Field(examples=["Zoe Park"])
    opener: str = Field(examples=["May I ask you something about your work?"])
    why: str = Field(examples=["Nobody you know yet."])


class GatheringPage(Answer):
    """Whom to talk to, in which order; first those to ask something, then those to greet."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "title": "Biotech evening", "sentence": "Talk to Ann first.",
                    "person": _BOB, "gathering": _EVENING, "now": "2026-06-01T00:00:00.000000Z",
                    "goal": "work in research (biotech), in Boston",
                    "questions": ["What does an assay lead do all day?"],
                    "rules": ["Ask nobody for a job or a referral."],
                    "people": [
                        {
                            "whom": _ANN, "about": "biotech",
                            "known": "You know each other well; last contact 4 May 2026.",
                            "friendly": None, "why": "Ann Lee's neighbour works at Globex.",
                            "opener": "You're in biotech: may I ask you something about it?",
                            "step": "A small question; no more this time.",
                            "offers": ["Thanks: Ann has helped you."],
                            "avoid": ["Ann has no idea of Initech."], "opens": [_GLOBEX],
                        }
                    ],
                    "unsure": [], "strangers": [], "erased": 0, "cut": False, "position": 12,
                }
            ]
        }
    )  # fmt: skip

    title: str
    sentence: str
    person: Named
    gathering: GatheringTold | None = None
    now: str = Field(examples=["2026-06-01T00:00:00.000000Z"])
    goal: str | None = Field(None, examples=["work in research (biotech), in Boston"])
    questions: tuple[str, ...] = Field((), description="Open ones, to carry along")
    rules: tuple[str, ...] = Field(description="What holds for everybody there")
    people: tuple[Talk, ...]
    unsure: tuple[Unsure, ...] = ()
    strangers: tuple[Stranger, ...] = ()
    erased: int = Field(description="Named, but have asked to be forgotten", examples=[0])
    cut: bool = Field(description="A bound of work was reached: there may be more")
    position: int = Field(description="How far the graph was", examples=[12])
