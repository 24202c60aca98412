"""The formats that are known, and which of them a file is in."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from graph.errors import UnknownRef
from services.imports.statements import Found

HEAD = 65_536  # bytes looked at to tell the format


def unknown_sheet(sheet: str) -> Mapping[str, Any]:
    """No sheet is known."""
    raise UnknownRef(sheet, "sheet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file does not say itself."""

    me: str  # whose file it is, an identifier in normal form
    day: datetime  # of the file: when it was exported
    now: datetime
    region: str | None = None  # ISO 3166 code of the country of phone numbers written without one
    columns: Mapping[str, str] = field(default_factory=dict)  # of a plain table: field to heading
    profiles: Mapping[str, str] = field(default_factory=dict)  # of connections imported along
    sheet: Callable[[str], Mapping[str, Any]] = unknown_sheet  # as the service shows it, by its id

    def names(self) -> str:
        """Who you are and how columns are read: another reading of a file is another import."""
        return json.dumps([self.me, self.region, sorted(self.columns.items())])


@dataclass(frozen=True, slots=True)
class Head:
    """How a file begins."""

    name: str
    text: str

    @property
    def stem(self) -> str:
        return PurePosixPath(self.name.replace("\\", "/")).stem.casefold()

    @property
    def ending(self) -> str:
        return PurePosixPath(self.name.replace("\\", "/")).suffix.casefold()

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How files of one app are told and read."""

    name: str
    title: str
    fits: Callable[[Head], bool]
    read: Callable[[BinaryIO, Reading], Iterator[Found]]

    @property
    def source(self) -> str:
        """Of the events that come of it."""
        return f"urn:inroad:import:{self.name}"
