"""`inroad imports` and `inroad undo`: what was imported, and taking one import back."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Annotated

import typer

from schemas.events.base import OWNER_SOURCE
from services.cli.exits import Exit, Stop
from services.cli.imports.running import target_of
from services.cli.sending import BATCH, Sender
from services.cli.service import Service
from services.cli.spoken import counted, day
from services.cli.terminal import AsJson, terminal
from services.imports.ledger import Import, Ledger, Standing


def imports(context: typer.Context, as_json: AsJson = False) -> None:
    """What was imported."""
    here = terminal(context)
    with Ledger.open(here.settings.home, target_of(here), dry=True) as ledger:
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
    import_: Annotated[str, typer.Argument(metavar="IMPORT", help="As `inroad imports` shows it.")],
    as_json: AsJson = False,
) -> None:
    """Take one import back; what other imports say too stays."""
    here = terminal(context)
    with Ledger.open(here.settings.home, target_of(here)) as ledger:
        one = _found(ledger.imports(), import_)
        at = ledger.undoing(one.id, datetime.now(UTC))
        with here.service() as service:
            taken = _retract_all(ledger, service, one.id, at)
        ledger.forget(one.id)
    if as_json:
        here.json({"import": one.id, "retracted": taken, "left": one.events - taken})
        return
    here.out.print(f"{one.name}: {counted(taken, 'event')} taken back.", markup=False, style="bold")
    if one.events > taken:
        here.say(f"{counted(one.events - taken, 'event')} stay: other imports say them too.")


def _found(known: list[Import], import_: str) -> Import:
    found = [one for one in known if one.id.startswith(import_)]
    if len(found) != 1:
        many = "begins several imports" if found else "is no import"
        raise Stop(f"{import_} {many}", "see `inroad imports`", Exit.UNKNOWN)
    if found[0].undone and found[0].ended:
        raise Stop(f"{found[0].name} was taken back on {day(found[0].undone)}", "", Exit.UNKNOWN)
    return found[0]


def _retract_all(ledger: Ledger, service: Service, import_: str, at: str) -> int:
    """Retract what this import alone says; a run that was stopped goes on where it stopped."""
    sender = Sender(service)
    taken, after = 0, b""
    while standing := ledger.alone(import_, after, BATCH):
        sender.send([(0, json.dumps(retraction(one, at)).encode()) for one in standing])
        if sender.tally.refused:
            raise Stop(f"A retraction was refused: {sender.tally.refused[0].reason}")
        with ledger.writing():
            ledger.retracted(import_, [one.key for one in standing])
        taken, after = taken + len(standing), standing[-1].key
    return taken


def retraction(standing: Standing, at: str) -> dict[str, object]:
    """The owner takes an event back: the same retraction however often it is sent."""
    name = f"{standing.source} {standing.id}".encode()
    return {
        "specversion": "1.0", "id": f"undo-{hashlib.sha256(name).hexdigest()[:32]}",
        "source": OWNER_SOURCE, "type": "inroad.event.retracted.v1", "time": at,
        "datacontenttype": "application/json",
        "data": {"source": standing.source, "id": standing.id},
    }  # fmt: skip


def _state(one: Import) -> str:
    if one.undone:
        return f"taken back on {day(one.undone)}" if one.ended else "being taken back"
    return "done" if one.ended else "not finished"


def add_to(app: typer.Typer) -> None:
    app.command("imports")(imports)
    app.command("undo")(undo)
