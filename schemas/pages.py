"""The pages behind an answer: people, companies, ties, introductions, and the evidence."""

from typing import Any

from pydantic import Field

from schemas.answers import Answer, Kind, Named

_NEXT = Field(None, description="Cursor of the page that follows; none on the last")


class EmploymentAt(Answer):
    """A person at a company."""

    company: Named
    title: str | None = Field(None, examples=["Head of Assay Development"])
    function: str | None = None
    place: str | None = None
    since: str | None = Field(None, examples=["2024-02-01T00:00:00.000000Z"])
    until: str | None = None
    current: bool = Field(examples=[True])
    evidence: str = Field(examples=["/v1/ties/ID/ID/evidence"])


class PersonPage(Named):
    """What is known of a person, and where the rest is."""

    identifiers: tuple[str, ...] = Field(examples=[["email:ann@example.org", "linkedin:ann-lee"]])
    headline: str | None = Field(None, examples=["Assays that work"])
    field: str | None = Field(None, examples=["biotech"])
    place: str | None = Field(None, examples=["Basel"])
    described: bool = Field(description="Known by description only", examples=[False])
    description: str | None = Field(None, examples=["my neighbour"])
    informant: Named | None = Field(None, description="Who described this person")
    employments: tuple[EmploymentAt, ...] = ()
    ties: str = Field(examples=["/v1/people/ID/ties"])
    evidence: str = Field(examples=["/v1/people/ID/evidence"])


class CompanyPage(Named):
    """What is known of a company, and where the rest is."""

    identifiers: tuple[str, ...] = Field(examples=[["domain:globex.com", "name:globex"]])
    field: str | None = Field(None, examples=["biotech"])
    place: str | None = Field(None, examples=["Basel"])
    current_insiders: int = Field(examples=[3])
    former_insiders: int = Field(examples=[1])
    insiders: str = Field(examples=["/v1/companies/ID/insiders"])
    evidence: str = Field(examples=["/v1/companies/ID/evidence"])


class InsiderAt(Answer):
    """Somebody who works at a company, or used to."""

    person: Named
    described: bool = Field(description="Known by description only", examples=[False])
    informant: Named | None = Field(None, description="Who described this person")
    title: str | None = Field(None, examples=["Head of Assay Development"])
    since: str | None = Field(None, examples=["2024-02-01T00:00:00.000000Z"])
    until: str | None = None
    current: bool = Field(examples=[True])
    evidence: str = Field(examples=["/v1/ties/ID/ID/evidence"])


class InsidersPage(Answer):
    """Who works at a company, in the order of their ids."""

    company: Named
    insiders: tuple[InsiderAt, ...]
    next: str | None = _NEXT


class TieTo(Answer):
    """A tie as one of its two sides sees it."""

    person: Named
    kind: Kind = Field(description="Strongest class of evidence", examples=["direct"])
    open: bool = Field(description="Whether paths walk it", examples=[True])
    sure: float = Field(description="Chance that it carries an introduction", examples=[0.63])
    words: str = Field(examples=["know each other well"])
    relations: tuple[str, ...] = Field((), examples=[["neighbor"]])
    rating: float | None = Field(None, description="The lower of the two sides' own words")
    first_contact: str | None = Field(None, examples=["2025-11-20T18:00:00.000000Z"])
    last_contact: str | None = Field(None, examples=["2026-05-04T09:00:00.000000Z"])
    events: dict[str, int] = Field(examples=[{"direct": 4, "hard": 1, "soft": 2}])
    evidence: str = Field(examples=["/v1/ties/ID/ID/evidence"])


class TiesPage(Answer):
    """A person's ties, the surest first."""

    person: Named
    ties: tuple[TieTo, ...]
    next: str | None = _NEXT


class StageReached(Answer):
    """A stage of an introduction, with the latest time at which it was said."""

    stage: str = Field(examples=["requested"])
    time: str = Field(examples=["2026-05-04T09:00:00.000000Z"])


class IntroductionPage(Answer):
    """An introduction: who, and how far it has come."""

    id: str = Field(examples=["b7f0c1f2-7a0e-4f6e-9f6b-2f9d3f0b8c11"])
    stage: str = Field(description="The present one", examples=["accepted"])
    asker: Named | None = None
    introducer: Named | None = None
    insider: Named | None = None
    company: Named | None = None
    stages: tuple[StageReached, ...] = Field(description="In the order of time")
    evidence: str = Field(examples=["/v1/introductions/ID/evidence"])


class EventSeen(Answer):
    """An event as it is kept."""

    source: str = Field(examples=["urn:example:app"])
    id: str = Field(examples=["4711"])
    type: str = Field(examples=["inroad.interaction.recorded.v1"])
    time: str = Field(examples=["2026-05-04T09:00:00.000000Z"])
    data: dict[str, Any] = Field(
        description="Its normal form; `erased:N` stands where an erased person was named",
        examples=[
            {"participants": ["email:ann@example.org", "email:bob@example.org"], "how": "coffee"}
        ],
    )


class EvidencePage(Answer):
    """The events behind what an answer shows, in the order of source and id."""

    events: tuple[EventSeen, ...]
    next: str | None = _NEXT
