"""A file that tells when it is read."""

from collections.abc import Callable
from io import SEEK_SET, RawIOBase
from typing import Any, BinaryIO


class Watched(RawIOBase):
    """*file*, before each piece of which *watch* is called; it may raise to end the reading."""

    def __init__(self, file: BinaryIO, watch: Callable[[], None]) -> None:
        self._file, self._watch = file, watch

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        self._watch()
        piece = self._file.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def seek(self, offset: int, whence: int = SEEK_SET, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()
