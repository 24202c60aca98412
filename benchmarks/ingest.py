"""Events a second from the broker into Neo4j and SQLite, beside what bounds them.

    python -m benchmarks.ingest --data DIR --neo4j URL --sqlite PATH --events 20000

(a) a consumer of the same stream that does nothing; (b) the same rows written by the bare
driver, with nothing folded. One run, one machine, one after the other. The word docker for
URL stands for a Neo4j in a container, made for the run.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Callable, Sequence
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


def measured(
    place: Place, sent: Sequence[Sent], rows: Callable[[], Any], again: Callable[[Any], float]
) -> dict[str, float]:
    """Seconds of each way into one store, which is emptied before each.

    Folding without a broker comes first, and warms the database for the two that are compared.
    """
    emptied(place.url, wipe=True)
    batches, folded = rows()
    emptied(place.url, wipe=True)
    built = consumed(place, sent, idle=False)
    emptied(place.url, wipe=True)
    written = again(batches)
    return {"builder": built, "fold_without_broker": folded, "raw": written}


def rates(count: int, seconds: dict[str, float], idle: float) -> dict[str, Any]:
    """Events a second, and the builder's part of the slower bound."""
    speeds = {way: round(count / took) for way, took in seconds.items()}
    bound = min(count / seconds["raw"], count / idle)
    return {**speeds, "of_the_slower_bound": round(count / seconds["builder"] / bound, 3)}


def _neo4j(place: Place, sent: Sequence[Sent]) -> dict[str, float]:
    return measured(
        place, sent,
        lambda: asyncio.run(raw.neo4j_rows(place.url, sent)),
        lambda batches: asyncio.run(raw.neo4j_again(place.url, batches)),
    )  # fmt: skip


def _sqlite(path: Path, sent: Sequence[Sent]) -> dict[str, float]:
    return measured(
        Place(f"sqlite:///{path}"), sent,
        lambda: asyncio.run(raw.sqlite_rows(path, sent)),
        lambda batches: asyncio.run(raw.sqlite_again(path, batches)),
    )  # fmt: skip


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
    options.add_argument("--wipe", action="store_true", help="empty the stores first")
    chosen = options.parse_args()
    path = chosen.sqlite.expanduser().absolute()
    with waiting("Reading the files"):
        sent = dpdk.events(chosen.data, chosen.events)
    with placed(chosen.neo4j) as place:
        for url in (place.url, f"sqlite:///{path}"):  # measuring empties them again and again
            emptied(url, wipe=chosen.wipe)
        idle = consumed(Place(f"sqlite:///{path}"), sent, idle=True)
        seconds = {"neo4j": _neo4j(place, sent), "sqlite": _sqlite(path, sent)}
    found = {name: rates(len(sent), took, idle) for name, took in seconds.items()}
    for name, told in found.items():
        CONSOLE.print(f"{name}: {told['of_the_slower_bound']:.0%} of the slower bound")
    report({"events": len(sent), "idle_consumer": round(len(sent) / idle), **found})


if __name__ == "__main__":
    main()
