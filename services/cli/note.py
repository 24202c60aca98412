"""`inroad note`: ten seconds to record "coffee with Ann"."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer

from graph.note_words import Noted, read_note
from schemas.events.ties import BOTH_ACTED, ONE_ACTED
from services.cli.contacts import Contacts
from services.cli.exits import Exit, Stop
from services.cli.owner import owner_event
from services.cli.refs import me
from services.cli.service import Service
from services.cli.terminal import AsJson, Terminal, terminal

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
    with here.service() as service:
        event, told = noted_event(here, service, who, words)
        receipt = service.publish(event)
    if as_json:
        here.json({"event": event, "receipt": receipt})
    else:
        here.out.print(told, markup=False, style="bold")
        here.say(f"To take it back: inroad event retract {event['source']} {event['id']}")


def noted_event(
    here: Terminal, service: Service, who: str, words: str
) -> tuple[dict[str, Any], str]:
    """The event that *words* of *who* tell, and a sentence that says so."""
    noted = read_note(words)
    how = noted.how or _asked_how(here)
    names = noted.names or (_asked(here, "With whom?"),)
    contacts = Contacts(here, service, who)
    people = {contacts.whom(name): name for name in names}
    event = _event(noted, how, who, list(people))
    event["data"]["note"] = words
    return event, f"Noted: {how} with {' and '.join(names)}."


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


def add_to(app: typer.Typer) -> None:
    app.command("note")(note)
