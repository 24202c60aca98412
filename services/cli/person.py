"""`inroad person`: show, merge, erase. `inroad company`. `inroad event retract`."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from schemas.events.base import moment_text
from services.cli.exits import Exit, Stop
from services.cli.left_out import forget
from services.cli.owner import owner_event, publish_own
from services.cli.page_view import show_company, show_person
from services.cli.refs import company_named, is_plain, person_named, person_ref
from services.cli.terminal import AsJson, Terminal, terminal

PAGE = 100
people = typer.Typer(no_args_is_help=True, help="Show, merge or erase people.")
events = typer.Typer(no_args_is_help=True, help="Take an event back.")


@people.command("show")
def show(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(help="ann@example.org, any identifier, an id, or a name.")],
    as_json: AsJson = False,
) -> None:
    """Who somebody is, and whom they know."""
    here = terminal(context)
    name = person_named(here, ref)
    with here.service() as service:
        person = service.get("people", name)
        ties = service.get("people", name, "ties", limit=PAGE)
    if as_json:
        here.json({**person, "ties_page": ties})
    else:
        show_person(here.out, person, ties, moment_text(datetime.now(UTC)))


@people.command("merge")
def merge(
    context: typer.Context,
    refs: Annotated[list[str], typer.Argument(help="Identifiers that are one person's.")],
    as_json: AsJson = False,
) -> None:
    """Say that these identifiers are one person."""
    here = terminal(context)
    names = list(dict.fromkeys(person_named(here, ref) for ref in refs))
    if len(names) < 2:  # noqa: PLR2004 - a merge joins at least two
        raise Stop("A merge joins two identifiers at least", "name one more", Exit.USAGE)
    event = owner_event("person.merged", {"identifiers": names})
    publish_own(here, event, f"{' and '.join(names)} are one person now.", as_json=as_json)


@people.command("erase")
def erase(
    context: typer.Context,
    refs: Annotated[list[str], typer.Argument(help="The person, or each of several.")],
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask; it can't be undone.")] = False,
    as_json: AsJson = False,
) -> None:
    """Forget people for ever: every identifier of theirs, in every event, earlier or later."""
    here = terminal(context)
    names = _identifiers(here, [_sure(ref) if yes else person_named(here, ref) for ref in refs])
    if not yes:
        _confirm(here, names)
    event = owner_event("person.erased", {"identifiers": names})
    told = f"Erased {len(names)} identifier{'s' if len(names) > 1 else ''}."
    publish_own(here, event, told, as_json=as_json, undo=False)
    forget(here, names)


def _sure(ref: str) -> str:
    """Whom nobody confirms is not guessed from a name."""
    try:
        return person_ref(ref)
    except Stop:
        if not is_plain(ref):
            raise
        remedy = "name them by an identifier, such as email:ann@example.org, or leave out --yes"
        raise Stop(f"Nobody is erased by a name alone: {ref}", remedy, Exit.USAGE) from None


def _identifiers(here: Terminal, refs: list[str]) -> list[str]:
    """Every identifier of these people; one that no event has named is itself."""
    names: dict[str, None] = {}
    with here.service() as service:
        for ref in refs:
            try:
                found = service.get("people", ref)["identifiers"]
            except Stop as stopped:
                if stopped.code != Exit.UNKNOWN or ":" not in ref:
                    raise
                found = [ref]  # erased before it is ever named
            names.update(dict.fromkeys(found))
    return list(names)


def _confirm(here: Terminal, names: list[str]) -> None:
    here.err.print("To be erased for ever:", style="bold")
    for name in names:
        here.err.print(f"  {name}", markup=False)
    if not here.interactive:
        raise Stop("Nothing was erased", "add --yes to erase without being asked", Exit.USAGE)
    if here.ask("It can't be undone. Type erase to go on").casefold() != "erase":
        raise Stop("Nothing was erased")


def company(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(help="Globex, globex.com, or an id.")],
    as_json: AsJson = False,
) -> None:
    """What is known of a company, and who works there."""
    here = terminal(context)
    name = company_named(here, ref)
    with here.service() as service:
        page = service.get("companies", name)
        insiders = service.get("companies", name, "insiders", limit=PAGE)
    if as_json:
        here.json({**page, "insiders_page": insiders})
    else:
        show_company(here.out, page, insiders)


@events.command("retract")
def retract(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="The source of the event that was wrong.")],
    name: Annotated[str, typer.Argument(metavar="ID", help="Its id.")],
    as_json: AsJson = False,
) -> None:
    """Count an event as never received."""
    event = owner_event("event.retracted", {"source": source, "id": name})
    told = f"The event {name} of {source} counts as never received."
    publish_own(terminal(context), event, told, as_json=as_json, undo=False)


def add_to(app: typer.Typer) -> None:
    app.add_typer(people, name="person")
    app.command("company")(company)
    app.add_typer(events, name="event")
