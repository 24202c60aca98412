"""The events behind what an answer shows, a page at a time."""

import json
from collections.abc import Callable, Collection

from graph.cursor import cursor_of, key_of
from graph.entities import Company, Contact, Identifier, Introduction, Key, Person, Post, Record
from graph.evidence import facets_of
from graph.store import View
from schemas.events import stored_event
from schemas.pages import EventSeen, EvidencePage

_BATCH = 200  # records read at a time
_BATCHES = 10  # a page reads no more; it may be short, and its cursor goes on


async def behind_owner(
    view: View, whom: Person | Company, *, cursor: str | None, limit: int
) -> EvidencePage:
    """The events that name a person or a company."""
    return await _page(view, [whom.identifiers], lambda _: True, cursor, limit)


async def behind_identity(
    view: View, whom: Person | Company, *, cursor: str | None, limit: int
) -> EvidencePage:
    """The events that make the identifiers of a person or a company one's."""
    own = frozenset(whom.identifiers)

    def joins(record: Record) -> bool:
        return any(
            facet.text in own and not own.isdisjoint(facet.claims)
            for facet in facets_of(stored_event(record.body))
            if isinstance(facet, Identifier)
        )

    return await _page(view, [whom.identifiers], joins, cursor, limit)


async def behind_introduction(
    view: View, introduction: Introduction, *, cursor: str | None, limit: int
) -> EvidencePage:
    """The events that speak of an introduction."""
    names = [f"introduction:{introduction.id}"]
    return await _page(view, [names], lambda _: True, cursor, limit)


async def behind_tie(
    view: View, one: Person, other: Person | Company, *, cursor: str | None, limit: int
) -> EvidencePage:
    """The events that make the tie of two people, or a person's employment at a company."""
    ends = frozenset(one.identifiers), frozenset(other.identifiers)

    def tells(record: Record) -> bool:
        return any(
            (facet.a in ends[0] and facet.b in ends[1])
            or (facet.b in ends[0] and facet.a in ends[1])
            for facet in facets_of(stored_event(record.body))
            if isinstance(facet, Contact | Post)
        )

    return await _page(view, list(ends), tells, cursor, limit)


async def _page(
    view: View,
    groups: Collection[Collection[str]],
    tells: Callable[[Record], bool],
    cursor: str | None,
    limit: int,
) -> EvidencePage:
    after, found, more = key_of(cursor, 2), [], True
    for _ in range(_BATCHES):
        batch = await view.naming(groups, after=after, limit=_BATCH)
        more = len(batch) == _BATCH
        found += [record for record in batch if tells(record)]
        if not more or len(found) > limit:
            break
        after = batch[-1].key
    page = found[:limit]
    last: Key = page[-1].key if len(found) > limit else after
    events = tuple(map(_seen, page))
    return EvidencePage(events=events, next=cursor_of(last) if more or len(found) > limit else None)


def _seen(record: Record) -> EventSeen:
    data = json.loads(record.body).get("data", {})
    return EventSeen(
        source=record.source, id=record.id, type=record.type, time=record.time, data=data
    )
