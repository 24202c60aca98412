"""Striking erased people from a payload that could not be applied, whatever its shape."""

import json
from collections.abc import Callable, Collection, Iterator
from typing import Any

from graph.entities import Tombstone
from graph.store import View
from graph.strike import STRUCK_TEXT, Seal, mentions
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
    found = {text: name for text, name in names_within(payload).items() if name in erased}
    if not found:
        return payload

    def struck(text: str) -> str:
        if text in found:
            return ERASED
        return STRUCK_TEXT if any(mentions(text, name) for name in found.values()) else text

    return json.dumps(_mapped(json.loads(payload), struck)).encode()


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


def _mapped(values: Any, change: Callable[[str], str]) -> Any:
    match values:
        case str():
            return change(values)
        case dict():
            return {name: _mapped(value, change) for name, value in values.items()}
        case list():
            return [_mapped(value, change) for value in values]
        case _:
            return values
