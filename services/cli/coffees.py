"""`inroad coffees`: which soft ties are worth an opener or a coffee, and for which targets."""

from typing import Annotated, Any

import typer
from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from services.cli.plan import MOST_HOPS
from services.cli.plan_view import INDENT, show_resting
from services.cli.refs import me
from services.cli.spoken import counted, percent
from services.cli.standing import NeverAsk, Quiet, standing
from services.cli.terminal import AsJson, Now, terminal

MOST, SHOWN = 50, 5


def coffees(  # noqa: PLR0917 - a command is called by its options's names
    context: typer.Context,
    asker: Annotated[str, typer.Option("--from", help="Whose ties; yours.")] = "",
    k: Annotated[int, typer.Option("-k", min=1, max=MOST, help="How many ties.")] = SHOWN,
    max_hops: Annotated[int, typer.Option(min=1, max=MOST_HOPS, help="Hops at most.")] = MOST_HOPS,
    never_ask: NeverAsk = None,
    quiet: Quiet = False,
    now: Now = "",
    as_json: AsJson = False,
) -> None:
    """The soft ties worth an opener or a coffee, and which targets they bring nearer."""
    here = terminal(context)
    who = me(here, asker)
    with here.service() as service:
        answer = service.get(
            "people", who, "coffees", k=k, max_hops=max_hops, now=now or None,
            **standing(here, never_ask or [], [], quiet=quiet),
        )  # fmt: skip
    if as_json:
        here.json(answer)
    else:
        show_coffees(here.out, answer)


def show_coffees(console: Console, answer: dict[str, Any]) -> None:
    """Print the whole list."""
    console.print(Text(answer["sentence"], style="bold"), soft_wrap=False)
    for number, one in enumerate(answer["coffees"], start=1):
        console.print()
        console.print(_view(one, number), soft_wrap=False)
    if answer["coffees"]:
        console.print()
        console.print(Text(answer["bound"], style="dim"), soft_wrap=False)
    show_resting(console, answer["resting"])
    if answer["cut"]:
        console.print(Text("The search was cut short; there may be more. Try fewer hops.", "dim"))


def _view(one: dict[str, Any], number: int) -> Group:
    lines = [Text(one["why"]), Text("After one coffee:", style="dim"), *map(_opens, one["opens"])]
    if one["more"]:
        lines.append(Text(f"and {counted(one['more'], 'target')} more", style="dim"))
    if one["advice"]:
        lines.append(Text(one["advice"], style="yellow"))
    lines.append(Text(f"“{one['words']}”", style="italic"))
    return Group(Text(f"{number}. {one['text']}", style="bold"), Padding(Group(*lines), INDENT))


def _opens(nearer: dict[str, Any]) -> Text:
    """Globex 31% (out of reach today), by Gil Roe in 2 hops."""
    today = f"{percent(nearer['today'])} today" if nearer["today"] else "out of reach today"
    way = f"by {nearer['insider']['name']} in {counted(nearer['hops'], 'hop')}"
    name = nearer["company"]["name"]
    return Text(f"  {name} {percent(nearer['chance'])} ({today}), {way}", style="dim")


def add_to(app: typer.Typer) -> None:
    app.command("coffees")(coffees)
