"""Gatherings over HTTP: which ones one comes to, and the page to go there with."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from graph.gathering.coming import gatherings_page
from graph.gathering.debrief import debriefed
from graph.gathering.page import gathering_page
from graph.lookup import person_of
from graph.plan.reach import Reacher
from graph.store import View
from graph.strike import Seal
from schemas.debriefs import DebriefPage, DebriefQuestion
from schemas.gatherings import (
    AnnouncedQuestion,
    Form,
    GatheringPage,
    GatheringQuestion,
    GatheringsPage,
    GatheringsQuestion,
)
from services.agenda.wanting import own_openers
from services.gateway import publish_own
from services.gatherings.forms import written
from services.query import ERRORS, AtDesk, Desk, PersonRef
from services.reaching import reaching
from services.routes import RawRoute
from services.settings import Settings
from services.sheets.never_reveal import heeding

router = APIRouter(prefix="/v1", tags=["gatherings"], route_class=RawRoute, responses=ERRORS)
GatheringId = Annotated[str, Path(description="As it was announced", examples=["biotech-evening"])]
FORMS: dict[int | str, dict[str, Any]] = {
    200: {
        "model": GatheringPage,
        "description": "The page, in the form asked for",
        "content": {kind: {"schema": {"type": "string"}} for kind in ("text/plain", "text/html")},
    }
}  # fmt: skip


@router.post(
    "/people/{ref:path}/gathering", summary="Whom to talk to there, and how", responses=FORMS
)
async def prepared(ref: PersonRef, asked: GatheringQuestion, request: Request, desk: AtDesk) -> Any:
    """One page: in which order, the opener, what to offer, what not to ask. Publishes nothing."""
    return _shown(await _page(ref, asked, request, desk), asked.form)


@router.get("/people/{ref:path}/gatherings", summary="The gatherings that a person comes to")
async def gatherings(
    ref: PersonRef, asked: Annotated[GatheringsQuestion, Query()], desk: AtDesk
) -> GatheringsPage:
    """Those announced by this person too; the next one first, then those past."""

    async def work(view: View, sealing: Seal) -> GatheringsPage:
        return await gatherings_page(view, await person_of(view, sealing, ref, "ref"), asked)

    return await desk.read(asked, work)


@router.get(
    "/people/{ref:path}/gatherings/{id:path}",
    summary="The same page, for a gathering that was announced",
    responses=FORMS,
)
async def announced(
    ref: PersonRef,
    id: GatheringId,  # noqa: A002 - the word of the address
    asked: Annotated[AnnouncedQuestion, Query()],
    request: Request,
    desk: AtDesk,
) -> Any:
    """Everybody who was announced, but the person who asks."""
    said = asked.model_dump(exclude={"form"})
    question = GatheringQuestion(**said, gathering=id)
    return _shown(await _page(ref, question, request, desk), asked.form)


@router.post("/people/{ref:path}/debrief", summary="What came of it, a few words a person")
async def debrief(
    ref: PersonRef, asked: DebriefQuestion, request: Request, desk: AtDesk
) -> DebriefPage:
    """The events that the lines come to; with `publish` they are published. Twice is no harm."""
    now = datetime.now(UTC)

    async def work(view: View, sealing: Seal) -> DebriefPage:
        return await debriefed(view, sealing, ref, asked, now)

    page = await desk.read(asked, work)
    if not asked.publish:
        return page
    receipts = await publish_own(request.app.state.broker, asked.network, page.events)
    receipt = receipts[-1].receipt if receipts else None
    return page.model_copy(update={"published": True, "receipt": receipt})


async def _page(ref: str, asked: GatheringQuestion, request: Request, desk: Desk) -> GatheringPage:
    settings: Settings = request.app.state.settings
    question = heeding(asked, settings.never_reveal_list)
    templates = own_openers(settings.openers_file)

    async def work(view: View, reacher: Reacher) -> GatheringPage:
        return await gathering_page(
            view, desk.secret, ref, question, templates, reacher, settings.quiet_after
        )

    return await reaching(desk, asked, work)


def _shown(page: GatheringPage, form: Form) -> GatheringPage | Response:
    if form == "json":
        return page
    body, media_type, ending = written(page, form)
    headers = {"Content-Disposition": f'inline; filename="gathering.{ending}"'}
    return Response(body, media_type=media_type, headers=headers)
