"""Taking back what was wrong."""

from typing import Literal

from schemas.events.base import Data, Envelope, Key


class Target(Data):
    """The identity of the event that was wrong."""

    source: Key
    id: Key


class EventRetracted(Envelope):
    """An event of the same source (for the owner's own source: of any) counts as never received."""

    type: Literal["inroad.event.retracted.v1"] = "inroad.event.retracted.v1"
    data: Target
