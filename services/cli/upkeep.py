"""`inroad rebuild` and `inroad move`: a store folded anew, a network carried to another."""

import asyncio
from collections.abc import Callable
from typing import Annotated, Any

import typer
from rich.status import Status
from rich.text import Text

from graph.move import move as carry
from graph.rebuild import Report, rebuild_all
from services.cli.exits import Exit
from services.cli.spoken import counted
from services.cli.terminal import AsJson, Terminal, terminal
from services.stores import open_store

_SHOWN = 20  # differences shown one by one


def rebuild(
    context: typer.Context,
    fix: Annotated[bool, typer.Option("--fix", help="Put right what differs.")] = False,
    store: Annotated[str, typer.Option(help="The store's URL; INROAD_STORE when left out.")] = "",
    as_json: AsJson = False,
) -> None:
    """Fold every event anew and compare with what the store holds."""
    here = terminal(context).with_store(store)
    with Status("Folding every event anew", console=here.err) as progress:

        def tell(number: int) -> None:
            progress.update(f"Folding every event anew: {number:,}")

        report = asyncio.run(_rebuild(here, fix=fix, tell=tell))
    if as_json:
        here.json({"events": report.events, "differences": report.differences, "fixed": fix})
    else:
        _show(here, report, fix=fix)
    if report.differences and not fix:
        raise typer.Exit(Exit.FAILED)


async def _rebuild(here: Terminal, *, fix: bool, tell: Callable[[int], None]) -> Report:
    async with open_store(here.settings.store_url, check_weights=False) as store:
        return await rebuild_all(store, fix=fix, tell=tell)


def _show(here: Terminal, report: Report, *, fix: bool) -> None:
    events, found = counted(report.events, "event"), len(report.differences)
    if not found:
        told = f"The store is what its {events} say."
    elif fix:
        told = f"Folded {events} anew and put {counted(found, 'difference')} right."
    else:
        told = f"The store differs from what its {events} say, in {counted(found, 'place')}."
    here.out.print(Text(told, style="bold"))
    for difference in report.differences[:_SHOWN]:
        here.out.print(Text(f"  {difference}", style="dim"))
    if found > _SHOWN:
        here.out.print(Text(f"  and {found - _SHOWN:,} more; --json tells all", style="dim"))
    if found and not fix:
        here.say("`inroad rebuild --fix` puts it right.")


def move(
    context: typer.Context,
    source: Annotated[str, typer.Option("--from", metavar="URL", help="The store to carry from.")],
    target: Annotated[str, typer.Option("--to", metavar="URL", help="The empty store to fill.")],
    as_json: AsJson = False,
) -> None:
    """Carry every network from one store to another; the source stays as it is."""
    here = terminal(context)
    with Status("Moving", console=here.err) as progress:

        def tell(number: int) -> None:
            progress.update(f"Moving: {number:,}")

        counts = asyncio.run(_move(source, target, tell))
    if as_json:
        here.json(counts)
    else:
        _show_move(here, counts)


async def _move(source: str, target: str, tell: Callable[[int], None]) -> dict[str, int]:
    async with open_store(source) as old, open_store(target) as new:
        return await carry(old, new, tell)


def _show_move(here: Terminal, counts: dict[str, Any]) -> None:
    told = ", ".join(f"{number:,} {name}" for name, number in counts.items())
    here.out.print(Text(f"Moved {told or 'nothing: there was nothing'}.", style="bold"))


def add_to(app: typer.Typer) -> None:
    app.command("rebuild")(rebuild)
    app.command("move")(move)
