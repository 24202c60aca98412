"""`inroad import`: files of other apps become events."""

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from services.cli.exits import Exit, Stop
from services.cli.imports.ignore import rules_of
from services.cli.imports.taking import Bar, Taking
from services.cli.imports.told import Outcome, summary
from services.cli.refs import me
from services.cli.sending import digest_of
from services.cli.service import Service
from services.cli.terminal import AsJson, Terminal, terminal
from services.imports.dates import moment_of
from services.imports.detection import FORMATS, format_of, named
from services.imports.files import Part, parts_of
from services.imports.formats import Format, Reading
from services.imports.ignoring import Ignored
from services.imports.ledger import Ledger
from services.imports.understood import understood

_ID = 12  # characters of an import's id


def target_of(here: Terminal) -> str:
    """Which network of which service imports go to."""
    return f"{here.settings.service_url} {here.settings.network}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How the files are to be taken."""

    reading: Reading
    dated: bool  # the day of the reading is to stand for the files' own
    form: str
    again: bool
    as_json: bool


def import_files(  # noqa: PLR0917 - a command is called by its options's names
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="As the app exported it.")],
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
    reading = Reading(
        me=_owner(here, owner), day=_day(dated), region=region.upper() or None,
        columns=_columns(columns or ()),
    )  # fmt: skip
    asked = Asked(reading=reading, dated=bool(dated), form=form, again=again, as_json=as_json)
    with ExitStack() as stack:
        open_ledger = Ledger.open(here.settings.home, target_of(here), dry=dry_run)
        ledger = stack.enter_context(open_ledger)
        service = None if dry_run else stack.enter_context(here.service())
        taken = [
            told
            for part in _parts(files)
            if (told := _take(here, ledger, service, part, asked)) is not None
        ]
    if not taken:
        formats = ", ".join(one.name for one in FORMATS)
        raise Stop("Nothing here is in a known format", f"say it by --as: {formats}", Exit.USAGE)
    if as_json and not dry_run:
        here.json({"imports": taken})
    if any(one["not_understood"] for one in taken):
        raise typer.Exit(Exit.BAD_INPUT)


def _take(
    here: Terminal, ledger: Ledger, service: Service | None, part: Part, asked: Asked
) -> dict[str, Any] | None:
    """Import one file, or show it when there is no service; nothing when its format is unknown."""
    with part.open() as file:
        format_ = named(asked.form) if asked.form else format_of(part.name, file)
        if format_ is None:
            here.say(f"{part.name}: left out, in no format that is known")
            return None
        salt = f"{target_of(here)} {format_.name} {asked.reading.names()}"
        id_ = digest_of(file, salt)[:_ID]
        day = asked.reading.day if asked.dated else part.day
        day = _begun(ledger, part, id_, format_, day)
        found = understood(
            format_, file, replace(asked.reading, day=day), Ignored(rules_of(here)),
            datetime.now(UTC),
        )  # fmt: skip
        taking = Taking(here=here, ledger=ledger, id=id_, format=format_, day=day)
        if service is None:
            outcome = taking.preview(found, as_json=asked.as_json)
        else:
            watched = Bar(here).over(found, file, part.name, part.size)
            outcome = taking.send(watched, service, again=asked.again)
            ledger.ended(id_)
    if not asked.as_json:
        _tell(here, outcome, part, format_, id_ if service else "")
    return {"import": id_, "file": part.name, "format": format_.name, **outcome.as_json()}


def _begun(ledger: Ledger, part: Part, id_: str, format_: Format, day: datetime) -> datetime:
    """The day of the file, as it was when it was first imported."""
    for known in ledger.imports():
        if known.id == id_ and known.undone and not known.ended:
            raise Stop(f"{part.name} is being taken back", f"end that by `inroad undo {id_}`")
    return ledger.begin(part.name, id_, format_.name, day=day, now=datetime.now(UTC))


def _tell(here: Terminal, outcome: Outcome, part: Part, format_: Format, id_: str) -> None:
    summary(here, outcome, part.name, format_.title, dry=not id_)
    if id_:
        here.say(f"To take it back: inroad undo {id_}")


def _owner(here: Terminal, given: str) -> str:
    who = me(here, given)
    if ":" not in who:
        raise Stop(
            "An import names you by an identifier", "say it by `inroad me YOU@…`", Exit.USAGE
        )
    return who


def _day(text: str) -> datetime:
    if not text:
        return datetime.now(UTC)
    try:
        return moment_of(text)
    except ValueError as error:
        raise Stop(str(error), "write it as 2026-01-31", Exit.USAGE) from error


def _columns(given: Sequence[str]) -> dict[str, str]:
    columns: dict[str, str] = {}
    for one in given:
        name, equals, heading = one.partition("=")
        if not equals:
            raise Stop(f"--map {one} maps nothing", "write email='E-mail address'", Exit.USAGE)
        columns[name.strip()] = heading.strip()
    return columns


def _parts(files: Sequence[Path]) -> Iterator[Part]:
    for path in files:
        try:
            yield from parts_of(path)
        except (OSError, zipfile.BadZipFile) as error:
            reason = (isinstance(error, OSError) and error.strerror) or str(error)
            raise Stop(f"{path}: {reason.lower()}", "name a file to import", Exit.USAGE) from error


def add_to(app: typer.Typer) -> None:
    app.command("import")(import_files)
