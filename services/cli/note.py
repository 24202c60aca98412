"""`inroad note`: ten seconds to record "coffee with Ann"."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer

from schemas.events.ties import BOTH_ACTED, ONE_ACTED
from services.cli.exits import Exit, Stop
from services.cli.naming import choice
from services.cli.note_words import Noted, matching, read_note
from services.cli.owner import owner_event
from services.cli.refs import me, person_ref
from services.cli.service import Service
from services.cli.terminal import AsJson, Terminal, terminal

PAGE = 200
MOST_PAGES = 25
_HOWS = (*BOTH_ACTED, *ONE_ACTED)


def note(
    context: typer.Context,
    text: Annotated[
        list[str] | None, typer.Argument(help='In plain words: "coffee with Ann".')
    ] = None,
    asker: Annotated[str, typer.Option("--from", help="Whose note it is; yours.")] = "",
    as_json: AsJson = False,
) -> None:
    """Record that you were in contact with somebody; what is missing is asked for."""
    here = terminal(context)
    who = me(here, asker)
    words = " ".join(text or []) or _asked(here, "What happened? (coffee with Ann)")
    noted = read_note(words)
    how = noted.how or _asked_how(here)
    names = noted.names or (_asked(here, "With whom?"),)
    with here.service() as service:
        people = {_whom(here, service, who, name): name for name in names}
        event = _event(noted, how, who, list(people))
        event["data"]["note"] = words
        receipt = service.publish(event)
    if as_json:
        here.json({"event": event, "receipt": receipt})
    else:
        told = " and ".join(names)
        here.out.print(f"Noted: {how} with {told}.", markup=False, style="bold")
        here.say(f"To take it back: inroad event retract {event['source']} {event['id']}")


def _event(noted: Noted, how: str, who: str, people: list[str]) -> dict[str, Any]:
    alone = len(people) == 1
    actor = {"from": people[0] if noted.they_acted else who} if how in ONE_ACTED and alone else {}
    time = datetime.now(UTC) - timedelta(days=noted.days_ago)
    data = {"participants": [who, *people], "how": how, **actor}
    return owner_event("interaction.recorded", data, time)


def _asked(here: Terminal, question: str) -> str:
    if not here.interactive:
        raise Stop(
            "The note does not say it all", 'say how and with whom: "coffee with Ann"', Exit.USAGE
        )
    return here.ask(question)


def _asked_how(here: Terminal) -> str:
    said = read_note(_asked(here, f"How? ({', '.join(_HOWS)})"))
    if not said.how:
        raise Stop("That is no way to be in contact", f"one of {', '.join(_HOWS)}", Exit.USAGE)
    return said.how


def _whom(here: Terminal, service: Service, who: str, name: str) -> str:
    """The identifier of the contact that *name* means, asked for when it can't be told."""
    if "@" in name or ":" in name or name.startswith("+"):
        return person_ref(name)
    found = matching(name, _contacts(service, who))
    if len(found) == 1:
        return found[0]["ref"]
    if not here.interactive:
        raise _unsure(name, found)
    return choice(here, name, found) if found else _stranger(here, name)


def _contacts(service: Service, who: str) -> list[dict[str, str]]:
    """Everybody whom *who* has a tie with, the surest first; nobody when *who* is new."""
    people: list[dict[str, str]] = []
    cursor: str | None = None
    for _ in range(MOST_PAGES):
        try:
            page = service.get("people", who, "ties", cursor=cursor, limit=PAGE)
        except Stop as stopped:
            if stopped.code == Exit.UNKNOWN:
                return []
            raise
        people += [tie["person"] for tie in page["ties"]]
        cursor = page.get("next")
        if not cursor:
            break
    return people


def _unsure(name: str, found: list[dict[str, str]]) -> Stop:
    remedy = f'name the identifier: "coffee with {name.lower().replace(" ", ".")}@example.org"'
    if not found:
        return Stop(f"{name} is not among your contacts", remedy, Exit.UNKNOWN)
    several = ", ".join(one["ref"] for one in found[:5])
    return Stop(f"{name} may be any of {several}", "name one of these", Exit.USAGE)


def _stranger(here: Terminal, name: str) -> str:
    return person_ref(here.ask(f"{name} is new to you. What is their e-mail address?"))


def add_to(app: typer.Typer) -> None:
    app.command("note")(note)
