"""`inroad export`: what a network holds, as files."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO, Final

import typer
from rich.progress import DownloadColumn, Progress, SpinnerColumn, TextColumn, TransferSpeedColumn

from services.cli.exits import Exit, Stop
from services.cli.refs import person_ref
from services.cli.terminal import Now, Terminal, terminal

Out = Annotated[
    str, typer.Option("--out", metavar="FILE", help="Write there; else to standard output.")
]
_OURS: Final = 0o600  # a file of people is nobody else's to read
exports = typer.Typer(no_args_is_help=True, help="Write out the graph, or all about a person.")


@exports.command("events")
def events(context: typer.Context, out: Out = "-") -> None:
    """Every event that counts, as JSON lines for `inroad publish`."""
    _write(terminal(context), out, "export", "events.jsonl")


@exports.command("graphml")
def graphml(context: typer.Context, out: Out = "-", now: Now = "") -> None:
    """People, companies, ties and employments, for Gephi, yEd or networkx."""
    _write(terminal(context), out, "export", "graph.graphml", now=now)


@exports.command("people")
def people(context: typer.Context, out: Out = "-", now: Now = "") -> None:
    """Everybody as CSV, for a spreadsheet."""
    _write(terminal(context), out, "export", "people.csv", now=now)


@exports.command("ties")
def ties(context: typer.Context, out: Out = "-", now: Now = "") -> None:
    """Every tie as CSV, for a spreadsheet."""
    _write(terminal(context), out, "export", "ties.csv", now=now)


@exports.command("person")
def person(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(help="ann@example.org, any identifier, or an id.")],
    out: Out = "-",
    now: Now = "",
) -> None:
    """All that is kept of a person, as JSON. It names others too: read it before you send it."""
    _write(terminal(context), out, "people", person_ref(ref), "record", now=now)


def _write(here: Terminal, out: str, *path: str, now: str = "") -> None:
    with here.service() as service, service.reading(*path, now=now or None) as chunks:
        if out == "-":
            for chunk in chunks:
                sys.stdout.buffer.write(chunk)
            sys.stdout.flush()
            return
        with _written(Path(out)) as file, _bar(here) as bar:
            task = bar.add_task("Writing", total=None)
            for chunk in chunks:
                file.write(chunk)
                bar.advance(task, len(chunk))
    here.say(f"Written to {out}.")


@contextmanager
def _written(place: Path) -> Iterator[BinaryIO]:
    """A file that is at *place* once all of it is written."""
    part = place.with_name(place.name + ".part")
    try:
        try:
            with os.fdopen(
                os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OURS), "wb"
            ) as file:
                yield file
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Stop(f"{place}: {reason}", "name a file that can be written", Exit.USAGE) from error


def _bar(here: Terminal) -> Progress:
    return Progress(
        SpinnerColumn(), TextColumn("{task.description}"), DownloadColumn(), TransferSpeedColumn(),
        console=here.err, disable=not here.err.is_terminal,
    )  # fmt: skip


def add_to(app: typer.Typer) -> None:
    app.add_typer(exports, name="export")
