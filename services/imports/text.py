"""Text from bytes of an encoding that nobody tells."""

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase, TextIOWrapper
from typing import BinaryIO, Final, cast

from graph.errors import InroadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_CHUNK = 2**20
LONGEST: Final = 32 * 2**20  # bytes of one line


class OverlongLine(InroadError):
    """A line is longer than is held in memory."""

    field = "(file)"
    remedy = "see that it is the file that the app exported, and not damaged"

    def __init__(self) -> None:
        super().__init__(f"a line is over {LONGEST} bytes")


class _ShortLines(BufferedIOBase):
    """Reads *file* on, as long as its lines end."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._length = file, 0

    def readable(self) -> bool:
        return True

    def read1(self, size: int = -1, /) -> bytes:
        piece = self._file.read(_CHUNK if size < 0 else size)
        end = max(piece.rfind(b"\n"), piece.rfind(b"\r"))
        self._length = self._length + len(piece) if end < 0 else len(piece) - end
        if self._length > LONGEST:
            raise OverlongLine
        return piece

    def read(self, size: int | None = -1, /) -> bytes:
        return self.read1(-1 if size is None else size)


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
    """*file* as text; it is left open. Line ends are told apart as *newline* says.

    Raises:
        OverlongLine: while it is read.
    """
    encoding = encoding_of(file)
    lines = cast("BinaryIO", _ShortLines(file))
    yield TextIOWrapper(lines, encoding, errors="replace", newline=newline)
