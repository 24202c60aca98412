"""What was explored, on the screen."""

from collections.abc import Callable
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from services.cli.page_view import plain_table
from services.cli.spoken import ago, counted, day, percent

SHOWN = 25  # rows


def show(
    console: Console, answer: dict[str, Any], rest: Callable[[Console, dict[str, Any]], None]
) -> None:
    """The sentence, the *rest*, and what the numbers mean."""
    console.print(Text(answer["sentence"], style="bold"))
    console.print()
    rest(console, answer)
    if answer["cut"]:
        console.print(Text("A bound was reached: there may be more.", "dim"))
    console.print()
    console.print(Text(answer["definition"], style="dim"), soft_wrap=False)


def show_around(console: Console, answer: dict[str, Any]) -> None:
    """People, the surest first."""
    names = {one["id"]: one["name"] for one in answer["people"]}
    table = plain_table("who", "works at", "ties away", "by", "chance")
    for one in answer["people"][1 : SHOWN + 1]:
        by = names[one["by"]] if one["by"] != answer["person"]["id"] else ""
        table.add_row(
            Text(one["name"]), Text(_at(one["employers"])), str(one["depth"]), Text(by),
            percent(one["chance"]),
        )  # fmt: skip
    _put(console, table, len(answer["people"]) - 1, "person", "people")
    console.print(Text(f"{counted(len(answer['ties']), 'tie')} among them; --json tells each."))


def show_common(console: Console, answer: dict[str, Any]) -> None:
    """How the two know each other, and the contacts of both."""
    if tie := answer["tie"]:
        console.print(Text(f"They {tie['words']}."))
    me, other = answer["person"]["name"], answer["with"]["name"]
    table = plain_table("who", me, other, "chance")
    for one in answer["contacts"][:SHOWN]:
        mine, theirs = (percent(tie["sure"]) for tie in one["ties"])
        table.add_row(Text(one["person"]["name"]), mine, theirs, percent(one["chance"]))
    _put(console, table, len(answer["contacts"]), "contact")


def show_companies(console: Console, answer: dict[str, Any]) -> None:
    """Companies, the nearest first."""
    table = plain_table("company", "hops", "by", "insiders", "chance")
    for one in answer["companies"][:SHOWN]:
        way = " → ".join(person["name"] for person in one["way"][1:])
        table.add_row(
            Text(one["company"]["name"]), str(one["hops"]), Text(way or "you work there"),
            f"{one['insiders']:,}", percent(one["chance"]),
        )  # fmt: skip
    _put(console, table, len(answer["companies"]), "company", "companies")


def show_fading(console: Console, answer: dict[str, Any]) -> None:
    """Ties, those that fell furthest first."""
    table = plain_table("with", "last contact", "then", "now")
    for one in answer["ties"][:SHOWN]:
        seen = ago(one["last_contact"], answer["now"])
        table.add_row(Text(one["person"]["name"]), seen, percent(one["then"]), percent(one["sure"]))
    _put(console, table, len(answer["ties"]), "tie")


def show_communities(console: Console, answer: dict[str, Any]) -> None:
    """Groups, the largest first."""
    table = plain_table("people", "such as", "work at")
    for one in answer["communities"][:SHOWN]:
        such = ", ".join(person["name"] for person in one["surest"])
        work = ", ".join(f"{at['company']['name']} ({at['people']})" for at in one["companies"])
        table.add_row(str(one["size"]), Text(such), Text(work))
    _put(console, table, len(answer["communities"]), "group")
    console.print(Text(f"Modularity {answer['modularity']:.2f}."))


def show_brokers(console: Console, answer: dict[str, Any]) -> None:
    """People, those between most first."""
    table = plain_table("who", "works at", "share of ways")
    for one in answer["brokers"][:SHOWN]:
        table.add_row(
            Text(one["person"]["name"]), Text(_at(one["employers"])), percent(one["share"])
        )
    _put(console, table, len(answer["brokers"]), "person", "people")
    if answer["estimated"]:
        console.print(Text("The shares are estimated.", style="dim"))


def show_probable(console: Console, answer: dict[str, Any]) -> None:
    """Who was there over the same days."""
    table = plain_table("who", "at", "on record", "from", "until")
    for one in answer["ties"][:SHOWN]:
        table.add_row(
            Text.assemble(("┄ ", "dim"), one["person"]["name"]), Text(one["company"]["name"]),
            f"{one['staff']:,}", day(one["since"]), day(one["until"]),
        )  # fmt: skip
    _put(console, table, len(answer["ties"]), "tie")


def show_who_knows(console: Console, answer: dict[str, Any]) -> None:
    """A line for each contact, below the company."""
    for at in answer["companies"]:
        console.print(Text(at["company"]["name"], style="bold"))
        for one in at["contacts"]:
            way = " → ".join(person["name"] for person in one["way"])
            hops = counted(one["hops"], "hop")
            console.print(Text(f"  {way}  {hops}, {percent(one['chance'])}"))
        if not at["contacts"]:
            console.print(Text("  none of your contacts", style="dim"))
    if answer["unknown"]:
        console.print(Text(f"Unknown: {', '.join(answer['unknown'])}", style="yellow"))


def _at(employers: list[dict[str, Any]]) -> str:
    return ", ".join(one["company"]["name"] for one in employers)


def _put(console: Console, table: Table, had: int, one: str, more: str = "") -> None:
    if had:
        console.print(table)
    if had > SHOWN:
        text = f"and {counted(had - SHOWN, one, more)} more; --json tells all"
        console.print(Text(text, style="dim"))
