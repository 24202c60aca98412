"""Who may be one and the same, and what a person says of it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.answers import Answer, Named
from schemas.plan import Proposed
from schemas.questions import PageQuestion

Tier = Literal["same", "strong", "weak"]
Kind = Literal["people", "insiders", "companies"]
Said = Literal["confirm", "refuse", "take-back"]
ID = "f44660bf-e1a7-5ca9-904f-69298833cf45"


class DuplicatesQuestion(PageQuestion):
    """Who may be one and the same?"""

    kind: Kind | None = Field(
        None,
        description="Only these; insiders: who somebody known by description only may be",
        examples=["people"],
    )
    tier: Tier | None = Field(None, description="Only these", examples=["strong"])


class Alike(Named):
    """One of two."""

    identifiers: tuple[str, ...] = Field(examples=[["email:ann@example.org", "linkedin:ann-lee"]])
    about: str | None = Field(
        None, description="Headline, description, field or place", examples=["Assays that work"]
    )


class Duplicate(Answer):
    """Two that may be one."""

    id: str = Field(description="The same while these two are who they are", examples=[ID])
    kind: Kind
    tier: Tier
    words: str = Field(description="The tier in words", examples=["Probably one and the same"])
    one: Alike
    other: Alike
    reasons: tuple[str, ...] = Field(examples=[["Both work or worked at Globex."]])
    against: tuple[str, ...] = Field(
        (), description="What speaks against it", examples=[["They were in touch with each other."]]
    )
    event: Proposed = Field(description="What confirming publishes")


class DuplicatesPage(Answer):
    """Two that may be one, the surest first."""

    sentence: str = Field(examples=["2 pairs may be one and the same, 1 of them weak."])
    duplicates: tuple[Duplicate, ...]
    tiers: dict[Tier, int] = Field(examples=[{"same": 0, "strong": 1, "weak": 1}])
    cut: bool = Field(description="A bound of work was reached: there may be more")
    position: int = Field(description="How far the graph was", examples=[12])
    next: str | None = Field(None, description="Cursor of the page that follows; none on the last")


class Decision(BaseModel):
    """What somebody says who has looked at both."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_extra={"examples": [{"answer": "refuse"}]}
    )

    answer: Said = Field(
        description="confirm: they are one, which is published; refuse: they are two, for good; "
        "take-back: a refusal counts no more"
    )


class Decided(Answer):
    """What became of it."""

    id: str = Field(examples=[ID])
    answer: Said
    source: str | None = Field(None, description="Of the event published")
    event: str | None = Field(None, description="Its id")
    receipt: str | None = Field(None, description="Makes a question wait for it")
