"""Which format a file is in, by its name and its beginning."""

from io import BytesIO
from typing import BinaryIO, Final

from services.imports.calendars import CALENDARS
from services.imports.connections import CONNECTIONS
from services.imports.formats import HEAD, Format, Head
from services.imports.mail import EML, MBOX
from services.imports.text import encoding_of
from services.imports.vcards import VCARDS

FORMATS: Final[tuple[Format, ...]] = (VCARDS, CALENDARS, MBOX, CONNECTIONS, EML)  # the surest first


def format_of(name: str, file: BinaryIO) -> Format | None:
    """The first format that fits; *file* is wound back."""
    start = file.read(HEAD)
    file.seek(0)
    if len(start) == HEAD:
        start = start[: start.rfind(b"\n")]  # no letter is cut in two
    text = start.decode(encoding_of(BytesIO(start)), errors="replace")
    head = Head(name, text.lstrip("\ufeff"))
    return next((format_ for format_ in FORMATS if format_.fits(head)), None)


def named(name: str) -> Format | None:
    """The format of this name."""
    return next((format_ for format_ in FORMATS if format_.name == name), None)
