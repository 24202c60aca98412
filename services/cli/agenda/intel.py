"""`inroad intel`: what is said of a company, weighed."""

from typing import Annotated, Any, Final

import typer
from rich.console import Console
from rich.text import Text

from services.cli.page_view import plain_table
from services.cli.refs import company_named
from services.cli.spoken import day
from services.cli.terminal import AsJson, terminal

PAGE = 200
_COLORS: Final = {"good": "green", "bad": "red"}


def intel(
    context: typer.Context,
    company: Annotated[str, typer.Argument(help="Globex, globex.com, or name: and domain:.")],
    cursor: Annotated[str, typer.Option(help="`next` of the page before.")] = "",
    as_json: AsJson = False,
) -> None:
    """What people say of COMPANY, how well they can know, and what it comes to."""
    here = terminal(context)
    name = company_named(here, company)
    with here.service() as service:
        page = service.get("companies", name, "intel", cursor=cursor or None, limit=PAGE)
    if as_json:
        here.json(page)
    else:
        show_intel(here.out, page)


def show_intel(console: Console, page: dict[str, Any]) -> None:
    """What it comes to, the warning, the topics, then every word."""
    console.print(Text(page["text"], style="bold"))
    if page["warning"]:
        console.print(Text(f"Mind: {page['warning']['text']}", style="yellow"))
    for one in page["topics"]:
        sure = f"{one['sure']} {one['verdict']}" if one["verdict"] in _COLORS else one["verdict"]
        split = any(of["topic"] == one["topic"] for of in page["contradictions"])
        console.print(
            Text.assemble(
                f"  {one['topic']}: ", (sure, _COLORS.get(one["verdict"], "")),
                (", people disagree" if split else "", "dim"),
            )
        )  # fmt: skip
    if page["ledger"]:
        console.print()
        console.print(_ledger(page["ledger"]))
    if page["next"]:
        console.print(Text(f"and more: --cursor {page['next']}", style="dim"))


def _ledger(words: list[dict[str, Any]]) -> Any:
    table = plain_table("when", "who", "as", "of", "says", "words", "weight")
    for one in words:
        table.add_row(
            day(one["time"]), one["who"]["name"] if one["who"] else "", one["basis"], one["topic"],
            Text(one["sentiment"], style=_COLORS.get(one["sentiment"], "")), one["words"] or "",
            f"{one['weight']:.2f}", style="" if one["standing"] else "dim",
        )  # fmt: skip
    return table


def add_to(app: typer.Typer) -> None:
    app.command("intel")(intel)
