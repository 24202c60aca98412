"""The report over HTTP."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from graph.lookup import person_of
from graph.report.answer import Read, read, told, worked_out
from graph.store import View
from graph.strike import Seal
from schemas.report import Report, ReportQuestion
from services.query import ERRORS, AtDesk, PersonRef
from services.report.page import as_page
from services.routes import RawRoute

router = APIRouter(prefix="/v1", tags=["report"], route_class=RawRoute, responses=ERRORS)
FORMS: dict[int | str, dict[str, Any]] = {
    200: {
        "model": Report,
        "description": "The report, in the form asked for",
        "content": {"text/html": {"schema": {"type": "string"}}},
    }
}


@router.get(
    "/people/{ref:path}/report", summary="Am I Bob 1 or Bob 2? Week by week", responses=FORMS
)
async def report(ref: PersonRef, asked: Annotated[ReportQuestion, Query()], desk: AtDesk) -> Any:
    """A person's networking against that person's own past; every number with its definition."""

    async def reading(view: View, sealing: Seal) -> Read:
        person = await person_of(view, sealing, ref, "ref")
        return await read(view, person, asked, asyncio.to_thread)

    worked = await asyncio.to_thread(worked_out, await desk.read(asked, reading))
    answer = await desk.read(asked, lambda view, _: told(view, asked.network, worked))
    if asked.form == "json":
        return answer
    return Response(as_page(answer), media_type="text/html; charset=utf-8")
