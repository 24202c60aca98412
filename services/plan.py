"""The plan over HTTP: the next few moves of a person."""

import asyncio
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request

from graph.index.reach import reached
from graph.index.state import State
from graph.plan.answer import answer_plan
from graph.plan.reach import Errand, Reached
from graph.plan.words import Templates
from graph.store import View
from graph.strike import Seal
from schemas.events.base import moment_text
from schemas.plan import PlanAnswer, PlanQuestion
from services.query import ERRORS, AtDesk, Desk, PersonRef
from services.routes import RawRoute

router = APIRouter(prefix="/v1", tags=["plan"], route_class=RawRoute, responses=ERRORS)


@dataclass(frozen=True, slots=True)
class IndexReacher:
    """A `graph.plan.reach.Reacher` over one state of the index."""

    state: State

    async def reach(self, errand: Errand) -> Reached:
        return await asyncio.to_thread(reached, self.state, errand)


@router.get("/people/{ref:path}/plan", summary="The next few moves, over all targets")
async def plan(
    ref: PersonRef, asked: Annotated[PlanQuestion, Query()], desk: AtDesk, request: Request
) -> PlanAnswer:
    """Each at the right rung with that contact, and none that courtesy forbids."""
    return await planned(ref, asked, desk, request.app.state.templates)


async def planned(ref: str, asked: PlanQuestion, desk: Desk, templates: Templates) -> PlanAnswer:
    """From memory where that can be, else by the plain search on the store."""
    secret = desk.secret

    async def quick(state: State, view: View) -> PlanAnswer:
        return await answer_plan(view, secret, ref, asked, templates, IndexReacher(state))

    async def plain(view: View, _: Seal) -> PlanAnswer:
        return await answer_plan(view, secret, ref, asked, templates)

    index = desk.index
    if index is not None and index.network == asked.network:
        await desk.wait(asked)
        answer = await index.at_one_position(moment_text(asked.now), quick)
        if answer is not None:
            return answer
    return await desk.read(asked, plain)
