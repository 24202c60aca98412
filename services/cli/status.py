"""`inroad status`: whether it runs, how far it is, what it holds."""

from typing import Any

import typer
from rich.text import Text

from services.cli.exits import Exit
from services.cli.page_view import plain_table
from services.cli.spoken import counted
from services.cli.terminal import AsJson, Terminal, terminal

_STREAMS = {"waiting": "events waiting", "in_hand": "being applied", "dead": "dead letters"}


def status(context: typer.Context, as_json: AsJson = False) -> None:
    """Streams, lag, store and counts."""
    here = terminal(context)
    with here.service() as service:
        told = service.ready()
    if as_json:
        here.json(told)
    else:
        _show(here, told)
    if told["status"] != "ready":
        raise typer.Exit(Exit.UNREACHABLE)


def _show(here: Terminal, told: dict[str, Any]) -> None:
    here.out.print(Text(_sentence(told), style="bold"))
    if told["status"] != "ready":
        return
    table = plain_table("", "")
    table.show_header = False
    table.columns[1].justify = "right"
    for name, words in _STREAMS.items():
        table.add_row(Text(words, style="dim"), f"{told.get(name, 0):,}")
    for name, number in told["store"].items():
        words = "position" if name == "position" else f"{name} in the store"
        table.add_row(Text(words, style="dim"), f"{number:,}")
    here.out.print()
    here.out.print(table)
    if told.get("dead"):
        here.say("`inroad dead list` shows what could not be applied.")


def _sentence(told: dict[str, Any]) -> str:
    if told["status"] != "ready":
        reason = str(told.get("reason", "it does not say why")).rstrip(".")
        return f"Inroad is not ready: {reason}."
    if told["lag"]:
        return f"Inroad is ready; {counted(told['lag'], 'event')} yet to be applied."
    return "Inroad is ready, and up to date."


def add_to(app: typer.Typer) -> None:
    app.command("status")(status)
