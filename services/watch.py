"""The watch: goes through every step of a network, and tells what it finds, once each.

A step is a position that the feed tells, or a midnight. What is told of it depends on the steps
alone (`graph.standing`), so a watch that was killed goes back to what it keeps in its files
(`services.memory`), takes the same steps, and passes over what is in the stream already. It
publishes all of a step before it takes the next.
"""

import asyncio
import logging
import os
import signal
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.errors import NotFoundError
from pydantic import ValidationError

from graph.announcing import announcement_of
from graph.causes import causes_of, records_of
from graph.entities import Company, Employment, Person, Target, Tie
from graph.epochs import Epoch, leads_here
from graph.errors import SnapshotRefused, StoreUnavailable
from graph.feed import Parts, Told
from graph.fold import Settlement
from graph.index.scratch import Scratch
from graph.index.state import State, at_moment, changed, state_of
from graph.index.warm import warm
from graph.standing import Standings, judged
from graph.store import GraphStore, View, changed_since
from graph.wishes import Wishes
from schemas.announcements import Announcement, people_in
from schemas.changes import ChangesMessage
from schemas.events.base import moment_text
from services import memory as files
from services.announce import Announcements
from services.broker import CHANGES, BrokerError, BrokerUnavailable, OutOfTurn, changes_subject
from services.builder import open_when_ready
from services.listen import Heard, listening
from services.memory import Memory
from services.settings import Settings

log = logging.getLogger("inroad.watch")
PAUSE = 0.5  # seconds before the next try while the broker or the store is away
GRACE = timedelta(seconds=5)  # after a midnight, by which the broker's clock may differ
DAY = timedelta(days=1)
GIVES_WAY = 10  # of 19: how far behind others it stands where processors are short


class _Anew(Exception):
    """What is in memory is of no use: begin again from the files."""


class Watch:
    """One network, watched from where the files at *path* say, or from where it is now."""

    def __init__(
        self, store: GraphStore, client: Client, network: str, path: Path | None, every: float
    ) -> None:
        self._store = store
        self._client = client
        self._network = network
        self._path = path
        self._every = every  # seconds between two writings of the files
        self._kept_at = 0.0
        self._time = asyncio.get_running_loop().time
        self._stream = Announcements(client, network)
        self._known: dict[str, int] = {}  # in the stream, not in the files: ids, and numbers
        self._epochs: list[Epoch] = []
        self._parts = Parts()
        self._scratch = Scratch(0)
        self._memory: Memory | None = None
        self._kept_heard = -1
        self._ended = False

    @property
    def position(self) -> int:
        """That was judged last; -1 before it has begun."""
        return self._memory.state.position if self._memory else -1

    async def run(self) -> None:
        """Watch until cancelled or told to end, whatever is away for a while."""
        while not self._ended:
            try:
                await self._begin()
                async with listening(self._client, self._network, self._at.heard) as ear:
                    while not self._ended:
                        heard = await ear.next()
                        await (self._take(heard) if heard else self._wait())
            except (BrokerError, StoreUnavailable, _Anew) as error:
                log.warning("waiting: %s", error)
            except Exception:
                log.exception("what it has is in doubt, beginning again from the files")
            await asyncio.sleep(PAUSE)

    def end(self) -> None:
        """Besides cancelling the task, which can be lost on Python 3.11."""
        self._ended = True

    async def keep(self) -> None:
        """Write where it is, so that the next watch begins there."""
        if self._memory is not None:
            await self._keep()

    @property
    def _at(self) -> Memory:
        if self._memory is None:
            raise _Anew("nothing is loaded")
        return self._memory

    # Where it begins.

    async def _begin(self) -> None:
        """Stand where the files say, if the store leads on from there; else where it is."""
        self._parts = Parts()
        self._memory = await self._kept()
        if self._memory is None:
            self._memory = await self._loaded()
            await self._keep()
        await self._stream.begin()
        said = self._stream.since(self._memory.announced)
        self._known = {one.announcement.id: one.seq async for one in said}
        self._kept_at, self._kept_heard = self._time(), self._memory.heard
        log.info("watching from position %d", self.position)

    async def _kept(self) -> Memory | None:
        if self._path is None:
            return None
        try:
            kept = await asyncio.to_thread(files.read, self._path, self._network)
        except FileNotFoundError:
            return None
        except (SnapshotRefused, OSError) as error:
            log.warning("%s: loading the store", error)
            return None
        self._epochs, position = await self._line()
        if leads_here(kept.standing, self._epochs, position):
            return kept
        log.warning("the store went back, or is another than was watched: loading it")
        return None

    async def _loaded(self) -> Memory:
        """Where the network is now; of what is so already nothing is told."""
        heard = await self._last_heard()  # before the position, which only grows
        self._epochs, _ = await self._line()
        day = moment_text(_midnight(datetime.now(UTC)))
        wishes = Wishes()

        async def work(view: View) -> State:
            position = await view.position()
            wishes.clear()
            for kind in (Person, Company, Target):
                wishes.apply([one async for one in view.scan(kind)], ())
            ties = [one async for one in view.scan(Tie)]
            return state_of(position, day, ties, [one async for one in view.scan(Employment)])

        state = await self._store.read(self._network, work)
        # The scan may be of later, here and there: what changed since makes it whole.
        now = await changed_since(self._store, self._network, state.position)
        wishes.apply(now.changes.put, now.changes.delete)
        state = changed(state, now.position, now.changes.put, now.changes.delete)
        _, told = await asyncio.to_thread(judged, Standings(), state, wishes, self._room(state))
        await self._stream.begin()
        return Memory(
            state=state, epoch=self._epoch(state.position), wishes=wishes, told=told,
            heard=heard, announced=self._stream.seq,
        )  # fmt: skip

    async def _line(self) -> tuple[list[Epoch], int]:
        async def work(view: View) -> tuple[list[Epoch], int]:
            position = await view.position()
            return await view.epochs(), position

        return await self._store.read(self._network, work)

    def _epoch(self, position: int) -> str:
        """The epoch in which *position* was reached."""
        return next((one.id for one in reversed(self._epochs) if one.since < position), "")

    async def _last_heard(self) -> int:
        """Number of the newest message of the feed; 0 when there is none."""
        subject = changes_subject(self._network)
        try:
            return (await self._client.jetstream().get_last_msg(CHANGES, subject)).seq or 0
        except NotFoundError:
            return 0
        except (NatsError, TimeoutError) as error:
            raise BrokerUnavailable(f"the broker does not answer: {error!r}") from error

    # Step by step.

    async def _take(self, heard: Heard) -> None:
        try:
            message = ChangesMessage.model_validate_json(heard.payload)
        except ValidationError as error:
            log.warning("message %d is none of ours: %s", heard.seq, error)
            return
        told = self._parts.add(message)
        if told is None:
            return
        if told.epoch:
            await self._enter()
        if told.position > self.position:
            await self._turn(_midnight(heard.at))
            await self._go_on(told, moment_text(heard.at))
        self._memory = replace(self._at, heard=heard.seq)
        await self._keep_when_due()

    async def _wait(self) -> None:
        """Nothing has come: see whether a day has begun, all of the last one being heard."""
        day = _midnight(datetime.now(UTC) - GRACE)
        if moment_text(day) > self._at.state.now and await self._last_heard() <= self._at.heard:
            await self._turn(day)
        await self._keep_when_due()

    async def _enter(self) -> None:
        """An epoch has begun: see whether the store leads on from here."""
        epochs, position = await self._line()
        if not leads_here(self._at.standing, epochs, position):
            await self._drop()
            raise _Anew("the store went back, or is another than was watched")
        self._epochs = epochs

    async def _go_on(self, told: Told, when: str) -> None:
        position, changes = told.position, told.changes
        if told.since > self.position:  # a gap
            now = await changed_since(self._store, self._network, self.position)
            position, changes = now.position, now.changes
        at = self._at
        at.wishes.apply(changes.put, changes.delete)
        gone = [key[0] for kind, key in changes.delete if kind is Person]
        erased = [id_ for id_ in gone if at.wishes.owner(id_) == id_]  # merged into nobody
        state = changed(at.state, position, changes.put, changes.delete)
        await self._judge(state, when, told.changes.settled, erased)
        if erased:
            await self._keep()

    async def _turn(self, day: datetime) -> None:
        """Take the step of each midnight up to *day*."""
        present = datetime.fromisoformat(self._at.state.now)
        while present < day:
            present += DAY
            state = at_moment(self._at.state, moment_text(present))
            await self._judge(state, state.now)

    async def _judge(
        self,
        state: State,
        when: str,
        settled: Sequence[Settlement] = (),
        gone: Sequence[str] = (),
    ) -> None:
        """Judge a step, and publish all that there is to tell of it."""
        at, room = self._at, self._room(state)
        news, told = await asyncio.to_thread(judged, at.told, state, at.wishes, room, gone)
        if news:
            records = await self._store.read(self._network, lambda view: records_of(view, settled))
            found = [
                announcement_of(self._network, one, state, when, causes_of(one, records, at.wishes))
                for one in news
            ]
            erased = await self._erased(id_ for one in found for id_ in people_in(one))
            for one in found:
                if erased.isdisjoint(people_in(one)):
                    await self._tell(one)
                    at = replace(at, announced=self._known.get(one.id, self._stream.seq))
        self._memory = replace(at, state=state, told=told, epoch=self._epoch(state.position))

    async def _tell(self, announcement: Announcement) -> None:
        while announcement.id not in self._known:
            try:
                await self._stream.tell(announcement)
            except OutOfTurn:
                await self._stream.begin()
                if self._stream.seq:
                    raise _Anew("another watch goes on with this network") from None
                if await self._erased(people_in(announcement)):  # the stream was emptied for it
                    return
            except BrokerUnavailable as error:
                log.warning("not published yet, waiting: %s", error)
                await asyncio.sleep(PAUSE)
            else:
                return

    async def _erased(self, people: Iterable[str]) -> set[str]:
        """Those of *people* whom the store, which may be ahead of this step, has forgotten."""
        keys = [(id_,) for id_ in sorted(set(people))]

        async def work(view: View) -> set[str]:
            there = await view.load(Person, keys)
            gone = {key[0] for key in keys if key not in there}
            if not gone:
                return gone
            since = await view.changes_since(self.position)
            wishes = Wishes.of_rows(self._at.wishes.rows())
            wishes.apply(since.put, since.delete)
            return {id_ for id_ in gone if wishes.owner(id_) == id_}  # merged into nobody

        return await self._store.read(self._network, work)

    def _room(self, state: State) -> Scratch:
        people = state.people.count
        if self._scratch.people < people:
            self._scratch = Scratch(people + people // 8 + 64)
        return self._scratch

    # The files.

    async def _keep_when_due(self) -> None:
        due = self._time() - self._kept_at >= self._every
        if due and self._kept_heard != self._at.heard:
            await self._keep()

    async def _keep(self) -> None:
        """Write where it is; what can't be written is told, and tried again when next due."""
        self._kept_at, self._kept_heard = self._time(), self._at.heard
        if self._path is None:
            return
        try:
            await asyncio.to_thread(files.write, self._path, self._network, self._at)
        except OSError:
            log.exception("what the watch keeps at %s cannot be written", self._path)

    async def _drop(self) -> None:
        self._memory = None
        if self._path is not None:
            await asyncio.to_thread(files.drop, self._path)


def _midnight(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


async def run(settings: Settings) -> None:
    """Watch the settings' network until SIGTERM or SIGINT; builder and answers go first."""
    os.nice(GIVES_WAY)
    await asyncio.to_thread(warm)
    async with open_when_ready(settings) as (store, client):
        watch = Watch(store, client, settings.network, settings.watched, settings.snapshot_every)
        task = asyncio.create_task(watch.run())

        def stop() -> None:
            watch.end()
            task.cancel()

        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, stop)
        with suppress(asyncio.CancelledError):
            await task
        await watch.keep()
