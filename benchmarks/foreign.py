"""Files as other apps write them, of which it is known what each entry says.

Every format has entries that say something, in the ways that its documentation and real files
know; some that are broken, each in a way of its own; and some that are to be left out.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Final

Says = tuple[str, ...]  # (identifier, name), (time, participants…), or (source, id) of an event

BOB: Final = "email:bob@example.org"
WRITTEN: Final = datetime(2026, 5, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry as text, what it says, and whether it is to be told as broken or as left out."""

    text: str
    says: tuple[Says, ...] = ()
    broken: bool = False
    left_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """How one app writes a file: *entry* makes number n."""

    format: str
    file: str
    entry: Callable[[Random, int], Entry]
    head: str = ""
    tail: str = ""
    encoding: str = "utf-8"
    newline: str = "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a file says, and the lines at which broken entries and those to leave out begin."""

    path: Path
    entries: int
    says: frozenset[Says]
    broken: frozenset[int]
    left_out: frozenset[int]


def written(app: App, folder: Path, lines: int, seed: int) -> Made:
    """A file of at least so many *lines*."""
    chance = Random(f"{app.format} {seed}")
    path = folder / app.file
    says: set[Says] = set()
    broken: set[int] = set()
    left_out: set[int] = set()
    line, entries = app.head.count("\n"), 0
    with path.open("w", encoding=app.encoding, newline=app.newline) as file:
        file.write(app.head)
        while line < lines:
            entry = app.entry(chance, entries)
            says.update(entry.says)
            broken.update([line + 1] * entry.broken)
            left_out.update([line + 1] * entry.left_out)
            file.write(entry.text)
            line, entries = line + entry.text.count("\n"), entries + 1
        file.write(app.tail)
    os.utime(path, (WRITTEN.timestamp(),) * 2)
    return Made(
        path=path, entries=entries, says=frozenset(says), broken=frozenset(broken),
        left_out=frozenset(left_out),
    )  # fmt: skip
