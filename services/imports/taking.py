"""One file on its way: shown, or sent in batches through a door and remembered."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from graph.batches import batched
from services.imports.formats import Format
from services.imports.ledger import Entered, Ledger
from services.imports.statements import Found, Passed, Said, Statement, Unclear, Whole
from services.imports.told import Outcome, kind_of

BATCH: Final = 500  # events sent together
Door = Callable[[list[tuple[int, dict[str, Any]]]], list[Unclear]]
"""Publishes events, each with the line that it came from; those that were refused come back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """Of an import *id* of a file in *format*; the day is that of the file."""

    ledger: Ledger
    id: str
    format: Format
    day: datetime

    def shown(
        self, found: Iterable[Found], outcome: Outcome
    ) -> Iterator[tuple[Found, dict[str, Any] | None]]:
        """Each thing found, counted, with the event that it would be; nothing is sent."""
        for one in found:
            match one:
                case Statement() | Whole():
                    yield one, self._entered(one, outcome).event
                case Passed() | Unclear():
                    outcome.count(one)
                    yield one, None

    def send(self, found: Iterable[Found], door: Door, *, again: bool = False) -> Outcome:
        """Send what is new, or all of it *again*."""
        outcome = Outcome()
        for batch in batched(_counted(found, outcome), BATCH):
            with self.ledger.writing():
                entered = [(said.line, self._entered(said, outcome)) for said in batch]
            once = {one.key: (line, one) for line, one in entered}
            if due := [(line, one) for line, one in once.values() if again or not one.sent]:
                for refused in self._post(door, due):
                    outcome.count(refused)
        self.ledger.ended(self.id)
        return outcome

    def _entered(self, said: Said, outcome: Outcome) -> Entered:
        entered = self.ledger.enter(self.id, said, self.format.source, self.day)
        if entered.fresh:
            outcome.kinds[kind_of(said)] += 1
            outcome.new += not entered.sent
            outcome.known += entered.sent
        return entered

    def _post(self, door: Door, due: list[tuple[int, Entered]]) -> list[Unclear]:
        refused = door([(line, one.event) for line, one in due])
        if not refused:
            with self.ledger.writing():
                self.ledger.sent([one.key for _, one in due])
        return refused


def _counted(found: Iterable[Found], outcome: Outcome) -> Iterator[Said]:
    """What is to be sent; the rest is counted."""
    for one in found:
        match one:
            case Statement() | Whole():
                yield one
            case Passed() | Unclear():
                outcome.count(one)
