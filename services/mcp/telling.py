"""The tools that write: each publishes one event, which `take_back` makes as never said."""

from typing import Annotated, Any, Final
from uuid import uuid4

from mcp.types import CallToolResult
from pydantic import Field

from schemas.events.agenda import TargetPriority
from schemas.events.base import OWNER_SOURCE
from services.cli.exits import Exit, Stop
from services.cli.note import noted_event
from services.cli.refs import company_named, me
from services.cli.service import Service
from services.cli.terminal import Terminal
from services.fate import Fate
from services.mcp.answers import answered
from services.mcp.asking import Company
from services.owner import owner_event

BY_ASSISTANT: Final = "mcp-"  # how the ids of what is written here begin


class Telling:
    """What may be said on behalf of the person at this computer, who is "you"."""

    def __init__(self, here: Terminal) -> None:
        self._here = here

    def note_interaction(
        self,
        words: Annotated[
            str,
            Field(
                min_length=1,
                max_length=500,
                description="How, with whom, and today or yesterday",
                examples=["coffee with Ann Lee", "call from ben@example.org yesterday"],
            ),
        ],
    ) -> Annotated[CallToolResult, Fate]:
        """Record that you were in contact with somebody. Writes; `take_back` undoes it.

        Only what has happened, and only when you were told so.
        """  # fmt: skip
        who = me(self._here)
        with self._here.service() as service:
            event, told = noted_event(self._here, service, who, words)
            return _said(service, event, told)

    def target_company(
        self,
        company: Company,
        priority: Annotated[
            TargetPriority,
            Field(description="Beside the others, up to 10: 2 is twice as much", examples=[1]),
        ] = 1.0,
    ) -> Annotated[CallToolResult, Fate]:
        """Put a company on your sheet, or say anew how much you want it.

        Writes; `take_back` undoes it.
        """
        which = company_named(self._here, company, new=True)
        data = {"person": me(self._here), "company": which, "priority": priority}
        with self._here.service() as service:
            event = owner_event("company.targeted", data)
            return _said(service, event, f"{company} is on your sheet.")

    def take_back(
        self,
        id: Annotated[  # noqa: A002 - its name in every answer
            str,
            Field(
                min_length=1,
                max_length=200,
                description="`id` as the writing tool answered it",
                examples=["mcp-7a0e4f6e-9f6b-4c5d-8e7f-1a2b3c4d5e6f"],
            ),
        ],
    ) -> Annotated[CallToolResult, Fate]:
        """Take back what `note_interaction` or `target_company` wrote, as if never said.

        Nothing else can be taken back here, and taking back can't be undone: say it anew.
        """  # fmt: skip
        if not id.startswith(BY_ASSISTANT):
            raise Stop(
                "id: no tool here wrote that",
                f"give an id that begins with {BY_ASSISTANT}; else `inroad event retract`",
                Exit.USAGE,
            )
        event = owner_event("event.retracted", {"source": OWNER_SOURCE, "id": id})
        with self._here.service() as service:
            _fate(service, id)
            receipt = service.publish(event)
            _settle(service, receipt)
            return answered("Taken back, as if never said.", _fate(service, id))


def _said(service: Service, event: dict[str, Any], told: str) -> CallToolResult:
    """Publish *event*, and say what became of it once it is in the graph."""
    event = {**event, "id": f"{BY_ASSISTANT}{uuid4()}"}
    _settle(service, service.publish(event))
    fate = _fate(service, event["id"])
    if fate["status"] == "dead":
        raise Stop(f"{fate['field']}: {fate['reason']}", fate["remedy"], Exit.BAD_INPUT)
    return answered(f"{told} To take it back: take_back with id {event['id']}.", fate)


def _settle(service: Service, receipt: dict[str, Any]) -> None:
    """Wait a few seconds until answers show an event; its fate tells if that was too short."""
    try:
        service.get("names", q="a", limit=1, after=receipt["receipt"])  # any question would do
    except Stop as stop:
        if stop.code != Exit.UNREACHABLE:
            raise


def _fate(service: Service, id_: str) -> dict[str, Any]:
    return service.get("events", source=OWNER_SOURCE, id=id_)
