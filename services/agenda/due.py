"""What has come due for a person, over HTTP."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request

from graph.due_page import due_page
from graph.lookup import person_of
from graph.store import View
from graph.strike import Seal
from schemas.due import DuePage, DueQuestion
from services.query import ERRORS, AtDesk, PersonRef
from services.routes import RawRoute

router = APIRouter(prefix="/v1", tags=["agenda"], route_class=RawRoute, responses=ERRORS)


@router.get("/people/{ref:path}/due", summary="What is to be looked at again, and why")
async def due(
    ref: PersonRef, asked: Annotated[DueQuestion, Query()], desk: AtDesk, request: Request
) -> DuePage:
    """Words that others wait for, a later that has come, what has gone quiet, thanks to propose."""
    quiet_after = timedelta(days=request.app.state.settings.quiet_after)

    async def work(view: View, sealing: Seal) -> DuePage:
        person = await person_of(view, sealing, ref, "ref")
        return await due_page(view, person, asked, quiet_after)

    return await desk.read(asked, work)
