"""The plan over HTTP: the next few moves of a person."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from graph.plan.answer import answer_plan
from graph.plan.manners import Manners
from graph.plan.reach import Reacher
from graph.store import View
from schemas.plan import PlanAnswer, PlanQuestion
from services.query import ERRORS, AtDesk, Desk, PersonRef
from services.reaching import reaching
from services.routes import RawRoute
from services.sheets.never_reveal import heeding

router = APIRouter(prefix="/v1", tags=["plan"], route_class=RawRoute, responses=ERRORS)


@router.get("/people/{ref:path}/plan", summary="The next few moves, over all targets")
async def plan(
    ref: PersonRef, asked: Annotated[PlanQuestion, Query()], desk: AtDesk, request: Request
) -> PlanAnswer:
    """Each at the right rung with that contact, and none that courtesy forbids."""
    return await planned(ref, asked, desk, request)


async def planned(ref: str, asked: PlanQuestion, desk: Desk, request: Request) -> PlanAnswer:
    """A plan by the templates, the patience and the never-reveal list of the service."""
    manners, secret = manners_of(request), desk.secret
    question = heeding(asked, request.app.state.settings.never_reveal_list)

    async def work(view: View, reacher: Reacher) -> PlanAnswer:
        return await answer_plan(view, secret, ref, question, manners, reacher)

    return await reaching(desk, asked, work)


def manners_of(request: Request) -> Manners:
    """How the service words things, and what it takes for silence."""
    state = request.app.state
    return Manners(templates=state.templates, quiet_after=state.settings.quiet_after)
