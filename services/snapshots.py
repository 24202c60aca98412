"""Snapshots of the index in files: written whole or not at all, and read only when sound.

magic, length of the header, CRC-32 of the header | header, JSON | arrays | CRC-32 of it all
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, flock
from glob import escape
from pathlib import Path
from struct import Struct
from tempfile import NamedTemporaryFile
from typing import IO, Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from graph.epochs import Standing
from graph.errors import SnapshotRefused
from graph.index.snapshot import Arrays, Header, restored, rooms, taken
from graph.index.state import State

MAGIC = b"INROADIX"
_HEAD = Struct("<8sII")
_TAIL = Struct("<I")
_CHUNK = 2**22  # bytes summed while they are in the processor's cache


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state, and the epoch of its network that it stands in."""

    state: State
    epoch: str

    @property
    def standing(self) -> Standing:
        return Standing(self.state.position, self.epoch)


def write(path: Path, network: str, snapshot: Snapshot) -> None:
    """Put *snapshot* at *path*, in place of the one that was there.

    May run in a thread beside whoever reads or changes the network's states.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _clear(path)
    with _beside(path) as file:
        _put(file, *taken(snapshot.state, network, snapshot.epoch))
        Path(file.name).replace(path)
    _synced(path.parent)


def drop(path: Path) -> None:
    """See to it that no snapshot is at *path*, nor what is left of one."""
    _clear(path)
    path.unlink(missing_ok=True)


def read(path: Path, network: str) -> Snapshot:
    """What was written.

    Raises:
        SnapshotRefused: as damaged or foreign.
        FileNotFoundError: when there is none.
    """
    with path.open("rb") as file:
        head, header = _header(file)
        arrays = rooms(header, network)
        size = file.tell() + sum(array.nbytes for array in arrays.values()) + _TAIL.size
        if os.fstat(file.fileno()).st_size != size:
            raise SnapshotRefused("damaged", f"it is not {size} bytes long")
        crc = crc32(head)
        for array in arrays.values():
            crc = _filled(file, array, crc)
        if file.read() != _TAIL.pack(crc):
            raise SnapshotRefused("damaged", "its checksum is another")
    return Snapshot(restored(header, arrays), header["epoch"])


@contextmanager
def _beside(path: Path) -> Iterator[IO[bytes]]:
    """A file that its owner alone may read, locked while it is open, and gone unless renamed."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            flock(file, LOCK_EX)
            yield file
        finally:
            Path(file.name).unlink(missing_ok=True)


def _put(file: IO[bytes], header: Header, arrays: Arrays) -> None:
    """Write all of it, down to the disk."""
    told = json.dumps(header).encode()
    head = _HEAD.pack(MAGIC, len(told), crc32(told)) + told
    file.write(head)
    crc = crc32(head)
    for array in arrays.values():
        for chunk in _chunks(array):
            file.write(chunk)
            crc = crc32(chunk, crc)
    file.write(_TAIL.pack(crc))
    file.flush()
    os.fsync(file.fileno())


def _clear(path: Path) -> None:
    """Remove what writers left that died; one that lives has a lock."""
    for left in path.parent.glob(f".{escape(path.name)}.*"):
        with suppress(OSError), left.open("rb") as file:
            flock(file, LOCK_EX | LOCK_NB)
            left.unlink()


def _synced(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _header(file: IO[bytes]) -> tuple[bytes, Header]:
    """The bytes up to the arrays, and what they say."""
    head = file.read(_HEAD.size)
    if head[: len(MAGIC)] != MAGIC:
        raise SnapshotRefused("foreign", "it is no snapshot of an index")
    if len(head) < _HEAD.size:
        raise SnapshotRefused("damaged", "it ends within its first bytes")
    _, length, crc = _HEAD.unpack(head)
    told = file.read(min(length, os.fstat(file.fileno()).st_size))
    if crc32(told) != crc:
        raise SnapshotRefused("damaged", "its header's checksum is another")
    header: Header = json.loads(told)
    return head + told, header


def _filled(file: IO[bytes], array: npt.NDArray[Any], crc: int) -> int:
    """Read *array* from *file*, and go on with the checksum."""
    for chunk in _chunks(array):
        if file.readinto(chunk) != len(chunk):  # type: ignore[attr-defined]
            raise SnapshotRefused("damaged", "it became shorter")
        crc = crc32(chunk, crc)
    return crc


def _chunks(array: npt.NDArray[Any]) -> Iterator[memoryview]:
    whole = memoryview(array.reshape(-1).view(np.uint8))  # type: ignore[arg-type]
    return (whole[at : at + _CHUNK] for at in range(0, len(whole), _CHUNK))
