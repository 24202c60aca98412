"""Companies proposed from the goal, over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from graph.lookup import person_of
from graph.plan.reach import Reacher
from graph.proposals_page import proposals_page
from graph.store import View, seal
from schemas.proposals import ProposalsPage, ProposalsQuestion
from services.query import ERRORS, AtDesk, PersonRef
from services.reaching import reaching
from services.routes import RawRoute

router = APIRouter(prefix="/v1", tags=["agenda"], route_class=RawRoute, responses=ERRORS)


@router.get("/people/{ref:path}/agenda/proposals", summary="Companies that fit a person's goal")
async def proposals(
    ref: PersonRef, asked: Annotated[ProposalsQuestion, Query()], desk: AtDesk
) -> ProposalsPage:
    """Never on the list so far; the best fitting first, of equal ones the nearest."""
    sealing = seal(desk.secret, asked.network)

    async def work(view: View, reacher: Reacher) -> ProposalsPage:
        asker = await person_of(view, sealing, ref, "ref")
        return await proposals_page(view, asker, asked, reacher)

    return await reaching(desk, asked, work)
