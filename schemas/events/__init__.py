"""One discriminated union of all events, and how a payload becomes one of them."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, from_json

from schemas.errors import FieldProblem, InvalidEvent
from schemas.events.agenda import (
    CompanyTargeted,
    CompanyUntargeted,
    GatheringAnnounced,
    GoalSet,
    IntelReported,
    QuestionNoted,
)
from schemas.events.asks import AskAnswered, AskMade, SheetAnswered, SheetShared, ThanksSent
from schemas.events.base import OWNER_SOURCE, Reading
from schemas.events.corrections import EventRetracted
from schemas.events.employment import EmploymentConfirmed, EmploymentEnded, EmploymentStarted
from schemas.events.introductions import (
    InsiderMentioned,
    IntroductionAccepted,
    IntroductionDeclined,
    IntroductionMade,
    IntroductionMet,
    IntroductionOffered,
    IntroductionRequested,
    IntroductionWithdrawn,
    OutcomeReported,
)
from schemas.events.people import (
    CompanyMerged,
    CompanyObserved,
    PersonErased,
    PersonMerged,
    PersonObserved,
)
from schemas.events.ties import InteractionRecorded, RelationAsserted, RelationEnded, TieRated
from schemas.wording import wording_of

__all__ = [
    "EVENT",
    "MAX_EVENT_BYTES",
    "AnyIntroduction",
    "AskAnswered",
    "AskMade",
    "CompanyMerged",
    "CompanyObserved",
    "CompanyTargeted",
    "CompanyUntargeted",
    "EmploymentConfirmed",
    "EmploymentEnded",
    "EmploymentStarted",
    "Event",
    "EventRetracted",
    "GatheringAnnounced",
    "GoalSet",
    "InsiderMentioned",
    "IntelReported",
    "InteractionRecorded",
    "IntroductionAccepted",
    "IntroductionDeclined",
    "IntroductionMade",
    "IntroductionMet",
    "IntroductionOffered",
    "IntroductionRequested",
    "IntroductionWithdrawn",
    "OutcomeReported",
    "PersonErased",
    "PersonMerged",
    "PersonObserved",
    "QuestionNoted",
    "RelationAsserted",
    "RelationEnded",
    "SheetAnswered",
    "SheetShared",
    "ThanksSent",
    "TieRated",
    "event_body",
    "parse_event",
    "read_event",
    "stored_event",
]

MAX_EVENT_BYTES = 256 * 1024

AnyIntroduction = (
    IntroductionOffered
    | IntroductionRequested
    | IntroductionAccepted
    | IntroductionDeclined
    | IntroductionMade
    | IntroductionMet
    | IntroductionWithdrawn
    | OutcomeReported
)
Event = (
    PersonObserved
    | CompanyObserved
    | PersonMerged
    | CompanyMerged
    | PersonErased
    | EmploymentStarted
    | EmploymentEnded
    | EmploymentConfirmed
    | RelationAsserted
    | RelationEnded
    | InteractionRecorded
    | TieRated
    | InsiderMentioned
    | AnyIntroduction
    | AskMade
    | AskAnswered
    | SheetShared
    | SheetAnswered
    | ThanksSent
    | GoalSet
    | QuestionNoted
    | CompanyTargeted
    | CompanyUntargeted
    | IntelReported
    | GatheringAnnounced
    | EventRetracted
)
EVENT: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="type")])

_JSON_REMEDY = "send one CloudEvents 1.0 JSON object in UTF-8"
_TYPE_REMEDY = "see /v1/schemas/events.json for the types and versions that exist"
_REMEDIES = {
    "missing": "add it",
    "union_tag_invalid": _TYPE_REMEDY,
    "union_tag_not_found": _TYPE_REMEDY,
    "datetime_from_date_parsing": "write it as 2026-01-31T12:00:00Z",
    "datetime_parsing": "write it as 2026-01-31T12:00:00Z",
    "datetime_type": "write it as 2026-01-31T12:00:00Z",
    "too_long": "send fewer, or split the event",
    "too_short": "name more",
    "string_too_long": "shorten it",
    "string_too_short": "fill it in, or leave it out",
}


def parse_event(payload: bytes, *, now: datetime) -> Event:
    """The event in *payload*, identifiers in normal form, ``uid:`` scoped by its source.

    Raises:
        InvalidEvent: naming every wrong field with its remedy.
    """
    if len(payload) > MAX_EVENT_BYTES:
        raise _invalid(
            "(event)", f"is {len(payload)} bytes, over {MAX_EVENT_BYTES}", "send less in one event"
        )
    try:
        values = from_json(payload, allow_inf_nan=False)
    except ValueError as error:
        raise _invalid("(event)", f"is not JSON: {error}", _JSON_REMEDY) from error
    return read_event(values, now=now)


def read_event(values: object, *, now: datetime) -> Event:
    """As `parse_event`, of JSON values already decoded."""
    if not isinstance(values, dict):
        raise _invalid("(event)", "is not a JSON object", _JSON_REMEDY)
    source = values.get("source")
    scope = None if source == OWNER_SOURCE else source
    return _validate(values, Reading(scope=scope if isinstance(scope, str) else None, now=now))


def stored_event(body: str) -> Event:
    """The event whose normal form is *body*, as a store kept it."""
    return EVENT.validate_json(body, context=Reading(scope=None))


def event_body(event: Event) -> str:
    """Normal form of an event: JSON in the order of its fields, absent ones left out."""
    return event.model_dump_json(exclude_none=True)


def _validate(values: dict[str, Any], reading: Reading) -> Event:
    try:
        return EVENT.validate_python(values, context=reading)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise InvalidEvent(tuple(_problem(details) for details in found[:20])) from error


def _problem(details: ErrorDetails) -> FieldProblem:
    # The first part of a location is the tag of the union, an event's type.
    at = [str(part) for part in details["loc"]]
    if at and at[0].startswith("inroad."):
        at = at[1:]
    context = details.get("ctx", {})
    reason, _ = wording_of(details)
    remedy = _REMEDIES.get(details["type"], "correct it; the schema is /v1/schemas/events.json")
    match details["type"]:
        case "inroad":
            reason, remedy = context["reason"], context["remedy"]
            at += [context["field"]] if context["field"] else []
        case "union_tag_invalid":
            at, reason = ["type"], f"{context['tag']!r} is unknown here"
        case "union_tag_not_found":
            at, reason = ["type"], "is missing"
        case _:
            pass
    return FieldProblem(field=".".join(at) or "(event)", reason=reason, remedy=remedy)


def _invalid(field: str, reason: str, remedy: str) -> InvalidEvent:
    return InvalidEvent((FieldProblem(field=field, reason=reason, remedy=remedy),))
