"""`inroad news`: what is new of standing targets, as the watch has told it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from schemas.announcements import (
    ANNOUNCEMENT,
    Announcement,
    InsiderArrived,
    InsiderLeft,
    PathImproved,
    PathLost,
    Way,
)
from services.announce import Announced, Announcements
from services.broker import connected
from services.cli.exits import Exit, Stop
from services.cli.service import Service
from services.cli.spoken import percent
from services.cli.terminal import AsJson, Terminal, terminal

PAUSE = 0.5  # seconds before the next look, when following
_PATIENCE = 5.0  # seconds for the broker to answer
_WHY = {"first": "a first path", "shorter": "a shorter path", "stronger": "a stronger path"}


def news(
    context: typer.Context,
    after: Annotated[int, typer.Option(min=0, help="Only numbers above this.")] = 0,
    follow: Annotated[bool, typer.Option("--follow", help="Go on as they come.")] = False,
    as_json: AsJson = False,
) -> None:
    """Better paths into your targets, paths lost, insiders who came or went."""
    here = terminal(context)
    try:
        shown = asyncio.run(_show(here, after, follow=follow, as_json=as_json))
    except TimeoutError as error:
        remedy = "see that it runs and that INROAD_BROKER is right"
        raise Stop(f"No broker at {here.settings.broker}", remedy, Exit.UNREACHABLE) from error
    if not shown and not as_json:
        here.out.print("There is no news." if not after else "There is no more news.")


async def _show(here: Terminal, after: int, *, follow: bool, as_json: bool) -> int:
    """Print what is there; how many there were."""
    shown = 0
    with here.service() as service:
        names = _Names(service)
        async for one in _heard(here, after, follow=follow):
            shown += 1
            if as_json:
                here.out.print(one.announcement.model_dump_json(exclude_none=True), markup=False)
            else:
                here.out.print(_line(one, names))
    return shown


async def _heard(here: Terminal, after: int, *, follow: bool) -> AsyncIterator[Announced]:
    async with AsyncExitStack() as stack:
        async with asyncio.timeout(_PATIENCE):
            client = await stack.enter_async_context(connected(here.settings))
        stream = Announcements(client, here.settings.network)
        while True:
            async for one in stream.since(after):
                after = one.seq
                yield one
            if not follow:
                return
            await asyncio.sleep(PAUSE)


class _Names:
    """Names of people and companies, asked of the service once each; else the id, shortened."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._known: dict[str, str] = {}

    def person(self, id_: str) -> str:
        return self._of("people", id_)

    def company(self, id_: str) -> str:
        return self._of("companies", id_)

    def _of(self, kind: str, id_: str) -> str:
        if id_ not in self._known:
            try:
                page = self._service.get(kind, id_)
            except Stop:
                page = {}
            identifiers = page.get("identifiers") or [id_[:8]]
            self._known[id_] = page.get("name") or identifiers[0]
        return self._known[id_]


def show_news(console: Console, service: Service, news: list[dict[str, Any]]) -> None:
    """News as HTTP tells them, a line each."""
    for line in _lines(service, news):
        console.print(line)


def news_lines(service: Service, news: list[dict[str, Any]]) -> list[str]:
    """The same as plain text."""
    return [line.plain.strip() for line in _lines(service, news)]


def _lines(service: Service, news: list[dict[str, Any]]) -> Iterator[Text]:
    names = _Names(service)
    for one in news:
        said = ANNOUNCEMENT.validate_python(one["announcement"])
        yield _line(Announced(one["number"], said), names)


def _line(one: Announced, names: _Names) -> Text:
    line = Text(f"{one.seq:>5}  ", style="dim")
    line.append(one.announcement.data.day[:10] + "  ")
    line.append(_sentence(one.announcement, names), style="default not dim")
    return line


def _sentence(announcement: Announcement, names: _Names) -> str:
    company = names.company(announcement.data.company)
    match announcement.data:
        case PathImproved() as said:
            return f"{company}: {_WHY[said.why]}, {_told(said.path, names)}"
        case PathLost() as said:
            left = f"; left is {_told(said.now, names)}" if said.now else "; there is none left"
            return f"{company}: a path is lost, {_told(said.path, names)}{left}"
        case InsiderArrived() as said:
            what = "is identified" if said.identified else "is inside by now"
            return f"{company}: {names.person(said.insider)} {what}"
        case InsiderLeft() as said:
            return f"{company}: {names.person(said.insider)} has left"


def _told(way: Way, names: _Names) -> str:
    people = " → ".join(map(names.person, way.people)) or "by somebody who was erased"
    return f"{people} ({percent(way.chance)})"


def add_to(app: typer.Typer) -> None:
    app.command("news")(news)
