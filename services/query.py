"""The door out: paths, people, companies, introductions, and the evidence of each."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, Field

from graph.lookup import company_of, either_of, introduction_of, person_of
from graph.pages import company_page, insiders_page, introduction_page, person_page, ties_page
from graph.proof import behind_identity, behind_introduction, behind_owner, behind_tie
from graph.shelf import Shelf
from graph.store import GraphStore, View, seal
from graph.strike import Seal
from schemas.events.base import moment_text
from schemas.pages import (
    CompanyPage,
    EvidencePage,
    InsidersPage,
    IntroductionPage,
    PersonPage,
    TiesPage,
)
from schemas.questions import (
    Asked,
    AtTime,
    InsidersQuestion,
    PageQuestion,
    TimedPageQuestion,
)
from services.desk import IndexDesk
from services.routes import RawRoute

T = TypeVar("T")


class Problem(BaseModel):
    """RFC 9457, with the field that is wrong and what to do about it."""

    type: str = Field("about:blank", examples=["about:blank"])
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["'email:nobody@example.org' is unknown"])
    field: str | None = Field(None, examples=["from"])
    remedy: str | None = Field(
        None, examples=["use an identifier that an event has named, or an id that an answer shows"]
    )


def problems_of(**said: str) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI tells of the problems that a route may answer, by status_404 and so on."""
    schema = {"$ref": "#/components/schemas/Problem"}
    content = {"application/problem+json": {"schema": schema}}
    return {
        int(status.removeprefix("status_")): {
            "model": Problem,
            "description": text,
            "content": content,
        }
        for status, text in said.items()
    }


ERRORS = problems_of(
    status_404="Nothing is known by this name",
    status_410="It was erased",
    status_422="A parameter is malformed or out of bounds",
    status_503="The store does not answer, or the event of `after` is not settled yet",
)
router = APIRouter(prefix="/v1", tags=["answers"], route_class=RawRoute, responses=ERRORS)


class Desk:
    """Reads one network for one request, once the event of `after` is in it."""

    def __init__(self, request: Request) -> None:
        self._state = request.app.state

    async def read(self, asked: Asked, work: Callable[[View, Seal], Awaitable[T]]) -> T:
        store: GraphStore = self._state.store
        await self.wait(asked)
        sealing = seal(store.secret, asked.network)
        return await store.read(asked.network, lambda view: work(view, sealing))

    async def wait(self, asked: Asked) -> None:
        """Until the event of `after` is visible."""
        wait_for = getattr(self._state, "wait_for", None)
        if asked.after and wait_for is not None:
            await wait_for(asked.network, asked.after)

    @property
    def index(self) -> IndexDesk | None:
        """Answers from memory, where the service keeps an index."""
        return getattr(self._state, "desk", None)

    @property
    def secret(self) -> bytes:
        store: GraphStore = self._state.store
        return store.secret

    @property
    def shelf(self) -> Shelf | None:
        """What the service keeps from question to question, if it does."""
        return getattr(self._state, "shelf", None)


async def _desk(request: Request) -> Desk:
    """A coroutine: FastAPI calls anything else in a thread."""
    return Desk(request)


AtDesk = Annotated[Desk, Depends(_desk)]
PersonRef = Annotated[
    str,
    Path(
        description="An identifier or an id; percent-encode what is not a letter or a digit",
        examples=["email:ann@example.org", "linkedin:ann-lee", "uid:urn:dpdk:12"],
    ),
]
CompanyRef = Annotated[
    str, Path(description="An identifier or an id", examples=["domain:globex.com", "name:Globex"])
]
IntroductionId = Annotated[
    str, Path(description="As events name it", examples=["b7f0c1f2-7a0e-4f6e-9f6b-2f9d3f0b8c11"])
]


@router.get("/people/{ref:path}/ties", summary="A person's ties, the surest first")
async def person_ties(
    ref: PersonRef, page: Annotated[TimedPageQuestion, Query()], desk: AtDesk
) -> TiesPage:
    async def work(view: View, sealing: Seal) -> TiesPage:
        person = await person_of(view, sealing, ref, "ref")
        return await ties_page(
            view, page.network, person,
            now=moment_text(page.now), cursor=page.cursor, limit=page.limit,
        )  # fmt: skip

    return await desk.read(page, work)


@router.get("/people/{ref:path}/evidence", summary="The events that name a person")
async def person_evidence(
    ref: PersonRef, page: Annotated[PageQuestion, Query()], desk: AtDesk
) -> EvidencePage:
    async def work(view: View, sealing: Seal) -> EvidencePage:
        person = await person_of(view, sealing, ref, "ref")
        return await behind_owner(view, person, cursor=page.cursor, limit=page.limit)

    return await desk.read(page, work)


@router.get("/people/{ref:path}/claims", summary="The events that make identifiers one person's")
async def person_claims(
    ref: PersonRef, page: Annotated[PageQuestion, Query()], desk: AtDesk
) -> EvidencePage:
    """Retract those that claim too much, and the person parts again. A page may be short."""

    async def work(view: View, sealing: Seal) -> EvidencePage:
        person = await person_of(view, sealing, ref, "ref")
        return await behind_identity(view, person, cursor=page.cursor, limit=page.limit)

    return await desk.read(page, work)


@router.get("/people/{ref:path}", summary="What is known of a person")
async def person(ref: PersonRef, asked: Annotated[AtTime, Query()], desk: AtDesk) -> PersonPage:
    async def work(view: View, sealing: Seal) -> PersonPage:
        found = await person_of(view, sealing, ref, "ref")
        return await person_page(view, asked.network, found, moment_text(asked.now))

    return await desk.read(asked, work)


@router.get("/companies/{ref:path}/insiders", summary="Who works at a company")
async def company_insiders(
    ref: CompanyRef, page: Annotated[InsidersQuestion, Query()], desk: AtDesk
) -> InsidersPage:
    async def work(view: View, _: Seal) -> InsidersPage:
        company = await company_of(view, ref, "ref")
        return await insiders_page(
            view, page.network, company, now=moment_text(page.now),
            include_former=page.include_former, cursor=page.cursor, limit=page.limit,
        )  # fmt: skip

    return await desk.read(page, work)


@router.get("/companies/{ref:path}/evidence", summary="The events that name a company")
async def company_evidence(
    ref: CompanyRef, page: Annotated[PageQuestion, Query()], desk: AtDesk
) -> EvidencePage:
    async def work(view: View, _: Seal) -> EvidencePage:
        company = await company_of(view, ref, "ref")
        return await behind_owner(view, company, cursor=page.cursor, limit=page.limit)

    return await desk.read(page, work)


@router.get("/companies/{ref:path}", summary="What is known of a company")
async def company(ref: CompanyRef, asked: Annotated[AtTime, Query()], desk: AtDesk) -> CompanyPage:
    async def work(view: View, _: Seal) -> CompanyPage:
        found = await company_of(view, ref, "ref")
        return await company_page(view, asked.network, found, moment_text(asked.now))

    return await desk.read(asked, work)


@router.get("/introductions/{id:path}/evidence", summary="The events of an introduction")
async def introduction_evidence(
    id: IntroductionId,  # noqa: A002 - the word of the address
    page: Annotated[PageQuestion, Query()],
    desk: AtDesk,
) -> EvidencePage:
    async def work(view: View, _: Seal) -> EvidencePage:
        found = await introduction_of(view, id)
        return await behind_introduction(view, found, cursor=page.cursor, limit=page.limit)

    return await desk.read(page, work)


@router.get("/introductions/{id:path}", summary="An introduction, and how far it has come")
async def introduction(
    id: IntroductionId,  # noqa: A002 - the word of the address
    asked: Annotated[Asked, Query()],
    desk: AtDesk,
) -> IntroductionPage:
    async def work(view: View, _: Seal) -> IntroductionPage:
        return await introduction_page(view, asked.network, await introduction_of(view, id))

    return await desk.read(asked, work)


@router.get("/ties/{a}/{b}/evidence", summary="The events behind a tie, or an employment")
async def tie_evidence(
    a: PersonRef,
    b: Annotated[
        str,
        Path(
            description="A person, or a company where the first works",
            examples=["email:bob@example.org"],
        ),
    ],
    page: Annotated[PageQuestion, Query()],
    desk: AtDesk,
) -> EvidencePage:
    """Percent-encode every slash within the two refs."""

    async def work(view: View, sealing: Seal) -> EvidencePage:
        one, other = await person_of(view, sealing, a, "a"), await either_of(view, sealing, b, "b")
        return await behind_tie(view, one, other, cursor=page.cursor, limit=page.limit)

    return await desk.read(page, work)
