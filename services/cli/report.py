"""`inroad report`: am I Bob 1 or Bob 2? Week by week, against my own past."""

from pathlib import Path
from typing import Annotated, Any

import typer

from schemas.report import MOST_WEEKS, WEEKS
from services.cli.exits import Exit, Stop
from services.cli.refs import me
from services.cli.report_view import show_definitions, show_report
from services.cli.terminal import AsJson, Terminal, terminal


def report(  # noqa: PLR0917 - a command is called by its options's names
    context: typer.Context,
    weeks: Annotated[
        int, typer.Option(min=1, max=MOST_WEEKS, help="How many, the present one the last.")
    ] = WEEKS,
    until: Annotated[str, typer.Option(help="Until that day: 2026-06-01; now.")] = "",
    page: Annotated[
        str, typer.Option("--page", metavar="FILE", help="Write it as a page of plots.")
    ] = "",
    explain: Annotated[bool, typer.Option("--explain", help="What each number means.")] = False,
    person: Annotated[str, typer.Option("--from", help="Whose; yours, when left out.")] = "",
    as_json: AsJson = False,
) -> None:
    """How you network, against your own past: with an agenda, or without."""
    here = terminal(context)
    asked = {"weeks": weeks} | ({"until": until} if until else {})
    who = me(here, person)
    with here.service() as service:
        if page:
            _put(here, service.text("people", who, "report", form="page", **asked), page)
            return
        answer: dict[str, Any] = service.get("people", who, "report", **asked)
    if as_json:
        here.json(answer)
        return
    show_report(here.out, answer)
    if explain:
        show_definitions(here.out, answer)


def _put(here: Terminal, body: str, file: str) -> None:
    try:
        Path(file).write_text(body, encoding="utf-8", newline="")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Stop(f"{file}: {reason}", "name a file that can be written", Exit.USAGE) from error
    here.say(f"Written to {file}. Open it in a browser.")


def add_to(app: typer.Typer) -> None:
    app.command("report")(report)
