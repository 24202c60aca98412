"""Answers a second over HTTP, beside a route that does nothing on the same server.

    python -m benchmarks.answers --data DIR --store sqlite:///PATH --seconds 10

The events are folded by a real builder; a service with its index then answers person-to-company
questions of today: GET /v1/paths, POST /v1/paths with 100 at a time, and GET /healthz beside them.
One client process, several connections, the three in turn, round after round. Every question is
asked once before: how long that takes, with the store still to be read, is told apart. CPU is the
server's own, which other work on the machine disturbs less than rates.
"""

import asyncio
import json
from argparse import Namespace
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import numpy as np
from rich.table import Table

from benchmarks import dpdk, oracle, wire
from benchmarks.client import Asked, Load, ask, client, get, post
from benchmarks.options import over_reviews
from benchmarks.programs import House, house
from benchmarks.questions import Question, drawn
from benchmarks.stores import Place, emptied, placed
from benchmarks.terminal import CONSOLE, ends_tidily, report, steps, waiting
from benchmarks.timing import Times, machine

A_POST = 100  # questions
COMPILING = 600.0  # seconds that the service has for it, the first time
FIRST, ANSWER, NOTHING, MANY = "first", "answer", "nothing", "many"


@dataclass(slots=True)
class Figures:
    """What came of one kind of request, over all rounds."""

    answers: int = 1  # a request
    asked: Asked = field(default_factory=Asked)
    cpu: float = 0.0

    @property
    def per_second(self) -> float:
        return self.answers * len(self.asked.each) / self.asked.seconds

    @property
    def told(self) -> dict[str, Any]:
        each = Times(np.array(self.asked.each, np.int64)).figures
        return {
            "per_second": round(self.per_second), **each,
            "cpu_us": round(self.cpu * 1e6 / (self.answers * len(self.asked.each)), 1),
            "refused": self.asked.refused,
        }  # fmt: skip


def requests(questions: Sequence[Question]) -> dict[str, list[bytes]]:
    """By kind; `now` is left out, so that the index answers."""
    asked = [
        {"from": f"uid:{dpdk.SOURCE}:{one.number}", "to": f"domain:{one.domain}", "by": one.by}
        for one in questions
    ]
    sheets = [asked[at : at + A_POST] for at in range(0, len(asked), A_POST)]
    single = [get(f"/v1/paths?{urlencode(one)}") for one in asked]
    many = [post("/v1/paths", json.dumps({"questions": sheet}).encode()) for sheet in sheets]
    return {FIRST: single, ANSWER: single, NOTHING: [get("/healthz")], MANY: many}


def measured(home: House, questions: Sequence[Question], chosen: Namespace) -> dict[str, Figures]:
    """Each question once, then the other kinds in turn."""
    found = {
        kind: Figures(A_POST if kind == MANY else 1) for kind in (FIRST, ANSWER, NOTHING, MANY)
    }
    asked = requests(questions)
    turns = [FIRST, *(kind for _ in range(chosen.rounds) for kind in (NOTHING, ANSWER, MANY))]
    with client() as process:
        for kind in steps("Asking", turns):
            load = Load(
                service=home.service, requests=asked[kind], connections=chosen.connections,
                seconds=0 if kind == FIRST else chosen.seconds,
            )  # fmt: skip
            _ask(process, home, load, found[kind])
    return found


def _ask(process: Executor, home: House, load: Load, into: Figures) -> None:
    before = home.serve.cpu_seconds
    into.asked.add(process.submit(ask, load).result())
    into.cpu += home.serve.cpu_seconds - before


async def folded(home: House, sent: Sequence[dpdk.Sent]) -> None:
    async with wire.connected(home.broker) as broker:
        await wire.declared(broker)
        await wire.publish(broker, sent)
        await wire.drained(broker, len(sent))


def run(place: Place, chosen: Namespace) -> dict[str, Figures]:
    """Fold, then ask a service that has begun with all there is."""
    with waiting("Reading the files"):
        sent = dpdk.events(chosen.data, chosen.events)
        questions = drawn(oracle.read(chosen.data, chosen.events), chosen.questions, chosen.seed)
    with house(place.url) as home:
        home.builder.start()
        asyncio.run(folded(home, sent))
        home.builder.stop()
        with waiting("Starting the service"):
            home.serve.start()
            home.serve.wait(COMPILING)
        return measured(home, questions, chosen)


def table(found: dict[str, Figures]) -> Table:
    shown = Table(title="Over HTTP")
    for heading in ("request", "answers/s", "p50 ms", "p99 ms", "CPU µs an answer"):
        shown.add_column(heading, justify="right" if shown.columns else "left")
    names = {
        FIRST: "GET /v1/paths, the first time", ANSWER: "GET /v1/paths",
        NOTHING: "GET /healthz", MANY: f"POST /v1/paths, {A_POST} questions",
    }  # fmt: skip
    for kind, figures in found.items():
        row = figures.told
        times = (f"{row[key] / 1000:,.2f}" for key in ("p50_us", "p99_us"))
        shown.add_row(names[kind], f"{row['per_second']:,}", *times, f"{row['cpu_us']:,}")
    return shown


def chosen_options() -> Namespace:
    options = over_reviews(__doc__, events=None, meaning="only so many, the earliest")
    options.add_argument("--questions", type=int, default=500, help="each asked in both orders")
    options.add_argument("--seconds", type=float, default=10, help="of each kind in a round")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--connections", type=int, default=16)
    options.add_argument("--seed", type=int, default=7)
    return options.parse_args()


def main() -> None:
    """Measure, and say what part of the bare rate answers reach."""
    ends_tidily()
    chosen = chosen_options()
    with placed(chosen.store) as place:
        emptied(place.url, wipe=chosen.wipe)
        found = run(place, chosen)
    CONSOLE.print(table(found))
    ratio = found[ANSWER].per_second / found[NOTHING].per_second
    CONSOLE.print(f"Answers come at {ratio:.0%} of the rate of a route that does nothing")
    refused = sum(figures.asked.refused for figures in found.values())
    report(
        {
            "store": place.name, "questions": 2 * chosen.questions,
            "connections": chosen.connections, "seconds": chosen.seconds, "rounds": chosen.rounds,
            "answers_per_second": round(found[ANSWER].per_second),
            "nothing_per_second": round(found[NOTHING].per_second), "ratio": round(ratio, 3),
            **{kind: figures.told for kind, figures in found.items()},
            "refused": refused, "machine": machine(),
        },
        chosen.json,
    )  # fmt: skip
    raise SystemExit(1 if refused else 0)


if __name__ == "__main__":
    main()
