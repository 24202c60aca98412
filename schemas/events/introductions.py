"""The hard rungs: a name volunteered, an introduction from the ask to the outcome.

An introduction's id is one for the whole network, so that several apps can speak of it:
use a UUID.
"""

from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.events.base import (
    CompanyRef,
    Data,
    Envelope,
    Key,
    Line,
    Note,
    PersonRef,
    distinct,
    wrong,
)
from schemas.events.ties import Relation


class Mention(Data):
    """An informant volunteers a name: "my neighbour works there".

    Say it again with the same informant, mention and company once *insider* is known.
    """

    informant: PersonRef
    mention: Key = Field(description="Your own number for this mention", examples=["m-1"])
    company: CompanyRef
    to: PersonRef | None = Field(None, description="Whom the informant told")
    insider: PersonRef | None = Field(None, description="The insider, when identified")
    description: Line | None = Field(None, examples=["my neighbour"])
    relation: Relation | None = Field(None, description="What the insider is to the informant")

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.insider is None and self.description is None and self.relation is None:
            raise wrong(
                "says nothing of the insider", "add description, relation or insider", "description"
            )
        if self.insider == self.informant:
            raise wrong(
                "insider and informant are the same", "record an employment instead", "insider"
            )
        if self.to == self.informant:
            raise wrong("to and informant are the same", "leave to out, or name who was told", "to")
        return self


class Roles(Data):
    """Who asks whom to be introduced to whom, and why."""

    introduction: Key = Field(examples=["b7f0c1f2-7a0e-4f6e-9f6b-2f9d3f0b8c11"])
    asker: PersonRef
    introducer: PersonRef
    insider: PersonRef | None = None
    company: CompanyRef | None = None
    note: Note | None = None

    @model_validator(mode="after")
    def _different_people(self) -> Self:
        distinct((self.asker, self.introducer), "introducer")
        if self.insider is not None and self.insider in {self.asker, self.introducer}:
            raise wrong(
                "insider is the asker or the introducer", "name the third person", "insider"
            )
        return self


class CompleteRoles(Roles):
    """Roles in which the insider is known."""

    insider: PersonRef


class Answer(Roles):
    """The word of the introducer, or of the insider (double opt-in)."""

    by: Literal["introducer", "insider"] = "introducer"


class Outcome(Roles):
    """What came of it."""

    outcome: Literal["applied", "interview", "offer", "hired", "no"]


class InsiderMentioned(Envelope):
    """A name was volunteered."""

    type: Literal["inroad.insider.mentioned.v1"] = "inroad.insider.mentioned.v1"
    data: Mention


class IntroductionOffered(Envelope):
    """The introducer offers."""

    type: Literal["inroad.introduction.offered.v1"] = "inroad.introduction.offered.v1"
    data: Roles


class IntroductionRequested(Envelope):
    """The asker asks, humbly."""

    type: Literal["inroad.introduction.requested.v1"] = "inroad.introduction.requested.v1"
    data: Roles


class IntroductionAccepted(Envelope):
    """The introducer, or the insider, is willing."""

    type: Literal["inroad.introduction.accepted.v1"] = "inroad.introduction.accepted.v1"
    data: Answer


class IntroductionDeclined(Envelope):
    """The introducer, or the insider, would rather not."""

    type: Literal["inroad.introduction.declined.v1"] = "inroad.introduction.declined.v1"
    data: Answer


class IntroductionMade(Envelope):
    """The introducer has brought the two together."""

    type: Literal["inroad.introduction.made.v1"] = "inroad.introduction.made.v1"
    data: CompleteRoles


class IntroductionMet(Envelope):
    """Asker and insider have met."""

    type: Literal["inroad.introduction.met.v1"] = "inroad.introduction.met.v1"
    data: CompleteRoles


class IntroductionWithdrawn(Envelope):
    """The asker no longer asks."""

    type: Literal["inroad.introduction.withdrawn.v1"] = "inroad.introduction.withdrawn.v1"
    data: Roles


class OutcomeReported(Envelope):
    """What came of an introduction."""

    type: Literal["inroad.outcome.reported.v1"] = "inroad.outcome.reported.v1"
    data: Outcome
