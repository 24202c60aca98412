"""The latest word on something: greatest first by time, then source, then id."""

from typing import NamedTuple

Key = tuple[str, ...]


class Said(NamedTuple):
    """The latest word on something, as greatest (time, source, id)."""

    time: str
    source: str
    id: str
    value: str


class Stint(NamedTuple):
    """The latest word that somebody works somewhere, or no longer does."""

    date: str  # when it came true
    time: str
    source: str
    id: str
    title: str = ""
    function: str = ""
    place: str = ""
