"""The files to import: each as it is, a zip archive as the files in it."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file, or one in an archive; *day* is when it was written."""

    path: Path
    member: str  # of an archive, else empty
    size: int  # bytes
    day: datetime

    @property
    def name(self) -> str:
        return f"{self.path.name}/{self.member}" if self.member else self.path.name

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        if not self.member:
            with self.path.open("rb") as file:
                yield file
            return
        with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as inside:
            yield cast("BinaryIO", inside)


def parts_of(path: Path) -> list[Part]:
    """What *path* holds.

    Raises:
        OSError, zipfile.BadZipFile: when it can't be read.
    """
    if not zipfile.is_zipfile(path):
        told = path.stat()
        written = datetime.fromtimestamp(told.st_mtime, UTC)
        with path.open("rb"):
            return [Part(path=path, member="", size=told.st_size, day=_midnight(written))]
    with zipfile.ZipFile(path) as archive:
        return [
            Part(path=path, member=one.filename, size=one.file_size,
                 day=_midnight(datetime(*one.date_time, tzinfo=UTC)))
            for one in archive.infolist() if not one.is_dir()
        ]  # fmt: skip


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
