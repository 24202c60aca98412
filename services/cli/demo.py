"""`inroad demo`: Bob's world, from the first event to the way into Globex."""

import asyncio
import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from schemas.events.base import moment_text
from services import local
from services.cli.exits import Stop
from services.cli.path_view import show_answer
from services.cli.publish import send_lines
from services.cli.run import Port, StoreUrl, tell_where, until_stopped, with_options
from services.cli.service import Service
from services.cli.spoken import counted
from services.cli.terminal import AsJson, Terminal, terminal
from services.demo.story import story

BOBS = ("email:bob1@example.org", "email:bob2@example.org")
GLOBEX = "name:globex"
_PATIENCE = 300.0  # seconds for the builder to apply the story
_ASIDE = (
    "Bob 1 chats pleasantly at every event. He has met many people, and no door opens:",
    "Bob 2 asks a question, listens, and says which companies he is looking at:",
)


def demo(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="End after the answers.")] = False,
    store: StoreUrl = "",
    port: Port = None,
    as_json: AsJson = False,
) -> None:
    """Start everything, tell the demo story, and ask both Bobs' way into Globex."""
    here = with_options(terminal(context), store, port)
    here = here.with_settings(home=here.settings.home / "demo")
    asyncio.run(_demo(here, once=once, as_json=as_json))


async def _demo(here: Terminal, *, once: bool, as_json: bool) -> None:
    here.say("Starting the broker, the builder and the service …")
    async with local.running(here.settings) as parts:
        await asyncio.to_thread(tell_story, here, as_json=as_json)
        if once:
            return
        if not as_json:
            here.out.print()
            tell_where(here, parts)
            here.say("In another terminal: inroad path Globex --from bob2@example.org")
            here.say("and what made the difference: inroad report --from bob2@example.org")
        await until_stopped(parts)


def tell_story(here: Terminal, *, as_json: bool) -> None:
    """Publish the story, wait until it is applied, and print both answers."""
    until = _until(here.settings.home)
    events = story(until=until)
    with here.service() as service:
        began = time.monotonic()
        send_lines(
            here, service, (json.dumps(event).encode() for event in events), total=len(events)
        )
        _wait_until_applied(service, time.monotonic() + _PATIENCE)
        took = time.monotonic() - began
        now = moment_text(until)
        answers = [service.get("paths", to=GLOBEX, now=now, **{"from": bob}) for bob in BOBS]
    if as_json:
        here.json(
            {"events": len(events), "seconds": took, "bob_1": answers[0], "bob_2": answers[1]}
        )
    else:
        here.say(f"{counted(len(events), 'event')} of one year, told in {took:.0f} seconds.")
        _show(here, answers)


def _show(here: Terminal, answers: list[dict[str, Any]]) -> None:
    for aside, answer in zip(_ASIDE, answers, strict=True):
        here.out.print()
        here.out.print(Text(aside, style="italic cyan"))
        here.out.print()
        show_answer(here.out, answer)


def _until(home: Path) -> datetime:
    """The day on which the story ends: today's midnight when it is first told in this folder.

    So telling it again tells the same events, which change nothing.
    """
    place = home / "story-ends"
    if place.exists():
        return datetime.fromisoformat(place.read_text(encoding="utf-8").strip())
    until = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    place.write_text(until.isoformat() + "\n", encoding="utf-8")
    return until


def _wait_until_applied(service: Service, deadline: float) -> None:
    while service.ready().get("lag", 1):
        if time.monotonic() > deadline:
            raise Stop("The story is not applied yet", "see builder.log in the demo folder")
        time.sleep(0.2)


def add_to(app: typer.Typer) -> None:
    app.command("demo")(demo)
