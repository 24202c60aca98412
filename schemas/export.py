"""What is written out of a network."""

from typing import Any

from pydantic import Field

from schemas.answers import Answer
from schemas.pages import EventSeen, PersonPage, TieTo


class MatterKept(Answer):
    """An introduction, an ask, a target: what is kept of a matter that names the person."""

    kind: str = Field(examples=["ask"])
    said: dict[str, Any] = Field(
        description="What is known of it", examples=[{"id": "a-1", "kind": "coffee"}]
    )


class EventKept(EventSeen):
    """An event that names the person."""

    status: str = Field(description="applied, or retracted: taken back", examples=["applied"])


class PersonRecord(Answer):
    """All that is kept of a person."""

    person: PersonPage
    ties: tuple[TieTo, ...]
    matters: tuple[MatterKept, ...]
    events: tuple[EventKept, ...]
