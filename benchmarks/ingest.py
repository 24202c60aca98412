"""Events a second from the broker into Neo4j and SQLite, beside what bounds them.

    python -m benchmarks.ingest --data DIR --neo4j URL --sqlite PATH --events 20000

(a) a consumer of the same stream that does nothing; (b) the same rows written by the bare
driver, with nothing folded. One run, one machine: each way once a round, one after the other,
and the best of the rounds counts, since what else a machine does only adds (as Python's
timeit advises). Both databases are warm, by foldings that are not counted. The word docker for
URL stands for a Neo4j in a container, made for the run.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import dpdk, raw, wire
from benchmarks.dpdk import Sent
from benchmarks.programs import House, Program, house
from benchmarks.stores import Place, emptied, placed
from benchmarks.terminal import CONSOLE, ends_tidily, report, waiting


def consumed(place: Place, sent: Sequence[Sent], *, idle: bool) -> float:
    """Seconds from the first delivery until all is acknowledged, the stream being full before."""
    with house(place.url) as home:
        asyncio.run(_filled(home, sent))
        consumer = _idle(home) if idle else home.builder
        title = "Doing nothing" if idle else f"Building {place.name}"
        try:
            consumer.start()
            return asyncio.run(_drained(home, len(sent), title))
        finally:
            consumer.stop()


def _idle(home: House) -> Program:
    command = (sys.executable, "-m", "benchmarks.idle")
    environment = {**home.builder.environment}
    return Program("a consumer that does nothing", command, home.home / "idle.log", environment)


async def _filled(home: House, sent: Sequence[Sent]) -> None:
    """Let the builder declare the streams, stop it, and publish."""
    home.builder.start()
    async with wire.connected(home.broker) as client:
        await wire.declared(client)
        await asyncio.to_thread(home.builder.stop)
        await wire.publish(client, sent)


async def _drained(home: House, total: int, title: str) -> float:
    async with wire.connected(home.broker) as client:
        while not (await wire.info(client))[1].num_ack_pending:
            stream, _ = await wire.info(client)
            if stream.state.messages < total:
                break
            await asyncio.sleep(0.01)
        began = time.perf_counter()
        await wire.drained(client, total, title=title)
        return time.perf_counter() - began


@dataclass(frozen=True, slots=True)
class Way:
    """How the events go into an empty store, in seconds."""

    store: Place
    name: str
    seconds: Callable[[], float]

    def measured(self) -> float:
        emptied(self.store.url, wipe=True)
        return self.seconds()


def ways(neo4j: Place, path: Path, sent: Sequence[Sent]) -> list[Way]:
    """All that is compared, side by side."""
    sqlite = Place(f"sqlite:///{path}")
    to_neo4j = _warmed(neo4j, lambda: asyncio.run(raw.neo4j_rows(neo4j.url, sent)))
    to_sqlite = _warmed(sqlite, lambda: asyncio.run(raw.sqlite_rows(path, sent)))
    return [
        Way(sqlite, "idle", lambda: consumed(sqlite, sent, idle=True)),
        Way(neo4j, "neo4j builder", lambda: consumed(neo4j, sent, idle=False)),
        Way(neo4j, "neo4j raw", lambda: asyncio.run(raw.neo4j_again(neo4j.url, to_neo4j))),
        Way(sqlite, "sqlite builder", lambda: consumed(sqlite, sent, idle=False)),
        Way(sqlite, "sqlite raw", lambda: asyncio.run(raw.sqlite_again(path, to_sqlite))),
    ]


def _warmed(place: Place, folded: Callable[[], raw.Batches]) -> raw.Batches:
    """What folding the events writes, recorded; twice, since a database warms slowly."""
    emptied(place.url, wipe=True)
    folded()
    emptied(place.url, wipe=True)
    return folded()


def rates(count: int, seconds: Mapping[str, float]) -> dict[str, Any]:
    """Events a second of each way, and the builders' part of the slower bound."""
    found: dict[str, Any] = {name: round(count / took) for name, took in seconds.items()}
    for store in ("neo4j", "sqlite"):
        slower = max(seconds[f"{store} raw"], seconds["idle"])
        found[f"{store} of the slower bound"] = round(slower / seconds[f"{store} builder"], 3)
    return found


def main() -> None:
    """Measure all, and say each as a rate."""
    ends_tidily()
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, required=True, help="folder of the two CSV files")
    options.add_argument("--neo4j", required=True, help="URL, or docker")
    options.add_argument("--sqlite", type=Path, required=True, help="path of the file")
    options.add_argument("--events", type=int, default=20_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--wipe", action="store_true", help="empty the stores first")
    chosen = options.parse_args()
    path = chosen.sqlite.expanduser().absolute()
    with waiting("Reading the files"):
        sent = dpdk.events(chosen.data, chosen.events)
    with placed(chosen.neo4j) as place:
        for url in (place.url, f"sqlite:///{path}"):  # measuring empties them again and again
            emptied(url, wipe=chosen.wipe)
        compared = ways(place, path, sent)
        times: dict[str, list[float]] = {way.name: [] for way in compared}
        for _ in range(chosen.rounds):
            for way in compared:
                times[way.name].append(way.measured())
    found = rates(len(sent), {name: min(took) for name, took in times.items()})
    for store in ("neo4j", "sqlite"):
        CONSOLE.print(f"{store}: {found[f'{store} of the slower bound']:.0%} of the slower bound")
    rounds = {name: [round(took, 1) for took in times[name]] for name in times}
    report({"events": len(sent), **found, "seconds": rounds})


if __name__ == "__main__":
    main()
