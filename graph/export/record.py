"""All that is kept of a person, as somebody may ask for it who wants to know."""

import json
from collections.abc import AsyncIterator, Callable
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from graph.codec import to_row
from graph.entities import MATTERS, AnyMatter, Key, Person, Record, Said, Tie
from graph.export.batches import batches
from graph.pages import person_page, tie_to
from graph.store import View
from schemas.export import EventKept, MatterKept

T = TypeVar("T")
EVENTS: Final = 1000  # read at a time


async def record_of(view: View, network: str, person: Person, now: str) -> AsyncIterator[str]:
    """A `schemas.export.PersonRecord` in JSON, in pieces."""
    page = await person_page(view, network, person, now)
    yield f'{{"person":{page.model_dump_json()},"ties":'
    async for text in _array(_ties(view, person), lambda pair: tie_to(network, person, *pair, now)):
        yield text
    yield ',"matters":'
    async for text in _array(_matters(view, person), _matter):
        yield text
    yield ',"events":'
    async for text in _array(_events(view, person), _event):
        yield text
    yield "}\n"


async def _array(stream: AsyncIterator[T], told: Callable[[T], BaseModel]) -> AsyncIterator[str]:
    before = "["
    async for one in stream:
        yield before + told(one).model_dump_json()
        before = ","
    yield "]" if before == "," else "[]"


async def _ties(view: View, person: Person) -> AsyncIterator[tuple[Person, Tie]]:
    async for ties in batches(_each(await view.touching(Tie, [person.id]))):
        ids = [(tie.other(person.id),) for tie in ties]
        people = await view.load(Person, ids)
        for tie in ties:
            yield people[(tie.other(person.id),)], tie


async def _each(found: list[T]) -> AsyncIterator[T]:
    for one in found:
        yield one


async def _matters(view: View, person: Person) -> AsyncIterator[AnyMatter]:
    for kind in MATTERS:
        for matter in await view.touching(kind, person.identifiers):
            yield matter


async def _events(view: View, person: Person) -> AsyncIterator[Record]:
    """What was taken back is kept too."""
    after: Key = ()
    while True:
        records = await view.naming([person.identifiers], live=False, after=after, limit=EVENTS)
        for record in records:
            yield record
        if len(records) < EVENTS:
            return
        after = records[-1].key


def _matter(matter: AnyMatter) -> MatterKept:
    said: dict[str, Any] = {}
    for name, value in to_row(matter).items():
        kept = getattr(matter, name)
        said[name] = kept.value if isinstance(kept, Said) else value
    return MatterKept(kind=type(matter).__name__.lower(), said=said)


def _event(record: Record) -> EventKept:
    data = json.loads(record.body).get("data", {})
    return EventKept(
        source=record.source, id=record.id, type=record.type, time=record.time, data=data,
        status=record.status,
    )  # fmt: skip
