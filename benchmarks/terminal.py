"""What a benchmark shows: progress on stderr, and one line of JSON last on stdout."""

import json
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

T = TypeVar("T")
CONSOLE = Console(stderr=True)


def progress() -> Progress:
    """A bar with count, time gone and time to come."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=CONSOLE,
    )


def steps(title: str, items: Sequence[T] | Iterable[T]) -> Iterator[T]:
    """*items* one by one, under a bar."""
    known = list(items)
    with progress() as bar:
        yield from bar.track(known, description=title)


@contextmanager
def waiting(title: str) -> Iterator[None]:
    """A spinner while something of unknown length goes on."""
    with CONSOLE.status(title):
        yield
    CONSOLE.print(f"[green]done[/] {title}")


def report(figures: dict[str, Any], file: Path | None = None) -> None:
    """The one line of JSON that ends a benchmark, written to *file* too."""
    line = json.dumps(figures) + "\n"
    if file:
        file.write_text(line, encoding="utf-8")
    sys.stdout.write(line)
    sys.stdout.flush()


def ends_tidily() -> None:
    """At SIGTERM, end as at Ctrl-C: what the run started is stopped."""

    def end(number: int, frame: object) -> None:
        del frame
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, end)


def refuse(reason: str, remedy: str) -> NoReturn:
    """End with a clear error."""
    CONSOLE.print(f"[red]{reason}[/]; {remedy}", soft_wrap=True)
    raise SystemExit(2)
