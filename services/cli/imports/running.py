"""A run of `inroad import`: which files it is of, in which formats, and each taken in turn."""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from services.cli.exits import Exit, Stop
from services.cli.imports.columns import asked_for
from services.cli.imports.ignore import rules_of
from services.cli.imports.taking import Bar, Taking
from services.cli.imports.told import Outcome, summary
from services.cli.sending import digest_of
from services.cli.service import Service
from services.cli.terminal import Terminal
from services.imports.connections import CONNECTIONS, profiles_in
from services.imports.detection import FORMATS, format_of, head_of, named
from services.imports.files import Part, parts_of
from services.imports.formats import Format, Reading
from services.imports.ignoring import Ignored
from services.imports.ledger import Ledger
from services.imports.linkedin import RECOMMENDATIONS
from services.imports.plain import PLAIN, heading_of
from services.imports.understood import understood

_ID = 12  # characters of an import's id
Chosen = tuple[Part, Format]


def target_of(here: Terminal) -> str:
    """Which network of which service imports go to."""
    return f"{here.settings.service_url} {here.settings.network}"


def chosen(here: Terminal, files: Sequence[Path], form: str) -> list[Chosen]:
    """The files that are in a known format, or as *form* says; connections come first.

    Raises:
        Stop: when a file can't be read, and when there is nothing to import.
    """
    known = ", ".join(one.name for one in FORMATS)
    if form and named(form) is None:
        raise Stop(f"{form} is no format", f"one of {known}", Exit.USAGE)
    found: list[Chosen] = []
    for part in _parts(files):
        format_ = named(form) or _told(part)
        if format_ is None:
            here.say(f"{part.name}: left out, in no format that is known")
        else:
            found.append((part, format_))
    if not found:
        raise Stop("Nothing here is in a known format", f"say it by --as: {known}", Exit.USAGE)
    return sorted(found, key=lambda one: one[1] is not CONNECTIONS)


def _told(part: Part) -> Format | None:
    """The format of a file by its beginning."""
    try:
        with part.open() as file:
            return format_of(part.name, file)
    except (zipfile.BadZipFile, RuntimeError) as error:  # damaged, or it wants a password
        raise Stop(f"{part.name}: {error}", "unpack the archive yourself", Exit.USAGE) from error


def _parts(files: Sequence[Path]) -> Iterator[Part]:
    for path in files:
        try:
            yield from parts_of(path)
        except (OSError, zipfile.BadZipFile) as error:
            reason = (isinstance(error, OSError) and error.strerror) or str(error)
            raise Stop(f"{path}: {reason.lower()}", "name a file to import", Exit.USAGE) from error


def profiles_of(parts: Sequence[Chosen]) -> dict[str, str]:
    """The connections among *parts*, by name, where a recommendation may ask for them."""
    found: dict[str, str] = {}
    if all(format_ is not RECOMMENDATIONS for _, format_ in parts):
        return found
    for part, format_ in parts:
        if format_ is CONNECTIONS:
            with part.open() as file:
                found |= profiles_in(file)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How files are taken: *dated* when the reading's day stands for theirs, *dry* to show only."""

    here: Terminal
    ledger: Ledger
    service: Service
    reading: Reading
    dated: bool
    dry: bool
    again: bool
    as_json: bool

    def take(self, part: Part, format_: Format) -> dict[str, Any]:
        """Import a file, or show what is understood; what became of it, as JSON tells it."""
        with part.open() as file:
            reading = self._reading(part, format_, file)
            salt = f"{target_of(self.here)} {format_.name} {reading.names()}"
            id_ = digest_of(file, salt)[:_ID]
            reading = replace(reading, day=self._begun(part, id_, format_, reading))
            taking = Taking(
                here=self.here, ledger=self.ledger, id=id_, format=format_, day=reading.day
            )
            found = understood(format_, file, reading, Ignored(rules_of(self.here)))
            if self.dry:
                outcome = taking.preview(found, as_json=self.as_json)
            else:
                with closing(Bar(self.here).over(found, file, part.name, part.size)) as watched:
                    outcome = taking.send(watched, self.service, again=self.again)
                self.ledger.ended(id_)
        self._tell(outcome, part, format_, id_)
        return {"import": id_, "file": part.name, "format": format_.name, **outcome.as_json()}

    def _reading(self, part: Part, format_: Format, file: BinaryIO) -> Reading:
        reading = replace(self.reading, sheet=partial(_sheet, self.service))
        if not self.dated:
            reading = replace(reading, day=min(part.day, reading.now))
        if format_ is not PLAIN:
            return reading
        heading = heading_of(head_of(part.name, file))
        return replace(reading, columns=asked_for(self.here, heading, reading.columns))

    def _begun(self, part: Part, id_: str, format_: Format, reading: Reading) -> Any:
        """The day of the file, as it was when it was first imported."""
        if self.ledger.is_being_undone(id_):
            raise Stop(f"{part.name} is being taken back", f"end that by `inroad undo {id_}`")
        return self.ledger.begin(part.name, id_, format_.name, day=reading.day, now=reading.now)

    def _tell(self, outcome: Outcome, part: Part, format_: Format, id_: str) -> None:
        if self.as_json:
            return
        summary(self.here, outcome, part.name, format_.title, dry=self.dry)
        if not self.dry:
            self.here.say(f"To take it back: inroad undo {id_}")


def _sheet(service: Service, id_: str) -> Mapping[str, Any]:
    return service.get("sheets", id_)
