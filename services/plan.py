"""The plan over HTTP: the next few moves of a person."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import APIRouter, Query, Request

from graph.index.reach import reached
from graph.index.state import State
from graph.plan.answer import answer_plan
from graph.plan.manners import Manners
from graph.plan.reach import Errand, PlainReacher, Reached, Reacher
from graph.search import ViewPort
from graph.store import View
from graph.strike import Seal
from schemas.events.base import moment_text
from schemas.plan import PlanAnswer, PlanQuestion
from schemas.questions import AtTime
from services.query import ERRORS, AtDesk, Desk, PersonRef
from services.routes import RawRoute

T = TypeVar("T")
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
    return await planned(ref, asked, desk, request)


async def planned(ref: str, asked: PlanQuestion, desk: Desk, request: Request) -> PlanAnswer:
    """A plan by the templates and the patience of the service."""
    manners, secret = manners_of(request), desk.secret

    async def work(view: View, reacher: Reacher) -> PlanAnswer:
        return await answer_plan(view, secret, ref, asked, manners, reacher)

    return await reaching(desk, asked, work)


def manners_of(request: Request) -> Manners:
    """How the service words things, and what it takes for silence."""
    state = request.app.state
    return Manners(templates=state.templates, quiet_after=state.settings.quiet_after)


async def reaching(desk: Desk, asked: AtTime, work: Callable[[View, Reacher], Awaitable[T]]) -> T:
    """*work* from memory where that can be, else by the plain search on the store."""

    async def quick(state: State, view: View) -> T:
        return await work(view, IndexReacher(state))

    async def plain(view: View, _: Seal) -> T:
        return await work(view, PlainReacher(ViewPort(view)))

    index = desk.index
    if index is not None and index.network == asked.network:
        await desk.wait(asked)
        answer = await index.at_one_position(moment_text(asked.now), quick)
        if answer is not None:
            return answer
    return await desk.read(asked, plain)
