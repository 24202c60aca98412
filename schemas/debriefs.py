"""The debrief of a gathering: a few words a person, and what they were understood to say."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field, StringConstraints

from schemas.answers import Answer, Named
from schemas.events.base import Day, Key
from schemas.gatherings import MOST_ATTENDEES
from schemas.questions import Asked

DebriefText = Annotated[str, StringConstraints(max_length=1000)]


class DebriefQuestion(Asked):
    """What came of it? One line a person: "Ann: warm, neighbour works at Globex"."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "gathering": "biotech-evening",
                    "lines": [
                        "Ann Lee: warm, neighbour works at Globex, coffee on Friday", "Ben Ito: -",
                    ],
                    "publish": True,
                }
            ]
        }
    )  # fmt: skip

    gathering: Key | None = Field(None, description="The one that was announced")
    on: Day | None = Field(
        None, description="Without one, the day on which you met; today when left out"
    )
    lines: list[DebriefText] = Field(
        min_length=1, max_length=MOST_ATTENDEES, description="Who, a colon, and a few words"
    )
    publish: bool = Field(
        default=False, description="Publish what is understood; else only show it"
    )


class Unclear(Answer):
    """Something that was not understood, and so is in no event."""

    words: str = Field(examples=["knows the boss"])
    remedy: str = Field(examples=["write warm, no, later until 2026-06-30"])


class DebriefLine(Answer):
    """What one line was understood to say."""

    line: int = Field(description="From 1", examples=[1])
    text: str = Field(examples=["Ann Lee: warm, neighbour works at Globex"])
    whom: Named | None = Field(None, description="None when it is not known who is meant")
    candidates: tuple[Named, ...] = Field((), description="Of whom one is meant, of several")
    met: bool = Field(examples=[True])
    understood: tuple[str, ...] = Field((), examples=[["Ann answered warmly."]])
    unclear: tuple[Unclear, ...] = ()


class DebriefPage(Answer):
    """A debrief as it was understood, and the events that it comes to."""

    gathering: str | None = Field(None, examples=["biotech-evening"])
    name: str | None = Field(None, description="Of the gathering", examples=["Biotech evening"])
    on: str = Field(examples=["2026-06-02T19:00:00.000000Z"])
    lines: tuple[DebriefLine, ...]
    met: int = Field(description="People really met", examples=[1])
    events: tuple[dict[str, Any], ...] = Field(description="CloudEvents that say something new")
    known: int = Field(description="Events that were there already", examples=[0])
    published: bool = Field(examples=[True])
    receipt: str | None = Field(None, description="Of the last event published, for `after`")
