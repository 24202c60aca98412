"""A snapshot of a replica, kept up in a file so that the next start needs no scan of the store.

It is written when there is none as yet, from time to time while anything changes, and at an
orderly end. Who is gone must not stay in it: it is dropped at once, and written anew when the
next is due. Several services may share a file: whose snapshot it is makes no difference.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from threading import Lock

from graph.epochs import Standing
from graph.errors import SnapshotRefused
from services.follow import Follower
from services.replica import IndexReplica
from services.snapshots import Snapshot, drop, read, write

log = logging.getLogger("inroad.snapshot")


class Keeper:
    """Keeps the snapshot of one network at *path*, written every so many seconds."""

    def __init__(self, path: Path, network: str, every: float) -> None:
        self._path = path
        self._network = network
        self._every = every
        self._kept: Standing | None = None  # what was last read or written, while it is there
        self._one_by_one = Lock()  # a thread goes on when whoever waits for it is cancelled

    @property
    def position(self) -> int | None:
        """Of the snapshot; None while there is none."""
        return self._kept.position if self._kept else None

    async def begin(self, replica: IndexReplica) -> Standing | None:
        """Bring *replica* to the snapshot, if there is a sound one of its network."""
        try:
            snapshot = await asyncio.to_thread(read, self._path, self._network)
        except FileNotFoundError:
            log.info("there is no snapshot at %s: loading the store", self._path)
            return None
        except (SnapshotRefused, OSError) as error:
            log.warning("%s: loading the store", error)
            return None
        await replica.begin(snapshot.state)
        log.info("began from the snapshot as of position %d", snapshot.state.position)
        self._kept = snapshot.standing
        return snapshot.standing

    @asynccontextmanager
    async def keeping(self, replica: IndexReplica, follower: Follower) -> AsyncIterator[None]:
        """Keep the snapshot up while the context lasts, and see to it once more at the end."""
        task = asyncio.create_task(self._keep(replica, follower))
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait({task})
            await self._see_to_it(replica, follower)

    async def _keep(self, replica: IndexReplica, follower: Follower) -> None:
        while True:
            await self._see_to_it(replica, follower)
            with suppress(TimeoutError):
                async with asyncio.timeout(self._every):
                    while True:
                        await replica.lost.wait()
                        await self._drop(replica)

    async def _see_to_it(self, replica: IndexReplica, follower: Follower) -> None:
        """Write what there is, unless it is kept already; drop it if somebody is lost meanwhile."""
        if replica.lost.is_set():
            await self._drop(replica)
        state, standing = replica.state, follower.standing
        if standing is None or not standing.epoch or standing.position != state.position:
            return  # it is loading, there is no builder as yet, or it is between positions
        if standing == self._kept and self._path.exists():
            return
        snapshot = Snapshot(state, standing.epoch)
        if await self._at_disk(write, self._path, self._network, snapshot):
            self._kept = standing
        if replica.lost.is_set():
            await self._drop(replica)

    async def _drop(self, replica: IndexReplica) -> None:
        replica.lost.clear()
        self._kept = None
        await self._at_disk(drop, self._path)

    async def _at_disk(self, act: Callable[..., None], *arguments: object) -> bool:
        """Run *act* in a thread; whether it went well. If not, that is told, and tried again."""

        def alone() -> None:
            with self._one_by_one:
                act(*arguments)

        try:
            await asyncio.to_thread(alone)
        except Exception:
            log.exception("the snapshot at %s cannot be seen to", self._path)
            return False
        return True
