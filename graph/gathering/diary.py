"""Events of a debrief: of the owner's source, at the gathering's time, their ids made from it."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from graph.identity import id_of_all
from schemas.events import read_event
from schemas.events.base import OWNER_SOURCE, moment_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """*key* names the asker and the gathering; *now* is the reader's time."""

    key: str
    at: datetime
    now: datetime

    def event(self, who: str, kind: str, data: dict[str, Any], after: str = "") -> dict[str, Any]:
        """A CloudEvent of what was said with *who*, later than *after* where that is given.

        Raises:
            InvalidEvent: when it is none.
        """
        time = self.at
        if after:
            time = max(time, datetime.fromisoformat(after) + timedelta(microseconds=1))
        said = json.dumps(data, sort_keys=True, ensure_ascii=False)
        event = {
            "specversion": "1.0",
            "id": f"{self.mark(who)}{id_of_all(kind, moment_text(time), said)}",
            "source": OWNER_SOURCE, "type": f"inroad.{kind}.v1", "time": moment_text(time),
            "datacontenttype": "application/json", "data": data,
        }  # fmt: skip
        read_event(event, now=self.now)
        return event

    def mark(self, who: str) -> str:
        """With what the id of every event on *who* begins."""
        return f"debrief-{id_of_all(self.key, who)}-"

    def evening(self, number: int) -> str:
        """Id of the event that tells who was met, in the debrief of this number."""
        return f"{self.mark('')}{number}"

    def id(self, who: str, *what: str) -> str:
        """Id of an ask, a mention or an introduction."""
        return id_of_all(self.key, who, *what)
