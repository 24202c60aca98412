"""The sheet over HTTP: drafted, shared, shown in its forms, and answered."""

import uuid
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from graph.agenda import sheets_of
from graph.cursor import key_of, page_of
from graph.entities import Record
from graph.lookup import person_of
from graph.sheet import draft_of, shared_of, shared_page, sharing
from graph.sheet_answers import events_of
from graph.store import View
from graph.strike import Seal
from schemas.events.base import OWNER_SOURCE, moment_text
from schemas.questions import Asked, last_midnight
from schemas.sheets import (
    AnswersTaken,
    DraftQuestion,
    Form,
    NewSheet,
    SharedQuestion,
    SheetAnswers,
    SheetPage,
    SheetQuestion,
    SheetsPage,
    SheetsQuestion,
)
from services.gateway import publish_own, read_body
from services.query import ERRORS, AtDesk, Desk
from services.routes import RawRoute
from services.settings import Settings
from services.sheets.answers import MAX_BYTES, read_answers
from services.sheets.forms import written
from services.sheets.never_reveal import never_reveal

router = APIRouter(prefix="/v1", tags=["sheets"], route_class=RawRoute, responses=ERRORS)
SheetId = Annotated[
    str, Path(description="As it was shared", examples=["3c9d8b1e-6f2a-4c5d-8e7f-1a2b3c4d5e6f"])
]
_HERE = "#/paths/~1v1~1sheets~1answers/post/requestBody/content/application~1json/schema"
_FILE = SheetAnswers.model_json_schema(ref_template=_HERE + "/$defs/{model}")
FORMS: dict[int | str, dict[str, Any]] = {
    200: {
        "model": SheetPage,
        "description": "The sheet, in the form asked for",
        "content": {kind: {"schema": {"type": "string"}} for kind in
                    ("text/plain", "text/csv", "text/html")},
    }
}  # fmt: skip


@router.get("/sheet", summary="A sheet for one contact, not yet shared", responses=FORMS)
async def draft(asked: Annotated[DraftQuestion, Query()], request: Request, desk: AtDesk) -> Any:
    """Lines on which the contact probably helps, and nothing that the contact should not see."""
    return _shown(await _draft(asked, request, desk), asked.form)


@router.post("/sheets", summary="Share a sheet with a contact", status_code=201)
async def share(asked: NewSheet, request: Request, desk: AtDesk) -> SheetPage:
    """Publishes `sheet.shared` with the lines of the draft, under a new id."""
    page = await _draft(asked, request, desk)
    sheet, time = str(uuid.uuid4()), moment_text(datetime.now(UTC))
    event = {
        "specversion": "1.0", "id": f"sheet-{sheet}", "source": OWNER_SOURCE, "time": time,
        "type": "inroad.sheet.shared.v1", "data": sharing(page, sheet),
    }  # fmt: skip
    (receipt,) = await publish_own(request.app.state.broker, asked.network, [event])
    told = {"sheet": sheet, "shared": time, "event": event["id"], "receipt": receipt.receipt}
    return page.model_copy(update=told)


@router.get("/sheets", summary="The sheets that somebody has shown or been shown")
async def sheets(
    asked: Annotated[SheetsQuestion, Query()], request: Request, desk: AtDesk
) -> SheetsPage:
    """With what the contacts have said, and what is open still."""
    hidden = _hidden(request)

    async def work(view: View, sealing: Seal) -> SheetsPage:
        person = await person_of(view, sealing, asked.person, "person")
        page, following = page_of(
            await sheets_of(view, person), lambda one: one.sheet.stamp,
            after=key_of(asked.cursor, 3), limit=asked.limit,
        )  # fmt: skip
        now = moment_text(last_midnight())
        shown = [await shared_page(view, one, now, hidden) for one in page]
        return SheetsPage(sheets=tuple(shown), next=following)

    return await desk.read(asked, work)


@router.post(
    "/sheets/answers",
    summary="Take the file of answers that came back",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _FILE}},
        }
    },
)
async def answered(
    asked: Annotated[Asked, Query()], request: Request, desk: AtDesk
) -> AnswersTaken:
    """Publishes `sheet.answered` for each line, `insider.mentioned` where somebody is known.

    All of the file or nothing of it; taken twice it changes nothing.
    """
    answers, hidden = (
        read_answers(await read_body(request, MAX_BYTES), now=datetime.now(UTC)),
        _hidden(request),
    )

    async def work(view: View, _: Seal) -> tuple[SheetPage, list[dict[str, Any]], int]:
        shared = await shared_of(view, answers.sheet)
        events = events_of(shared, answers)
        known = await view.load(Record, [(OWNER_SOURCE, event["id"]) for event in events])
        page = await shared_page(view, shared, moment_text(last_midnight()), hidden)
        return page, events, len(known)

    page, events, known = await desk.read(asked, work)
    receipts = await publish_own(request.app.state.broker, asked.network, events)
    told = {line.company for line in answers.lines}
    return AnswersTaken(
        sheet=answers.sheet,
        answered=len(answers.lines),
        insiders=len(events) - len(answers.lines),
        known_already=known == len(events),
        open=sum(line.company.ref not in told for line in page.open_lines),
        events=tuple(event["id"] for event in events),
        receipt=receipts[-1].receipt,
    )


@router.get("/sheets/{id:path}", summary="A sheet that was shared", responses=FORMS)
async def shared(
    id: SheetId,  # noqa: A002 - the word of the address
    asked: Annotated[SharedQuestion, Query()],
    request: Request,
    desk: AtDesk,
) -> Any:
    """As JSON with the answers; in the forms for the contact, with the open lines."""
    hidden = _hidden(request)

    async def work(view: View, _: Seal) -> SheetPage:
        return await shared_page(
            view, await shared_of(view, id), moment_text(last_midnight()), hidden
        )

    return _shown(await desk.read(asked, work), asked.form)


async def _draft(asked: SheetQuestion, request: Request, desk: Desk) -> SheetPage:
    hidden = _hidden(request)
    return await desk.read(asked, lambda view, sealing: draft_of(view, sealing, asked, hidden))


def _hidden(request: Request) -> frozenset[str]:
    settings: Settings = request.app.state.settings
    return never_reveal(settings.never_reveal_list)


def _shown(page: SheetPage, form: Form) -> SheetPage | Response:
    if form == "json":
        return page
    body, media_type, ending = written(page, form)
    headers = {"Content-Disposition": f'attachment; filename="sheet.{ending}"'}
    return Response(body, media_type=media_type, headers=headers)
