"""Every event through a real broker into real stores, and questions compared with networkx.

    python -m benchmarks.replay --data DIR --store URL [--store URL] --questions 500

URL is sqlite:///PATH or neo4j://USER:PASSWORD@HOST:PORT; the word docker stands for a Neo4j
in a container, made for the run. Exit code 1 when anything differs.
"""

import argparse
import asyncio
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

import httpx

from benchmarks import dpdk, oracle, wire
from benchmarks.comparing import counted, differences
from benchmarks.oracle import Answer, Oracle
from benchmarks.programs import House, house
from benchmarks.questions import Question, drawn
from benchmarks.stores import Place, emptied, placed
from benchmarks.terminal import CONSOLE, ends_tidily, refuse, report, steps, waiting
from graph.entities import Person, Record, Tie
from services.stores import open_store

SHOWN = 10  # differences printed of each sort


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What one store made of the events, and how its answers differ."""

    events: int
    people: int
    ties: int
    seconds: float
    dead: int
    different: list[str]
    milliseconds: list[float]


def replayed(
    place: Place,
    sent: Sequence[dpdk.Sent],
    known: Oracle,
    questions: Sequence[Question],
    broker: str,
) -> Replayed:
    """Fold *sent* into the store at *place*, then ask."""
    with house(place.url, broker or None) as home:
        with waiting(f"Starting Inroad on {place.name}"):
            home.start()
        began = time.perf_counter()
        dead = asyncio.run(_folded(home, sent))
        seconds = time.perf_counter() - began
        different, milliseconds = _asked(home, known, questions)
    events, people, ties = asyncio.run(_counts(place.url))
    told = {"people": (people, len(known.people)), "ties": (ties, known.pairs)}
    told |= {"events": (events, len(sent)), "dead letters": (dead, 0)}
    different += [f"{what}: {x}, not {y}" for what, (x, y) in told.items() if x != y]
    return Replayed(
        events=events, people=people, ties=ties, seconds=seconds, dead=dead,
        different=different, milliseconds=milliseconds,
    )  # fmt: skip


async def _folded(home: House, sent: Sequence[dpdk.Sent]) -> int:
    async with wire.connected(home.broker) as client:
        await wire.declared(client)
        if await wire.publish(client, sent):
            refuse("the broker has seen these events before", "use one that has not, or wait 2 min")
        await wire.drained(client, len(sent))
        return await wire.dead(client)


def _asked(
    home: House, known: Oracle, questions: Sequence[Question]
) -> tuple[list[str], list[float]]:
    """A line for each answer that is not the oracle's, and how long each took."""
    different: list[str] = []
    milliseconds: list[float] = []
    with httpx.Client(base_url=home.service, timeout=60) as http:
        for question in steps("Asking", questions):
            began = time.perf_counter()
            answers = _paths(http, question)
            milliseconds.append((time.perf_counter() - began) * 1000)
            expected = known.best(question.asker, question.domain, question.by)
            if answers != expected:
                different.append(f"{question}: {answers}, not {expected}")
    return different, milliseconds


def _paths(http: httpx.Client, question: Question) -> list[Answer] | str:
    asked: dict[str, str | int] = {
        "from": f"uid:{dpdk.SOURCE}:{question.number}", "to": f"domain:{question.domain}",
        "by": question.by, "k": 3, "now": dpdk.NOW,
    }  # fmt: skip
    response = http.get("/v1/paths", params=asked)
    if response.status_code != httpx.codes.OK:
        return f"{response.status_code} {response.text[:200]}"
    return [
        Answer(tuple(person["id"] for person in path["people"]), path["cost"])
        for path in response.json()["paths"]
    ]


async def _counts(url: str) -> list[int]:
    async with open_store(url) as store:
        return await counted(store, Record, Person, Tie)


async def _compared(places: Sequence[Place]) -> list[str]:
    """How the other stores differ from the first."""
    async with AsyncExitStack() as stack:
        first, *others = [
            await stack.enter_async_context(open_store(place.url)) for place in places
        ]
        return [
            f"{places[0].name} and {place.name}: {line}"
            for place, other in zip(places[1:], others, strict=True)
            for line in await differences(first, other)
        ]


def _figures(runs: Sequence[Replayed], places: Sequence[Place]) -> list[dict[str, Any]]:
    return [
        {
            "store": place.name, "events": run.events, "people": run.people, "ties": run.ties,
            "differences": len(run.different), "dead": run.dead,
            "fold_seconds": round(run.seconds, 1),
            "events_per_second": round(run.events / run.seconds),
            "question_ms_p50": round(cuts[49], 1), "question_ms_p99": round(cuts[98], 1),
        }
        for run, place in zip(runs, places, strict=True)
        for cuts in [quantiles(run.milliseconds or [0.0, 0.0], n=100)]
    ]  # fmt: skip


def _chosen() -> argparse.Namespace:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, required=True, help="folder of the two CSV files")
    options.add_argument("--store", action="append", required=True, help="URL, or docker")
    options.add_argument("--questions", type=int, default=500, help="each asked in both orders")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--events", type=int, help="only so many, the earliest")
    options.add_argument("--broker", default="", help="URL of a NATS to use, of one store only")
    options.add_argument("--wipe", action="store_true", help="empty the stores first")
    chosen = options.parse_args()
    if chosen.broker and len(chosen.store) > 1:
        options.error("--broker goes with one --store: a broker passes on an event once")
    return chosen


def main() -> None:
    """Replay into each store in turn, then compare them."""
    ends_tidily()
    chosen = _chosen()
    began = time.perf_counter()
    with waiting("Reading the files"):
        sent, known = (
            dpdk.events(chosen.data, chosen.events),
            oracle.read(chosen.data, chosen.events),
        )
    questions = drawn(known, chosen.questions, chosen.seed)
    with ExitStack() as stack:
        places = [stack.enter_context(placed(store)) for store in chosen.store]
        for place in places:
            emptied(place.url, wipe=chosen.wipe)
        runs = [replayed(place, sent, known, questions, chosen.broker) for place in places]
        with waiting("Comparing the stores"):
            unequal = asyncio.run(_compared(places)) if len(places) > 1 else []
    for lines in (*(run.different for run in runs), unequal):
        for line in lines[:SHOWN]:
            CONSOLE.print(line, soft_wrap=True, markup=False)
    wrong = sum(len(run.different) for run in runs) + len(unequal)
    report(
        {
            "events": runs[0].events, "people": runs[0].people, "ties": runs[0].ties,
            "open_ties": known.graph.number_of_edges(), "questions": chosen.questions,
            "asked": len(questions) * len(runs), "differences": wrong,
            "store_differences": len(unequal), "stores": _figures(runs, places),
            "seconds": round(time.perf_counter() - began, 1),
        }
    )  # fmt: skip
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
