"""Cursors: where a page ended, as opaque text."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import TypeVar

from graph.entities import Key
from graph.errors import OutOfBounds

T = TypeVar("T")


def cursor_of(key: Key) -> str:
    """The cursor of a page whose last entry has *key*."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def key_of(cursor: str | None, parts: int) -> Key:
    """The key of *parts* texts that a cursor stands for; () when there is no cursor.

    Raises:
        OutOfBounds: when no page gave out this cursor.
    """
    if not cursor:
        return ()
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        key = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        key = None
    if not isinstance(key, list) or len(key) != parts or not all(isinstance(k, str) for k in key):
        raise OutOfBounds(
            "cursor", cursor, "take `next` of the page before as it is, or leave it out"
        )
    return tuple(key)


def page_of(
    entries: Sequence[T], key: Callable[[T], Key], *, after: Key, limit: int
) -> tuple[list[T], str | None]:
    """The first *limit* of *entries* after a key, by key, and the cursor of what follows."""
    left = sorted((entry for entry in entries if key(entry) > after), key=key)
    page = left[:limit]
    return page, cursor_of(key(page[-1])) if len(left) > limit else None
