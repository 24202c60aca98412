"""What has come due for a person, as answers tell it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from schemas.answers import Answer, Named
from schemas.events.base import Day, wrong
from schemas.questions import TimedPageQuestion

DueKind = Literal["your-word", "ask-again", "gone-quiet", "thank"]


def _dated(value: object) -> object:
    """Refuse what is no date in words of ours."""
    if isinstance(value, str):
        try:
            datetime.fromisoformat(value)
        except ValueError as error:
            raise wrong("is not a day", "write it as 2026-01-31") from error
    return value


AskedDay = Annotated[Day, BeforeValidator(_dated)]


class DueQuestion(TimedPageQuestion):
    """What is to be looked at again?"""

    by: AskedDay | None = Field(
        None,
        description="Whatever falls due up to that day; today's, when absent",
        examples=["2026-12-31"],
    )


class DueItem(Answer):
    """Something to look at again."""

    kind: DueKind = Field(
        description="Others wait for your word; a later has come; no answer; thanks to propose",
        examples=["ask-again"],
    )
    date: str = Field(description="When it fell due", examples=["2026-05-20T00:00:00.000000Z"])
    whom: Named | None = Field(None, description="Whom it is about")
    company: Named | None = None
    about: str = Field(examples=["ask:0f6e3c7a-52b1-4a8e-9d3f-7c1b2a4e5d60"])
    why: str = Field(examples=["Ann Lee said later on 5 May 2026, until 20 May 2026."])


class DuePage(Answer):
    """What has come due, the longest due first. Nothing is ever sent."""

    person: Named
    by: str = Field(examples=["2026-06-01T00:00:00.000000Z"])
    due: tuple[DueItem, ...]
    next: str | None = Field(None, description="Cursor of the page that follows; none on the last")
