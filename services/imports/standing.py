"""What a service remembers of files that are imported: how far each is, and what it says."""

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from schemas.imports import ReadingQuestion, State, What
from services.imports.choosing import Choice
from services.imports.gateway import Stopped
from services.imports.ledger import Import
from services.imports.statements import Found, Passed, Unclear
from services.imports.told import Outcome, in_words

KEPT: Final = 1_000  # lines of each kind that a preview keeps


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a preview: of which file, and what became of it."""

    file: str
    found: Found

    @property
    def text(self) -> str:
        match self.found:
            case Passed(reason=reason) | Unclear(reason=reason):
                return reason
            case _:
                return in_words(self.found)


@dataclass(slots=True)
class Lines:
    """The first lines of a kind, and how many there are."""

    kept: list[Line] = field(default_factory=list)
    all: int = 0

    def add(self, line: Line) -> None:
        self.all += 1
        if len(self.kept) < KEPT:
            self.kept.append(line)


@dataclass(slots=True)
class Standing:
    """How far an upload is; *outcomes* by the names of its files, with the ids of the imports."""

    choice: Choice
    heading: Sequence[str] = ()  # of a plain table
    state: State = "waiting"
    done: int = 0
    outcomes: dict[str, tuple[str, Outcome]] = field(default_factory=dict)
    lines: dict[What, Lines] = field(default_factory=dict)
    error: Exception | None = None
    receipt: str | None = None

    @property
    def of(self) -> int:
        return sum(part.size for part, _ in self.choice.chosen)


@dataclass(slots=True)
class Undoing:
    """An import that is taken back, or was."""

    of: Import
    taken: int = 0
    running: bool = True
    error: Exception | None = None
    receipt: str | None = None


class Job:
    """One thing that is under way in a thread, and can be stopped."""

    def __init__(self, upload: str) -> None:
        self.upload = upload
        self.begun = asyncio.Event()
        self.stop = threading.Event()
        self._loop = asyncio.get_running_loop()

    def begin(self) -> None:
        """It has what it needs; said in its thread."""
        self._loop.call_soon_threadsafe(self.begun.set)

    def watch(self) -> None:
        if self.stop.is_set():
            raise Stopped


@dataclass(frozen=True, slots=True)
class Task:
    """What a job does with a file."""

    job: Job
    found: Standing
    asked: ReadingQuestion
    me: str
    sheet: Callable[[str], Mapping[str, Any]]

    def hear(self) -> Callable[[int], None]:
        """Is told how many bytes of the next file were read."""
        before = self.found.done

        def hear(read: int) -> None:
            self.found.done = before + read

        return hear
