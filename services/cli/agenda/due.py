"""`inroad due`: what is to be looked at again, and why."""

from typing import Annotated, Any, Final

import typer
from rich.console import Console
from rich.text import Text

from services.cli.refs import me
from services.cli.spoken import counted, day
from services.cli.terminal import AsJson, terminal

PAGE = 200
_HEADS: Final = {
    "your-word": "Waits for you",
    "ask-again": "Ask again",
    "gone-quiet": "Gone quiet",
    "thank": "Say thank you",
}


def due(
    context: typer.Context,
    by: Annotated[str, typer.Option(help="By that day: 2026-01-31; today, when left out.")] = "",
    cursor: Annotated[str, typer.Option(help="`next` of the page before.")] = "",
    person: Annotated[str, typer.Option("--from", help="Whose; yours, when left out.")] = "",
    as_json: AsJson = False,
) -> None:
    """What has come due: words others wait for, a later, silence, thanks. Nothing is sent."""
    here = terminal(context)
    with here.service() as service:
        page = service.get(
            "people", me(here, person), "due", by=by or None, cursor=cursor or None, limit=PAGE
        )
    if as_json:
        here.json(page)
    else:
        show_due(here.out, page)


def show_due(console: Console, page: dict[str, Any]) -> None:
    """How much it is, then each under what is to be done about it."""
    found = counted(len(page["due"]), "thing is", "things are") if page["due"] else "Nothing is"
    console.print(Text(f"{found} due by {day(page['by'])}.", style="bold"))
    for kind, head in _HEADS.items():
        items = [one for one in page["due"] if one["kind"] == kind]
        if items:
            console.print()
            console.print(Text(head, style="cyan"))
        for one in items:
            console.print(Text.assemble((f"  {day(one['date']):<12}", "dim"), one["why"]))
    if page["next"]:
        console.print(Text(f"and more: --cursor {page['next']}", style="dim"))


def add_to(app: typer.Typer) -> None:
    app.command("due")(due)
