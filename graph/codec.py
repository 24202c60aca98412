"""Entities as flat rows, and back: strings, numbers, truths and lists of strings.

`Said` and `Stint` become lists of strings. Absent values are left out of a row, so that what
rests in a store reads as what is known.
"""

from dataclasses import MISSING, fields
from typing import Any, TypeVar

from graph.entities import KINDS, Entity, Said, Stint

E = TypeVar("E", bound=Entity)
Row = dict[str, Any]
_NAMED = {"Said": Said, "Stint": Stint}


def _shape(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    """Name of each field, with the named tuple that it holds, or tuple, or None for plain ones."""
    found = []
    for field in fields(kind):
        written = str(getattr(field.type, "__name__", field.type))
        named = next((t for name, t in _NAMED.items() if name in str(field.type)), None)
        found.append((field.name, named or (tuple if "tuple" in written else None)))
    return tuple(found)


def to_row(entity: Entity) -> Row:
    """The fields of *entity* that hold something."""
    row: Row = {}
    for name, shape in _SHAPES[type(entity)]:
        value = getattr(entity, name)
        if value is None or (value in ("", ()) and name not in _REQUIRED[type(entity)]):
            continue
        row[name] = list(value) if shape else value
    return row


def from_row(kind: type[E], row: Row) -> E:
    """The entity that `to_row` made *row* of; other keys of *row* are passed over."""
    values: Row = {}
    for name, shape in _SHAPES[kind]:
        value = row.get(name)
        if shape is None:
            if value is not None:
                values[name] = value
        elif value is not None:
            values[name] = tuple(value) if shape is tuple else shape(*value)
    return kind(**values)


def _required(kind: type[Any]) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind) if field.default is MISSING)


_SHAPES: dict[Any, tuple[tuple[str, Any], ...]] = {kind: _shape(kind) for kind in KINDS}
_REQUIRED: dict[Any, frozenset[str]] = {kind: _required(kind) for kind in KINDS}
