"""What somebody wants: a goal, open questions, target companies; what was heard, who meets."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from schemas.events.base import CompanyRef, Data, Day, Envelope, Key, Name, Note, PersonRef, wrong
from schemas.events.ties import MAX_PARTICIPANTS

TargetPriority = Annotated[float, Field(gt=0, le=10)]


class Goal(Data):
    """What a person is looking for; it takes the place of the goal before. Empty: nothing."""

    person: PersonRef
    field: Name | None = Field(None, description="Line of work", examples=["biotech"])
    function: Name | None = Field(None, examples=["research"])
    place: Name | None = Field(None, examples=["Boston"])
    level: Name | None = Field(None, examples=["lead"])


class Question(Data):
    """Something a person wants to find out, about a field or a function if about one."""

    question: Key = Field(examples=["q-1"])
    person: PersonRef
    words: Note = Field(min_length=1, examples=["What does an assay lead do all day?"])
    field: Name | None = None
    function: Name | None = None
    open: bool = Field(True, description="False once it is answered")


class Targeting(Data):
    """A company that a person wants to get into."""

    person: PersonRef
    company: CompanyRef
    function: Name | None = None
    place: Name | None = None
    priority: TargetPriority = Field(
        1.0, description="How much, beside the others: 2 counts twice as much as 1"
    )


class Untargeting(Data):
    """A company that a person no longer wants to get into."""

    person: PersonRef
    company: CompanyRef


class Intel(Data):
    """What somebody says a company is like, under one topic."""

    informant: PersonRef = Field(description="Whose word it is")
    company: CompanyRef
    to: PersonRef | None = Field(None, description="Whom the informant told")
    topic: Name = Field(examples=["hours"])
    sentiment: Literal["good", "mixed", "bad"]
    basis: Literal["insider", "former", "hearsay"] | None = Field(
        None, description="How the informant can know"
    )
    words: Note | None = None

    @model_validator(mode="after")
    def _two_people(self) -> Self:
        if self.to == self.informant:
            raise wrong("to and informant are the same", "leave to out, or name who was told", "to")
        return self


class Gathering(Data):
    """People will meet; said again, all of it anew."""

    gathering: Key = Field(examples=["meetup-2026-04"])
    announcer: PersonRef = Field(description="Who says so")
    name: Name
    starts: Day
    until: Day | None = None
    place: Name | None = None
    participants: Annotated[tuple[PersonRef, ...], Field(max_length=MAX_PARTICIPANTS)] = Field(
        (), description="Who comes, as far as known"
    )


class GoalSet(Envelope):
    """Somebody knows what they want."""

    type: Literal["inroad.goal.set.v1"] = "inroad.goal.set.v1"
    data: Goal


class QuestionNoted(Envelope):
    """Somebody has a question, or no longer."""

    type: Literal["inroad.question.noted.v1"] = "inroad.question.noted.v1"
    data: Question


class CompanyTargeted(Envelope):
    """A company is on somebody's list."""

    type: Literal["inroad.company.targeted.v1"] = "inroad.company.targeted.v1"
    data: Targeting


class CompanyUntargeted(Envelope):
    """A company is off somebody's list."""

    type: Literal["inroad.company.untargeted.v1"] = "inroad.company.untargeted.v1"
    data: Untargeting


class IntelReported(Envelope):
    """Somebody has said what a company is like."""

    type: Literal["inroad.intel.reported.v1"] = "inroad.intel.reported.v1"
    data: Intel


class GatheringAnnounced(Envelope):
    """A gathering is to come."""

    type: Literal["inroad.gathering.announced.v1"] = "inroad.gathering.announced.v1"
    data: Gathering
