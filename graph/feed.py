"""Changes as messages of the feed (`schemas.changes`), and back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from pydantic_core import to_json

from graph.codec import from_row, to_row
from graph.entities import (
    Ask,
    Company,
    Employment,
    Entity,
    Gathering,
    Goal,
    Intel,
    Introduction,
    Key,
    Person,
    Question,
    Reply,
    Sheet,
    Target,
    Thanks,
    Tie,
)
from graph.fold import Changes, Settlement
from schemas.changes import ChangesMessage

PLACES: dict[type[Any], str] = {
    Person: "people",
    Company: "companies",
    Tie: "ties",
    Employment: "employments",
    Introduction: "introductions",
    Ask: "asks",
    Reply: "replies",
    Sheet: "sheets",
    Goal: "goals",
    Question: "questions",
    Target: "targets",
    Intel: "intel",
    Thanks: "thanks",
    Gathering: "gatherings",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one message tells, or all parts of one: see `schemas.changes`."""

    since: int
    position: int
    changes: Changes = field(default_factory=Changes)
    epoch: str = ""  # begins at *position*


class _Item(NamedTuple):
    """One thing told, and where in the message: ``put``, ``ties``."""

    section: str
    place: str
    value: Any


def messages_of(told: Told, most: int) -> list[bytes]:
    """One message, or as many parts as it takes for each to have at most *most* bytes.

    A row that is larger by itself is not told, nor is anything beside it: readers find a gap
    then, and ask the store.
    """
    whole = _message(told, items := _items(told.changes), 1, 1)
    if len(whole) <= most:
        return [whole]
    pieces = _fitting(told, items, most)
    parts = [_message(told, piece, at, len(pieces)) for at, piece in enumerate(pieces, start=1)]
    if max(map(len, parts)) <= most:
        return parts
    settled = Changes(settled=told.changes.settled)
    return messages_of(replace(told, since=told.position, changes=settled), most)


class Parts:
    """Puts parts together: a reader must not apply half a position."""

    def __init__(self) -> None:
        self._held: list[ChangesMessage] = []

    def add(self, message: ChangesMessage) -> Told | None:
        """The whole, once the last part of it has come; parts without their first are let go."""
        if message.part == 1:
            self._held = []
        elif not self._held or not _follows(message, self._held[-1]):
            self._held = []
            return None
        self._held.append(message)
        if message.part < message.parts:
            return None
        held, self._held = self._held, []
        return _whole(held)


def _follows(message: ChangesMessage, last: ChangesMessage) -> bool:
    of, at = (message.since, message.position, message.parts), message.part
    return of == (last.since, last.position, last.parts) and at == last.part + 1


def _items(changes: Changes) -> list[_Item]:
    return [
        *(_Item("put", PLACES[type(e)], to_row(e)) for e in changes.put if type(e) in PLACES),
        *(_Item("delete", PLACES[kind], key) for kind, key in changes.delete if kind in PLACES),
        *(
            _Item("settled", "", {"source": one.source, "id": one.id, "status": one.status})
            for one in changes.settled
        ),
    ]


def _fitting(told: Told, items: list[_Item], most: int) -> list[list[_Item]]:
    """*items* halved until each piece fits, or is of one item."""
    widest = 10**9  # the numbers of the parts are not known yet
    if len(items) <= 1 or len(_message(told, items, widest, widest)) <= most:
        return [items]
    half = len(items) // 2
    return [*_fitting(told, items[:half], most), *_fitting(told, items[half:], most)]


def _message(told: Told, items: Iterable[_Item], part: int, parts: int) -> bytes:
    values: dict[str, Any] = {"since": told.since, "position": told.position}
    values |= {"part": part, "parts": parts} if parts > 1 else {}
    values |= {"epoch": told.epoch} if told.epoch else {}
    for item in items:
        if item.section == "settled":
            values.setdefault("settled", []).append(item.value)
        else:
            values.setdefault(item.section, {}).setdefault(item.place, []).append(item.value)
    return to_json(values)


def _whole(parts: Sequence[ChangesMessage]) -> Told:
    changes = Changes(
        put=tuple(entity for part in parts for entity in _put(part)),
        delete=tuple(key for part in parts for key in _deleted(part)),
        settled=tuple(
            Settlement(one.source, one.id, one.status) for part in parts for one in part.settled
        ),
    )
    last = parts[-1]
    return Told(since=last.since, position=last.position, changes=changes, epoch=last.epoch)


def _put(part: ChangesMessage) -> Iterable[Entity]:
    for kind, place in PLACES.items():
        for row in getattr(part.put, place):
            yield from_row(kind, row)


def _deleted(part: ChangesMessage) -> Iterable[tuple[type[Entity], Key]]:
    for kind, place in PLACES.items():
        for key in getattr(part.delete, place):
            yield kind, key
