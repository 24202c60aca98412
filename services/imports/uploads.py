"""Files that the page sends: each in a file of its own, for a while, and for its owner only."""

import asyncio
import os
import struct
import time
import zipfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from starlette.requests import ClientDisconnect

from graph.errors import InroadError
from services.imports.files import Part, parts_of

FOLDER: Final = "uploads"
AT_ONCE: Final = 4  # files kept
MEMBERS: Final = 1_000  # files in an archive
SLOW: Final = 30.0  # seconds that a client has for the next piece
_EVERY: Final = 60.0  # seconds between two looks for what is too old
_DIRECTORY: Final = 2**20  # bytes of the list of an archive's files
_TAIL: Final = 65_557  # bytes at the end of a zip archive that may hold its record
_RECORD: Final = struct.Struct("<4s4H2LH")  # end of central directory: APPNOTE.TXT, 4.3.16
_LARGE: Final = b"PK\x06\x07"  # a record of archives over 4 GiB precedes it


class NotAFile(InroadError):
    """The body does not say that it is the bytes of a file, as a form of any page can't."""

    field = "Content-Type"
    remedy = "send the bytes of the file as application/octet-stream"


class UnusableName(InroadError):
    """What the file is called is no name of a file."""

    field = "name"
    remedy = "name the file as it is called, as Connections.csv"


class FileTooLarge(InroadError):
    """The file, or what is packed in it, is larger than the page may send."""

    field = "(body)"
    remedy = (
        "import it by `inroad import`, which reads files of any size, or raise INROAD_UPLOAD_BYTES"
    )


class UnreadableArchive(InroadError):
    """It looks like a zip archive, and can't be read as one."""

    field = "(body)"
    remedy = "download it again, or unpack it and send the files in it one by one"


class TooManyUploads(InroadError):
    """As many files are kept as may be."""

    remedy = "import or cancel one, or come back in an hour"


class SlowUpload(InroadError):
    """The file did not come to its end."""

    field = "(body)"
    remedy = "send it again"


class NoRoom(InroadError):
    """The file can't be written."""

    field = "(body)"
    remedy = "see that the folder of INROAD_HOME can be written and has room"


class UnknownUpload(InroadError):
    """No file is kept under this id: it was imported or cancelled, or it was too old."""

    field = "id"
    remedy = "send the file again: what was imported of it is known"

    def __init__(self, id_: str) -> None:
        super().__init__(f"no file {id_} is kept")


@dataclass(slots=True)
class Upload:
    """A file that is kept; *name* is what its owner calls it. While it is *held* it stays."""

    id: str
    name: str
    place: Path
    bytes: int
    parts: tuple[Part, ...]
    since: float = field(default_factory=time.monotonic)
    held: bool = False
    spent: bool = False  # its file is gone, what came of it may still be asked for

    def spend(self) -> None:
        """It is imported: its file goes."""
        self.place.unlink(missing_ok=True)
        self.spent = True

    def let_go(self) -> None:
        """It is not held any more, and kept for a while from now on."""
        self.held, self.since = False, time.monotonic()


class Uploads:
    """The files in a folder of *home*, *most* bytes each, kept for *age* seconds."""

    def __init__(self, home: Path, most: int, age: float) -> None:
        self._folder, self._most, self._age = home / FOLDER, most, age
        self._known: dict[str, Upload] = {}
        self._coming: set[str] = set()

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """While this lasts, what is too old goes; afterwards all of it does."""
        sweeping = asyncio.create_task(self._sweep())
        try:
            yield
        finally:
            sweeping.cancel()
            for id_ in list(self._known):
                self.drop(id_)

    def of(self, id_: str) -> Upload:
        """The file of this id.

        Raises:
            UnknownUpload
        """
        if id_ not in self._known:
            raise UnknownUpload(id_)
        return self._known[id_]

    def find(self, id_: str) -> Upload | None:
        return self._known.get(id_)

    def drop(self, id_: str) -> None:
        """Delete the file, if it is there."""
        if found := self._known.pop(id_, None):
            found.place.unlink(missing_ok=True)

    async def take(
        self, id_: str, name: str, written: datetime | None, body: AsyncIterator[bytes]
    ) -> Upload:
        """Keep a file, last *written* then; another one of the same id goes.

        Raises:
            UnusableName, TooManyUploads, FileTooLarge, SlowUpload, NoRoom, UnreadableArchive,
            Unfit
        """
        called = _name(name)
        self.drop(id_)
        place = self._folder / id_
        with self._room(id_):
            try:
                await self._write(place, body)
                if written is not None:
                    os.utime(place, (written.timestamp(), written.timestamp()))
                parts = await asyncio.to_thread(self._parts, place, called)
            except BaseException as error:
                place.unlink(missing_ok=True)
                if isinstance(error, OSError):
                    raise NoRoom(f"the file can't be kept: {error.strerror or error}") from error
                raise
        found = Upload(id_, called, place, place.stat().st_size, tuple(parts))
        self._known[id_] = found
        return found

    @contextmanager
    def _room(self, id_: str) -> Iterator[None]:
        if len(self._known) + len(self._coming) >= AT_ONCE:
            for upload in [one for one in self._known.values() if one.spent]:
                self.drop(upload.id)
        if len(self._known) + len(self._coming) >= AT_ONCE or id_ in self._coming:
            raise TooManyUploads(f"{AT_ONCE} files are kept")
        self._coming.add(id_)
        try:
            yield
        finally:
            self._coming.discard(id_)

    async def _write(self, place: Path, body: AsyncIterator[bytes]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            size = 0
            async for piece in _in_time(body):
                size += len(piece)
                if size > self._most:
                    raise FileTooLarge(f"the file is over {self._most:,} bytes")
                await asyncio.to_thread(file.write, piece)

    def _parts(self, place: Path, called: str) -> list[Part]:
        """What the file holds, within bounds."""
        if zipfile.is_zipfile(place):
            with place.open("rb") as file:
                _check_directory(file)
        try:
            parts = parts_of(place, called)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise UnreadableArchive(f"{called} can't be read: {error}") from error
        if len(parts) > MEMBERS:
            raise UnreadableArchive(f"{called} holds {len(parts):,} files, more than {MEMBERS:,}")
        if sum(part.size for part in parts) > self._most:
            raise FileTooLarge(f"unpacked, {called} is over {self._most:,} bytes")
        return parts

    async def _sweep(self) -> None:
        while True:
            await asyncio.to_thread(self._clear)
            now = time.monotonic()
            for upload in list(self._known.values()):
                if not upload.held and now - upload.since > self._age:
                    self.drop(upload.id)
            await asyncio.sleep(min(_EVERY, self._age))

    def _clear(self) -> None:
        """Delete what a service left that died; st_ctime tells when it came, whatever its day."""
        if not self._folder.is_dir():
            return
        for place in self._folder.iterdir():
            known = place.name in self._known or place.name in self._coming
            if not known and time.time() - place.stat().st_ctime > self._age:
                place.unlink(missing_ok=True)


def _name(said: str) -> str:
    """The last part of a path, which is shown and told formats by, and never opened."""
    name = PurePosixPath(said.replace("\\", "/")).name
    if not name or name in {".", ".."} or not name.isprintable():
        raise UnusableName(f"{said!r} is no name of a file")
    return name


async def _in_time(body: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The pieces of *body*, none of which may take too long."""
    try:
        while True:
            async with asyncio.timeout(SLOW):
                piece = await anext(body, None)
            if piece is None:
                return
            yield piece
    except TimeoutError as error:
        raise SlowUpload(f"nothing came for {SLOW:.0f} seconds") from error
    except ClientDisconnect as error:
        raise SlowUpload("the client has left") from error


def _check_directory(file: BinaryIO) -> None:
    """Refuse an archive whose list of files would not fit: it is read whole, into memory."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _TAIL))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _RECORD.size:
        raise UnreadableArchive("the archive has no list of its files")
    *_, length, _, _ = _RECORD.unpack_from(tail, at)
    if length > _DIRECTORY or _LARGE in tail[max(0, at - 20) : at]:
        raise UnreadableArchive("the archive lists more files than are read")
