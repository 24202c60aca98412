"""`inroad up`, `builder`, `serve` and `watch`: what runs until it is stopped."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Final

import typer

from services import local
from services.cli.exits import Stop
from services.cli.terminal import Terminal, terminal
from services.settings import Settings

StoreUrl = Annotated[str, typer.Option(help="neo4j://… or sqlite:///…; a file in the home folder.")]
Port = Annotated[int | None, typer.Option(min=1, max=65535, help="Port of the HTTP service.")]

LATE: Final = 10.0  # seconds, when a start takes longer than any but the first
COMPILING: Final = (
    "The first time, the searches are compiled for this computer: that takes a minute, "
    "or a few where it is busy. It is kept for the next time."
)


def up(context: typer.Context, store: StoreUrl = "", port: Port = None) -> None:
    """Run all of Inroad here: broker, builder, service and watch, until Ctrl-C."""
    here = with_options(terminal(context), store, port)
    asyncio.run(_up(here))


async def _up(here: Terminal) -> None:
    async with started(here) as parts:
        tell_where(here, parts)
        await until_stopped(parts)
        here.err.print("Stopping …", style="dim")


@asynccontextmanager
async def started(here: Terminal) -> AsyncIterator[local.Running]:
    """All of Inroad, running; whoever waits for long is told what for."""
    here.say("Starting the broker, the builder and the service …")
    late = asyncio.get_running_loop().call_later(LATE, here.say, COMPILING)
    try:
        async with local.running(here.settings) as parts:
            late.cancel()
            yield parts
    finally:
        late.cancel()


def with_options(here: Terminal, store: str, port: int | None) -> Terminal:
    """The terminal with the settings that the options change."""
    if port is None:
        return here.with_store(store)
    return here.with_store(store).with_settings(port=port, url="")


def tell_where(here: Terminal, parts: local.Running) -> None:
    here.out.print("Inroad is up.", style="bold")
    here.out.print(f"  the page     {parts.service}/", markup=False)
    here.out.print(f"  events in    {parts.service}/v1/events", markup=False)
    here.out.print(f"  answers out  {parts.service}/v1/paths?from=…&to=…", markup=False)
    here.out.print(f"  broker       {parts.broker}", markup=False)
    here.out.print(f"  kept in      {here.settings.home}", markup=False)
    here.out.print("Ctrl-C stops it; nothing is lost.", style="dim")


async def until_stopped(parts: local.Running) -> None:
    """Return on SIGINT or SIGTERM.

    Raises:
        Stop: when a part ends by itself.
    """
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, asked.set)
    waits = [asyncio.ensure_future(asked.wait()), asyncio.ensure_future(parts.ended())]
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    if not asked.is_set():
        raise Stop("A part of Inroad ended by itself", "see its log in the home folder")
    waits[1].cancel()


def builder(context: typer.Context, store: StoreUrl = "") -> None:
    """Run a graph builder alone: events from the broker into the store."""
    settings = terminal(context).with_store(store).settings
    from services import builder as building

    log_by(settings)
    asyncio.run(building.run(settings))


def serve(context: typer.Context, store: StoreUrl = "", port: Port = None) -> None:
    """Run the HTTP service alone: events in, answers out."""
    settings = with_options(terminal(context), store, port).settings
    from services import http

    log_by(settings)
    asyncio.run(http.run(settings))


def watch(context: typer.Context, store: StoreUrl = "") -> None:
    """Run the watch alone: what is new of standing targets, told once."""
    settings = terminal(context).with_store(store).settings
    from services import watch as watching

    log_by(settings)
    asyncio.run(watching.run(settings))


def log_by(settings: Settings) -> None:
    form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    logging.basicConfig(level=settings.log_level, format=form)
    logging.getLogger("httpx").setLevel(logging.WARNING)


def add_to(app: typer.Typer) -> None:
    app.command("up")(up)
    app.command("builder")(builder)
    app.command("serve")(serve)
    app.command("watch")(watch)
