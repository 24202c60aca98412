"""The addresses of what is written out. Included before `services.query`."""

from collections.abc import AsyncIterator
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from graph.export.events import event_lines
from graph.export.graphml import graphml
from graph.export.record import record_of
from graph.export.tables import people_csv, ties_csv
from graph.lookup import person_of
from graph.store import View
from graph.strike import Seal
from schemas.events.base import moment_text
from schemas.export import PersonRecord
from schemas.questions import Asked, AtTime
from services.exports.sending import Export
from services.query import ERRORS, AtDesk, PersonRef
from services.routes import RawRoute

EVENTS: Final = "application/jsonl; charset=utf-8"
GRAPHML: Final = "application/graphml+xml; charset=utf-8"
CSV: Final = "text/csv; charset=utf-8"
router = APIRouter(prefix="/v1", tags=["exports"], route_class=RawRoute, responses=ERRORS)


def _file(kind: str, *, model: bool = False) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/PersonRecord"} if model else {"type": "string"}
    told: dict[str, Any] = {"content": {kind.partition(";")[0]: {"schema": schema}}}
    return {
        "response_class": Response,
        "responses": {200: told | ({"model": PersonRecord} if model else {})},
    }


@router.get("/export/events.jsonl", summary="Every event that counts", **_file(EVENTS))
async def events(asked: Annotated[Asked, Query()], desk: AtDesk) -> Response:
    """One a line, as its source sent it: published elsewhere they give the same graph."""

    def pieces(view: View, _: Seal) -> AsyncIterator[str]:
        return event_lines(view)

    return Export(desk, asked, pieces, "events.jsonl", EVENTS)


@router.get("/export/graph.graphml", summary="The graph as GraphML", **_file(GRAPHML))
async def graph(asked: Annotated[AtTime, Query()], desk: AtDesk) -> Response:
    """People and companies are nodes, ties and employments edges."""

    def pieces(view: View, _: Seal) -> AsyncIterator[str]:
        return graphml(view, moment_text(asked.now))

    return Export(desk, asked, pieces, "graph.graphml", GRAPHML)


@router.get("/export/people.csv", summary="Everybody as a table", **_file(CSV))
async def people(asked: Annotated[AtTime, Query()], desk: AtDesk) -> Response:
    def pieces(view: View, _: Seal) -> AsyncIterator[str]:
        return people_csv(view, moment_text(asked.now))

    return Export(desk, asked, pieces, "people.csv", CSV)


@router.get("/export/ties.csv", summary="Every tie as a table", **_file(CSV))
async def ties(asked: Annotated[AtTime, Query()], desk: AtDesk) -> Response:
    def pieces(view: View, _: Seal) -> AsyncIterator[str]:
        return ties_csv(view, moment_text(asked.now))

    return Export(desk, asked, pieces, "ties.csv", CSV)


@router.get(
    "/people/{ref:path}/record",
    summary="All that is kept of a person",
    **_file("application/json", model=True),
)
async def record(ref: PersonRef, asked: Annotated[AtTime, Query()], desk: AtDesk) -> Response:
    """Identifiers, names, employments, ties in words, matters, and every event that names them.

    It names others too: read it before you hand it on.
    """

    async def pieces(view: View, sealing: Seal) -> AsyncIterator[str]:
        person = await person_of(view, sealing, ref, "ref")
        async for piece in record_of(view, asked.network, person, moment_text(asked.now)):
            yield piece

    return Export(desk, asked, pieces, "record.json", "application/json")
