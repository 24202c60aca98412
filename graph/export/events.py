"""Events as they may be published elsewhere, where they give the same graph.

What counts goes along: what is applied, retractions among it. What was taken back does not, nor
does an event of which an erasure has left nothing, nor the erasure itself, which keeps no name.
"""

import json
from collections.abc import AsyncIterator
from typing import Any, Final

from graph.entities import Record
from graph.evidence import NAMING_FIELDS
from graph.store import View
from schemas.events.base import OWNER_SOURCE
from schemas.identifiers import as_sent

_NAMING: Final = (*NAMING_FIELDS, "from")


async def event_lines(view: View) -> AsyncIterator[str]:
    """One CloudEvent in JSON a line, in no order: none matters."""
    async for record in view.scan(Record):
        if line := line_of(record):
            yield line


def line_of(record: Record) -> str:
    """The event as its own source would send it; empty if it does not go along."""
    values: dict[str, Any] = json.loads(record.body)
    if record.status != "applied" or "data" not in values:
        return ""
    if record.source != OWNER_SOURCE:
        data: dict[str, Any] = values["data"]
        names = {field: _sent(data[field], record.source) for field in _NAMING if field in data}
        values["data"] = data | names
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n"


def _sent(named: str | list[str], source: str) -> str | list[str]:
    return as_sent(named, source) if isinstance(named, str) else [as_sent(n, source) for n in named]
