"""`inroad import`: files of other apps become events."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from services.cli.exits import Exit, Stop
from services.cli.imports.columns import asked_for, mapping_of
from services.cli.imports.ignore import rules_of
from services.cli.imports.running import Taken, files_in, sheets_of
from services.cli.imports.stdin import with_stdin
from services.cli.refs import me
from services.cli.terminal import AsJson, Terminal, terminal
from services.imports.choosing import profiles_of
from services.imports.dates import moment_of
from services.imports.formats import Reading
from services.imports.ledger import Ledger
from services.imports.running import Run, target_of


def import_files(  # noqa: PLR0917 - a command is called by its options's names
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="As the app exported it; - for stdin.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell line by line what is understood; send nothing.")
    ] = False,
    owner: Annotated[str, typer.Option("--from", help="Whose files these are; yours.")] = "",
    form: Annotated[str, typer.Option("--as", help="The format, when it can't be told.")] = "",
    dated: Annotated[str, typer.Option(help="Day of the export; else the file's own.")] = "",
    region: Annotated[str, typer.Option(help="Country of phone numbers without a code: DE.")] = "",
    columns: Annotated[
        list[str] | None, typer.Option("--map", help="Of a plain table: email='E-mail address'.")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Send also what was sent before.")] = False,
    as_json: AsJson = False,
) -> None:
    """Import FILES of other apps as events; the same file twice changes nothing."""
    here = terminal(context)
    now = datetime.now(UTC)
    kept = Ledger.copied if dry_run else Ledger.open
    target = target_of(here.settings, here.settings.network)
    with (
        with_stdin(files) as given,
        kept(here.settings.home, target) as ledger,
        here.service() as service,
    ):
        parts = files_in(here, given, form)
        reading = Reading(
            me=_owner(here, owner), day=_day(dated) if dated else now, now=now,
            region=region.upper() or None, columns=mapping_of(columns or ()),
            profiles=profiles_of(parts), sheet=sheets_of(service),
        )  # fmt: skip
        run = Run(
            ledger=ledger, target=target, reading=reading, dated=bool(dated),
            rules=rules_of(here), columns_of=partial(asked_for, here),
        )  # fmt: skip
        taken = Taken(
            here=here, run=run, service=service, dry=dry_run, again=again, as_json=as_json
        )
        told = [taken.take(part, format_) for part, format_ in parts]
    if not dry_run:
        _tell(here, told, as_json=as_json)
    if any(one["not_understood"] for one in told):
        raise typer.Exit(Exit.BAD_INPUT)


def _tell(here: Terminal, told: list[dict[str, Any]], *, as_json: bool) -> None:
    """All of it for programs; for a person, how all of it is taken back."""
    ids = [one["import"] for one in told if one["new"] or one["known"]]
    if as_json:
        here.json({"imports": told})
    elif ids:
        here.say(f"To take {'it' if len(ids) == 1 else 'all'} back: inroad undo {' '.join(ids)}")


def _owner(here: Terminal, given: str) -> str:
    """You, by an identifier, which an event can name."""
    who = me(here, given)
    if ":" not in who:
        remedy = "say one by `inroad me YOU@…`"
        raise Stop("An import names you by an identifier", remedy, Exit.USAGE)
    return who


def _day(text: str) -> datetime:
    try:
        return moment_of(text)
    except ValueError as error:
        raise Stop(str(error), "write it as 2026-01-31", Exit.USAGE) from error


def add_to(app: typer.Typer) -> None:
    app.command("import")(import_files)
