"""Striking erased people from a payload that could not be applied, whatever its shape."""

import json
from collections.abc import Callable, Collection, Iterator
from typing import Any

from graph.entities import Tombstone
from graph.store import View
from graph.strike import Seal
from schemas.errors import InvalidIdentifier
from schemas.events.base import OWNER_SOURCE
from schemas.identifiers import ERASED, person_identifier

MAX_STRINGS = 5000  # of one payload; what has more is not looked through


def names_within(payload: bytes) -> dict[str, str]:
    """Every string of a JSON payload that names a person, with its normal form."""
    try:
        values = json.loads(payload)
    except (ValueError, RecursionError):
        return {}
    source = values.get("source") if isinstance(values, dict) else None
    scope = source if isinstance(source, str) and source != OWNER_SOURCE else None
    found: dict[str, str] = {}
    for number, text in enumerate(_strings(values)):
        if number == MAX_STRINGS:
            break
        if normal := _normal(text, scope):
            found[text] = normal
    return found


def without(payload: bytes, erased: Collection[str]) -> bytes:
    """*payload* with the people of these normal forms struck; unchanged when none is in it."""
    struck = {text for text, normal in names_within(payload).items() if normal in erased}
    if not struck:
        return payload
    return json.dumps(_replaced(json.loads(payload), struck.__contains__)).encode()


async def already_erased(view: View, names: Collection[str], sealing: Seal) -> set[str]:
    """Those of *names* that a network has forgotten."""
    sealed = {name: (sealing(name),) for name in names}
    found = await view.load(Tombstone, set(sealed.values()))
    return {name for name, key in sealed.items() if key in found}


def _normal(text: str, scope: str | None) -> str:
    try:
        return person_identifier(text, scope)
    except InvalidIdentifier:
        return ""


def _strings(values: Any) -> Iterator[str]:
    match values:
        case str():
            yield values
        case dict():
            for value in values.values():
                yield from _strings(value)
        case list():
            for value in values:
                yield from _strings(value)
        case _:
            return


def _replaced(values: Any, is_struck: Callable[[str], bool]) -> Any:
    match values:
        case str():
            return ERASED if is_struck(values) else values
        case dict():
            return {name: _replaced(value, is_struck) for name, value in values.items()}
        case list():
            return [_replaced(value, is_struck) for value in values]
        case _:
            return values
