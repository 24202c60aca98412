"""Events from the owner's own source: what is said through Inroad itself."""

import uuid
from datetime import UTC, datetime
from typing import Any

from schemas.events.base import OWNER_SOURCE, moment_text


def owner_event(kind: str, data: dict[str, Any], time: datetime | None = None) -> dict[str, Any]:
    """A CloudEvent of type inroad.*kind*.v1, at *time* or now."""
    return {
        "specversion": "1.0",
        "id": str(uuid.uuid4()),
        "source": OWNER_SOURCE,
        "type": f"inroad.{kind}.v1",
        "time": moment_text(time or datetime.now(UTC)),
        "datacontenttype": "application/json",
        "data": data,
    }
