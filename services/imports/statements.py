"""What a line of a file says: an event to be, or why it is none."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from schemas.events.base import moment_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something that a file says, of the type inroad.*kind*.v1.

    *time* is None where the file does not say when. *mark* tells apart what would read the
    same: a message's id, say.
    """

    line: int
    kind: str
    data: dict[str, Any]
    time: datetime | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A CloudEvent that the file holds as it is, with its own source and id."""

    line: int
    event: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """Understood, and left out on purpose."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: left out: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """Not understood: the rest of the file goes on without it."""

    line: int
    field: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.field}: {self.reason} ({self.remedy})"


Said = Statement | Whole
Found = Said | Passed | Unclear


def key_of(said: Said, source: str, target: str) -> bytes:
    """Names what is said, whenever and however often it is imported into *target*."""
    match said:
        case Whole(event=event):
            return _digest(target, event.get("source"), event.get("id"))
        case Statement(kind=kind, data=data, time=time, mark=mark):
            return _digest(target, source, kind, data, time and moment_text(time), mark)


def event_of(said: Said, source: str, *, undated: datetime, generation: int) -> dict[str, Any]:
    """The event: its id is made from all that it says, so one id never has two bodies.

    *undated* is the time of what has none. *generation* counts how often the same was taken
    back before: an event that was retracted stays so, and is said anew under a new id, which
    comes before and after the same others: where two are said at one time, the same one counts.
    """
    again = f"~{generation}" if generation else ""
    match said:
        case Whole(event=event):
            return event | {"id": f"{event['id']}{again}"} if again else event
        case Statement(kind=kind, data=data, time=time, mark=mark):
            at = moment_text(time or undated)
            return {
                "specversion": "1.0",
                "id": _digest(source, kind, at, data, mark).hex() + again,
                "source": source, "type": f"inroad.{kind}.v1", "time": at,
                "datacontenttype": "application/json", "data": data,
            }  # fmt: skip


def _digest(*parts: Any) -> bytes:
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]
