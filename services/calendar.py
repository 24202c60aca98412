"""The plan as a calendar to subscribe to (iCalendar, RFC 5545): a day's moves on their day."""

from datetime import date, datetime, timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from icalendar import Calendar, Event

from schemas.plan import Move, PlanAnswer, PlanQuestion
from services.plan import planned
from services.query import ERRORS, AtDesk, PersonRef
from services.routes import RawRoute

TYPE: Final = "text/calendar; charset=utf-8"
EVERY: Final = timedelta(hours=6)  # that a calendar looks again
router = APIRouter(prefix="/v1", tags=["plan"], route_class=RawRoute, responses=ERRORS)


@router.get(
    "/people/{ref:path}/plan.ics",
    summary="The same as a calendar",
    response_class=Response,
    responses={200: {"content": {"text/calendar": {"schema": {"type": "string"}}}}},
)
async def plan_calendar(
    ref: PersonRef, asked: Annotated[PlanQuestion, Query()], desk: AtDesk, request: Request
) -> Response:
    """A move a day-long entry, which keeps nobody from being free."""
    answer = await planned(ref, asked, desk, request)
    return Response(calendar_of(answer).to_ical(), media_type=TYPE)


def calendar_of(answer: PlanAnswer) -> Calendar:
    """The moves of a plan."""
    calendar = Calendar()
    calendar.add("prodid", "-//Inroad//Plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", "Inroad")
    calendar.add("x-wr-calname", "Inroad")
    calendar.add("refresh-interval", EVERY, parameters={"value": "DURATION"})
    for move in answer.moves:
        calendar.add_component(_entry(move, datetime.fromisoformat(answer.now)))
    return calendar


def _entry(move: Move, now: datetime) -> Event:
    day = date.fromisoformat(move.on)
    entry = Event()
    entry.add("uid", f"{move.id}@inroad")
    entry.add("dtstamp", now)
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    entry.add("summary", move.text)
    entry.add("description", _description(move))
    entry.add("transp", "TRANSPARENT")
    return entry


def _description(move: Move) -> str:
    parts = (move.why, move.advice, f"“{move.words}”", move.blurb and f"“{move.blurb}”")
    return "\n\n".join(part for part in parts if part)
