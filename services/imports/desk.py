"""Imports of the service: one thing at a time, read in a thread beside the answers."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

from graph.errors import InroadError
from schemas.errors import InvalidIdentifier
from schemas.identifiers import person_identifier
from schemas.imports import ReadingQuestion, What
from schemas.shorthand import person_text
from services.imports.choosing import DAMAGED, Choice, UnreadablePart, chosen, profiles_of
from services.imports.detection import head_of
from services.imports.formats import Reading
from services.imports.gateway import Gateway
from services.imports.ignoring import FILE, rules_in
from services.imports.ledger import Import, ImportRunning, Ledger
from services.imports.plain import PLAIN, heading_of
from services.imports.running import Run, target_of
from services.imports.standing import Job, Line, Lines, Standing, Task, Undoing
from services.imports.statements import Found, Passed, Unclear
from services.imports.told import Outcome
from services.imports.undoing import standing, take_back
from services.imports.uploads import UnknownUpload, Upload, Uploads
from services.settings import Settings

log = logging.getLogger("inroad.imports")
Sheets = Callable[[str], Coroutine[Any, Any, Mapping[str, Any]]]
T = TypeVar("T")


class NothingKnown(InroadError):
    """Nothing in the file is in a format that is known."""

    field = "form"
    remedy = "say the format, where you know it"


class Fault(InroadError):
    """Something that nobody foresaw."""

    remedy = "see the service's log; begun again it goes on where it stopped"


Work = Callable[[Task], None]


class ImportDesk:
    """Looks at files, imports them, and takes imports back."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.uploads = Uploads(settings.home, settings.upload_bytes, settings.upload_age)
        self._standing: dict[str, Standing] = {}
        self._job: tuple[Job, asyncio.Task[None]] | None = None
        self.undo: Undoing | None = None

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """While this lasts files may come; what is under way in the end is stopped."""
        async with self.uploads.kept():
            try:
                yield
            finally:
                await self._stop()

    async def _stop(self, upload: str | None = None) -> None:
        """Stop what is under way, of this upload or at all, and wait for that."""
        if self._job and upload in {None, self._job[0].upload}:
            self._job[0].stop.set()
            await asyncio.wait([self._job[1]])

    async def look(self, upload: Upload) -> Standing:
        """A file that has come: what is in it, by names and beginnings."""
        found = Standing(*await asyncio.to_thread(_chosen, upload))
        kept = {id_: one for id_, one in self._standing.items() if self.uploads.find(id_)}
        self._standing = {**kept, upload.id: found}
        return found

    def standing(self, upload: Upload) -> Standing:
        """How far a file is.

        Raises:
            UnknownUpload
        """
        if upload.id not in self._standing:
            raise UnknownUpload(upload.id)
        return self._standing[upload.id]

    async def forget(self, id_: str) -> None:
        """Stop what is done with the file of this id, and delete it, if it is there."""
        await self._stop(id_)
        self._standing.pop(id_, None)
        self.uploads.drop(id_)

    async def preview(self, upload: Upload, asked: ReadingQuestion, sheets: Sheets) -> None:
        """Begin to read a file; a preview of the same that is under way is stopped.

        Raises:
            ImportRunning, InvalidIdentifier, UnknownFormat, UnreadablePart, NothingKnown,
            UnknownUpload
        """
        await self._begin(upload, asked, sheets, self._previewed)

    async def send(
        self, upload: Upload, asked: ReadingQuestion, sheets: Sheets, gateway: Gateway
    ) -> None:
        """Begin to import a file, or go on with it; raises as `preview` does."""
        await self._begin(upload, asked, sheets, partial(self._sent, gateway))

    async def _begin(
        self, upload: Upload, asked: ReadingQuestion, sheets: Sheets, work: Work
    ) -> None:
        me, before = _me(asked.me), self.standing(upload)
        if before.state == "done":
            raise UnknownUpload(upload.id)
        if before.state == "reading":
            await self._stop(upload.id)
        self._free()
        found = Standing(*await asyncio.to_thread(_chosen, upload, asked.form))
        if not found.choice.chosen:
            raise NothingKnown("nothing here is in a format that is known")
        job = Job(upload.id)
        task = Task(job, found, asked, me, _in_thread(sheets))
        self._free()
        self._standing[upload.id] = found
        await self._started(job, _working(upload, task, work))
        if found.error and not job.begun.is_set():
            self._standing[upload.id] = before
            raise found.error

    def _run(self, task: Task, ledger: Ledger) -> Run:
        asked, now = task.asked, datetime.now(UTC)
        reading = Reading(
            me=task.me, day=asked.dated or now, now=now, region=asked.region,
            columns=asked.columns, profiles=profiles_of(task.found.choice.chosen),
            sheet=task.sheet,
        )  # fmt: skip
        return Run(
            ledger=ledger, target=target_of(self._settings, asked.network), reading=reading,
            dated=asked.dated is not None, rules=rules_in(self._settings.home / FILE),
            watch=task.job.watch,
        )  # fmt: skip

    def _free(self) -> None:
        """Refuse, while something is under way; said right before it begins."""
        if self._job and not self._job[1].done():
            raise ImportRunning

    async def _started(self, job: Job, working: Coroutine[Any, Any, None]) -> None:
        """Have it run, and wait until it has what it needs, or ended without."""
        task = asyncio.create_task(working)
        self._job = job, task
        begun = asyncio.create_task(job.begun.wait())
        await asyncio.wait([task, begun], return_when=asyncio.FIRST_COMPLETED)
        begun.cancel()

    def _previewed(self, task: Task) -> None:
        found, target = task.found, target_of(self._settings, task.asked.network)
        found.state = "reading"
        found.lines = {"understood": Lines(), "left_out": Lines(), "not_understood": Lines()}
        with Ledger.copied(self._settings.home, target) as ledger:
            task.job.begin()
            run = self._run(task, ledger)
            for part, format_ in found.choice.chosen:
                outcome = Outcome()
                with run.begun(part, format_) as begun:
                    told = begun.told(task.hear(), part.size)
                    for one, _ in begun.taking.shown(told, outcome):
                        found.lines[_what(one)].add(Line(part.name, one))
                found.outcomes[part.name] = begun.taking.id, outcome
        found.state = "read"

    def _sent(self, gateway: Gateway, task: Task) -> None:
        found, network = task.found, task.asked.network
        with Ledger.open(self._settings.home, target_of(self._settings, network)) as ledger:
            found.state = "importing"
            task.job.begin()
            run, door = self._run(task, ledger), gateway.door(network, task.job.stop)
            for part, format_ in found.choice.chosen:
                with run.begun(part, format_) as begun:
                    outcome = begun.taking.send(begun.told(task.hear(), part.size), door)
                found.outcomes[part.name] = begun.taking.id, outcome
        found.receipt, found.state = door.receipt or None, "done"

    async def take_back(self, import_: str, network: str, gateway: Gateway) -> Undoing:
        """Begin to take an import back, or go on with it.

        Raises:
            ImportRunning, UnknownImport, LedgerUnusable
        """
        target = target_of(self._settings, network)
        one = await asyncio.to_thread(
            self._with, target, lambda ledger: standing(ledger.imports(), import_)
        )
        self._free()
        job, undoing = Job(""), Undoing(one)

        def work() -> None:
            with Ledger.open(self._settings.home, target) as ledger:
                job.begin()
                door = gateway.door(network, job.stop)
                take_back(ledger, one, door, datetime.now(UTC), partial(setattr, undoing, "taken"))
                undoing.receipt = door.receipt or None

        async def working() -> None:
            try:
                await asyncio.to_thread(work)
            except Exception as error:  # noqa: BLE001 - the page is told
                undoing.error = _told(error)
            undoing.running = False

        await self._started(job, working())
        if undoing.error and not job.begun.is_set():
            raise undoing.error
        self.undo = undoing
        return undoing

    async def imports(self, network: str) -> list[Import]:
        """What was imported, by this service or the terminal.

        Raises:
            LedgerUnusable
        """
        target = target_of(self._settings, network)
        return await asyncio.to_thread(self._with, target, Ledger.imports)

    def _with(self, target: str, work: Callable[[Ledger], T]) -> T:
        with Ledger.reading(self._settings.home, target) as ledger:
            return work(ledger)


def _chosen(upload: Upload, form: str = "") -> tuple[Choice, Sequence[str]]:
    """The files to import, and the heading of the plain table among them, if there is one."""
    choice = chosen(upload.parts, form)
    for part, format_ in choice.chosen:
        if format_ is PLAIN:
            with part.open() as file:
                return choice, heading_of(head_of(part.name, file))
    return choice, ()


def _me(said: str) -> str:
    """Whose file it is, in normal form.

    Raises:
        InvalidIdentifier
    """
    try:
        return person_identifier(person_text(said))
    except InvalidIdentifier as error:
        remedy = "name yourself by an identifier, as ann@example.org"
        raise InvalidIdentifier(error.text, error.reason, remedy, "from") from error


def _in_thread(sheets: Sheets) -> Callable[[str], Mapping[str, Any]]:
    """The same for a thread."""
    loop = asyncio.get_running_loop()
    return lambda id_: asyncio.run_coroutine_threadsafe(sheets(id_), loop).result()


async def _working(upload: Upload, task: Task, work: Work) -> None:
    """*work* in a thread; its file stays meanwhile, and goes once it is imported."""
    upload.held = True
    try:
        await asyncio.to_thread(work, task)
    except Exception as error:  # noqa: BLE001 - the page is told
        task.found.error, task.found.state = _told(error), "waiting"
    upload.let_go()
    if task.found.state == "done":
        upload.spend()


def _what(found: Found) -> What:
    match found:
        case Passed():
            return "left_out"
        case Unclear():
            return "not_understood"
        case _:
            return "understood"


def _told(error: Exception) -> Exception:
    """*error* as the page is told it."""
    match error:
        case InroadError() | InvalidIdentifier():
            return error
        case _ if isinstance(error, (*DAMAGED, OSError)):
            return UnreadablePart(f"the file can't be read to its end: {error}")
        case _:
            log.error("an import ended", exc_info=error)
            return Fault(f"a fault of Inroad: {type(error).__name__}")
