"""One file on its way: read, told or sent in batches under a progress bar, and remembered."""

import json
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, assert_never

import typer
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from services.cli.imports.told import Outcome, kind_of, sentence
from services.cli.sending import BATCH, Sender
from services.cli.service import Service
from services.cli.terminal import Terminal
from services.imports.formats import Format
from services.imports.ledger import Entered, Ledger
from services.imports.statements import Found, Passed, Said, Statement, Unclear, Whole

_LOOK = 500  # statements between two moves of the bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """Of an import *id* of a file in *format*; the day is that of the file."""

    here: Terminal
    ledger: Ledger
    id: str
    format: Format
    day: datetime

    def preview(self, found: Iterable[Found], *, as_json: bool) -> Outcome:
        """Tell line by line what is understood and what is not; nothing is sent or kept."""
        outcome = Outcome()
        for one in found:
            match one:
                case Statement() | Whole():
                    told, event = sentence(one), self._entered(one, outcome).event
                case Passed() | Unclear():
                    outcome.count(one)
                    told, event = str(one), {"not_sent": str(one)}
                case _:
                    assert_never(one)
            typer.echo(json.dumps(event, ensure_ascii=False) if as_json else told)
        return outcome

    def send(self, found: Iterable[Found], service: Service, *, again: bool) -> Outcome:
        """Send what is new, or all of it *again*."""
        outcome = Outcome()
        sender = Sender(service)
        for batch in _batches(_counted(found, outcome)):
            with self.ledger.writing():
                entered = {one.key: (said.line, one) for said, one in self._all(batch, outcome)}
            due = [(line, one) for line, one in entered.values() if again or not one.sent]
            if due:
                self._post(sender, due)
        for refused in sender.tally.refused:
            outcome.count(Unclear(
                line=refused.line, field=refused.field, reason=refused.reason,
                remedy=refused.remedy,
            ))  # fmt: skip
        return outcome

    def _all(self, batch: list[Said], outcome: Outcome) -> Iterator[tuple[Said, Entered]]:
        for said in batch:
            yield said, self._entered(said, outcome)

    def _entered(self, said: Said, outcome: Outcome) -> Entered:
        entered = self.ledger.enter(self.id, said, self.format.source, self.day)
        if entered.fresh:
            outcome.kinds[kind_of(said)] += 1
            outcome.new += not entered.sent
            outcome.known += entered.sent
        return entered

    def _post(self, sender: Sender, due: list[tuple[int, Entered]]) -> None:
        refused = len(sender.tally.refused)
        sender.send([(line, json.dumps(one.event).encode()) for line, one in due])
        if len(sender.tally.refused) == refused:
            with self.ledger.writing():
                self.ledger.sent([one.key for _, one in due])


def _counted(found: Iterable[Found], outcome: Outcome) -> Iterator[Said]:
    """What is to be sent; the rest is counted."""
    for one in found:
        match one:
            case Statement() | Whole():
                yield one
            case Passed() | Unclear():
                outcome.count(one)


def _batches(said: Iterable[Said]) -> Iterator[list[Said]]:
    batch: list[Said] = []
    for one in said:
        batch.append(one)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


class Bar:
    """How far a file is read, in bytes."""

    def __init__(self, here: Terminal) -> None:
        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(complete_style="cyan", finished_style="green"), TaskProgressColumn(),
            TimeRemainingColumn(), console=here.err, disable=not here.err.is_terminal,
        )  # fmt: skip

    def over(
        self, found: Iterable[Found], file: BinaryIO, name: str, size: int
    ) -> Generator[Found, None, None]:
        """*found* while it is read from *file*."""
        with self._bar:
            task = self._bar.add_task(name, total=size)
            for number, one in enumerate(found):
                if number % _LOOK == 0:
                    self._bar.update(task, completed=_position(file, size))
                yield one
            self._bar.update(task, completed=size)


def _position(file: BinaryIO, otherwise: int) -> int:
    try:
        return file.tell()
    except ValueError:  # it is wrapped as text, and done
        return otherwise
