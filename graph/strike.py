"""How a record of an event is made, and how an erased person is struck from it."""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from graph.entities import Record
from graph.evidence import NAMING_FIELDS, identifiers_in, names_in
from schemas.events import Event, PersonErased, stored_event
from schemas.events.base import moment_text
from schemas.identifiers import ERASED, is_company, is_erased

Seal = Callable[[str], str]  # text -> keyed hash, the same for the same text
_WORDS = ("name", "headline", "note", "description", "title", "function", "field", "place")
FOR_EVER = ("inroad.event.retracted.v1", "inroad.person.erased.v1")  # nothing takes them back
_STRUCK_TEXT = "[erased]"


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
    marks = {
        name: f"{ERASED}{number}"
        for number, name in enumerate(identifiers_in(stored_event(record.body)))
        if name in erased
    }
    if not marks:
        return record
    struck = {field: _struck(field, value, marks) for field, value in data.items()}
    people = [name for name in _named(struck) if not is_company(name)]
    if all(map(is_erased, people)):
        return _emptied(record, values)
    body = json.dumps({**values, "data": struck}, separators=(",", ":"), ensure_ascii=False)
    return replace(record, body=body, names=names_in(stored_event(body)))


def _emptied(record: Record, values: dict[str, Any]) -> Record:
    del values["data"]
    body = json.dumps(values, separators=(",", ":"), ensure_ascii=False)
    applied = "applied" if record.type == "inroad.person.erased.v1" else "erased"
    status = record.status if record.status == "retracted" else applied
    return replace(record, body=body, names=(), status=status)


def _struck(field: str, value: Any, marks: dict[str, str]) -> Any:  # noqa: ANN401 - JSON values
    if field in NAMING_FIELDS or field == "from":
        return marks.get(value, value) if isinstance(value, str) else [marks.get(v, v) for v in value]
    if field in _WORDS:
        for name in marks:
            value = _without(value, name.partition(":")[2])
    return value


def _without(text: str, erased: str) -> str:
    """*text* with every mention of *erased* blotted out, whatever its case."""
    at = text.casefold().find(erased)
    while at >= 0:
        text = text[:at] + _STRUCK_TEXT + text[at + len(erased) :]
        at = text.casefold().find(erased, at + len(_STRUCK_TEXT))
    return text


def _named(data: dict[str, Any]) -> list[str]:
    fields = (data[field] for field in (*NAMING_FIELDS, "from") if field in data)
    return [name for value in fields for name in ([value] if isinstance(value, str) else value)]
