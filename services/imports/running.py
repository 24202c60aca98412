"""A run of imports: each file read, under the id and the day that it has in the ledger."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from io import BufferedReader
from typing import BinaryIO, Final, cast

from graph.errors import InroadError
from services.imports.detection import head_of
from services.imports.files import Part, digest_of
from services.imports.formats import Format, Reading
from services.imports.ignoring import Ignored
from services.imports.ledger import Ledger
from services.imports.plain import PLAIN, heading_of
from services.imports.statements import Found
from services.imports.taking import Taking
from services.imports.understood import understood
from services.imports.watched import Watched
from services.settings import Settings

_ID: Final = 12  # characters of an import's id
_LOOK: Final = 500  # statements between two looks at how far a file is read
Columns = Mapping[str, str]


class BeingUndone(InroadError):
    """Taking the import back was begun and not ended."""

    field = "import"

    def __init__(self, name: str, import_: str) -> None:
        self.remedy = f"end that by `inroad undo {import_}`, or by Undo on the page"
        super().__init__(f"{name} is being taken back")


def target_of(settings: Settings, network: str) -> str:
    """Which network of which service imports go to."""
    return f"{settings.service_url} {network}"


def _as_given(heading: Sequence[str], given: Columns) -> Columns:
    del heading
    return given


@dataclass(frozen=True, slots=True)
class Begun:
    """A file that is open, and what it says."""

    taking: Taking
    found: Iterator[Found]
    file: BinaryIO

    def told(self, hear: Callable[[int], None], size: int) -> Iterator[Found]:
        """What it says; *hear* is told now and then how many bytes of *size* were read."""
        for number, one in enumerate(self.found):
            if number % _LOOK == 0:
                hear(_position(self.file, size))
            yield one
        hear(size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How files are taken: *dated* when the reading's day stands for theirs.

    *columns_of* may ask which columns of a table mean what; *watch* is called while files are
    read, and may raise to end it.
    """

    ledger: Ledger
    target: str
    reading: Reading
    dated: bool
    rules: Sequence[str]
    columns_of: Callable[[Sequence[str], Columns], Columns] = _as_given
    watch: Callable[[], None] = lambda: None

    @contextmanager
    def begun(self, part: Part, format_: Format) -> Iterator[Begun]:
        """Begin or go on with the import of a file.

        Raises:
            BeingUndone
        """
        with part.open() as raw:
            file = cast("BinaryIO", BufferedReader(Watched(raw, self.watch)))
            reading = self._reading(part, format_, file)
            id_ = digest_of(file, f"{self.target} {format_.name} {reading.names()}")[:_ID]
            day = self._begin(part, id_, format_, reading)
            found = understood(format_, file, replace(reading, day=day), Ignored(self.rules))
            taking = Taking(ledger=self.ledger, id=id_, format=format_, day=day)
            yield Begun(taking, found, file)

    def _reading(self, part: Part, format_: Format, file: BinaryIO) -> Reading:
        reading = self.reading
        if not self.dated:
            reading = replace(reading, day=min(part.day, reading.now))
        if format_ is not PLAIN:
            return reading
        heading = heading_of(head_of(part.name, file))
        return replace(reading, columns=self.columns_of(heading, reading.columns))

    def _begin(self, part: Part, id_: str, format_: Format, reading: Reading) -> datetime:
        """The day of the file, as it was when it was first imported."""
        if self.ledger.is_being_undone(id_):
            raise BeingUndone(part.name, id_)
        return self.ledger.begin(part.name, id_, format_.name, day=reading.day, now=reading.now)


def _position(file: BinaryIO, otherwise: int) -> int:
    try:
        return file.tell()
    except ValueError:  # it is wrapped as text, and done
        return otherwise
