"""Shared sheets on the screen: what was answered, and what is open."""

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from schemas.sheets import WORDS
from services.cli.page_view import plain_table
from services.cli.spoken import ago, counted, day


def show_sheets(console: Console, page: dict[str, Any], now: str) -> None:
    """Every sheet with its lines, the one shared first coming first."""
    sheets = page["sheets"]
    left = sum(sheet["open"] for sheet in sheets)
    told = f"{counted(left, 'line')} open" if left else "nothing is open"
    console.print(Text(f"{counted(len(sheets), 'sheet')} shared: {told}.", style="bold"))
    for sheet in sheets:
        console.print()
        whom = sheet["contact"]["ref"] if sheet["contact"] else "somebody who was erased"
        console.print(Text(sheet["title"]))
        shared = f"{whom}  shared {ago(sheet['shared'], now)}  {sheet['sheet']}"
        console.print(Text(shared, style="dim"))
        console.print(_lines(sheet))
    if page.get("next"):
        console.print(Text("and more; --json tells the cursor", style="dim"))


def _lines(sheet: dict[str, Any]) -> Table:
    table = plain_table("company", "answer", "")
    for line in sheet["lines"]:
        reply = line["reply"]
        if reply is None:
            table.add_row(Text(line["company"]["name"]), Text("open", style="cyan"), Text())
            continue
        until = f"from {day(reply['until'])} on" if reply["until"] else ""
        more = ", ".join(filter(None, (reply["words"], until)))
        table.add_row(Text(line["company"]["name"]), Text(WORDS[reply["answer"]]), Text(more))
    return table
