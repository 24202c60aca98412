"""How a record of an event is made, and how an erased person is struck from it."""

import json
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from graph.entities import Record
from graph.evidence import NAMING_FIELDS, described_in, identifiers_in, names_in
from schemas.events import Event, InsiderMentioned, PersonErased, stored_event
from schemas.events.base import moment_text
from schemas.identifiers import ERASED, is_company, is_erased

Seal = Callable[[str], str]  # text -> keyed hash, the same for the same text
_WORDS = (
    "name", "headline", "note", "description", "title", "function", "field", "place", "level",
    "topic", "words",
)  # fmt: skip
FOR_EVER = ("inroad.event.retracted.v1", "inroad.person.erased.v1")  # nothing takes them back
STRUCK_TEXT = "[erased]"


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event as received, with its normal form."""

    event: Event
    body: str

    @property
    def key(self) -> tuple[str, str]:
        return (self.event.source, self.event.id)


def record_of(arrival: Arrival, seal: Seal, erased: Collection[str], *, retracted: bool) -> Record:
    """What is kept of an arrival; *erased* are struck from it before anything is kept."""
    event = arrival.event
    record = Record(
        source=event.source,
        id=event.id,
        type=event.type,
        time=moment_text(event.time),
        body=arrival.body,
        digest=seal(arrival.body),
        status="retracted" if retracted and event.type not in FOR_EVER else "applied",
        names=names_in(event),
    )
    struck = identifiers_in(event) if isinstance(event, PersonErased) else erased
    return strike(record, struck) if struck else record


def strike(record: Record, erased: Collection[str]) -> Record:
    """*record* as if *erased* had not been named in it.

    An event that names no live person any more keeps its identity and its time only.
    """
    if not record.names and record.type != "inroad.person.erased.v1":
        return record
    values = json.loads(record.body)
    data = values.get("data")
    if data is None:
        return record
    event = stored_event(record.body)
    gone = _gone(event, erased)
    marks = {name: f"{ERASED}{at}" for at, name in enumerate(identifiers_in(event)) if name in gone}
    if not marks:
        return record
    struck = {field: _struck(field, value, marks) for field, value in data.items()}
    if isinstance(event, InsiderMentioned) and (mark := marks.get(described_in(event) or "")):
        struck = _mention_struck(struck, mark)
    if all(is_erased(name) for name in _named(struck) if not is_company(name)):
        return _emptied(record, values)
    body = _written({**values, "data": struck})
    return replace(record, body=body, names=names_in(stored_event(body)))


def _gone(event: Event, erased: Collection[str]) -> set[str]:
    """*erased*, and with an informant the insider described in the informant's words."""
    gone = set(erased)
    if isinstance(event, InsiderMentioned) and event.data.informant in gone:
        gone.add(described_in(event) or "")
    return gone


def _emptied(record: Record, values: dict[str, Any]) -> Record:
    kept = {field: value for field, value in values.items() if field != "data"}
    applied = "applied" if record.type == "inroad.person.erased.v1" else "erased"
    status = record.status if record.status == "retracted" else applied
    return replace(record, body=_written(kept), names=(), status=status)


def _struck(field: str, value: Any, marks: dict[str, str]) -> Any:
    if field in NAMING_FIELDS or field == "from":
        if isinstance(value, str):
            return marks.get(value, value)
        return [marks.get(name, name) for name in value]
    if field in _WORDS and any(mentions(value, name) for name in marks):
        return STRUCK_TEXT
    return value


def _mention_struck(data: dict[str, Any], mark: str) -> dict[str, Any]:
    kept = {field: data[field] for field in data if field not in {"description", "relation"}}
    return {**kept, "mention": mark, "insider": data.get("insider", mark)}


def mentions(text: str, identifier: str) -> bool:
    """Whether *text* holds the value of *identifier*; all of such a text goes, not a part.

    So it makes no difference in which order the people it mentions are erased.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return identifier.partition(":")[2] in folded


def _written(values: dict[str, Any]) -> str:
    return json.dumps(values, separators=(",", ":"), ensure_ascii=False)


def _named(data: dict[str, Any]) -> list[str]:
    fields = (data[field] for field in (*NAMING_FIELDS, "from") if field in data)
    return [name for value in fields for name in ([value] if isinstance(value, str) else value)]
