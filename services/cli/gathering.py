"""`inroad gathering`: announce one, list them, and prepare for one."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from schemas.gatherings import GatheringPage
from services.cli.contacts import Contacts
from services.cli.debrief import debrief
from services.cli.exits import Exit, Stop
from services.cli.files import put, text_of
from services.cli.gathering_view import show_gathering, show_gatherings
from services.cli.owner import owner_event
from services.cli.refs import me
from services.cli.service import Service
from services.cli.standing import NeverReveal, standing
from services.cli.terminal import AsJson, Now, terminal
from services.gatherings.forms import as_page

PAGE = 200
Mine = Annotated[str, typer.Option("--from", help="Who goes there; you.")]
Attendees = Annotated[
    list[str] | None,
    typer.Argument(help="Who comes: identifiers, names, a file of them, or - for stdin."),
]
gatherings = typer.Typer(
    no_args_is_help=True, help="Gatherings: whom to talk to there, and what came of it."
)


@gatherings.command("announce")
def announce(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help='"Biotech evening".')],
    attendees: Attendees = None,
    *,
    starts: Annotated[str, typer.Option(help="2026-03-09, or 2026-03-09T19:00:00Z.")],
    until: Annotated[str, typer.Option(help="The last day, of several.")] = "",
    place: Annotated[str, typer.Option(help="Where.")] = "",
    id_: Annotated[str, typer.Option("--id", help="To say all of it anew.")] = "",
    person: Mine = "",
    as_json: AsJson = False,
) -> None:
    """Say that people will meet, and who comes as far as you know."""
    here = terminal(context)
    who = me(here, person)
    known = id_ or f"{_slug(name)}-{starts[:10]}"
    data: dict[str, Any] = {"gathering": known, "announcer": who, "name": name, "starts": starts}
    data |= {word: said for word, said in (("until", until), ("place", place)) if said}
    with here.service() as service:
        contacts = Contacts(here, service, who)
        there = [contacts.whom(one) for one in _written(attendees or [])]
        data["participants"] = list(dict.fromkeys([who, *there]))
        event = owner_event("gathering.announced", data)
        receipt = service.publish(event)
    if as_json:
        here.json({"event": event, "receipt": receipt})
        return
    here.out.print(f"{name} is announced, with {len(data['participants']) - 1} beside you.",
                   markup=False, style="bold")  # fmt: skip
    here.say(f"Before you go: inroad gathering prepare --gathering {known}")


@gatherings.command("list")
def list_(
    context: typer.Context,
    cursor: Annotated[str, typer.Option(help="`next` of the page before.")] = "",
    person: Mine = "",
    as_json: AsJson = False,
) -> None:
    """The gatherings that you come to: the next one first, then those past."""
    here = terminal(context)
    with here.service() as service:
        page = service.get(
            "people", me(here, person), "gatherings", cursor=cursor or None, limit=PAGE
        )
    if as_json:
        here.json(page)
    else:
        show_gatherings(here.out, page)


@gatherings.command("prepare")
def prepare(  # noqa: PLR0917 - a command is called by its options's names
    context: typer.Context,
    attendees: Attendees = None,
    gathering: Annotated[
        str,
        typer.Option(
            metavar="ID", help="One that was announced; the next one, when nobody is named."
        ),
    ] = "",
    page: Annotated[
        str, typer.Option("--page", metavar="FILE", help="Write it as a page to print or carry.")
    ] = "",
    never_ask: Annotated[list[str] | None, typer.Option(help="Not this person.")] = None,
    never_reveal: NeverReveal = None,
    quiet: Annotated[
        bool,
        typer.Option("--quiet", help="Nobody at your present company is to hear of it."),
    ] = False,
    now: Now = "",
    person: Mine = "",
    as_json: AsJson = False,
) -> None:
    """Whom to talk to, in which order, how to begin, what to offer, what not to ask."""
    here = terminal(context)
    who, named = me(here, person), list(_written(attendees or []))
    asked = standing(here, never_ask or [], never_reveal or [], quiet=quiet)
    asked = {name: said for name, said in asked.items() if said is not None}
    with here.service() as service:
        if not named and not gathering:
            gathering = next_gathering(service, who)
        asked |= {"attendees": named, "network": here.settings.network}
        asked |= {name: said for name, said in (("gathering", gathering), ("now", now)) if said}
        answer = service.tell("people", who, "gathering", said=asked)
    if page:
        put(here, as_page(GatheringPage.model_validate(answer)), page)
    if as_json:
        here.json(answer)
    elif not page:
        show_gathering(here.out, answer)


def next_gathering(service: Service, who: str) -> str:
    """The id of the gathering that comes next."""
    found = service.get("people", who, "gatherings", limit=1)["gatherings"]
    if not found or not found[0]["coming"]:
        raise Stop("Nobody is named", "name who comes, or a gathering by --gathering", Exit.USAGE)
    return str(found[0]["id"])


def _written(attendees: list[str]) -> Iterator[str]:
    """Each one named, from the command line, from files and from standard input."""
    for one in attendees:
        if one == "-" or Path(one).is_file():
            yield from _lines(text_of(one, "name a text file, one attendee a line"))
        else:
            yield one


def _lines(text: str) -> Iterator[str]:
    lines = (line.strip() for line in text.splitlines())
    return (line for line in lines if line and not line.startswith("#"))


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))
    return "-".join(words)[:100] or "gathering"


gatherings.command("debrief")(debrief)


def add_to(app: typer.Typer) -> None:
    app.add_typer(gatherings, name="gathering")
