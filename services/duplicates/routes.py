"""The addresses of duplicates."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request

from graph.duplicates.page import duplicates_page, merging
from graph.duplicates.proposal import Proposal
from graph.errors import UnknownRef
from graph.store import seal
from graph.strike import Seal
from schemas.duplicates import ID, Decided, Decision, DuplicatesPage, DuplicatesQuestion
from schemas.questions import Asked
from services.duplicates.refusals import FILE, Refusals
from services.duplicates.register import Register
from services.gateway import publish_own
from services.owner import owner_event
from services.query import ERRORS, AtDesk

router = APIRouter(prefix="/v1", tags=["duplicates"], responses=ERRORS)
DuplicateId = Annotated[str, Path(description="As the list tells it", examples=[ID])]


async def _register(request: Request) -> Register:
    register: Register = request.app.state.duplicates
    return register


async def _refusals(request: Request) -> Refusals:
    return Refusals(request.app.state.settings.home / FILE)


Registered = Annotated[Register, Depends(_register)]
Refused = Annotated[Refusals, Depends(_refusals)]


@router.get("/duplicates", summary="Who, and which companies, may be one and the same")
async def duplicates(
    asked: Annotated[DuplicatesQuestion, Query()],
    desk: AtDesk,
    register: Registered,
    refusals: Refused,
) -> DuplicatesPage:
    """The surest first, each with its reasons; what was refused is left out."""
    found = await register.of(desk, asked)
    sealing = seal(desk.secret, asked.network)
    return duplicates_page(found, asked, partial(_is_refused, refusals.known(), sealing))


@router.post(
    "/duplicates/{id}",
    status_code=202,
    summary="Confirm that two are one, or refuse it",
)
async def decide(
    id: DuplicateId,  # noqa: A002 - the word of the address
    decision: Decision,
    asked: Annotated[Asked, Query()],
    desk: AtDesk,
    request: Request,
) -> Decided:
    """Confirmed, they are merged by an event of the owner's; refused, they are not asked again.

    A refusal can be taken back: they are proposed again then.
    """
    found = await (await _register(request)).of(desk, asked)
    proposal = next((one for one in found.proposals if one.id == id), None)
    if proposal is None:
        raise UnknownRef(id, "id")
    if decision.answer != "confirm":
        marks = proposal.marks(seal(desk.secret, asked.network))
        refusals = await _refusals(request)
        (refusals.add if decision.answer == "refuse" else refusals.remove)(marks)
        return Decided(id=id, answer=decision.answer)
    event = merging(proposal)
    kind = event.type.removeprefix("inroad.").removesuffix(".v1")
    (receipt,) = await publish_own(
        request.app.state.broker, asked.network, [owner_event(kind, event.data)]
    )
    return Decided(
        id=id, answer="confirm", source=receipt.source, event=receipt.id, receipt=receipt.receipt
    )


def _is_refused(refused: frozenset[str], sealing: Seal, proposal: Proposal) -> bool:
    return bool(refused) and not refused.isdisjoint(proposal.marks(sealing))
