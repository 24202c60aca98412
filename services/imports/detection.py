"""Which format a file is in, by its name and its beginning."""

from typing import BinaryIO, Final

from services.imports.calendars import CALENDARS
from services.imports.connections import CONNECTIONS
from services.imports.formats import HEAD, Format, Head
from services.imports.text import encoding_of
from services.imports.vcards import VCARDS

FORMATS: Final[tuple[Format, ...]] = (VCARDS, CALENDARS, CONNECTIONS)  # the surest first


def format_of(name: str, file: BinaryIO) -> Format | None:
    """The first format that fits; *file* is wound back."""
    encoding = encoding_of(file)
    head = Head(name, file.read(HEAD).decode(encoding, errors="replace").lstrip("\ufeff"))
    file.seek(0)
    return next((format_ for format_ in FORMATS if format_.fits(head)), None)


def named(name: str) -> Format | None:
    """The format of this name."""
    return next((format_ for format_ in FORMATS if format_.name == name), None)
