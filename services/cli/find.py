"""`inroad find`: people and companies by a few letters."""

from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from schemas.names import Found
from services.cli.exits import Exit, Stop
from services.cli.page_view import plain_table
from services.cli.terminal import AsJson, terminal

MOST = 50


def find(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(help="Beginnings of names: ann le, or glob.")],
    kind: Annotated[Found | None, typer.Option(help="These only.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=MOST, help="How many at most.")] = 8,
    as_json: AsJson = False,
) -> None:
    """Find people and companies by how their names begin."""
    here = terminal(context)
    query = " ".join(words)
    with here.service() as service:
        page = service.get("names", q=query, kind=kind, limit=limit)
    if as_json:
        here.json(page)
    else:
        show_found(here.out, query, page["found"])
    if not page["found"]:
        raise Stop(f"Nobody and nothing is called {query}", "try fewer letters", Exit.UNKNOWN)


def show_found(console: Console, query: str, found: list[dict[str, Any]]) -> None:
    """How many, then who or what each is, and how to name it."""
    if not found:
        return
    console.print(Text(f"{len(found)} may be meant by {query}.", style="bold"))
    table = plain_table("who", "what", "named")
    for one in found:
        mark = ("● ", "cyan") if one["kind"] == "person" else ("◆ ", "green")
        table.add_row(Text.assemble(mark, one["name"]), one.get("line") or "", Text(one["ref"]))
    console.print(table)


def add_to(app: typer.Typer) -> None:
    app.command("find")(find)
