"""A replay through kill -9 of the programs that take part in it."""

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from nats.aio.client import Client

from benchmarks import wire
from benchmarks.dpdk import Sent
from benchmarks.terminal import CONSOLE

LAST = 0.95  # of the events are settled, at most, at the last kill
AHEAD = 1_000  # events published beyond those that are to be settled at the next kill


class Mortal(Protocol):
    """What can be killed and started again."""

    def kill(self) -> None: ...

    def start(self) -> None: ...

    def wait(self) -> None:
        """Until it does its work."""
        ...


@dataclass(frozen=True, slots=True)
class Kill:
    """Kill *what* once so many events are settled, *late* seconds later."""

    settled: int
    what: str
    late: float


def planned(counts: Mapping[str, int], events: int, source: random.Random) -> list[Kill]:
    """The kills of one run, in their order."""
    kills = [
        Kill(source.randrange(int(events * LAST)), what, source.uniform(0, 0.5))
        for what, count in counts.items()
        for _ in range(count)
    ]
    return sorted(kills, key=lambda kill: kill.settled)


async def survived(
    broker: str, sent: Sequence[Sent], kills: Sequence[Kill], mortals: Mapping[str, Mortal]
) -> int:
    """Replay *sent* through all *kills*; the number of dead letters.

    Whatever is killed is at work, and so is the builder: not all is published before.
    """
    done, most, more = 0, 0.0, asyncio.Event()

    def count() -> None:
        nonlocal done
        done += 1

    async def permitted() -> None:
        while done >= most:
            more.clear()
            await more.wait()

    async with wire.connected(broker) as client:
        await wire.declared(client)
        publishing = asyncio.create_task(
            wire.publish(client, sent, permitted=permitted, sent=count)
        )
        for number, kill in enumerate(kills, start=1):
            await asyncio.to_thread(mortals[kill.what].wait)
            most = kill.settled + AHEAD
            more.set()
            await _settled(client, kill.settled, lambda: done)
            await asyncio.sleep(kill.late)
            CONSOLE.print(f"kill {number} of {len(kills)}: {kill.what}")
            await asyncio.to_thread(_killed, mortals[kill.what])
        most = float("inf")
        more.set()
        await publishing
        await wire.drained(client, len(sent))
        return await wire.dead(client)


async def _settled(client: Client, wanted: int, published: Callable[[], int]) -> None:
    while True:
        stream, _ = await wire.info(client)
        if published() - stream.state.messages >= wanted:
            return
        await asyncio.sleep(0.02)


def _killed(one: Mortal) -> None:
    one.kill()
    one.start()
