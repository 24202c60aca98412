"""Gatherings on the screen: which there are, whom to talk to, and what was understood after."""

from typing import Any

from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from graph.gathering.heard import HOW_TO
from services.cli.page_view import plain_table
from services.cli.spoken import counted, day

INDENT = (0, 0, 0, 3)


def show_gatherings(console: Console, page: dict[str, Any]) -> None:
    """How many are to come, then all of them."""
    found = page["gatherings"]
    coming = sum(one["coming"] for one in found)
    told = counted(coming, "gathering") if coming else "No gathering"
    console.print(Text(f"{told} to come.", style="bold"))
    if found:
        table = plain_table("when", "what", "where", "announced by", "id")
        for one in found:
            host = one["announcer"]["name"] if one["announcer"] else ""
            table.add_row(
                day(one["starts"]), Text(one["name"]), Text(one["place"] or ""), Text(host),
                Text(one["id"]), style="" if one["coming"] else "dim",
            )  # fmt: skip
        console.print(table)
    if page["next"]:
        console.print(Text(f"and more: --cursor {page['next']}", style="dim"))


def show_gathering(console: Console, page: dict[str, Any]) -> None:
    """The page as it is on paper: whom to talk to, whom to greet, and who is not known."""
    console.print(Text(page["title"], style="bold"))
    console.print(Text(page["sentence"]))
    if page["goal"]:
        console.print(Text(f"You look for {page['goal']}.", style="dim"))
    for question in page["questions"]:
        console.print(Text.assemble(("?  ", "cyan"), question))
    for rule in page["rules"]:
        console.print(Text(rule, style="yellow"))
    asked = [one for one in page["people"] if not one["friendly"]]
    for number, talk in enumerate(asked, start=1):
        console.print()
        console.print(_talk(talk, f"{number}. "), soft_wrap=False)
    _section(console, "Just be friendly; ask for nothing", [
        _talk(one, "") for one in page["people"] if one["friendly"]
    ])  # fmt: skip
    _section(console, "Nobody you know yet", [
        Text.assemble(f"{one['attendee']}  ", (f"“{one['opener']}”", "italic"), _wrong(one))
        for one in page["strangers"]
    ])  # fmt: skip
    _section(console, "Which one is meant?", [
        Text(f"{one['attendee']}: " + " or ".join(
            f"{who['name']} ({who['ref']})" for who in one["candidates"]
        ))
        for one in page["unsure"]
    ])  # fmt: skip
    if page["erased"]:
        told = counted(page["erased"], "attendee has", "attendees have")
        console.print(Text(f"{told} asked to be forgotten.", style="dim"))
    if page["cut"]:
        console.print(Text("There are more than was looked at.", style="dim"))


def show_debrief(console: Console, page: dict[str, Any]) -> None:
    """Line by line what was understood, and what was not."""
    told = f"You met {counted(page['met'], 'person', 'people')}"
    where = f" at {page['name']}" if page["name"] else ""
    console.print(Text(f"{told}{where}, on {day(page['on'])}.", style="bold"))
    for line in page["lines"]:
        whom = line["whom"]["name"] if line["whom"] else line["text"]
        console.print(Text(whom, style="bold" if line["whom"] else "yellow"))
        for one in line["understood"]:
            console.print(Text(f"   {one}"))
        for one in line["unclear"]:
            remedy = "see below" if one["remedy"] == HOW_TO else one["remedy"]
            words = f"“{one['words']}” is not understood: " if line["whom"] else ""
            console.print(Text(f"   {words}{remedy}", style="yellow"))
    if any(one["remedy"] == HOW_TO for line in page["lines"] for one in line["unclear"]):
        console.print(Text(f"What is understood: {HOW_TO.removeprefix('write ')}", style="yellow"))
    known = f"; {page['known']} known already" if page["known"] else ""
    console.print(Text(f"{counted(len(page['events']), 'event')} to publish{known}.", style="dim"))


def _talk(talk: dict[str, Any], number: str) -> Group:
    about = f"  {talk['about']}" if talk["about"] else ""
    lines = []
    if talk["opener"]:
        lines.append(Text(f"“{talk['opener']}”", style="italic"))
    lines += [Text(line) for line in (talk["friendly"], talk["why"]) if line]
    lines.append(Text(talk["known"] or "You have not met.", style="dim"))
    lines += [Text.assemble(("offer    ", "green"), one) for one in talk["offers"]]
    if talk["step"]:
        lines.append(Text.assemble(("at most  ", "cyan"), talk["step"]))
    lines += [Text.assemble(("mind     ", "red"), one) for one in talk["avoid"]]
    head = Text.assemble(number, (talk["whom"]["name"], "bold"), (about, "dim"))
    return Group(head, Padding(Group(*lines), INDENT))


def _section(console: Console, head: str, lines: list[Any]) -> None:
    if lines:
        console.print()
        console.print(Text(head, style="cyan"))
    for line in lines:
        console.print(line, soft_wrap=False)


def _wrong(stranger: dict[str, Any]) -> str:
    why = str(stranger["why"]).removeprefix("Nobody you know yet.").strip()
    return f"  {why}" if why else ""
