"""`inroad want proposals`: companies that fit your goal, and putting them on your list."""

from typing import Annotated, Any

import typer
from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from services.cli.agenda.want import Mine, wants
from services.cli.exits import Exit, Stop
from services.cli.owner import owner_event
from services.cli.plan_view import INDENT
from services.cli.refs import me
from services.cli.service import Service
from services.cli.terminal import AsJson, Now, Terminal, terminal

MOST, SHOWN = 50, 10


def proposals(  # noqa: PLR0917 - a command is called by its options's names
    context: typer.Context,
    k: Annotated[int, typer.Option("-k", min=1, max=MOST, help="How many companies.")] = SHOWN,
    take: Annotated[
        list[int] | None,
        typer.Option(min=1, max=MOST, help="Put this number of the list on yours; repeat it."),
    ] = None,
    now: Now = "",
    person: Mine = "",
    as_json: AsJson = False,
) -> None:
    """Companies that fit your goal and were never on your list."""
    here = terminal(context)
    who = me(here, person)
    numbers = sorted({*(take or ())})
    with here.service() as service:
        k = max(k, *numbers) if numbers else k
        page = service.get("people", who, "agenda", "proposals", k=k, now=now or None)
        if numbers:
            _take(here, service, page["proposals"], numbers, as_json=as_json)
        elif as_json:
            here.json(page)
        else:
            show_proposals(here.out, page)


def _take(
    here: Terminal, service: Service, proposed: list[dict[str, Any]], numbers: list[int],
    *, as_json: bool,
) -> None:  # fmt: skip
    """Publish the proposals of these numbers, all of which there must be."""
    if numbers[-1] > len(proposed):
        raise Stop(
            f"There is no proposal {numbers[-1]}, there {_are(len(proposed))}",
            "see `inroad want proposals`", Exit.USAGE,
        )  # fmt: skip
    taken = []
    for number in numbers:
        one = proposed[number - 1]
        event = owner_event("company.targeted", one["event"]["data"])
        taken.append({"event": event, "receipt": service.publish(event)})
        if not as_json:
            told = f"{one['company']['name']} is on your list, priority {one['priority']:g}."
            here.out.print(told, markup=False, style="bold")
            here.say(f"To take it back: inroad event retract {event['source']} {event['id']}")
    if as_json:
        here.json({"taken": taken})


def _are(count: int) -> str:
    return "is 1" if count == 1 else f"are {count or 'none'}"


def show_proposals(console: Console, page: dict[str, Any]) -> None:
    """The companies by number, each with why, how near, and what is said against it."""
    console.print(Text(page["sentence"], style="bold"), soft_wrap=False)
    for number, one in enumerate(page["proposals"], start=1):
        console.print()
        console.print(_view(one, number), soft_wrap=False)
    if page["proposals"]:
        console.print()
        console.print(Text("To put one on your list: inroad want proposals --take 1", style="dim"))
    if page["cut"]:
        console.print(Text("Not everything was looked at; there may be more.", "dim"))


def _view(one: dict[str, Any], number: int) -> Group:
    lines = [Text(one["why"]), Text(one["near"], style="dim")]
    if one["caution"]:
        lines.append(Text(one["caution"], style="yellow"))
    name, priority = one["company"]["name"], f"  priority {one['priority']:g}"
    head = Text.assemble(f"{number}. ", (name, "bold"), (priority, "dim"))
    return Group(head, Padding(Group(*lines), INDENT))


def add_to(app: typer.Typer) -> None:
    del app  # it stands below `inroad want`
    wants.command("proposals")(proposals)
