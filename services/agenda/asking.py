"""Asks, introductions and pursuits over HTTP; an introducer's or insider's word in one call."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from graph.asking import asks_page, introductions_page, pursuits_page
from graph.entities import Introduction
from graph.introducing import answer_data, answered
from graph.lookup import introduction_of, person_of
from graph.store import View
from graph.strike import Seal
from schemas.asking import (
    AsksPage,
    AsksQuestion,
    IntroductionsPage,
    IntroductionsQuestion,
    PursuitsPage,
    Word,
    WordTaken,
)
from schemas.questions import Asked, TimedPageQuestion
from services.gateway import publish_own
from services.owner import owner_event
from services.query import ERRORS, AtDesk, IntroductionId, PersonRef, problems_of
from services.routes import RawRoute

router = APIRouter(prefix="/v1", tags=["agenda"], route_class=RawRoute, responses=ERRORS)


@router.get("/people/{ref:path}/asks", summary="What a person asked, and was asked")
async def asks(ref: PersonRef, asked: Annotated[AsksQuestion, Query()], desk: AtDesk) -> AsksPage:
    async def work(view: View, sealing: Seal) -> AsksPage:
        return await asks_page(view, await person_of(view, sealing, ref, "ref"), asked)

    return await desk.read(asked, work)


@router.get("/people/{ref:path}/introductions", summary="A person's introductions")
async def introductions(
    ref: PersonRef, asked: Annotated[IntroductionsQuestion, Query()], desk: AtDesk
) -> IntroductionsPage:
    """With part=introducer: who asked this person, for whom."""

    async def work(view: View, sealing: Seal) -> IntroductionsPage:
        return await introductions_page(view, await person_of(view, sealing, ref, "ref"), asked)

    return await desk.read(asked, work)


@router.get("/people/{ref:path}/pursuits", summary="A person's pursuits, each at its present step")
async def pursuits(
    ref: PersonRef, asked: Annotated[TimedPageQuestion, Query()], desk: AtDesk
) -> PursuitsPage:
    async def work(view: View, sealing: Seal) -> PursuitsPage:
        return await pursuits_page(view, await person_of(view, sealing, ref, "ref"), asked)

    return await desk.read(asked, work)


@router.post(
    "/introductions/{id:path}/answer",
    status_code=202,
    summary="Accept or decline an introduction",
    responses=problems_of(status_409="The introduction does not wait for this word"),
)
async def answer(
    id: IntroductionId,  # noqa: A002 - the word of the address
    word: Word,
    asked: Annotated[Asked, Query()],
    desk: AtDesk,
    request: Request,
) -> WordTaken:
    """The word of its introducer or its insider, published as an event."""

    async def work(view: View, sealing: Seal) -> tuple[Introduction, str, str]:
        found = await introduction_of(view, id)
        speaker = await person_of(view, sealing, word.speaker, "from")
        return found, *answered(found, speaker, word.answer)

    found, kind, role = await desk.read(asked, work)
    event = owner_event(f"introduction.{kind}", answer_data(found, role, word.note))
    (receipt,) = await publish_own(request.app.state.broker, asked.network, [event])
    stage = kind if role == "introducer" else f"{kind}-by-insider"
    return WordTaken(
        introduction=id, stage=stage, source=receipt.source, id=receipt.id, receipt=receipt.receipt
    )
