"""What is told as it happens: news for one person, and that a position was applied."""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from schemas.announcements import Announcement
from schemas.questions import Network

LAST_NUMBER: Final = 2**53  # beyond it JavaScript does not count
MOST_IDS: Final = 200  # of people, and of companies, that one event names
Number = Annotated[int, Field(ge=0, le=LAST_NUMBER)]


class _Asking(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    network: Network = "default"


class NewsQuestion(_Asking):
    """A page of the news for one person."""

    after: Number = Field(
        0, description="Only news numbered above this: `next` of a page, or `last`", examples=[0]
    )
    limit: int = Field(50, ge=1, le=200, description="How many at most", examples=[50])


class StreamQuestion(_Asking):
    """What is told as it comes."""

    after: Number | None = Field(
        None,
        description="Only what is numbered above this, such as `last` of a page; absent: from now",
        examples=[0],
    )


class Numbered(BaseModel):
    """An announcement and its number, which is the event's id in the stream."""

    model_config = ConfigDict(frozen=True)

    number: int = Field(examples=[17])
    announcement: Announcement


class NewsPage(BaseModel):
    """News for one person, the oldest first."""

    model_config = ConfigDict(frozen=True)

    news: tuple[Numbered, ...]
    last: int = Field(description="All up to this number is told: go on from here", examples=[17])
    next: int | None = Field(None, description="`after` of the page that follows, if one does")


class Applied(BaseModel):
    """A position that answers show by now. A page that is before `since` reads all of it again."""

    model_config = ConfigDict(frozen=True)

    since: int = Field(description="Changes are told from this position on", examples=[41])
    position: int = Field(examples=[42])
    changed: dict[str, int] = Field(
        description="Of what how many are new, other than before or gone",
        examples=[{"people": 1, "ties": 2}],
    )
    people: tuple[str, ...] = Field(
        description=f"Ids of whom it is about, {MOST_IDS} at most",
        examples=[["9d4e…", "6f0c…"]],
    )
    companies: tuple[str, ...] = Field(description=f"Ids, {MOST_IDS} at most", examples=[["c0a1…"]])
    whole: bool = Field(description="Nobody and no company is left out", examples=[True])
