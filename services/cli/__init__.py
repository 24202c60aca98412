"""The command `inroad`: thin commands over the HTTP service, the broker and the store.

One file a group of commands; each has an `add_to`. What a command can't do ends as `Stop`,
which `main` prints as one line with its remedy.
"""

import sys
from collections.abc import Sequence
from importlib.metadata import version as version_of
from typing import Annotated

import typer
from pydantic import ValidationError

from graph.errors import InroadError, StoreUnavailable
from services.broker import BrokerUnavailable
from services.cli import (
    agenda,
    coffees,
    dead,
    demo,
    duplicates,
    explore,
    export,
    find,
    gathering,
    imports,
    mcp,
    news,
    note,
    path,
    person,
    plan,
    publish,
    report,
    run,
    sheet,
    status,
    upkeep,
)
from services.cli.exits import EXIT_CODES, Exit, Stop
from services.cli.terminal import Terminal
from services.settings import Settings

# What typer raises for a command that is not written right, of whichever click it stands on.
_MISUSED: type[Exception] = typer.BadParameter.__mro__[1]

_UNREACHABLE = (StoreUnavailable, BrokerUnavailable)

app = typer.Typer(
    name="inroad",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXIT_CODES.replace("\n", " "),
)
for group in (
    run, demo, publish, imports, path, find, plan, coffees, note, news, sheet, gathering, person,
    duplicates, agenda, report, explore, export, status, upkeep, dead, mcp,
):  # fmt: skip
    group.add_to(app)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"inroad {version_of('inroad')}")
        raise typer.Exit


@app.callback()
def inroad(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Tell the version.")
    ] = False,
) -> None:
    """Find your way into a company: events in, introduction paths out."""
    del version
    context.obj = Terminal(Settings())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = app(given or ["--help"], standalone_mode=False)
    except Exception as error:
        stop = _stop(error)
        if stop is None:
            raise
        print(f"inroad: {stop}", file=sys.stderr)  # noqa: T201 - the one line
        return stop.code
    except KeyboardInterrupt:
        return 130
    return code if isinstance(code, int) else Exit.OK


def _stop(error: Exception) -> Stop | None:
    """How *error* ends a command; None for a fault of ours."""
    match error:
        case Stop():
            return error
        case ValidationError():
            return _missetting(error)
        case InroadError():
            code = Exit.UNREACHABLE if isinstance(error, _UNREACHABLE) else Exit.FAILED
            return Stop(str(error)[:1].upper() + str(error)[1:], error.remedy, code)
        case typer.Abort():
            return Stop("Stopped")
        case _:
            return _misuse(error) if isinstance(error, _MISUSED) else None


def _missetting(error: ValidationError) -> Stop:
    first = error.errors()[0]
    name = "_".join(("INROAD", *(str(part) for part in first["loc"]))).upper()
    reason = first["msg"].removeprefix("Value error, ")
    return Stop(f"{name}: {reason}", "correct the setting; see docs/settings.md", Exit.USAGE)


def _misuse(error: Exception) -> Stop:
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "inroad"
    message = getattr(error, "format_message", lambda: str(error))()
    return Stop(message or "No command is given", f"see `{command} --help`", Exit.USAGE)
