"""Exploring over HTTP: who is around somebody, and what their ties lead to."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import APIRouter, Query

from graph.entities import Key, Tie
from graph.explore.around_answer import answer_around
from graph.explore.brokers import brokers_told
from graph.explore.common import answer_common
from graph.explore.communities import communities_told
from graph.explore.companies import PlainSurveyor, Reaches, answer_companies
from graph.explore.fading import answer_fading
from graph.explore.ground import Ground, Step
from graph.explore.others import Others, others_around
from graph.explore.probable import answer_probable
from graph.explore.sieve import Sieve
from graph.explore.who_knows import answer_who_knows
from graph.index.ground import IndexGround
from graph.index.state import State
from graph.index.survey import surveyed
from graph.plan.reach import Reacher
from graph.store import View, seal
from graph.strike import Seal
from schemas.events.base import moment_text
from schemas.explored import (
    AroundAnswer,
    BrokersAnswer,
    CommonAnswer,
    CommunitiesAnswer,
    CompaniesAnswer,
    FadingAnswer,
    ProbableAnswer,
    WhoKnowsAnswer,
)
from schemas.exploring import (
    AroundQuestion,
    BrokersQuestion,
    CommonQuestion,
    CompaniesQuestion,
    FadingQuestion,
    GroupsQuestion,
    ProbableQuestion,
    TiesQuestion,
    WhoKnowsQuestion,
)
from schemas.questions import AtTime
from services.query import ERRORS, AtDesk, Desk, PersonRef
from services.reaching import reaching
from services.routes import RawRoute

T = TypeVar("T")
router = APIRouter(prefix="/v1", tags=["explore"], route_class=RawRoute, responses=ERRORS)


@router.get("/people/{ref:path}/neighbourhood", summary="The surest people around somebody")
async def neighbourhood(
    ref: PersonRef, asked: Annotated[AroundQuestion, Query()], desk: AtDesk
) -> AroundAnswer:
    """People and the ties among them, by ids, as they would be drawn."""

    async def work(view: View, sealing: Seal, state: State | None) -> AroundAnswer:
        return await answer_around(view, sealing, ref, asked, _ground(asked, view, state))

    return await _indexed(desk, asked, work)


@router.get("/people/{ref:path}/common", summary="Whom two people both know")
async def common(
    ref: PersonRef, asked: Annotated[CommonQuestion, Query()], desk: AtDesk
) -> CommonAnswer:
    return await desk.read(asked, lambda view, sealing: answer_common(view, sealing, ref, asked))


@router.get("/people/{ref:path}/companies", summary="Companies that open ties lead into, by hops")
async def companies(
    ref: PersonRef, asked: Annotated[CompaniesQuestion, Query()], desk: AtDesk
) -> CompaniesAnswer:
    async def work(view: View, sealing: Seal, state: State | None) -> CompaniesAnswer:
        surveyor = IndexSurveyor(state) if state else PlainSurveyor(view)
        return await answer_companies(view, sealing, ref, asked, surveyor)

    return await _indexed(desk, asked, work)


@router.get("/people/{ref:path}/fading", summary="Whom somebody is losing touch with")
async def fading(
    ref: PersonRef, asked: Annotated[FadingQuestion, Query()], desk: AtDesk
) -> FadingAnswer:
    """Open ties that have cooled since the last contact on record."""
    return await desk.read(asked, lambda view, sealing: answer_fading(view, sealing, ref, asked))


@router.get("/people/{ref:path}/communities", summary="The groups around somebody")
async def communities(
    ref: PersonRef, asked: Annotated[GroupsQuestion, Query()], desk: AtDesk
) -> CommunitiesAnswer:
    return await asyncio.to_thread(communities_told, await _others(ref, asked, desk))


@router.get("/people/{ref:path}/brokers", summary="Who stands between others around somebody")
async def brokers(
    ref: PersonRef, asked: Annotated[BrokersQuestion, Query()], desk: AtDesk
) -> BrokersAnswer:
    return await asyncio.to_thread(brokers_told, await _others(ref, asked, desk), asked.k)


@router.get("/people/{ref:path}/probable", summary="Whom somebody probably knows")
async def probable(
    ref: PersonRef, asked: Annotated[ProbableQuestion, Query()], desk: AtDesk
) -> ProbableAnswer:
    """At one company over the same days, and nothing more on record. No path walks these ties."""
    return await desk.read(asked, lambda view, sealing: answer_probable(view, sealing, ref, asked))


@router.get("/people/{ref:path}/who-knows", summary="Who knows somebody at each of these companies")
async def who_knows(
    ref: PersonRef, asked: Annotated[WhoKnowsQuestion, Query()], desk: AtDesk
) -> WhoKnowsAnswer:
    """Up to 100 companies at a time; one that no event has named spoils no other."""
    sealing = seal(desk.secret, asked.network)

    async def work(view: View, reacher: Reacher) -> WhoKnowsAnswer:
        return await answer_who_knows(view, sealing, ref, asked, reacher)

    return await reaching(desk, asked, work)


@dataclass(frozen=True, slots=True)
class IndexSurveyor:
    """A `graph.explore.companies.Surveyor` over one state of the index."""

    state: State

    async def survey(self, asker: str, now: str, max_hops: int, k: int) -> Reaches:
        del now  # the state's own
        return await asyncio.to_thread(surveyed, self.state, asker, max_hops, k)


@dataclass(frozen=True, slots=True)
class ThreadGround:
    """A `graph.explore.ground.Ground` over the index, read in threads: others are answered too."""

    index: IndexGround

    async def steps(self, people: Collection[str]) -> Mapping[str, Sequence[Step]]:
        return await asyncio.to_thread(self.index.steps_of, people)

    async def ties(self, keys: Collection[Key]) -> list[Tie]:
        return await self.index.ties(keys)


async def _others(ref: str, asked: GroupsQuestion, desk: Desk) -> Others:
    async def work(view: View, sealing: Seal, state: State | None) -> Others:
        return await others_around(view, sealing, ref, asked, _ground(asked, view, state))

    return await _indexed(desk, asked, work)


def _ground(asked: TiesQuestion, view: View, state: State | None) -> Ground | None:
    """The index, as far as it can tell the ties asked for."""
    sieve = Sieve.of(asked)
    if state is None or not IndexGround.tells(sieve):
        return None
    return ThreadGround(IndexGround(state, view, sieve))


async def _indexed(
    desk: Desk, asked: AtTime, work: Callable[[View, Seal, State | None], Awaitable[T]]
) -> T:
    """*work* with a state of the index and a view at its position, else on the store alone."""
    index = desk.index
    if index is not None and index.network == asked.network:
        await desk.wait(asked)
        sealing = seal(desk.secret, asked.network)
        answer = await index.at_one_position(
            moment_text(asked.now), lambda state, view: work(view, sealing, state)
        )
        if answer is not None:
            return answer
    return await desk.read(asked, lambda view, sealing: work(view, sealing, None))
