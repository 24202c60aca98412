"""Finding people and companies by a few letters: what is asked, and what is found."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from schemas.answers import Answer, Named
from schemas.events.base import wrong
from schemas.questions import AtTime

Found = Literal["person", "company"]


def _worded(text: str) -> str:
    """Refuse what holds no word."""
    if not any(c.isalnum() for c in text):
        raise wrong("has no letter or digit", "write the beginning of a name: ann, or ann le")
    return text


class NamesQuestion(AtTime):
    """Who or what is called so?"""

    q: Annotated[str, StringConstraints(max_length=200), AfterValidator(_worded)] = Field(
        description="Each word begins a word of whom it finds, in any order",
        examples=["ann le"],
    )
    kind: Found | None = Field(
        None, description="These only; both, when absent", examples=["person"]
    )
    limit: int = Field(8, ge=1, le=50, description="How many at most", examples=[8])


class NameFound(Named):
    """A person or a company."""

    kind: Found = Field(examples=["person"])
    line: str | None = Field(
        None,
        description="What tells them apart: headline or employer; field and place",
        examples=["Head of Assay Development at Globex"],
    )


class NamesFound(Answer):
    """Whose name is just so first, then whose name begins so, then the others; by name."""

    found: tuple[NameFound, ...]
