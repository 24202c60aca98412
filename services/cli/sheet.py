"""`inroad sheet`: your target companies for one contact, and what the contact says of them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from schemas.events.base import moment_text
from schemas.sheets import MOST_LINES
from services.cli.exits import Exit, Stop
from services.cli.files import put
from services.cli.refs import company_named, me, person_named
from services.cli.service import Service
from services.cli.sheet_view import show_sheets
from services.cli.spoken import counted
from services.cli.terminal import AsJson, Terminal, terminal

Form = Annotated[
    Literal["text", "csv", "page", "html"],
    typer.Option(help="page: to print. html: a file that the contact answers in a browser."),
]
Out = Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="Write it to a file.")]
PAGE = 200
app_sheet = typer.Typer(no_args_is_help=True, help="Your sheet of target companies.")


@app_sheet.command("for")
def for_contact(  # noqa: PLR0917 - a command is called by its options's names
    context: typer.Context,
    contact: Annotated[str, typer.Argument(help="Who is to see it: ann@example.org.")],
    asker: Annotated[str, typer.Option("--from", help="Whose sheet it is; yours.")] = "",
    form: Form = "text",
    out: Out = "",
    share: Annotated[
        bool, typer.Option("--share", help="You show it: record it, so that it can be answered.")
    ] = False,
    most: Annotated[int, typer.Option(min=1, max=MOST_LINES, help="Lines at most.")] = 20,
    never_reveal: Annotated[list[str] | None, typer.Option(help="Leave this company out.")] = None,
    as_json: AsJson = False,
) -> None:
    """The sheet for CONTACT: where they can probably help comes first."""
    here = terminal(context)
    if form == "html" and not share:
        raise Stop("Only a sheet that was shared can be answered", "add --share", Exit.USAGE)
    asked = {
        "from": me(here, asker), "to": person_named(here, contact), "most": most,
        "never_reveal": [company_named(here, one) for one in never_reveal or ()],
    }  # fmt: skip
    with here.service() as service:
        page = _shared(here, service, asked) if share else None
        if as_json:
            here.json(page or service.get("sheet", **asked))
        elif page:
            here.say(f"Shared as {page['sheet']}. When answers come: inroad sheet answered FILE")
            _put(here, _form(service, page["sheet"], form, after=page["receipt"]), out)
        else:
            _put(here, service.text("sheet", form=form, **asked), out)


@app_sheet.command("show")
def show(
    context: typer.Context,
    sheet: Annotated[str, typer.Argument(help="The id of a sheet that was shared.")],
    form: Form = "text",
    out: Out = "",
    as_json: AsJson = False,
) -> None:
    """A sheet that was shared once more: the lines that are open still."""
    here = terminal(context)
    with here.service() as service:
        if as_json:
            here.json(service.get("sheets", sheet))
            return
        body = _form(service, sheet, form)
    _put(here, body, out)


@app_sheet.command("open")
def open_lines(
    context: typer.Context,
    asker: Annotated[str, typer.Option("--from", help="Whose sheets; yours.")] = "",
    as_json: AsJson = False,
) -> None:
    """The sheets you have shared: what was answered, and what is open."""
    here = terminal(context)
    with here.service() as service:
        page = service.get("sheets", person=me(here, asker), limit=PAGE)
    if as_json:
        here.json(page)
    else:
        show_sheets(here.out, page, moment_text(datetime.now(UTC)))


@app_sheet.command("answered")
def answered(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="The file of answers that the contact sent back.")],
    as_json: AsJson = False,
) -> None:
    """Take the answers of FILE; twice is no harm."""
    here = terminal(context)
    body = _read(file)
    with here.service() as service:
        taken = service.send("sheets", "answers", body=body)
    if as_json:
        here.json(taken)
        return
    if taken["known_already"]:
        here.out.print("This file was taken before; nothing has changed.")
        return
    names = f", and {counted(taken['insiders'], 'name')} volunteered" if taken["insiders"] else ""
    left = f"{counted(taken['open'], 'line')} still open" if taken["open"] else "nothing is open"
    here.out.print(f"{counted(taken['answered'], 'line')} answered{names}; {left}.", style="bold")


def _shared(here: Terminal, service: Service, asked: dict[str, Any]) -> dict[str, Any]:
    asked = asked | {"network": here.settings.network}
    return service.tell("sheets", said=asked)


def _form(service: Service, sheet: str, form: str, **more: str) -> str:
    return service.text("sheets", sheet, form=form, **more)


def _put(here: Terminal, body: str, out: str) -> None:
    if out:
        put(here, body, out)
    else:
        typer.echo(body, nl=False)


def _read(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Stop(
            f"{file}: {reason}", "name the file that the contact sent", Exit.USAGE
        ) from error


def add_to(app: typer.Typer) -> None:
    app.add_typer(app_sheet, name="sheet")
