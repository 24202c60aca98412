"""`inroad gathering debrief`: a few words a person, looked over, then published."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer

from services.cli.exits import Exit, Stop
from services.cli.files import text_of
from services.cli.gathering_view import show_debrief
from services.cli.refs import me
from services.cli.service import Service
from services.cli.terminal import AsJson, Terminal, terminal

PAGE = 50
A_WEEK = timedelta(days=7)
_EACH = (
    "A few words on each: warm, no, later, neighbour works at Globex, coffee on Friday. "
    "Enter leaves somebody out, - was not met."
)


def debrief(  # noqa: PLR0917 - a command is called by its options's names
    context: typer.Context,
    gathering: Annotated[
        str, typer.Argument(metavar="ID", help="Which; of the last week the latest, else today.")
    ] = "",
    lines: Annotated[
        str, typer.Option("--lines", metavar="FILE", help='Lines as "Ann: warm"; - reads stdin.')
    ] = "",
    on: Annotated[str, typer.Option(help="No gathering, but people met on 2026-03-09.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask before it is published.")] = False,
    person: Annotated[str, typer.Option("--from", help="Who was there; you.")] = "",
    as_json: AsJson = False,
) -> None:
    """What came of it: shows what was understood, and publishes it once you say so."""
    here = terminal(context)
    who = me(here, person)
    with here.service() as service:
        which = gathering or ("" if on else _latest(service, who))
        asked: dict[str, Any] = {"network": here.settings.network}
        asked |= {name: said for name, said in (("gathering", which), ("on", on)) if said}
        asked["lines"] = (
            text_of(lines, "name a text file, or -").splitlines()
            if lines
            else _person_by_person(here, service, who, which)
        )
        page = service.tell("people", who, "debrief", said=asked)
        if not as_json:
            show_debrief(here.out, page)
        if page["events"] and _agreed(here, yes=yes, as_json=as_json):
            page = service.tell("people", who, "debrief", said=asked | {"publish": True})
            if not as_json:
                here.out.print(f"Published {len(page['events'])}.", style="bold")
    if as_json:
        here.json(page)
    if any(line["unclear"] for line in page["lines"]):
        raise typer.Exit(Exit.BAD_INPUT)


def _latest(service: Service, who: str) -> str:
    """The id of the latest gathering of the last week that has begun, if there is one."""
    now = datetime.now(UTC)
    found = service.get("people", who, "gatherings", limit=PAGE)["gatherings"]
    begun = [
        one
        for one in found
        if now - A_WEEK <= datetime.fromisoformat(one["until"] or one["starts"])
        and datetime.fromisoformat(one["starts"]) <= now
    ]
    return str(max(begun, key=lambda one: one["starts"])["id"]) if begun else ""


def _person_by_person(here: Terminal, service: Service, who: str, gathering: str) -> list[str]:
    """Lines as they are typed: of each who was announced, then of whoever else was there."""
    if not here.interactive:
        raise Stop("Nothing is said", 'give --lines FILE, or - with "Ann: warm"', Exit.USAGE)
    here.say(_EACH)
    there = service.get("people", who, "gatherings", gathering)["people"] if gathering else []
    said = [(one["whom"]["ref"], here.ask(one["whom"]["name"])) for one in there]
    lines = [f"{ref}: {words}" for ref, words in said if words]
    while line := here.ask('Anybody else? ("Tom: warm"; Enter ends)'):
        lines.append(line)
    if not lines:
        raise Stop("Nothing was said", "say a few words on somebody", Exit.USAGE)
    return lines


def _agreed(here: Terminal, *, yes: bool, as_json: bool) -> bool:
    """Whether it may be published."""
    if yes or as_json:
        return yes
    if not here.interactive:
        raise Stop("Nothing was published", "add --yes to publish it", Exit.USAGE)
    return here.ask("Publish that? (y/n)").casefold() in {"y", "yes"}
