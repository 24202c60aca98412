"""Which format a file is in, by its name and its beginning."""

from io import BytesIO
from typing import BinaryIO, Final

from services.imports.answered import ANSWERED
from services.imports.calendars import CALENDARS
from services.imports.connections import CONNECTIONS
from services.imports.formats import HEAD, Format, Head
from services.imports.google import GOOGLE
from services.imports.jsonlines import JSON_LINES
from services.imports.linkedin import INVITATIONS, MESSAGES, RECOMMENDATIONS
from services.imports.mail import EML, MBOX
from services.imports.plain import PLAIN
from services.imports.text import encoding_of
from services.imports.vcards import VCARDS

# The surest first.
FORMATS: Final[tuple[Format, ...]] = (
    VCARDS, CALENDARS, MBOX, JSON_LINES, ANSWERED, CONNECTIONS, MESSAGES, INVITATIONS,
    RECOMMENDATIONS, GOOGLE, EML, PLAIN,
)  # fmt: skip


def head_of(name: str, file: BinaryIO) -> Head:
    """How *file* begins; it is wound back."""
    start = file.read(HEAD)
    file.seek(0)
    if len(start) == HEAD:
        start = start[: start.rfind(b"\n")]  # no letter is cut in two
    text = start.decode(encoding_of(BytesIO(start)), errors="replace")
    return Head(name, text.lstrip("\ufeff"))


def format_of(name: str, file: BinaryIO) -> Format | None:
    """The first format that fits; *file* is wound back."""
    head = head_of(name, file)
    return next((format_ for format_ in FORMATS if format_.fits(head)), None)


def named(name: str) -> Format | None:
    """The format of this name."""
    return next((format_ for format_ in FORMATS if format_.name == name), None)
