"""The files to import: each as it is, a zip archive as the files in it."""

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast

from services.imports.unfit import check_archive, check_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file, or one in an archive; *day* is when it was written."""

    path: Path
    member: str  # of an archive, else empty
    size: int  # bytes
    day: datetime
    called: str  # what its owner calls the file, or the archive

    @property
    def name(self) -> str:
        return f"{self.called}/{self.member}" if self.member else self.called

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        if not self.member:
            with self.path.open("rb") as file:
                yield file
            return
        with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as inside:
            yield cast("BinaryIO", inside)


def parts_of(path: Path, called: str = "") -> list[Part]:
    """What *path* holds, which its owner calls *called*, by default as it is called.

    Raises:
        OSError, zipfile.BadZipFile: when it can't be read.
        Unfit: when it can hold no contacts.
    """
    called = called or path.name
    if not zipfile.is_zipfile(path):
        told = path.stat()
        written = datetime.fromtimestamp(told.st_mtime, UTC)
        check_file(path, called)
        return [Part(path=path, member="", size=told.st_size, day=_midnight(written),
                     called=called)]  # fmt: skip
    with zipfile.ZipFile(path) as archive:
        members = [one for one in archive.infolist() if not one.is_dir()]
    check_archive(called, (one.filename for one in members))
    return [
        Part(path=path, member=one.filename, size=one.file_size, day=_midnight(_written(one)),
             called=called)
        for one in members
    ]  # fmt: skip


def digest_of(file: BinaryIO, target: str) -> str:
    """Names a file's content and where it is sent to; *file* is read and wound back."""
    digest = hashlib.sha256(target.encode())
    while chunk := file.read(2**20):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _written(member: zipfile.ZipInfo) -> datetime:
    """When it was written; the first day of zip files, where that is no moment."""
    try:
        return datetime(*member.date_time, tzinfo=UTC)
    except ValueError:
        return datetime(1980, 1, 1, tzinfo=UTC)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
