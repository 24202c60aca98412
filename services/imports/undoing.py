"""Taking an import back: what it alone says is retracted."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from graph.errors import InroadError
from schemas.events.base import OWNER_SOURCE
from services.imports.ledger import Import, Ledger, Standing
from services.imports.taking import BATCH, Door


class UnknownImport(InroadError):
    """No import, or more than one, has this id; or it was taken back before."""

    field = "import"
    remedy = "see `inroad imports`, or Data on the page"


class RetractionRefused(InroadError):
    """The service takes a retraction for no event."""

    remedy = "take it back again, with the same version of Inroad on both sides"


def standing(known: Sequence[Import], import_: str) -> Import:
    """The one import whose id begins so, unless it was taken back.

    Raises:
        UnknownImport
    """
    found = [one for one in known if one.id.startswith(import_)]
    if len(found) != 1:
        raise UnknownImport(f"{import_} {'begins several imports' if found else 'is no import'}")
    if found[0].undone and found[0].ended:
        raise UnknownImport(f"{found[0].name} was taken back before")
    return found[0]


def take_back(
    ledger: Ledger, one: Import, door: Door, now: datetime, hear: Callable[[int], object] = bool
) -> int:
    """Retract what this import alone says; how many events that were, which *hear* is told too.

    A run that was stopped goes on where it stopped.

    Raises:
        RetractionRefused
    """
    at = ledger.undoing(one.id, now)
    taken, after = 0, b""
    while alone := ledger.alone(one.id, after, BATCH):
        if refused := door([(0, retraction(event, at)) for event in alone]):
            raise RetractionRefused(f"a retraction was refused: {refused[0].reason}")
        with ledger.writing():
            ledger.retracted(one.id, [event.key for event in alone])
        taken, after = taken + len(alone), alone[-1].key
        hear(taken)
    ledger.forget(one.id)
    return taken


def retraction(event: Standing, at: str) -> dict[str, Any]:
    """The owner takes an event back: the same retraction however often it is sent."""
    name = f"{event.source} {event.id}".encode()
    return {
        "specversion": "1.0", "id": f"undo-{hashlib.sha256(name).hexdigest()[:32]}",
        "source": OWNER_SOURCE, "type": "inroad.event.retracted.v1", "time": at,
        "datacontenttype": "application/json", "data": {"source": event.source, "id": event.id},
    }  # fmt: skip
