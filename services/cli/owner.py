"""Events that you publish yourself."""

from typing import Any

from services.cli.terminal import Terminal
from services.owner import owner_event

__all__ = ["owner_event", "publish_own"]


def publish_own(
    here: Terminal, event: dict[str, Any], told: str, *, as_json: bool, undo: bool = True
) -> None:
    """Publish *event* and say so by *told*, and how to take it back unless that can't be done."""
    with here.service() as service:
        receipt = service.publish(event)
    if as_json:
        here.json({"event": event, "receipt": receipt})
        return
    here.out.print(told, markup=False, style="bold")
    if undo:
        here.say(f"To take it back: inroad event retract {event['source']} {event['id']}")
