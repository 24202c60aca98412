"""People and companies on the screen."""

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from services.cli.spoken import ago, counted, day, percent

SHOWN = 15  # rows of a table on a person's or company's page


def plain_table(*columns: str) -> Table:
    """A table without lines, its head dim."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 3, 0, 0))
    for column in columns:
        table.add_column(column)
    return table


def show_person(console: Console, person: dict[str, Any], ties: dict[str, Any], now: str) -> None:
    """Who it is, where they work, whom they know."""
    console.print(Text(_person_sentence(person), style="bold"))
    for line in (person.get("headline"), " · ".join(_known(person, "field", "place"))):
        if line:
            console.print(Text(line))
    console.print(Text("  ".join(person["identifiers"]), style="dim"))
    for work in person["employments"]:
        if not work["current"]:
            console.print(
                Text(f"{work['company']['name']} until {day(work['until'])}", style="dim")
            )
    if ties["ties"]:
        console.print()
        console.print(_ties(ties, now))
    _more(console, len(ties["ties"]), ties.get("next"), "tie")


def _person_sentence(person: dict[str, Any]) -> str:
    now = [work for work in person["employments"] if work["current"]]
    name = person["name"] or person["ref"]
    if not now:
        return f"{name} works nowhere that is known."
    works = " and ".join(
        f"{work['company']['name']}" + (f" as {work['title']}" if work["title"] else "")
        for work in now
    )
    return f"{name} works at {works}."


def _known(page: dict[str, Any], *fields: str) -> list[str]:
    return [page[field] for field in fields if page.get(field)]


def _ties(page: dict[str, Any], now: str) -> Table:
    table = plain_table("who", "how well", "last contact", "chance")
    for tie in page["ties"][:SHOWN]:
        style = "" if tie["open"] else "dim"
        who = Text.assemble(("● " if tie["open"] else "○ ", "cyan"), tie["person"]["name"])
        seen = ago(tie.get("last_contact") or "", now)
        table.add_row(who, Text(tie["words"]), seen, percent(tie["sure"]), style=style)
    return table


def show_company(console: Console, company: dict[str, Any], insiders: dict[str, Any]) -> None:
    """What it is, and who is known there."""
    here, former = company["current_insiders"], company["former_insiders"]
    before = f", {counted(former, 'used to', 'used to')}" if former else ""
    who = "nobody is known to work" if not here else f"{counted(here, 'person', 'people')} known"
    console.print(Text(f"{company['name']}: {who} there{before}.", style="bold"))
    console.print(Text(" · ".join(_known(company, "field", "place"))))
    console.print(Text("  ".join(company["identifiers"]), style="dim"))
    if insiders["insiders"]:
        console.print()
        console.print(_insiders(insiders))
    _more(console, len(insiders["insiders"]), insiders.get("next"), "insider")


def _insiders(page: dict[str, Any]) -> Table:
    table = plain_table("who", "as", "since", "until")
    for one in page["insiders"][:SHOWN]:
        says = f", says {one['informant']['name']}" if one.get("informant") else ""
        mark = ("◆ " if one["current"] else "◇ ", "green")
        who = Text.assemble(mark, one["person"]["name"], says)
        until = day(one.get("until") or "") if not one["current"] else ""
        table.add_row(
            who, one.get("title") or "", day(one.get("since") or ""), until,
            style="" if one["current"] else "dim",
        )  # fmt: skip
    return table


def _more(console: Console, had: int, cursor: str | None, what: str) -> None:
    if cursor or had > SHOWN:
        known = "more" if cursor else f"{had - SHOWN:,} more"
        console.print(Text(f"and {known}; --json tells every {what} of this page", style="dim"))
