"""The envelope of an event and the field types that all families share.

CloudEvents 1.0 (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md): an
event's identity is its (source, id) within a network, and it has one body for ever.
Unknown fields are kept out; they never fail an event.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from schemas.errors import InvalidIdentifier
from schemas.identifiers import company_identifier, is_mark, person_identifier, plain_text

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
EARLIEST_DAY = datetime(1900, 1, 1, tzinfo=UTC)
LATEST_DAY = datetime(2200, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=1)
OWNER_SOURCE = "urn:inroad:owner"  # the owner's own source: names any uid, retracts any event


@dataclass(frozen=True, slots=True)
class Reading:
    """How a payload is read: *scope* of its ``uid:`` identifiers, and the reader's *now*."""

    scope: str | None
    now: datetime | None = None


def wrong(reason: str, remedy: str, field: str = "") -> PydanticCustomError:
    """An error that carries its remedy, and below a model the field, through pydantic."""
    context = {"reason": reason, "remedy": remedy, "field": field}
    return PydanticCustomError("inroad", "{reason}", context)


def _reading(info: ValidationInfo) -> Reading:
    return info.context if isinstance(info.context, Reading) else Reading(scope=None)


def _person(text: str, info: ValidationInfo) -> str:
    if is_mark(text):
        return text
    try:
        return person_identifier(text, _reading(info).scope)
    except InvalidIdentifier as error:
        raise wrong(str(error), error.remedy) from error


def _company(text: str) -> str:
    try:
        return company_identifier(text)
    except InvalidIdentifier as error:
        raise wrong(str(error), error.remedy) from error


def _moment(time: datetime, info: ValidationInfo) -> datetime:
    if time.tzinfo is None:
        raise wrong("has no time zone", "write it as 2026-01-31T12:00:00Z")
    try:
        utc = time.astimezone(UTC)
    except OverflowError as error:
        raise wrong("is out of range", "give a date after 1970") from error
    if utc < EARLIEST:
        raise wrong("is before 1970", "give the time when it happened")
    now = _reading(info).now
    if now is not None and utc > now + AHEAD:
        raise wrong("is more than a day ahead", "give the time when it happened")
    return utc


def _written(value: object) -> object:
    """Refuse a bare number: nobody can tell seconds from milliseconds."""
    if not isinstance(value, str | datetime) or (
        isinstance(value, str) and value.strip("+-.").replace(".", "").isdigit()
    ):
        raise wrong("is not a time", "write it as 2026-01-31T12:00:00Z")
    return value


def _midnight(value: object) -> object:
    written = _written(value)
    is_date = isinstance(written, str) and len(written) == len("2026-01-31")
    return f"{written}T00:00:00Z" if is_date else written


def _day(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise wrong("has no time zone", "write a date as 2026-01-31, or a time with its zone")
    if not EARLIEST_DAY <= value < LATEST_DAY:
        raise wrong("is before 1900 or after 2199", "give the day on which it came true")
    return value.astimezone(UTC)


@lru_cache(maxsize=65_536)
def moment_text(time: datetime) -> str:
    """*time* in UTC as ``2026-01-31T12:00:00.000000Z``: fixed width, sorts as text."""
    return time.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def _text(text: str) -> str:
    return plain_text(text)


PersonRef = Annotated[
    str,
    AfterValidator(_person),
    Field(
        description="One identifier of a person: email:, linkedin:, phone: or uid:",
        examples=["email:ann@example.org"],
    ),
]
CompanyRef = Annotated[
    str,
    AfterValidator(_company),
    Field(
        description="One identifier of a company: domain: or name:",
        examples=["domain:globex.com"],
    ),
]
Moment = Annotated[
    datetime,
    BeforeValidator(_written),
    AfterValidator(_moment),
    PlainSerializer(moment_text, return_type=str),
]
Day = Annotated[
    datetime,
    BeforeValidator(_midnight),
    AfterValidator(_day),
    PlainSerializer(moment_text, return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "description": "A date, or a time with its zone",
            "examples": ["2026-06-01"],
        }
    ),
]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_text)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=500), AfterValidator(_text)]
Note = Annotated[str, StringConstraints(max_length=4000), AfterValidator(_text)]
Key = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$"),
]
People = Annotated[tuple[PersonRef, ...], Field(min_length=1, max_length=100)]
Companies = Annotated[tuple[CompanyRef, ...], Field(min_length=1, max_length=100)]


class Data(BaseModel):
    """What an event says; unknown fields are kept out."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", allow_inf_nan=False, validate_by_name=True,
        validate_by_alias=True, serialize_by_alias=True,
    )  # fmt: skip


class Envelope(Data):
    """CloudEvents 1.0 context attributes."""

    specversion: Literal["1.0"] = "1.0"
    id: Key = Field(description="Unique within the source", examples=["4711"])
    source: Key = Field(description="Your app, a URI reference", examples=["urn:example:app"])
    time: Moment = Field(description="When it happened, RFC 3339 with its zone")
    datacontenttype: Literal["application/json"] = "application/json"


def distinct(names: Sequence[str], field: str) -> None:
    """Refuse a tie of a person to itself."""
    if len(set(names)) < 2:  # noqa: PLR2004 - two are a pair
        raise wrong("ties a person to itself", "name two different people", field)
