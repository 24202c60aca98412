"""What was imported: which events each import stands for, so that one can be taken back.

A SQLite file of digests, ids and times; it holds no name and no address. What several
imports say stays until the last of them is taken back. Why ids have generations:
docs/decisions/0016-imports-are-taken-back-by-generations.md.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import Any, Final

from graph.errors import InroadError
from schemas.events.base import moment_text
from services.imports.statements import Said, event_of, key_of

FILE: Final = "imports.sqlite3"
LOCK: Final = "imports.lock"
_PATIENCE: Final = 30  # seconds that a statement waits for another process
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS imports (
    id TEXT PRIMARY KEY, target TEXT NOT NULL, name TEXT NOT NULL, format TEXT NOT NULL,
    day TEXT NOT NULL, begun TEXT NOT NULL, runs INTEGER NOT NULL DEFAULT 1,
    ended INTEGER NOT NULL DEFAULT 0, undone TEXT
);
CREATE TABLE IF NOT EXISTS events (
    key BLOB PRIMARY KEY, source TEXT NOT NULL, id TEXT NOT NULL, time TEXT NOT NULL,
    generation INTEGER NOT NULL DEFAULT 0, sent INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS said (
    import TEXT NOT NULL, key BLOB NOT NULL, run INTEGER NOT NULL, PRIMARY KEY (import, key)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS said_by ON said (key, import);
"""
_BEGIN: Final = """
INSERT INTO imports (id, target, name, format, day, begun) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, runs = runs + 1, ended = 0, undone = NULL
"""
_FIRST: Final = "INSERT INTO events (key, source, id, time) VALUES (?, ?, ?, ?)"
_KNOWN: Final = "SELECT id, time, generation, sent FROM events WHERE key = ?"
_RENAMED: Final = "UPDATE events SET id = ?, time = ? WHERE key = ?"
_SAID: Final = """
INSERT INTO said (import, key, run) SELECT id, ?, runs FROM imports WHERE id = ?
ON CONFLICT (import, key) DO UPDATE SET run = excluded.run WHERE run <> excluded.run
"""
_SENT: Final = "UPDATE events SET sent = 1 WHERE key = ?"
_ALONE: Final = """
SELECT key, source, id FROM said JOIN events USING (key)
WHERE import = ? AND key > ? AND NOT EXISTS (
    SELECT 1 FROM said AS other WHERE other.key = said.key AND other.import <> said.import
) ORDER BY key LIMIT ?
"""
_UNDOING: Final = "SELECT 1 FROM imports WHERE id = ? AND undone IS NOT NULL AND NOT ended"
_LEFT: Final = "UPDATE events SET generation = generation + 1, id = '', sent = 0 WHERE key = ?"
_FORGET: Final = "DELETE FROM said WHERE import = ? AND key = ?"
_LISTED: Final = """
SELECT id, name, format, day, begun, ended, undone,
    (SELECT count(*) FROM said WHERE import = imports.id) AS events
FROM imports WHERE target = ? AND (events OR undone IS NOT NULL OR NOT ended) ORDER BY begun, id
"""


class LedgerUnusable(InroadError):
    """The file of what was imported can't be read or written."""

    remedy = "see that the folder can be written; if the file is damaged, see docs/import.md"

    def __init__(self, place: Path, why: Exception) -> None:
        super().__init__(f"{place}: {why}")


class ImportRunning(InroadError):
    """One import or undo runs at a time, in the terminal or on the page."""

    field = "import"
    remedy = "wait until it has ended, or stop it"

    def __init__(self) -> None:
        super().__init__("another import runs, or one is being taken back")


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One file that was imported."""

    id: str
    name: str
    format: str
    day: str
    begun: str
    ended: bool
    undone: str | None
    events: int


@dataclass(frozen=True, slots=True)
class Entered:
    """An event as it is to be sent, and whether it was before; *fresh* once in a run."""

    key: bytes
    event: dict[str, Any]
    sent: bool
    fresh: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """An event that only one import says."""

    key: bytes
    source: str
    id: str


class Ledger:
    """Of the imports into one *target*, a network of a service."""

    def __init__(self, db: sqlite3.Connection, target: str) -> None:
        self._db, self._target = db, target

    @classmethod
    @contextmanager
    def open(cls, home: Path, target: str) -> "Iterator[Ledger]":
        """The ledger kept in *home*, for one import or undo at a time.

        Raises:
            ImportRunning, LedgerUnusable
        """
        home.mkdir(parents=True, exist_ok=True)
        with _alone(home / LOCK), _opened(home / FILE, str(home / FILE)) as db:
            yield cls(db, target)

    @classmethod
    @contextmanager
    def reading(cls, home: Path, target: str) -> "Iterator[Ledger]":
        """The same to be looked at, whatever runs.

        Raises:
            LedgerUnusable
        """
        place = home / FILE
        with _opened(place, str(place) if place.exists() else "") as db:
            yield cls(db, target)

    @classmethod
    @contextmanager
    def copied(cls, home: Path, target: str) -> "Iterator[Ledger]":
        """A copy to try an import on: what is written there is dropped in the end.

        Raises:
            LedgerUnusable
        """
        place = home / FILE
        with _opened(place, "") as copy:
            if place.exists():
                with closing(sqlite3.connect(place, timeout=_PATIENCE)) as db:
                    db.backup(copy)
            copy.execute("BEGIN")
            yield cls(copy, target)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All that is written below, or nothing; on a copy it lasts as long as that."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def begin(self, name: str, id_: str, format_: str, *, day: datetime, now: datetime) -> datetime:
        """Begin or go on with an import; the day of its file, as remembered from the first time."""
        self._db.execute(
            _BEGIN, (id_, self._target, name, format_, moment_text(day), moment_text(now))
        )
        (known,) = self._db.execute("SELECT day FROM imports WHERE id = ?", (id_,)).fetchone()
        return datetime.fromisoformat(known)

    def is_being_undone(self, import_: str) -> bool:
        """Whether taking it back was begun and not ended."""
        return bool(self._db.execute(_UNDOING, (import_,)).fetchone())

    def enter(self, import_: str, said: Said, source: str, day: datetime) -> Entered:
        """Note that an import says this; the event that it is, under the id it has or gets."""
        key = key_of(said, source, self._target)
        row = self._db.execute(_KNOWN, (key,)).fetchone()
        id_, time, generation, sent = row or ("", "", 0, 0)
        undated = datetime.fromisoformat(time) if id_ else day
        event = event_of(said, source, undated=undated, generation=generation)
        if row is None:
            source, id_, time = event["source"], event["id"], event["time"]
            self._db.execute(_FIRST, (key, source, id_, time))
        elif not id_:
            self._db.execute(_RENAMED, (event["id"], event["time"], key))
        fresh = self._db.execute(_SAID, (key, import_)).rowcount > 0
        return Entered(key, event, bool(sent), fresh)

    def sent(self, keys: Sequence[bytes]) -> None:
        """These events were taken by the service."""
        self._db.executemany(_SENT, [(key,) for key in keys])

    def ended(self, import_: str) -> None:
        self._db.execute("UPDATE imports SET ended = 1 WHERE id = ?", (import_,))

    def imports(self) -> list[Import]:
        """All that said something, in the order in which they began."""
        return [
            Import(
                id=id_, name=name, format=format_, day=day, begun=begun, ended=bool(ended),
                undone=undone, events=events,
            )
            for id_, name, format_, day, begun, ended, undone, events
            in self._db.execute(_LISTED, (self._target,))
        ]  # fmt: skip

    def undoing(self, import_: str, now: datetime) -> str:
        """Begin or go on to take an import back; the time of that, the same for all of it."""
        self._db.execute(
            "UPDATE imports SET undone = coalesce(undone, ?), ended = 0 WHERE id = ?",
            (moment_text(now), import_),
        )
        (at,) = self._db.execute("SELECT undone FROM imports WHERE id = ?", (import_,)).fetchone()
        return str(at)

    def alone(self, import_: str, after: bytes, most: int) -> list[Standing]:
        """Events that no other import says, those *after* a key."""
        return [Standing(*row) for row in self._db.execute(_ALONE, (import_, after, most))]

    def retracted(self, import_: str, keys: Sequence[bytes]) -> None:
        """These events stand no more; said again, they get ids of the next generation."""
        self._db.executemany(_LEFT, [(key,) for key in keys])
        self._db.executemany(_FORGET, [(import_, key) for key in keys])

    def forget(self, import_: str) -> None:
        """The import is taken back: what others say too is left to them."""
        self._db.execute("DELETE FROM said WHERE import = ?", (import_,))
        self._db.execute("UPDATE imports SET ended = 1 WHERE id = ?", (import_,))


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """While nobody else is here, in this process or another; a process that dies lets go."""
    with place.open("a") as file:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except BlockingIOError as error:
            raise ImportRunning from error
        yield


@contextmanager
def _opened(place: Path, where: str) -> Iterator[sqlite3.Connection]:
    """The database at *where*, with its tables; "" is a file of its own, dropped in the end."""
    try:
        with closing(sqlite3.connect(where, timeout=_PATIENCE, isolation_level=None)) as db:
            db.executescript(_TABLES)
            yield db
    except sqlite3.Error as error:
        raise LedgerUnusable(place, error) from error
