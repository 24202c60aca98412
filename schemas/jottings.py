"""What is jotted down in plain words: notes, people and targets, and what it is understood as."""

from typing import Annotated, Any, Final

from pydantic import ConfigDict, Field, StringConstraints

from schemas.answers import Answer, Named
from schemas.debriefs import Unclear
from schemas.names import NameFound
from schemas.questions import Asked, Ref

MOST_LINES: Final = 200
NEW: Final = "new"  # said of a name: nobody who is known
MOST_NOTES: Final = 20
Line = Annotated[str, StringConstraints(max_length=400)]
Lines = Annotated[list[Line], Field(max_length=MOST_LINES)]
Said = Annotated[str, StringConstraints(max_length=200)]


class JottingsQuestion(Asked):
    """What do these words say?"""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "notes": ["coffee with Ann Lee, she knows someone at Globex"],
                    "people": ["Tom Ray, works at Initech, friend", "Eve Fox, met once"],
                    "targets": ["Globex"],
                    "whom": {"Tom Ray": "new"},
                }
            ]
        }
    )  # fmt: skip

    notes: Annotated[list[Line], Field(max_length=MOST_NOTES)] = Field(
        default_factory=list, description="With whom you were in contact, and what was said"
    )
    people: Lines = Field(
        default_factory=list, description="A name, where they work, how you know them"
    )
    targets: Lines = Field(default_factory=list, description="Companies to get into")
    whom: dict[Said, Ref] = Field(
        default_factory=dict,
        max_length=MOST_LINES,
        description="By name as written who is meant: an identifier, an id, or new",
    )


class Meant(Answer):
    """Whom a name on a line means."""

    said: str = Field(description="The name as written", examples=["Ann"])
    whom: Named | None = Field(None, description="None when it may be any of the candidates")
    new: bool = Field(description="Nobody who is known", examples=[False])
    candidates: tuple[NameFound, ...] = Field((), description="Who may be meant, if said so")


class Jotting(Answer):
    """One line, as it is understood."""

    text: str = Field(examples=["coffee with Ann, she knows someone at Globex"])
    people: tuple[Meant, ...] = ()
    understood: tuple[str, ...] = Field((), examples=[["You had coffee with Ann today."]])
    unclear: tuple[Unclear, ...] = ()


class JottingsPage(Answer):
    """Each line as it is understood, and the events that they all come to; nothing is kept."""

    notes: tuple[Jotting, ...] = ()
    people: tuple[Jotting, ...] = ()
    targets: tuple[Jotting, ...] = ()
    events: tuple[dict[str, Any], ...] = Field(description="CloudEvents to publish, in their order")
