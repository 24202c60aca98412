"""Who is who: identifiers claimed together, names, merges, and the wish to be forgotten."""

from typing import Literal, Self, TypeVar

from pydantic import Field, model_validator

from schemas.events.base import Companies, Data, Envelope, Line, Name, People, wrong


class PersonProfile(Data):
    """Identifiers that are one person's, and what is said of that person."""

    identifiers: People
    name: Name | None = None
    headline: Line | None = None
    field: Name | None = Field(None, description="Line of work: biotech, finance, …")
    place: Name | None = None


class CompanyProfile(Data):
    """Identifiers that are one company's, and what is said of it."""

    identifiers: Companies
    name: Name | None = None
    field: Name | None = None
    place: Name | None = None


class SamePeople(Data):
    """Identifiers that are one person's."""

    identifiers: People

    @model_validator(mode="after")
    def _joins(self) -> Self:
        return _two(self, self.identifiers)


class SameCompanies(Data):
    """Identifiers that are one company's."""

    identifiers: Companies

    @model_validator(mode="after")
    def _joins(self) -> Self:
        return _two(self, self.identifiers)


class ForgottenPeople(Data):
    """The identifiers to forget: just these, for ever."""

    identifiers: People


T = TypeVar("T")


def _two(data: T, identifiers: tuple[str, ...]) -> T:
    if len(set(identifiers)) < 2:  # noqa: PLR2004 - a merge joins at least two
        raise wrong("names one identifier only", "name at least two different ones", "identifiers")
    return data


class PersonObserved(Envelope):
    """A person was seen under these identifiers."""

    type: Literal["inroad.person.observed.v1"] = "inroad.person.observed.v1"
    data: PersonProfile


class CompanyObserved(Envelope):
    """A company was seen under these identifiers."""

    type: Literal["inroad.company.observed.v1"] = "inroad.company.observed.v1"
    data: CompanyProfile


class PersonMerged(Envelope):
    """These identifiers are one person."""

    type: Literal["inroad.person.merged.v1"] = "inroad.person.merged.v1"
    data: SamePeople


class CompanyMerged(Envelope):
    """These identifiers are one company."""

    type: Literal["inroad.company.merged.v1"] = "inroad.company.merged.v1"
    data: SameCompanies


class PersonErased(Envelope):
    """Forget these identifiers: they are struck from every event, earlier or later."""

    type: Literal["inroad.person.erased.v1"] = "inroad.person.erased.v1"
    data: ForgottenPeople
