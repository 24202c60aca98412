"""`inroad dead`: what could not be applied, why, and what to do with it."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Annotated, Any, TypeVar

import typer
from rich.text import Text

from services.broker import connected
from services.cli.exits import Exit, Stop
from services.cli.page_view import plain_table
from services.cli.sending import opened
from services.cli.spoken import counted
from services.cli.terminal import AsJson, Terminal, terminal
from services.dead import DeadLetter, DeadLetters, NoSuchLetter

T = TypeVar("T")
PAGE = 500
_PATIENCE = 5.0  # seconds for the broker to answer
_SHORT = 60  # characters of a reason in the list
letters = typer.Typer(no_args_is_help=True, help="What could not be applied, and why.")
Seq = Annotated[int, typer.Argument(min=1, metavar="SEQ", help="The number in `dead list`.")]


@letters.command("list")
def list_letters(
    context: typer.Context,
    after: Annotated[int, typer.Option(min=0, help="Only numbers above this.")] = 0,
    limit: Annotated[int, typer.Option(min=1, max=PAGE, help="How many.")] = 50,
    as_json: AsJson = False,
) -> None:
    """The dead letters, oldest first."""
    here = terminal(context)
    found = _with_letters(here, lambda dead: dead.list(here.settings.network, after, limit))
    if as_json:
        here.json([_told(letter) for letter in found])
        return
    if not found:
        here.out.print("There is no dead letter." if not after else "There are no more.")
        return
    here.out.print(Text(f"{counted(len(found), 'event')} could not be applied.", style="bold"))
    table = plain_table("seq", "when", "id", "field", "reason")
    for letter in found:
        reason = letter.reason if len(letter.reason) <= _SHORT else letter.reason[:_SHORT] + "…"
        row = (letter.time[:19], letter.identity[1][:36], letter.field, reason)
        table.add_row(str(letter.seq), *(Text(cell) for cell in row))
    here.out.print()
    here.out.print(table)
    if len(found) == limit:
        here.say(f"The next ones: inroad dead list --after {found[-1].seq}")


@letters.command("show")
def show(context: typer.Context, seq: Seq, as_json: AsJson = False) -> None:
    """One dead letter, whole."""
    here = terminal(context)
    letter = _with_letters(here, lambda dead: dead.get(seq))
    if as_json:
        here.json(_told(letter))
        return
    here.out.print(Text(f"{letter.field}: {letter.reason}", style="bold"))
    here.out.print(Text(f"Remedy: {letter.remedy}"))
    here.out.print(Text(f"given up {letter.time} · {letter.subject}", style="dim"))
    here.out.print()
    here.out.print(_payload(letter), markup=False)


@letters.command("retry")
def retry(
    context: typer.Context,
    seqs: Annotated[list[int] | None, typer.Argument(metavar="SEQ...", help="Which.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every one of them.")] = False,
    corrected: Annotated[
        str, typer.Option("--with", metavar="FILE", help="Send this instead, for one SEQ.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Send dead letters to the builder again, as they are or corrected."""
    here = terminal(context)
    payload = _corrected(corrected, seqs) if corrected else None
    if bool(seqs) == every:
        raise Stop("Which letters is not said", "name their numbers, or give --all", Exit.USAGE)

    async def work(dead: DeadLetters) -> list[int]:
        wanted = seqs or await _every(dead, here.settings.network)
        for seq in wanted:
            await dead.retry(seq, payload)
        return wanted

    done = _with_letters(here, work)
    if as_json:
        here.json({"retried": done})
    else:
        here.out.print(f"Sent {counted(len(done), 'event')} to the builder again.", style="bold")


@letters.command("drop")
def drop(context: typer.Context, seq: Seq, as_json: AsJson = False) -> None:
    """Delete a dead letter for good."""
    here = terminal(context)
    _with_letters(here, lambda dead: dead.drop(seq))
    if as_json:
        here.json({"dropped": seq})
    else:
        here.out.print(f"Dropped dead letter {seq}.", style="bold")


def _with_letters(here: Terminal, work: Callable[[DeadLetters], Awaitable[T]]) -> T:
    """What *work* finds over one connection to the broker."""

    async def visit() -> T:
        async with AsyncExitStack() as stack:
            async with asyncio.timeout(_PATIENCE):
                client = await stack.enter_async_context(connected(here.settings))
            return await work(DeadLetters(client))

    try:
        return asyncio.run(visit())
    except TimeoutError as error:
        remedy = "see that it runs and that INROAD_BROKER is right"
        raise Stop(f"No broker at {here.settings.broker}", remedy, Exit.UNREACHABLE) from error
    except NoSuchLetter as error:
        raise Stop(str(error).capitalize(), error.remedy, Exit.UNKNOWN) from error


async def _every(dead: DeadLetters, network: str) -> list[int]:
    """The numbers of the letters there are now; those that come back later are left alone."""
    found: list[int] = []
    while page := await dead.list(network, found[-1] if found else 0, PAGE):
        found += [letter.seq for letter in page]
    return found


def _corrected(file: str, seqs: list[int] | None) -> bytes:
    if not seqs or len(seqs) != 1:
        raise Stop("--with corrects one letter", "name one number", Exit.USAGE)
    with opened(file) as source:
        return source.read()


def _told(letter: DeadLetter) -> dict[str, Any]:
    return {
        "seq": letter.seq, "network": letter.network, "source": letter.identity[0],
        "id": letter.identity[1], "reason": letter.reason, "field": letter.field,
        "remedy": letter.remedy, "subject": letter.subject, "time": letter.time,
        "payload": letter.payload.decode("utf-8", "replace"),
    }  # fmt: skip


def _payload(letter: DeadLetter) -> str:
    try:
        return json.dumps(json.loads(letter.payload), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return letter.payload.decode("utf-8", "replace")


def add_to(app: typer.Typer) -> None:
    app.add_typer(letters, name="dead")
