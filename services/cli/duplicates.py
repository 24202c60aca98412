"""`inroad duplicates`: two that may be one, looked at one by one."""

from collections.abc import Iterator
from typing import Annotated, Any, Final

import typer
from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from services.cli.exits import Exit, Stop
from services.cli.plan_view import INDENT
from services.cli.service import Service
from services.cli.spoken import counted
from services.cli.terminal import AsJson, Terminal, terminal

PAGE: Final = 200
_KEYS: Final = "y they are one   n they are two   l later   q enough"
_STYLES: Final = {"same": "green", "strong": "cyan", "weak": "yellow"}


def duplicates(  # noqa: PLR0917 - a command is called by its options' names
    context: typer.Context,
    kind: Annotated[str, typer.Option(help="Only people, insiders or companies.")] = "",
    tier: Annotated[str, typer.Option(help="Only same, strong or weak.")] = "",
    confirm: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="These are one; repeat it.")
    ] = None,
    refuse: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="These are two; repeat it.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Two that may be one: y they are, n they are not and it is not asked again, l later."""
    here = terminal(context)
    said = [(id_, "confirm") for id_ in confirm or ()] + [(id_, "refuse") for id_ in refuse or ()]
    with here.service() as service:
        if said:
            _say_all(here, service, said, as_json=as_json)
            return
        page = service.get("duplicates", kind=kind or None, tier=tier or None, limit=PAGE)
        if as_json:
            here.json(page)
            return
        here.out.print(Text(page["sentence"], style="bold"), soft_wrap=False)
        _ask(here, service, page["duplicates"])
    if page["cut"]:
        here.say("Not everything was looked at; there may be more.")
    if page["next"]:
        here.say("There are more; call it again when these are decided.")


def _ask(here: Terminal, service: Service, found: list[dict[str, Any]]) -> None:
    done = 0
    for number, one in enumerate(found, start=1):
        here.out.print()
        here.out.print(duplicate_view(one, number, ids=not here.interactive), soft_wrap=False)
        if not here.interactive:
            continue
        key = here.key(_KEYS, "ynlq")
        if key == "q":
            break
        if key != "l":
            done += _decided(here, service, one["id"], "confirm" if key == "y" else "refuse")
    if here.interactive and found:
        here.out.print(f"{counted(done, 'pair')} decided.", style="bold")


def _decided(here: Terminal, service: Service, id_: str, answer: str) -> bool:
    """Whether it could be said: who was merged a moment ago is somebody else by now."""
    try:
        _say(here, service, id_, answer)
    except Stop as stopped:
        if stopped.code != Exit.UNKNOWN:
            raise
        here.say("One of them has changed meanwhile: look again later.")
        return False
    return True


def _say_all(
    here: Terminal, service: Service, said: list[tuple[str, str]], *, as_json: bool
) -> None:
    if len({id_ for id_, _ in said}) < len(said):
        raise Stop("One id is given twice", "confirm it or refuse it", Exit.USAGE)
    decided = [_say(here, service, *one, silent=as_json) for one in said]
    if as_json:
        here.json({"decided": decided})


def _say(
    here: Terminal, service: Service, id_: str, answer: str, *, silent: bool = False
) -> dict[str, Any]:
    told = service.tell("duplicates", id_, said={"answer": answer})
    if not silent:
        if answer == "confirm":
            here.out.print("They are one now.", style="bold")
            here.say(f"To take it back: inroad event retract {told['source']} {told['event']}")
        else:
            here.out.print("They stay two, and it is not asked again.", style="bold")
    return told


def duplicate_view(one: dict[str, Any], number: int, *, ids: bool) -> Group:
    """The two, the tier in words, and what speaks for it and against."""
    head = Text.assemble(f"{number}. ", (f"{one['words']}.", _STYLES[one["tier"]]))
    lines = [*_who(one["one"]), *_who(one["other"])]
    lines += [Text(f"+ {reason}") for reason in one["reasons"]]
    lines += [Text(f"- {reason}", style="yellow") for reason in one["against"]]
    if ids:
        lines.append(Text(f"inroad duplicates --confirm {one['id']}", style="dim"))
    return Group(head, Padding(Group(*lines), INDENT))


def _who(alike: dict[str, Any]) -> Iterator[Text]:
    about = f"  {alike['about']}" if alike["about"] else ""
    yield Text.assemble((alike["name"], "bold"), about)
    yield Text(f"  {' '.join(alike['identifiers'])}", style="dim")


def add_to(app: typer.Typer) -> None:
    app.command("duplicates")(duplicates)
