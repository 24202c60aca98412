"""`inroad want`: goal, open questions, target companies. `inroad openers`: how to begin."""

import uuid
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from graph.openers import DEFAULTS
from services.cli.exits import Exit, Stop
from services.cli.owner import owner_event, publish_own
from services.cli.page_view import plain_table
from services.cli.refs import company_named, me, person_named
from services.cli.spoken import day
from services.cli.terminal import AsJson, Terminal, terminal

Mine = Annotated[str, typer.Option("--from", help="Whose it is; yours, when left out.")]
Function = Annotated[str, typer.Option(help="What to do there: research, sales.")]
Place = Annotated[str, typer.Option(help="Where.")]
Field = Annotated[str, typer.Option(help="Line of work: biotech.")]
Company = Annotated[str, typer.Argument(help="Globex, globex.com, or name: and domain:.")]
wants = typer.Typer(help="What you want: goal, open questions, target companies.")
_OWN = "# Your openers, one a line: the first whose {words} are all known is taken.\n"


@wants.callback(invoke_without_command=True)
def show(context: typer.Context, person: Mine = "", as_json: AsJson = False) -> None:
    """Show it; the commands below say it."""
    if context.invoked_subcommand:
        return
    here = terminal(context)
    who = me(here, person)
    with here.service() as service:
        page = service.get("people", who, "agenda")
    if as_json:
        here.json(page)
    else:
        show_agenda(here.out, page)


@wants.command("goal")
def goal(
    context: typer.Context,
    *,
    field: Field = "",
    function: Function = "",
    place: Place = "",
    level: Annotated[str, typer.Option(help="How high: lead.")] = "",
    person: Mine = "",
    as_json: AsJson = False,
) -> None:
    """Set the goal, in place of the one before."""
    here = terminal(context)
    said = _said(field=field, function=function, place=place, level=level)
    if not said:
        raise Stop(
            "The goal says nothing", "say --field, --function, --place or --level", Exit.USAGE
        )
    event = owner_event("goal.set", {"person": me(here, person), **said})
    publish_own(here, event, f"You want {_words(said)}.", as_json=as_json)


@wants.command("question")
def question(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(help='"What does an assay lead do all day?"')],
    *,
    field: Field = "",
    function: Function = "",
    person: Mine = "",
    as_json: AsJson = False,
) -> None:
    """Note an open question, about a field or a function if about one."""
    here = terminal(context)
    told = " ".join(words)
    data = {"question": str(uuid.uuid4()), "person": me(here, person), "words": told}
    event = owner_event("question.noted", {**data, **_said(field=field, function=function)})
    publish_own(here, event, f"Noted: {told}", as_json=as_json)


@wants.command("answered")
def answered(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="As `inroad want --json` has it.")],
    person: Mine = "",
    as_json: AsJson = False,
) -> None:
    """A question of yours is answered, and no longer open."""
    here = terminal(context)
    who = me(here, person)
    with here.service() as service:
        known = service.get("people", who, "agenda")["questions"]
    words = next((one["words"] for one in known if one["id"] == name), None)
    if words is None:
        raise Stop(f"No open question of yours is {name}", "see `inroad want --json`", Exit.UNKNOWN)
    data = {"question": name, "person": who, "words": words, "open": False}
    publish_own(here, owner_event("question.noted", data), f"Answered: {words}", as_json=as_json)


@wants.command("company")
def company(
    context: typer.Context,
    name: Company,
    *,
    priority: Annotated[
        float, typer.Option(help="Beside the others, up to 10; 2 is twice as much.")
    ] = 1.0,
    function: Function = "",
    place: Place = "",
    person: Mine = "",
    as_json: AsJson = False,
) -> None:
    """Put a company on your list, or say anew how much you want it."""
    here = terminal(context)
    which = company_named(here, name, new=True)
    data = {"person": me(here, person), "company": which, "priority": priority}
    event = owner_event("company.targeted", {**data, **_said(function=function, place=place)})
    publish_own(here, event, f"{name} is on your list.", as_json=as_json)


@wants.command("no-longer")
def no_longer(
    context: typer.Context, name: Company, person: Mine = "", as_json: AsJson = False
) -> None:
    """Take a company off your list."""
    here = terminal(context)
    data = {"person": me(here, person), "company": company_named(here, name)}
    event = owner_event("company.untargeted", data)
    publish_own(here, event, f"{name} is off your list.", as_json=as_json)


def openers(
    context: typer.Context,
    whom: Annotated[str, typer.Argument(help="ann@example.org, any identifier, or an id.")] = "",
    person: Mine = "",
    write: Annotated[
        bool, typer.Option("--write", help="Write the built-in ones to your own file, to edit.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """With what to begin with WHOM: a small question that leads on."""
    here = terminal(context)
    if write:
        _write(here)
        return
    if not whom:
        raise Stop("Nobody is named", "say whom: `inroad openers ann@example.org`", Exit.USAGE)
    who, to = me(here, person), person_named(here, whom)
    with here.service() as service:
        page = service.get("people", who, "openers", to=to)
    if as_json:
        here.json(page)
    else:
        show_openers(here.out, page)


def show_agenda(console: Console, page: dict[str, Any]) -> None:
    """The goal as a sentence, then the questions, then the companies."""
    said = {word: value for word, value in (page["goal"] or {}).items() if value}
    told = f"{page['person']['name']} wants {_words(said)}." if said else "No goal is set."
    console.print(Text(told, style="bold"))
    for one in page["questions"]:
        console.print(Text.assemble(("?  ", "cyan"), one["words"]))
    if page["targets"]:
        console.print(_targets(page["targets"]))


def show_openers(console: Console, page: dict[str, Any]) -> None:
    for one in page["openers"]:
        console.print(Text(f"“{one['text']}”", style="bold"))
        console.print(Text(f"   {one['why']}", style="dim"))


def _targets(targets: list[dict[str, Any]]) -> Any:
    table = plain_table("company", "priority", "as", "where", "since")
    for one in targets:
        table.add_row(
            one["company"]["name"], f"{one['priority']:g}", one["function"] or "",
            one["place"] or "", day(one["since"]),
        )  # fmt: skip
    return table


def _words(said: dict[str, str]) -> str:
    """A goal in words: research in biotech, in Boston, as lead."""
    work = " in ".join(said[word] for word in ("function", "field") if word in said)
    place = f"in {said['place']}" if "place" in said else ""
    level = f"as {said['level']}" if "level" in said else ""
    return ", ".join(part for part in (work, place, level) if part)


def _said(**words: str) -> dict[str, str]:
    return {name: word for name, word in words.items() if word}


def _write(here: Terminal) -> None:
    file = here.settings.openers_file
    if file.exists():
        raise Stop(f"{file} is there already", "edit it, or remove it first")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(_OWN + DEFAULTS, encoding="utf-8")
    here.out.print(f"Your openers are in {file}; edit them there.", markup=False)


def add_to(app: typer.Typer) -> None:
    app.add_typer(wants, name="want")
    app.command("openers")(openers)
