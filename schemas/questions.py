"""What may be asked, and within which bounds."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from schemas.events.base import Moment, wrong

By = Literal["shortest", "strongest"]
Network = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$"),
    Field(description="The isolated graph that is asked", examples=["default"]),
]
Ref = Annotated[str, StringConstraints(min_length=1, max_length=1100)]


def last_midnight() -> datetime:
    """The last UTC midnight: answers of one day compare."""
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def split_refs(refs: list[str]) -> list[str]:
    """Each ref of a list in which one entry may hold several, with commas between."""
    return [ref.strip() for entry in refs for ref in entry.split(",") if ref.strip()]


def dated(value: object) -> object:
    """Refuse a number in digits: nobody can tell seconds from milliseconds."""
    if isinstance(value, str) and "-" not in value[1:]:
        raise wrong("is not a time", "write it as 2026-01-31T12:00:00Z")
    return value


class Asked(BaseModel):
    """What every question says: of which graph, and at which time."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True
    )

    network: Network = "default"
    after: Annotated[str, StringConstraints(max_length=500)] | None = Field(
        None,
        description="A receipt: answer once this event of yours is in the graph",
        examples=["WyJ1cm46ZXhhbXBsZTpub3RlcyIsICIxNSJd"],
    )


class AtTime(Asked):
    """A question whose answer depends on the time that it is asked for."""

    now: Annotated[Moment, BeforeValidator(dated)] = Field(
        default_factory=last_midnight,
        description="RFC 3339 with its zone; the last UTC midnight when absent",
        examples=["2026-06-01T00:00:00Z"],
    )


class OfThen(Asked):
    """A question that may be asked of the graph as it stood."""

    as_of: Annotated[Moment, BeforeValidator(dated)] | None = Field(
        None,
        description="Events up to then only, under today's identities, retractions and erasures",
        examples=["2025-03-01T00:00:00Z"],
    )


def _then_or_midnight(fields: dict[str, Any]) -> datetime:
    return fields.get("as_of") or last_midnight()


class PathQuestion(AtTime, OfThen):  # `now` after `as_of`, on which it falls back
    """Who can introduce me to somebody at this company?"""

    now: Annotated[Moment, BeforeValidator(dated)] = Field(
        default_factory=_then_or_midnight,
        description="RFC 3339 with its zone; `as_of`, or else the last UTC midnight, when absent",
        examples=["2026-06-01T00:00:00Z"],
    )
    asker: Ref = Field(
        alias="from", description="You: an identifier, or an id", examples=["email:bob@example.org"]
    )
    to: Ref = Field(description="The company: an identifier, or an id", examples=["name:Globex"])
    by: By = Field(
        "shortest", description="Fewest hops first, or the surest way first", examples=["strongest"]
    )
    k: int = Field(1, ge=1, le=20, description="How many paths", examples=[3])
    max_hops: int = Field(4, ge=1, le=6, description="Ties walked at most", examples=[4])
    include_former: bool = Field(
        default=False, description="People who used to work there too", examples=[True]
    )
    hard_only: bool = Field(
        default=False, description="Each hop has hard evidence", examples=[True]
    )
    min_strength: float = Field(
        0.0, ge=0, le=1, description="Least chance of each hop", examples=[0.2]
    )
    avoid: Annotated[list[Ref], AfterValidator(split_refs), Field(max_length=100)] = Field(
        default_factory=list,
        description="People to leave out; repeat it, or use commas",
        examples=[["email:ben@example.org"]],
    )
    via: Ref | None = Field(
        None, description="The first contact on the way", examples=["email:ann@example.org"]
    )

    @model_validator(mode="after")
    def _of_the_past(self) -> Self:
        latest = self.now if "now" in self.model_fields_set else datetime.now(UTC)
        if self.as_of and self.as_of > latest:
            raise wrong("is later than now", "give a time that has passed by `now`", "as_of")
        return self


class PageQuestion(Asked):
    """A page of a longer list."""

    cursor: Annotated[str, StringConstraints(max_length=4000)] | None = Field(
        None, description="`next` of the page before", examples=["WyI2ZjBjIl0"]
    )
    limit: int = Field(50, ge=1, le=200, description="How many at most", examples=[50])


class TimedPageQuestion(AtTime, PageQuestion):
    """A page of a list that depends on the time."""


class InsidersQuestion(TimedPageQuestion):
    """Who works at a company?"""

    include_former: bool = Field(
        default=False, description="People who used to work there too", examples=[True]
    )
