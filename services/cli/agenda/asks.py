"""`inroad asks`, `introductions`, `pursuits`: yours, and those asked of you; accept or decline."""

from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.text import Text

from services.cli.page_view import plain_table
from services.cli.refs import me
from services.cli.spoken import day, percent
from services.cli.terminal import AsJson, terminal

PAGE = 200
Person = Annotated[str, typer.Option("--from", help="Whose they are; yours, when left out.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="As `inroad introductions` shows it.")]
Note = Annotated[str, typer.Option(help="A word with it.")]
Cursor = Annotated[str, typer.Option(help="`next` of the page before.")]
word = typer.Typer(no_args_is_help=True, help="Accept or decline an introduction.")


def asks(
    context: typer.Context,
    side: Annotated[
        Literal["both", "mine", "of-me"], typer.Option(help="Asked by you, or of you.")
    ] = "both",
    *,
    waiting: Annotated[bool, typer.Option("--open", help="Only those without an answer.")] = False,
    cursor: Cursor = "",
    person: Person = "",
    as_json: AsJson = False,
) -> None:
    """What you asked of others, and what was asked of you."""
    here = terminal(context)
    with here.service() as service:
        page = service.get(
            "people", me(here, person), "asks",
            side=side, open=waiting, cursor=cursor or None, limit=PAGE,
        )  # fmt: skip
    if as_json:
        here.json(page)
    else:
        show_asks(here.out, page)


def introductions(
    context: typer.Context,
    part: Annotated[
        Literal["any", "asker", "introducer", "insider"],
        typer.Option("--as", help="Your part in them; introducer: who asked you, for whom."),
    ] = "any",
    *,
    waiting: Annotated[
        bool, typer.Option("--waiting", help="Only those that wait for your word.")
    ] = False,
    cursor: Cursor = "",
    person: Person = "",
    as_json: AsJson = False,
) -> None:
    """The introductions in which you have a part, and whose word comes next."""
    here = terminal(context)
    with here.service() as service:
        page = service.get(
            "people", me(here, person), "introductions", part=None if part == "any" else part,
            waiting=waiting, cursor=cursor or None, limit=PAGE,
        )  # fmt: skip
    if as_json:
        here.json(page)
    else:
        show_introductions(here.out, page)


def pursuits(
    context: typer.Context, cursor: Cursor = "", person: Person = "", as_json: AsJson = False
) -> None:
    """How you come nearer to your companies: each pursuit at its present step."""
    here = terminal(context)
    with here.service() as service:
        page = service.get(
            "people", me(here, person), "pursuits", cursor=cursor or None, limit=PAGE
        )
    if as_json:
        here.json(page)
    else:
        show_pursuits(here.out, page)


@word.command("accept")
def accept(
    context: typer.Context, name: Id, note: Note = "", person: Person = "", as_json: AsJson = False
) -> None:
    """Say yes, as its introducer or its insider."""
    _answer(context, name, "accept", {"from": person, "note": note}, as_json=as_json)


@word.command("decline")
def decline(
    context: typer.Context, name: Id, note: Note = "", person: Person = "", as_json: AsJson = False
) -> None:
    """Say no, as its introducer or its insider."""
    _answer(context, name, "decline", {"from": person, "note": note}, as_json=as_json)


def _answer(
    context: typer.Context, name: str, answer: str, said: dict[str, str], *, as_json: bool
) -> None:
    here = terminal(context)
    who = me(here, said["from"])
    note = {"note": said["note"]} if said["note"] else {}
    with here.service() as service:
        told = service.tell(
            "introductions", name, "answer", said={"from": who, "answer": answer, **note}
        )
    if as_json:
        here.json(told)
        return
    here.out.print(f"The introduction {name} is {spoken(told['stage'])}.", markup=False)
    here.say(f"To take it back: inroad event retract {told['source']} {told['id']}")


def show_asks(console: Console, page: dict[str, Any]) -> None:
    """Each ask with its answer, the earliest first."""
    if not page["asks"]:
        console.print(Text("Nothing is asked.", style="bold"))
        return
    table = plain_table("when", "who", "of whom", "what", "answer", "until")
    for one in page["asks"]:
        table.add_row(
            day(one["time"]), _name(one["asker"]), _name(one["contact"]), one["kind"],
            one["answer"] or "open", day(one["until"] or ""),
        )  # fmt: skip
    console.print(table)
    _more(console, page)


def show_introductions(console: Console, page: dict[str, Any]) -> None:
    """Who, through whom, to whom; below it whose word comes next, and the id to copy."""
    if not page["introductions"]:
        console.print(Text("There is no such introduction.", style="bold"))
        return
    for one in page["introductions"]:
        at = f" at {_name(one['company'])}" if one["company"] else ""
        insider = _name(one["insider"]) or "somebody"
        console.print(
            Text.assemble(
                (_name(one["asker"]), "bold"), f", by {_name(one['introducer'])}, to {insider}{at}",
            )
        )  # fmt: skip
        waits = f", waits for {_name(one['waits_for'])}" if one["waits_for"] else ""
        chance = f", {told} likely" if (told := _chance(one)) else ""
        console.print(Text.assemble("  ", (spoken(one["stage"]), "cyan"), f"{waits}{chance}"))
        console.print(Text(f"  {one['id']}", style="dim"))
    _more(console, page)


def show_pursuits(console: Console, page: dict[str, Any]) -> None:
    """Each pursuit in a line, the steps before it below."""
    if not page["pursuits"]:
        console.print(Text("Nothing is pursued.", style="bold"))
    for one in page["pursuits"]:
        console.print(Text.assemble((_name(one["towards"]) or "somewhere", "bold green")))
        for step in (*one["before"], one["present"]):
            mark = ("● ", "cyan") if step is one["present"] else ("○ ", "dim")
            waits = f", waits for {step['waits_for']['name']}" if step["waits_for"] else ""
            by, to = _name(step["introducer"]), _name(step["insider"]) or "somebody there"
            console.print(
                Text.assemble("  ", mark, f"{by} to {to}: {spoken(step['stage'])}{waits}")
            )
    _more(console, page)


def spoken(stage: str) -> str:
    """A stage as a person says it."""
    return stage.replace("-by-insider", " by the insider")


def _name(whom: dict[str, Any] | None) -> str:
    return str(whom["name"]) if whom else ""


def _chance(introduction: dict[str, Any]) -> str:
    expected = introduction.get("expected")
    return percent(expected["chance"]) if expected else ""


def _more(console: Console, page: dict[str, Any]) -> None:
    if page["next"]:
        console.print(Text(f"and more: --cursor {page['next']}", style="dim"))


def add_to(app: typer.Typer) -> None:
    app.command("asks")(asks)
    app.command("introductions")(introductions)
    app.command("pursuits")(pursuits)
    app.add_typer(word, name="introduction")
