"""A run of `inroad import`: which files it is of, and each taken in turn."""

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import typer

from graph.errors import InroadError
from services.cli.exits import Exit, Stop
from services.cli.imports.taking import door_of, under_bar
from services.cli.imports.told import summary
from services.cli.service import Service
from services.cli.terminal import Terminal
from services.imports.choosing import KNOWN, Chosen, UnknownFormat, UnreadablePart, chosen
from services.imports.files import Part, parts_of
from services.imports.formats import Format
from services.imports.running import Begun, Run
from services.imports.statements import Passed, Unclear
from services.imports.told import Outcome, in_words
from services.imports.unfit import Unfit, broken


def files_in(here: Terminal, files: Sequence[Path], form: str) -> Sequence[Chosen]:
    """The files that are in a known format, or as *form* says; connections come first.

    Raises:
        Stop: when a file can't be read, and when there is nothing to import.
    """
    try:
        choice = chosen(_parts(here, files), form)
    except (UnknownFormat, UnreadablePart) as error:
        raise _misused(error) from error
    for name in choice.left_out:
        here.say(f"{name}: left out, in no format that is known")
    if not choice.chosen:
        raise Stop("Nothing here is in a known format", f"say it by --as: {KNOWN}", Exit.USAGE)
    return choice.chosen


def _misused(error: InroadError) -> Stop:
    return Stop(str(error), error.remedy, Exit.USAGE)


def _parts(here: Terminal, files: Sequence[Path]) -> Iterator[Part]:
    """What the files hold; one of several that can hold no contacts is left out."""
    for path in files:
        try:
            yield from parts_of(path)
        except Unfit as error:
            if len(files) == 1:
                raise _misused(error) from error
            here.say(f"{error}: left out")
        except zipfile.BadZipFile as error:
            raise _misused(broken(path.name)) from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise Stop(f"{path}: {reason.lower()}", "name a file to import", Exit.USAGE) from error


def sheets_of(service: Service) -> Callable[[str], Mapping[str, Any]]:
    """Sheets by their ids, as the service shows them."""
    return partial(_sheet, service)


def _sheet(service: Service, id_: str) -> Mapping[str, Any]:
    return service.get("sheets", id_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How files are taken and told: *dry* to show only."""

    here: Terminal
    run: Run
    service: Service
    dry: bool
    again: bool
    as_json: bool

    def take(self, part: Part, format_: Format) -> dict[str, Any]:
        """Import a file, or show what is understood; what became of it, as JSON tells it."""
        with self.run.begun(part, format_) as begun:
            outcome = self._shown(begun) if self.dry else self._sent(begun, part)
        if not self.as_json:
            summary(self.here, outcome, part.name, format_.title, dry=self.dry)
        told = {"import": begun.taking.id, "file": part.name, "format": format_.name}
        return {**told, **outcome.as_json()}

    def _sent(self, begun: Begun, part: Part) -> Outcome:
        with closing(under_bar(self.here, begun, part)) as found:
            return begun.taking.send(found, door_of(self.service), again=self.again)

    def _shown(self, begun: Begun) -> Outcome:
        outcome = Outcome()
        for found, event in begun.taking.shown(begun.found, outcome):
            match found:
                case Passed() | Unclear():
                    told = str(found)
                case _:
                    told = f"line {found.line}: {' '.join(in_words(found).split())}"
            typer.echo(
                json.dumps(event or {"not_sent": told}, ensure_ascii=False)
                if self.as_json
                else told
            )
        return outcome
