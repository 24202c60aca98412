"""`inroad demo`: Bob's year, from the first event to an offer by Globex."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from services.cli.demo.telling import tell_year
from services.cli.run import Port, StoreUrl, started, tell_where, until_stopped, with_options
from services.cli.terminal import AsJson, Terminal, terminal
from services.demo.story import story


def demo(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="End after the answers.")] = False,
    store: StoreUrl = "",
    port: Port = None,
    as_json: AsJson = False,
) -> None:
    """Start everything, tell Bob's year, and ask both Bobs' way into Globex."""
    here = with_options(terminal(context), store, port)
    here = here.with_settings(home=here.settings.home / "demo")
    asyncio.run(_demo(here, once=once, as_json=as_json))


async def _demo(here: Terminal, *, once: bool, as_json: bool) -> None:
    async with started(here) as parts:
        await asyncio.to_thread(_tell, here, as_json=as_json)
        if once:
            return
        if not as_json:
            here.out.print()
            tell_where(here, parts)
            here.say("In another terminal: inroad path Globex --from bob2@example.org")
        await until_stopped(parts)


def _tell(here: Terminal, *, as_json: bool) -> None:
    until, again = _until(here.settings.home)
    told = tell_year(here, story(until=until), again=again, silent=as_json)
    if as_json:
        here.json(told)


def _until(home: Path) -> tuple[datetime, bool]:
    """The day on which the story ends, and whether it was told in this folder before.

    The last midnight when it is told first, so telling it again tells the same events, which
    change nothing.
    """
    place = home / "story-ends"
    if place.exists():
        return datetime.fromisoformat(place.read_text(encoding="utf-8").strip()), True
    until = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    place.write_text(until.isoformat() + "\n", encoding="utf-8")
    return until, False


def add_to(app: typer.Typer) -> None:
    app.command("demo")(demo)
