"""Which files can be imported, and in which formats they are."""

import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from graph.errors import InroadError
from services.imports.connections import CONNECTIONS, profiles_in
from services.imports.detection import FORMATS, format_of, named
from services.imports.files import Part
from services.imports.formats import Format
from services.imports.linkedin import RECOMMENDATIONS

KNOWN: Final = ", ".join(one.name for one in FORMATS)
DAMAGED: Final = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)
Chosen = tuple[Part, Format]


class UnknownFormat(InroadError):
    """There is no format of this name."""

    field = "form"
    remedy = f"one of {KNOWN}"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is no format")


class UnreadablePart(InroadError):
    """A file in an archive can't be read: it is damaged, or wants a password."""

    field = "(file)"
    remedy = "see that the file is whole; if it is an archive, unpack it yourself"


@dataclass(frozen=True, slots=True)
class Choice:
    """The files in a known format, connections first, and the names of those that are in none."""

    chosen: Sequence[Chosen]
    left_out: Sequence[str]


def chosen(parts: Iterable[Part], form: str = "") -> Choice:
    """Each of *parts* in the format that it is in, or as *form* says.

    Raises:
        UnknownFormat, UnreadablePart
    """
    if form and named(form) is None:
        raise UnknownFormat(form)
    found: list[Chosen] = []
    left_out: list[str] = []
    for part in parts:
        format_ = named(form) or _told(part)
        if format_ is None:
            left_out.append(part.name)
        else:
            found.append((part, format_))
    return Choice(sorted(found, key=lambda one: one[1] is not CONNECTIONS), left_out)


def _told(part: Part) -> Format | None:
    """The format of a file by its beginning."""
    try:
        with part.open() as file:
            return format_of(part.name, file)
    except DAMAGED as error:
        raise UnreadablePart(f"{part.name}: {error}") from error


def profiles_of(parts: Sequence[Chosen]) -> dict[str, str]:
    """The connections among *parts* by name, where recommendations come with them."""
    found: dict[str, str] = {}
    if any(format_ is RECOMMENDATIONS for _, format_ in parts):
        for part, format_ in parts:
            if format_ is CONNECTIONS:
                with part.open() as file:
                    found |= profiles_in(file)
    return found
