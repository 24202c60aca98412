"""`inroad publish`: JSON lines in, receipts and a progress bar out."""

import sys
import time
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import asdict
from typing import Annotated, BinaryIO

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from services.cli.exits import Exit
from services.cli.sending import Progress as Bookmark
from services.cli.sending import Sender, Tally, batches, opened
from services.cli.service import Service
from services.cli.spoken import counted
from services.cli.terminal import AsJson, Terminal, terminal
from services.imports.files import digest_of

_SHOWN = 20  # bad lines shown one by one


def publish(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="A file of JSON lines, one CloudEvent each, or -.")],
    again: Annotated[bool, typer.Option("--again", help="From the first line on.")] = False,
    as_json: AsJson = False,
) -> None:
    """Publish the events of FILE; a run that was stopped goes on where it stopped."""
    here = terminal(context)
    with opened(file) if file != "-" else nullcontext(sys.stdin.buffer) as source:
        tally, skipped = _publish_all(here, source, resume=file != "-", again=again)
    if as_json:
        here.json(
            {
                "sent": tally.sent, "duplicates": tally.duplicates, "skipped_lines": skipped,
                "refused": [asdict(refused) for refused in tally.refused],
            }
        )  # fmt: skip
    else:
        _report(here, tally, skipped)
    if tally.refused:
        raise typer.Exit(Exit.BAD_INPUT)


def _publish_all(
    here: Terminal, source: BinaryIO, *, resume: bool, again: bool
) -> tuple[Tally, int]:
    """Send everything; the tally, and how many lines had been sent by earlier runs."""
    bookmark = Bookmark(here.settings.home / "published.json")
    name = (
        digest_of(source, f"{here.settings.service_url} {here.settings.network}") if resume else ""
    )
    after = bookmark.line(name) if resume and not again else 0
    total = None
    if resume:
        total = sum(1 for line in source if line.strip())
        source.seek(0)

    def reached(line: int) -> None:
        if resume:
            bookmark.reached(name, line)

    with here.service() as service:
        return send_lines(here, service, source, after=after, total=total, reached=reached), after


def send_lines(
    here: Terminal,
    service: Service,
    lines: Iterable[bytes],
    *,
    after: int = 0,
    total: int | None = None,
    reached: Callable[[int], None] = lambda _: None,
) -> Tally:
    """Send *lines* under a progress bar; *reached* hears of each batch's last line."""
    with _bar(here) as bar:
        task = bar.add_task("Publishing", total=total, completed=min(after, total or 0))

        def wait(seconds: float) -> None:
            bar.update(task, description="The stream is full, waiting")
            time.sleep(seconds)
            bar.update(task, description="Publishing")

        sender = Sender(service, wait)
        for batch in batches(lines, after):
            sender.send(batch)
            reached(batch[-1][0])
            bar.advance(task, len(batch))
    return sender.tally


def _bar(here: Terminal) -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(complete_style="cyan", finished_style="green"),
        MofNCompleteColumn(), TextColumn("events"), TimeRemainingColumn(),
        console=here.err, disable=not here.err.is_terminal,
    )  # fmt: skip


def _report(here: Terminal, tally: Tally, skipped: int) -> None:
    known = f"; {tally.duplicates:,} of them were known already" if tally.duplicates else ""
    if skipped and not tally.sent and not tally.refused:
        here.out.print("All of it was published before; --again sends it once more.")
        return
    before = f", after {counted(skipped, 'line')} that went before" if skipped else ""
    here.out.print(f"Published {counted(tally.sent, 'event')}{known}{before}.")
    for refused in tally.refused[:_SHOWN]:
        here.err.print(str(refused), markup=False)
    if len(tally.refused) > _SHOWN:
        here.err.print(f"and {len(tally.refused) - _SHOWN:,} more; --json tells all", markup=False)


def add_to(app: typer.Typer) -> None:
    app.command("publish")(publish)
