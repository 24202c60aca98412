"""Soft into hard, over HTTP: the soft ties worth an opener or a coffee."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from graph.plan.coffees_answer import answer_coffees
from graph.plan.reach import Reacher
from graph.store import View
from schemas.coffees import CoffeesAnswer, CoffeesQuestion
from services.plan import manners_of
from services.query import ERRORS, AtDesk, PersonRef
from services.reaching import reaching
from services.routes import RawRoute
from services.sheets.never_reveal import heeding

router = APIRouter(prefix="/v1", tags=["plan"], route_class=RawRoute, responses=ERRORS)


@router.get("/people/{ref:path}/coffees", summary="Soft ties worth an opener or a coffee")
async def coffees(
    ref: PersonRef, asked: Annotated[CoffeesQuestion, Query()], desk: AtDesk, request: Request
) -> CoffeesAnswer:
    """Which targets each would bring into reach or nearer, by which way; none that care forbids."""
    manners, secret = manners_of(request), desk.secret
    question = heeding(asked, request.app.state.settings.never_reveal_list)

    async def work(view: View, reacher: Reacher) -> CoffeesAnswer:
        return await answer_coffees(view, secret, ref, question, manners, reacher)

    return await reaching(desk, asked, work)
