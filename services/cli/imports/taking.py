"""How far a file is read, and events on their way to the service."""

import json
from collections.abc import Generator
from typing import Any

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from services.cli.sending import Sender
from services.cli.service import Service
from services.cli.terminal import Terminal
from services.imports.files import Part
from services.imports.running import Begun
from services.imports.statements import Found, Unclear
from services.imports.taking import Door


def door_of(service: Service) -> Door:
    """Publishes over HTTP."""
    sender = Sender(service)

    def door(events: list[tuple[int, dict[str, Any]]]) -> list[Unclear]:
        before = len(sender.tally.refused)
        sender.send([(line, json.dumps(event).encode()) for line, event in events])
        return sender.tally.refused[before:]

    return door


def under_bar(here: Terminal, begun: Begun, part: Part) -> Generator[Found, None, None]:
    """What a file says, under a bar of its bytes."""
    with Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(complete_style="cyan", finished_style="green"), TaskProgressColumn(),
        TimeRemainingColumn(), console=here.err, disable=not here.err.is_terminal,
    ) as bar:  # fmt: skip
        task = bar.add_task(part.name, total=part.size)
        yield from begun.told(lambda read: bar.update(task, completed=read), part.size)
