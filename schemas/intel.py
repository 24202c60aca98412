"""What is said of a company, weighed: as answers tell it."""

from typing import Literal

from pydantic import Field

from schemas.answers import Answer, CompanyWarning, Named

Sentiment = Literal["good", "mixed", "bad"]
Basis = Literal["insider", "former", "hearsay"]
Verdict = Literal["good", "mixed", "bad", "unknown"]


class IntelEntry(Answer):
    """One word on a company: an `intel.reported`, or a line of a sheet answered."""

    topic: str = Field(description="overall, of a line of a sheet", examples=["hours"])
    sentiment: Sentiment = Field(examples=["bad"])
    words: str | None = Field(None, examples=["Nobody stays a year"])
    who: Named | None = Field(None, description="Whose word it is; none of somebody erased")
    time: str = Field(examples=["2026-05-04T09:00:00.000000Z"])
    age_days: int = Field(examples=[27])
    basis: Basis = Field(description="How they can know", examples=["former"])
    weight: float = Field(description="In words of an insider of today", examples=[0.68])
    standing: bool = Field(description="Their latest on this topic; no other counts")


class Weighed(Answer):
    """What several words come to."""

    verdict: Verdict = Field(examples=["bad"])
    sure: str = Field(description="How sure, in words", examples=["probably"])
    lean: float = Field(description="From -1, bad, to 1, good; 0 is not known", examples=[-0.58])
    voices: int = Field(description="How many people", examples=[3])


class TopicWeighed(Weighed):
    """What several words on one topic come to."""

    topic: str = Field(examples=["hours"])


class Contradiction(Answer):
    """Those who say good and those who say bad of one topic, side by side."""

    topic: str = Field(examples=["hours"])
    good: tuple[IntelEntry, ...]
    bad: tuple[IntelEntry, ...]


class IntelPage(Answer):
    """What is known of what a company is like."""

    company: Named
    text: str = Field(examples=["Globex is probably bad, by what 3 people say."])
    overall: Weighed
    topics: tuple[TopicWeighed, ...] = Field(description="By topic")
    contradictions: tuple[Contradiction, ...] = ()
    warning: CompanyWarning | None = None
    ledger: tuple[IntelEntry, ...] = Field(description="Every word, the earliest first")
    next: str | None = Field(None, description="Cursor of the page that follows; none on the last")
