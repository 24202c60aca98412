"""What is said of a company, over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from graph.intel_page import intel_page
from graph.lookup import company_of
from graph.store import View
from graph.strike import Seal
from schemas.intel import IntelPage
from schemas.questions import TimedPageQuestion
from services.query import ERRORS, AtDesk, CompanyRef
from services.routes import RawRoute

router = APIRouter(prefix="/v1", tags=["agenda"], route_class=RawRoute, responses=ERRORS)


@router.get("/companies/{ref:path}/intel", summary="What is said of a company, weighed")
async def intel(
    ref: CompanyRef, asked: Annotated[TimedPageQuestion, Query()], desk: AtDesk
) -> IntelPage:
    """The ledger, what it comes to and how sure, and what contradicts itself."""

    async def work(view: View, _: Seal) -> IntelPage:
        return await intel_page(view, await company_of(view, ref, "ref"), asked)

    return await desk.read(asked, work)
