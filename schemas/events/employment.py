"""Who works where."""

from typing import Literal

from schemas.events.base import CompanyRef, Data, Day, Envelope, Name, PersonRef


class Start(Data):
    """A person works at a company since a day (the event's time when absent)."""

    person: PersonRef
    company: CompanyRef
    title: Name | None = None
    function: Name | None = None
    place: Name | None = None
    since: Day | None = None


class End(Data):
    """A person works at a company until a day (the event's time when absent)."""

    person: PersonRef
    company: CompanyRef
    until: Day | None = None


class Confirmation(Data):
    """A person was seen to work at a company at the event's time."""

    person: PersonRef
    company: CompanyRef
    title: Name | None = None
    function: Name | None = None
    place: Name | None = None


class EmploymentStarted(Envelope):
    """A new job."""

    type: Literal["inroad.employment.started.v1"] = "inroad.employment.started.v1"
    data: Start


class EmploymentEnded(Envelope):
    """A job left."""

    type: Literal["inroad.employment.ended.v1"] = "inroad.employment.ended.v1"
    data: End


class EmploymentConfirmed(Envelope):
    """Still there."""

    type: Literal["inroad.employment.confirmed.v1"] = "inroad.employment.confirmed.v1"
    data: Confirmation
