"""`inroad imports` and `inroad undo`: what was imported, and taking imports back."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from services.cli.exits import Exit, Stop
from services.cli.imports.taking import door_of
from services.cli.spoken import counted, day
from services.cli.terminal import AsJson, Terminal, terminal
from services.imports.ledger import Import, Ledger
from services.imports.running import target_of
from services.imports.undoing import UnknownImport, standing, take_back


def imports(context: typer.Context, as_json: AsJson = False) -> None:
    """What was imported."""
    here = terminal(context)
    with Ledger.reading(here.settings.home, _target(here)) as ledger:
        known = ledger.imports()
    if as_json:
        here.json({"imports": [
            {"import": one.id, "file": one.name, "format": one.format, "day": one.day,
             "begun": one.begun, "state": _state(one), "events": one.events}
            for one in known
        ]})  # fmt: skip
        return
    for one in known:
        told = f"{one.id}  {day(one.begun)}  {counted(one.events, 'event')}  {_state(one)}"
        here.out.print(f"{told}  {one.name} ({one.format})", markup=False)
    if not known:
        here.out.print("Nothing was imported.")


def undo(
    context: typer.Context,
    ids: Annotated[
        list[str], typer.Argument(metavar="IMPORT...", help="As `inroad imports` shows them.")
    ],
    as_json: AsJson = False,
) -> None:
    """Take imports back; what other imports say too stays."""
    here = terminal(context)
    told = []
    with Ledger.open(here.settings.home, _target(here)) as ledger:
        known = ledger.imports()
        try:
            ones = [standing(known, id_) for id_ in dict.fromkeys(ids)]
        except UnknownImport as error:
            raise Stop(str(error), "see `inroad imports`", Exit.UNKNOWN) from error
        with here.service() as service:
            for one in ones:
                taken = take_back(ledger, one, door_of(service), datetime.now(UTC))
                told.append({"import": one.id, "retracted": taken, "left": one.events - taken})
                if not as_json:
                    _summary(here, one, taken)
    if as_json:
        here.json({"imports": told})


def _summary(here: Terminal, one: Import, taken: int) -> None:
    here.out.print(f"{one.name}: {counted(taken, 'event')} taken back.", markup=False, style="bold")
    if one.events > taken:
        here.say(f"{counted(one.events - taken, 'event')} stay: other imports say them too.")


def _target(here: Terminal) -> str:
    return target_of(here.settings, here.settings.network)


def _state(one: Import) -> str:
    if one.undone:
        return f"taken back on {day(one.undone)}" if one.ended else "being taken back"
    return "done" if one.ended else "not finished"


def add_to(app: typer.Typer) -> None:
    app.command("imports")(imports)
    app.command("undo")(undo)
