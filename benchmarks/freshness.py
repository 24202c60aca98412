"""How long from publishing an event until an answer shows it.

    python -m benchmarks.freshness --data DIR --store sqlite:///PATH --events 4000

First the peak: events published as fast as they can be folded, with many on their way. Then as
many again at half of that rate, each at its time; every so many of them, one that says that
somebody new works at a company of their own. The time of that one runs from publishing it, the
broker's acknowledgement asked for, until GET /v1/paths has a way from them into the company.
The question is asked with the receipt for `after`, so that the service waits for the event.
"""

import asyncio
import json
import time
from argparse import Namespace
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
import numpy as np

from benchmarks import dpdk, wire
from benchmarks.dpdk import Sent
from benchmarks.options import over_reviews
from benchmarks.programs import House, house
from benchmarks.stores import Place, emptied, placed
from benchmarks.terminal import CONSOLE, ends_tidily, report, waiting
from benchmarks.timing import machine
from services.fate import receipt_of

SOURCE = "urn:inroad:freshness"
COMPILING = 600.0  # seconds that the service has for it, the first time
LATE = 0.1  # seconds behind its time from which an event counts as sent late


@dataclass(slots=True)
class Fresh:
    """Milliseconds until each probe was seen; how many never were, and how many went out late."""

    milliseconds: list[float] = field(default_factory=list)
    missed: int = 0
    late: int = 0


def probe(number: int) -> Sent:
    """An event that alone makes an answer: somebody begins where nobody is known to be."""
    data = {"person": f"email:p{number}@example.org", "company": f"domain:c{number}.example.org"}
    id_ = f"p{number}"
    event = {
        "specversion": "1.0", "type": "inroad.employment.started.v1", "source": SOURCE,
        "id": id_, "time": "2026-07-23T00:00:00Z", "data": data,
    }  # fmt: skip
    return Sent(0, SOURCE, id_, json.dumps(event).encode())


def mixed(sent: Sequence[Sent], each: int) -> list[tuple[Sent, int | None]]:
    """*sent* with a probe, and its number, after every *each* of them."""
    found: list[tuple[Sent, int | None]] = []
    for at, event in enumerate(sent, start=1):
        found.append((event, None))
        if at % each == 0:
            found.append((probe(at // each), at // each))
    return found


def due(count: int, rate: float) -> list[float]:
    """Seconds from the beginning at which each of *count* events is sent."""
    return [number / rate for number in range(count)]


async def peak(home: House, sent: Sequence[Sent]) -> float:
    """Events a second, from the first published to the last folded."""
    async with wire.connected(home.broker) as broker:
        await wire.declared(broker)
        began = time.perf_counter()
        await wire.publish(broker, sent)
        await wire.drained(broker, len(sent))
        return len(sent) / (time.perf_counter() - began)


async def paced(home: House, events: Sequence[tuple[Sent, int | None]], rate: float) -> Fresh:
    """Publish at *rate*, whatever earlier events do, and look for the probes."""
    fresh = Fresh()
    async with (
        wire.connected(home.broker) as broker,
        httpx.AsyncClient(base_url=home.service, timeout=30) as http,
        asyncio.TaskGroup() as group,
    ):
        began = time.perf_counter()
        for (event, number), at in zip(events, due(len(events), rate), strict=True):
            left = began + at - time.perf_counter()
            fresh.late += left < -LATE
            await asyncio.sleep(max(0.0, left))
            sending = group.create_task(wire.publish_one(broker, event))
            if number is not None:
                group.create_task(_seen(sending, http, number, fresh))
    return fresh


async def _seen(
    sending: Awaitable[object], http: httpx.AsyncClient, number: int, fresh: Fresh
) -> None:
    began = time.perf_counter()
    await sending
    asked = {
        "from": f"email:p{number}@example.org", "to": f"domain:c{number}.example.org",
        "after": receipt_of(SOURCE, f"p{number}"),
    }  # fmt: skip
    answer = await http.get("/v1/paths", params=asked)
    if answer.status_code == httpx.codes.OK and answer.json()["paths"]:
        fresh.milliseconds.append((time.perf_counter() - began) * 1000)
    else:
        fresh.missed += 1


def figures(fresh: Fresh) -> dict[str, Any]:
    """Quantiles in milliseconds; of no probes, none."""
    told: dict[str, Any] = {"probes": len(fresh.milliseconds), "missed": fresh.missed}
    if fresh.milliseconds:
        p50, p99 = np.quantile(fresh.milliseconds, (0.5, 0.99)).tolist()
        told |= {"p50_ms": round(p50, 1), "p99_ms": round(p99, 1)}
    return {**told, "late": fresh.late}


def run(place: Place, chosen: Namespace) -> dict[str, Any]:
    """The peak, then half of it."""
    with waiting("Reading the files"):
        sent = dpdk.events(chosen.data, 2 * chosen.events)
    half = len(sent) // 2
    with house(place.url) as home:
        with waiting("Starting Inroad"):
            home.builder.start()
            home.serve.start()
            home.serve.wait(COMPILING)
        most = asyncio.run(peak(home, sent[:half]))
        rate = most * chosen.part
        title = f"Publishing {rate:,.0f} events a second, of {most:,.0f} that can be folded"
        with waiting(title):
            fresh = asyncio.run(paced(home, mixed(sent[half:], chosen.each), rate))
    return {
        "peak_per_second": round(most), "rate_per_second": round(rate),
        "events": len(sent) - half, **figures(fresh),
    }  # fmt: skip


def chosen_options() -> Namespace:
    options = over_reviews(__doc__, events=4000, meaning="for the peak, and again after")
    options.add_argument("--part", type=float, default=0.5, help="of the peak rate")
    options.add_argument("--each", type=int, default=20, help="events to a probe")
    return options.parse_args()


def main() -> None:
    """Measure, and end with 1 when an event was not seen."""
    ends_tidily()
    chosen = chosen_options()
    with placed(chosen.store) as place:
        emptied(place.url, wipe=chosen.wipe)
        found = run(place, chosen)
    CONSOLE.print(f"Seen after {found.get('p50_ms')} ms at p50, {found.get('p99_ms')} ms at p99")
    report({"store": place.name, **found, "machine": machine()}, chosen.json)
    raise SystemExit(1 if found["missed"] else 0)


if __name__ == "__main__":
    main()
