"""Standing targets over the reviews: is each improvement told once, and what does it cost?

    python -m benchmarks.standing --data DIR --events 20000 --kills 10

People want to get into companies, each into some; the reviews are folded as fast as they come,
once without a watch, once with one, and once with one that is killed (kill -9) and started
again, and so is the builder. What the watch has told is compared, line by line, with what brute
force finds that works out everything anew after each position that the feed told.
"""

import argparse
import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nats.aio.client import Client
from nats.js.errors import NotFoundError

from benchmarks import dpdk, wire
from benchmarks.comparing import everything
from benchmarks.dpdk import SOURCE, Sent
from benchmarks.kills import planned, survived
from benchmarks.programs import House, Program, house, watch_of
from benchmarks.terminal import CONSOLE, ends_tidily, report, steps, waiting
from graph.entities import FED, Employment, Entity, Key, Tie
from graph.feed import Parts
from graph.index.ask import tracks
from graph.index.scratch import Scratch
from graph.index.state import state_of
from graph.search import Question
from schemas.announcements import Announcement
from schemas.changes import ChangesMessage
from schemas.events.base import moment_text
from schemas.questions import last_midnight
from services.announce import Announcements
from services.broker import CHANGES, changes_subject
from services.stores import open_store
from tests.graph.plain_standing import Line, Plain, line_of
from tests.graph.worlds import Walked

Entities = dict[type[Entity], dict[Key, Any]]
SHOWN = 10  # differences printed
SETTINGS = {
    "INROAD_SNAPSHOT_EVERY": "2",  # seconds
    "INROAD_FEED_BYTES": str(2**32),  # the whole feed is read in the end
}


@dataclass(frozen=True, slots=True)
class Run:
    """One replay: how long it took until all was folded, and then until all was told."""

    seconds: float
    behind: float
    told: list[Announcement]
    expected: list[Line]
    positions: int
    dead: int


def targets(sent: Sequence[Sent], people: int, each: int, source: random.Random) -> list[Sent]:
    """Events by which so many people want to get into so many companies each."""
    said = [json.loads(one.payload)["data"] for one in sent]
    known = sorted({name for data in said for name in data.get("participants", ())})
    companies = sorted({data["company"] for data in said if "company" in data})
    return [
        _targeted(f"t{number}.{line}", person, company)
        for number, person in enumerate(source.sample(known, min(people, len(known))))
        for line, company in enumerate(source.sample(companies, min(each, len(companies))))
    ]


def _targeted(id_: str, person: str, company: str) -> Sent:
    event = {
        "specversion": "1.0", "type": "inroad.company.targeted.v1", "source": SOURCE, "id": id_,
        "time": "2000-01-01T00:00:00Z", "data": {"person": person, "company": company},
    }  # fmt: skip
    return Sent(0, SOURCE, id_, json.dumps(event, separators=(",", ":")).encode())


def replayed(
    store: str, wanted: Sequence[Sent], sent: Sequence[Sent], chosen: argparse.Namespace,
    *, watching: bool, kills: int = 0,
) -> Run:  # fmt: skip
    """Targets first; then all else, timed until it is folded and, if watched, told."""
    more = SETTINGS | {"INROAD_BATCH_SIZE": str(chosen.batch)}
    with house(store, **more) as home, ExitStack() as stack:
        home.builder.start()
        asyncio.run(_folded(home, wanted))
        begun = asyncio.run(_store(store))
        watch = watch_of(home)
        if watching:
            stack.callback(watch.stop)
            watch.start()
            watch.wait(600)
        began = time.perf_counter()
        dead = asyncio.run(_through(home, watch, sent, chosen, kills))
        seconds = time.perf_counter() - began
        if not watching:
            return Run(seconds, 0.0, [], [], 0, dead)
        with waiting("Watching to the end"):
            watch.wait(600)
            asyncio.run(_watched(home))
        behind = time.perf_counter() - began - seconds
        told, messages = asyncio.run(_all_told(home))
        expected, positions = brute_force(*begun, messages)
    return Run(seconds, behind, told, expected, positions, dead)


async def _folded(home: House, sent: Sequence[Sent]) -> None:
    async with wire.connected(home.broker) as client:
        await wire.declared(client)
        await wire.publish(client, sent)
        await wire.drained(client, len(sent))


async def _through(
    home: House, watch: Program, sent: Sequence[Sent], chosen: argparse.Namespace, kills: int
) -> int:
    source = random.Random(chosen.seed)
    plan = planned({"watch": kills, "builder": kills}, len(sent), source)
    return await survived(home.broker, sent, plan, {"watch": watch, "builder": home.builder})


async def _watched(home: House) -> None:
    """Until what the watch keeps goes with the end of the feed."""
    async with wire.connected(home.broker) as client:
        last = await client.jetstream().get_last_msg(CHANGES, changes_subject(wire.NETWORK))
    kept = home.home / "snapshots" / f"{wire.NETWORK}.watch"
    while json.loads(kept.read_text())["heard"] < (last.seq or 0):  # noqa: ASYNC110 - a file
        await asyncio.sleep(0.1)


async def _all_told(home: House) -> tuple[list[Announcement], list[ChangesMessage]]:
    async with wire.connected(home.broker) as client:
        told = [one.announcement async for one in Announcements(client, wire.NETWORK).since(0)]
        return told, await _feed(client)


async def _feed(client: Client) -> list[ChangesMessage]:
    messages: list[ChangesMessage] = []
    seq, js = 0, client.jetstream()
    while True:
        try:
            raw = await js.get_msg(
                CHANGES, seq + 1, subject=changes_subject(wire.NETWORK), next=True
            )
        except NotFoundError:
            return messages
        seq = raw.seq or seq + 1
        messages.append(ChangesMessage.model_validate_json(raw.data or b""))


async def _store(url: str) -> tuple[int, Entities]:
    """All that is fed of a store that nobody writes to, and its position."""
    async with open_store(url) as store:
        position = await store.read(wire.NETWORK, lambda view: view.position())
        return position, {kind: await everything(store, kind) for kind in FED}


def brute_force(
    at: int, entities: Entities, messages: Sequence[ChangesMessage]
) -> tuple[list[Line], int]:
    """What there is to tell after position *at*, and at how many positions.

    Everything is worked out anew at each.
    """
    plain, parts, day = Plain(), Parts(), moment_text(last_midnight())
    plain.step(entities, day, _search(entities, day))
    lines: list[Line] = []
    positions = 0
    for message in steps("Working it out by brute force", messages):
        told = parts.add(message)
        if told is None or told.position <= at:
            continue
        at, positions = told.position, positions + 1
        for one in told.changes.put:
            entities.setdefault(type(one), {})[one.key] = one
        for kind, key in told.changes.delete:
            entities.get(kind, {}).pop(key, None)
        lines += plain.step(entities, day, _search(entities, day))
    return lines, positions


def _search(entities: Entities, day: str) -> Any:
    """Of a state of the index that is built afresh, one question at a time."""
    ties, employments = (list(entities.get(kind, {}).values()) for kind in (Tie, Employment))
    state = state_of(0, day, ties, employments)
    scratch = Scratch(state.people.count)

    def search(by: Any, person: str, company: str) -> Walked | None:
        question = Question(asker=person, company=company, now=day, by=by)
        found = tracks(state, question, scratch).paths
        return (found[0].people, found[0].cost) if found else None

    return search


def differences(run: Run) -> list[str]:
    """A line for each that is told but should not be, or should but is not, or is told twice."""
    told, expected = Counter(map(line_of, run.told)), Counter(run.expected)
    return [
        *(f"told, not found: {line}" for line in sorted((told - expected).elements())),
        *(f"found, not told: {line}" for line in sorted((expected - told).elements())),
    ]


def figures(runs: dict[str, Run]) -> dict[str, Any]:
    killed, watched, without = runs["killed"], runs["watched"], runs["without"]
    return {
        "seconds_without": round(without.seconds, 1),
        "seconds_watched": round(watched.seconds, 1),
        "seconds_behind": round(watched.behind, 1),
        "ratio": round(watched.seconds / without.seconds, 2),
        "dead": sum(run.dead for run in runs.values()),
        **{
            name: {
                "positions": run.positions,
                "told": dict(Counter(one.type.split(".", 1)[1] for one in run.told)),
                "told_twice": len(run.told) - len({one.id for one in run.told}),
                "expected": len(run.expected), "differences": len(differences(run)),
                "with_cause": sum(bool(one.data.caused_by) for one in run.told),
            }
            for name, run in (("watched", watched), ("killed", killed))
        },
    }  # fmt: skip


def chosen_options(words: Sequence[str] | None = None) -> argparse.Namespace:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, required=True, help="folder of the two CSV files")
    options.add_argument("--events", type=int, help="only so many, the earliest")
    options.add_argument("--people", type=int, default=100, help="who want to get in somewhere")
    options.add_argument("--targets", type=int, default=5, help="of each")
    options.add_argument("--batch", type=int, default=500, help="events the builder takes at once")
    options.add_argument("--kills", type=int, default=10, help="of the watch, and of the builder")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--json", type=Path, help="write the last line to this file too")
    return options.parse_args(words)


def main() -> None:
    """Run, and end with 1 when anything is not as it has to be."""
    ends_tidily()
    chosen = chosen_options()
    with waiting("Reading the events"):
        sent = dpdk.events(chosen.data, chosen.events)
    wanted = targets(sent, chosen.people, chosen.targets, random.Random(chosen.seed))
    runs = {}
    plans = {"without": (False, 0), "watched": (True, 0), "killed": (True, chosen.kills)}
    for name, (watching, kills) in plans.items():
        CONSOLE.rule(name)
        with TemporaryDirectory(prefix="inroad-standing-") as folder:
            store = f"sqlite:///{folder}/graph.sqlite3"
            runs[name] = replayed(store, wanted, sent, chosen, watching=watching, kills=kills)
    for run in runs.values():
        for line in differences(run)[:SHOWN]:
            CONSOLE.print(line, soft_wrap=True, markup=False)
    told = figures(runs)
    report({"events": len(sent), "pairs": len(wanted), **told}, chosen.json)
    wrong = told["dead"] or any(len(differences(run)) for run in runs.values())
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
