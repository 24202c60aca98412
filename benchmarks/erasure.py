"""Somebody is erased in the middle of a replay: what is left of them, byte by byte?

    python -m benchmarks.erasure --data DIR --store URL --events 10000

The busiest person of the data gets an address of their own, some events that name them are
spoilt, so that dead letters name them too, and halfway they ask to be forgotten. Then all files
are searched: the store's, the broker's and the logs. Neo4j keeps bytes of what is gone in freed
records and index pages; so its network is moved to a fresh store with `inroad move`, the remedy
of docs/operations.md, and the files of that one are searched as well.
"""

import argparse
import asyncio
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import dpdk, wire
from benchmarks.dpdk import Sent
from benchmarks.programs import House, house
from benchmarks.stores import Place, emptied, placed
from benchmarks.terminal import CONSOLE, ends_tidily, report, waiting

ADDRESS = "email:forget.me.9d2f@example.org"
SPOILT = 20  # of the person's events, every so many-th is sent a second time without a time
FLUSHED = 15.0  # seconds in which a Neo4j made for the run writes its pages and drops its logs

SETTINGS = (  # of such a Neo4j; deploy/compose.yaml has the same, less hurried
    "db_tx__log_rotation_retention__policy=keep_none",
    "db_tx__log_rotation_size=128K",
    "db_checkpoint_interval_time=5s",
)

Found = dict[str, int]  # by file, how often the address is in it


@dataclass(frozen=True, slots=True)
class Searched:
    """What was found before the erasure, after all of it, and in the fresh store."""

    before: Found
    after: Found
    moved: Found | None


def renamed(events: Sequence[Sent]) -> list[Sent]:
    """*events*, of which the busiest person goes by `ADDRESS`, and the spoilt ones among them."""
    everybody = re.compile(rb'"uid:[^"]+"')
    counts = Counter(name for event in events for name in everybody.findall(event.payload))
    (busiest, _), *_ = counts.most_common(1)
    found: list[Sent] = []
    for number, event in enumerate(events):
        found.append(replace(event, payload=event.payload.replace(busiest, b'"%s"' % _ADDRESS)))
        if _ADDRESS in found[-1].payload and number % SPOILT == 0:
            found.append(_spoilt(found[-1]))
    return found


def _spoilt(event: Sent) -> Sent:
    payload = {**json.loads(event.payload), "id": f"{event.id}.spoilt", "time": "one day"}
    return replace(event, id=f"{event.id}.spoilt", payload=json.dumps(payload).encode())


def _erasing() -> Sent:
    event = {
        "specversion": "1.0", "type": "inroad.person.erased.v1", "source": dpdk.SOURCE,
        "id": "forget", "time": dpdk.NOW, "data": {"identifiers": [ADDRESS]},
    }  # fmt: skip
    return Sent(0, dpdk.SOURCE, "forget", json.dumps(event).encode())


async def replayed(home: House, place: Place, events: Sequence[Sent]) -> tuple[Found, Found]:
    """What holds the address halfway, and at the end."""
    half = len(events) // 2
    async with wire.connected(home.broker) as client:
        await wire.declared(client)
        await _sent(client, events[:half])
        before = searched(home, place)
        await _sent(client, [*events[half : half + 100], _erasing(), *events[half + 100 :]])
        return before, searched(home, place)


async def _sent(client: Any, events: Sequence[Sent]) -> None:
    await wire.publish(client, events)
    await wire.drained(client, len(events))


def searched(home: House | None, place: Place) -> Found:
    """How often each file of the store, the broker and the logs holds the address."""
    if place.container:
        with waiting("Letting Neo4j write its files"):
            time.sleep(FLUSHED)
    with TemporaryDirectory() as copies, waiting("Searching the files"):
        folders = {"store": place.files(Path(copies))}
        if home:
            folders["broker and logs"] = [*home.home.rglob("*")]
        return {
            f"{where}: {path.name}": count
            for where, paths in folders.items()
            for path in paths
            if path.is_file() and (count := path.read_bytes().lower().count(_NAME))
        }


_ADDRESS = ADDRESS.encode()
_NAME = _ADDRESS.removeprefix(b"email:")


def moved(place: Place) -> Found:
    """What the files of a fresh Neo4j hold once the network is moved there."""
    with placed("docker", *SETTINGS) as fresh:
        command = ("move", "--from", place.url, "--to", fresh.url)
        with waiting("Moving to a fresh store"):
            subprocess.run((sys.executable, "-m", "services.cli", *command), check=True)
        return searched(None, fresh)


def run(place: Place, events: Sequence[Sent]) -> Searched:
    with house(place.url) as home:
        home.builder.start()
        before, after = asyncio.run(replayed(home, place, events))
    return Searched(before, after, moved(place) if place.container else None)


def main() -> None:
    """Erase from one store."""
    ends_tidily()
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, required=True, help="folder of the two CSV files")
    options.add_argument("--store", required=True, help="sqlite:///PATH, or docker")
    options.add_argument("--events", type=int, default=10_000)
    options.add_argument("--wipe", action="store_true", help="empty the store first")
    chosen = options.parse_args()
    events = renamed(dpdk.events(chosen.data, chosen.events))
    with placed(chosen.store, *SETTINGS) as place:
        emptied(place.url, wipe=chosen.wipe)
        found = run(place, events)
    for title, hits in (("before", found.before), ("after", found.after), ("moved", found.moved)):
        for path, count in (hits or {}).items():
            CONSOLE.print(f"{title}: {count} in {path}", markup=False)
    named = sum(_ADDRESS in event.payload for event in events)
    left = found.after if found.moved is None else found.moved
    hits = {"before": sum(found.before.values()), "after": sum(found.after.values())}
    if found.moved is not None:
        hits["after_move"] = sum(found.moved.values())
    report({"events": len(events), "naming_the_person": named, "hits": hits})
    raise SystemExit(1 if left or not found.before else 0)


if __name__ == "__main__":
    main()
