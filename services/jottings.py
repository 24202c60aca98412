"""Jottings over HTTP: what a few plain words say, before any of it is published."""

from datetime import UTC, datetime

from fastapi import APIRouter

from graph.jotting.page import jotted
from graph.store import View
from graph.strike import Seal
from schemas.jottings import JottingsPage, JottingsQuestion
from services.query import ERRORS, AtDesk, PersonRef
from services.routes import RawRoute

router = APIRouter(prefix="/v1", tags=["events"], route_class=RawRoute, responses=ERRORS)


@router.post(
    "/people/{ref:path}/jottings", summary="What notes, people and targets in plain words say"
)
async def jottings(ref: PersonRef, asked: JottingsQuestion, desk: AtDesk) -> JottingsPage:
    """The events to publish if they are right; publishes nothing. The person may be new."""
    now = datetime.now(UTC)

    async def work(view: View, sealing: Seal) -> JottingsPage:
        return await jotted(view, sealing, ref, asked, now)

    return await desk.read(asked, work)
