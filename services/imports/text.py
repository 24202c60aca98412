"""Text from bytes of an encoding that nobody tells."""

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import BinaryIO

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_CHUNK = 2**20


def encoding_of(file: BinaryIO) -> str:
    """utf-8 or utf-16 as marked; utf-8 if most of it is; else what Windows wrote, cp1252.

    *file* is read once, in pieces, and wound back.
    """
    start = file.read(4)
    file.seek(0)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    if len(start) > 1 and 0 in start[:2] and start[:2] != b"\0\0":
        return "utf-16-le" if start[1] == 0 else "utf-16-be"
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    letters = broken = 0  # beyond ASCII: a file that was cut off has a broken one among many
    while chunk := file.read(_CHUNK):
        text = decoder.decode(chunk)
        letters += len(text) - len(text.encode("ascii", "ignore"))
        broken += text.count("\ufffd")
    broken += bool(decoder.decode(b"", final=True))
    file.seek(0)
    return "utf-8" if letters >= 2 * broken else "cp1252"


@contextmanager
def text_of(file: BinaryIO, newline: str | None = None) -> Iterator[TextIOWrapper]:
    """*file* as text; it is left open. Line ends are told apart as *newline* says."""
    text = TextIOWrapper(file, encoding_of(file), errors="replace", newline=newline)
    try:
        yield text
    finally:
        if not file.closed:  # as it is when the reader stopped midway
            text.detach()
