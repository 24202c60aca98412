"""Finding people and companies by a few letters, over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from graph.names_page import names_page
from graph.store import View
from graph.strike import Seal
from schemas.names import NamesFound, NamesQuestion
from services.query import AtDesk, problems_of

ERRORS = problems_of(
    status_422="A parameter is malformed or out of bounds, or `q` holds no word",
    status_503="The store does not answer, or the event of `after` is not settled yet",
)
router = APIRouter(prefix="/v1", tags=["answers"], responses=ERRORS)


@router.get("/names", summary="People and companies whose words begin so")
async def names(question: Annotated[NamesQuestion, Query()], desk: AtDesk) -> NamesFound:
    """For a field in which somebody types; `ref` is what every other question takes."""

    async def work(view: View, _: Seal) -> NamesFound:
        return await names_page(view, question)

    return await desk.read(question, work)
