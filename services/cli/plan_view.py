"""Moves on the screen: what to do and with whom, why, the words, and whom to leave in peace."""

from typing import Any

from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from services.cli.spoken import day, percent

INDENT = (0, 0, 0, 3)


def show_plan(console: Console, plan: dict[str, Any]) -> None:
    """Print a whole plan."""
    console.print(Text(plan["sentence"], style="bold"))
    for number, move in enumerate(plan["moves"], start=1):
        console.print()
        console.print(move_view(move, number), soft_wrap=False)
    if plan["moves"]:
        console.print()
        console.print(Text(plan["bound"], style="dim"))
    show_resting(console, plan["resting"])
    if plan["cut"]:
        console.print(Text("The search was cut short; there may be more. Try fewer hops.", "dim"))


def show_resting(console: Console, resting: list[dict[str, Any]]) -> None:
    """Whom to leave in peace, and why."""
    if resting:
        console.print()
        console.print(Text("In peace for now:", style="dim"))
    for one in resting:
        until = f" (until {day(one['until'])})" if one["until"] else ""
        console.print(Text(f"  {one['advice']}{until}", style="dim"))


def move_view(move: dict[str, Any], number: int) -> Group:
    """One move: the step, why, which companies, what to say; to be printed wrapped."""
    lines = [Text(move["why"]), _opens(move)]
    if move["advice"]:
        lines.append(Text(move["advice"], style="yellow"))
    lines.append(Text(f"“{move['words']}”", style="italic"))
    if move["blurb"]:
        lines.append(Text(f"To send on: “{move['blurb']}”", style="italic"))
    head = Text.assemble(f"{number}. ", (move["text"], "bold"), ("  " + day(move["on"]), "dim"))
    return Group(head, Padding(Group(*lines), INDENT))


def _opens(move: dict[str, Any]) -> Text:
    named = [f"{one['company']['name']} {percent(one['chance'])}" for one in move["opens"]]
    more = f", and {move['more']} more" if move["more"] else ""
    return Text(f"May open {', '.join(named)}{more}", style="dim")
