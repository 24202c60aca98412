"""kill -9 of the builder, the broker and the database during a replay: is anything lost?

    python -m benchmarks.crash --data DIR --store URL --events 20000

The database is killed only where the run started it: with the word docker for URL.
"""

import argparse
import asyncio
import random
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks import dpdk
from benchmarks.comparing import differences, everything
from benchmarks.folding import fold_into
from benchmarks.kills import Kill, Mortal, planned, survived
from benchmarks.programs import house
from benchmarks.stores import Place, emptied, placed
from benchmarks.terminal import CONSOLE, ends_tidily, report, waiting
from graph.entities import Contact, Record
from graph.stores.memory import MemoryStore
from services.stores import open_store

SHOWN = 10  # differences printed


async def found(place: Place, sent: Sequence[dpdk.Sent], whole: MemoryStore) -> dict[str, Any]:
    """How the store differs from an uninterrupted run's."""
    async with open_store(place.url) as store:
        records = await everything(store, Record)
        contacts = await everything(store, Contact)
        unequal = await differences(whole, store)
    for line in unequal[:SHOWN]:
        CONSOLE.print(line, soft_wrap=True, markup=False)
    lost = {(event.source, event.id) for event in sent} - records.keys()
    counted = sum(contact.direct for contact in contacts.values())
    interactions = sum(event.id.startswith("i") for event in sent)
    return {
        "lost": len(lost),
        "doubled": max(0, counted - interactions + sum(id_.startswith("i") for _, id_ in lost)),
        "differences": len(unequal),
    }


def crashed(
    place: Place, sent: Sequence[dpdk.Sent], kills: list[Kill], whole: MemoryStore
) -> dict[str, Any]:
    """One store's figures."""
    began = time.perf_counter()
    with house(place.url) as home:
        home.builder.start()
        assert home.nats  # noqa: S101 - for mypy: this run started it
        mortals: dict[str, Mortal] = {
            "builder": home.builder, "broker": home.nats, "database": place,
        }  # fmt: skip
        dead = asyncio.run(survived(home.broker, sent, kills, mortals))
    told = asyncio.run(found(place, sent, whole))
    by = {what: sum(kill.what == what for kill in kills) for what in mortals}
    seconds = round(time.perf_counter() - began, 1)
    return {"store": place.name, "kills": by, **told, "dead": dead, "seconds": seconds}


def _counts(chosen: argparse.Namespace, place: Place) -> dict[str, int]:
    return {
        "builder": chosen.builder,
        "broker": chosen.broker,
        "database": chosen.database if place.container else 0,
    }


def _chosen() -> argparse.Namespace:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, required=True, help="folder of the two CSV files")
    options.add_argument("--store", action="append", required=True, help="URL, or docker")
    options.add_argument("--events", type=int, default=20_000)
    options.add_argument("--builder", type=int, default=20, help="kills of the builder")
    options.add_argument("--broker", type=int, default=5, help="kills of NATS")
    options.add_argument("--database", type=int, default=5, help="kills of Neo4j")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--wipe", action="store_true", help="empty the stores first")
    return options.parse_args()


def main() -> None:
    """Replay into each store in turn, killing."""
    ends_tidily()
    chosen = _chosen()
    source = random.Random(chosen.seed)
    with waiting("Reading the files"):
        sent = dpdk.events(chosen.data, chosen.events)
    whole = MemoryStore()
    asyncio.run(fold_into(whole, sent, "Folding without a crash"))
    with ExitStack() as stack:
        places = [stack.enter_context(placed(store)) for store in chosen.store]
        for place in places:
            emptied(place.url, wipe=chosen.wipe)
        runs = [
            crashed(place, sent, planned(_counts(chosen, place), chosen.events, source), whole)
            for place in places
        ]
    totals = {
        key: sum(run[key] for run in runs) for key in ("lost", "doubled", "differences", "dead")
    }
    kills = sum(sum(run["kills"].values()) for run in runs)
    report({"events": len(sent), "kills": kills, **totals, "stores": runs})
    raise SystemExit(1 if any(totals.values()) else 0)


if __name__ == "__main__":
    main()
