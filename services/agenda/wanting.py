"""What somebody wants, and with what to begin, over HTTP."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request

from graph.lookup import person_of
from graph.openers import BUILT_IN, Template, UnusableTemplate, templates_in
from graph.store import View
from graph.strike import Seal
from graph.wanting import agenda_page, openers_page
from schemas.events.base import moment_text
from schemas.questions import Asked, last_midnight
from schemas.wanting import AgendaPage, OpenersPage, OpenersQuestion
from services.query import ERRORS, AtDesk, PersonRef
from services.routes import RawRoute

MOST = 64 * 1024  # characters of somebody's own openers
router = APIRouter(prefix="/v1", tags=["agenda"], route_class=RawRoute, responses=ERRORS)


@router.get("/people/{ref:path}/agenda", summary="What a person wants")
async def agenda(ref: PersonRef, asked: Annotated[Asked, Query()], desk: AtDesk) -> AgendaPage:
    """The goal, the open questions, and the companies, wanted most first."""

    async def work(view: View, sealing: Seal) -> AgendaPage:
        return await agenda_page(view, await person_of(view, sealing, ref, "ref"))

    return await desk.read(asked, work)


@router.get("/people/{ref:path}/openers", summary="With what a person may begin with another")
async def openers(
    ref: PersonRef, asked: Annotated[OpenersQuestion, Query()], desk: AtDesk, request: Request
) -> OpenersPage:
    """By templates, from goal, open questions, and the other's field and function."""
    templates = own_openers(request.app.state.settings.openers_file)

    async def work(view: View, sealing: Seal) -> OpenersPage:
        person = await person_of(view, sealing, ref, "ref")
        other = await person_of(view, sealing, asked.to, "to")
        return await openers_page(view, person, other, templates, moment_text(last_midnight()))

    return await desk.read(asked, work)


def own_openers(file: Path) -> tuple[Template, ...]:
    """The templates in *file*, read anew so that an edit counts at once; else the built-in ones.

    Raises:
        UnusableTemplate: naming the line that is wrong.
    """
    try:
        with file.open(encoding="utf-8") as lines:
            text = lines.read(MOST + 1)
    except FileNotFoundError:
        return BUILT_IN
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableTemplate(1, f"can't be read: {error}", "write it as text in UTF-8") from error
    if len(text) > MOST:
        raise UnusableTemplate(text.count("\n") + 1, f"is beyond {MOST} characters", "shorten them")
    return templates_in(text) or BUILT_IN
