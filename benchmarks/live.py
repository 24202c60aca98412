"""Answers from memory through kill -9 of the builder and of the services: is each one right?

    python -m benchmarks.live --data DIR --store sqlite:///PATH --events 20000

Events are published as fast as they can be; without --data they are made up. Meanwhile threads
ask for paths over HTTP, of services that keep their index in memory and their snapshots in one
folder. Builder and services are killed and started again. In the end

- some of the answers are compared with those of the plain search on the store as it was at the
  position that each answer names;
- the index of each service, as it keeps it at an orderly end, is compared with one that is built
  from the store, tie by tie.
"""

import argparse
import asyncio
import json
import random
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from benchmarks import dpdk, made
from benchmarks.dpdk import Sent
from benchmarks.history import Answered, history, inconsistent
from benchmarks.kills import Kill, planned, survived
from benchmarks.programs import House, Program, another_service, house
from benchmarks.states import loaded, unequal
from benchmarks.stores import Place, emptied, placed
from benchmarks.terminal import CONSOLE, ends_tidily, report, waiting
from graph.store import DEFAULT_NETWORK
from services.snapshots import read
from services.stores import open_store
from tests.servers.ports import wait_until

SHOWN = 10  # differences printed of each sort
COMPILING = 600.0  # seconds that a service has for it, the first time
SETTINGS = {
    "INROAD_SNAPSHOT_EVERY": "2",  # seconds
    "INROAD_BATCH_SIZE": "100",  # events, so that there are many positions
}
BEGAN, FOREIGN = "began from the snapshot", "the store went back, or is another"  # in their logs


@dataclass(frozen=True, slots=True)
class Service:
    program: Program
    url: str

    @property
    def begun(self) -> int:
        """How often it began from a snapshot that the store led on from."""
        told = self.program.log.read_text(errors="replace")
        return told.count(BEGAN) - told.count(FOREIGN)

    def kill(self) -> None:
        self.program.kill()

    def start(self) -> None:
        self.program.start()

    def wait(self) -> None:
        """Until it answers; killed before, it would never have an index."""
        self.program.wait(COMPILING)


@dataclass(slots=True)
class Answers:
    """What came of the questions."""

    given: list[Answered] = field(default_factory=list)
    unknown: int = 0  # nobody, or no company, was known by that name as yet
    refused: list[str] = field(default_factory=list)

    def take(self, asked: dict[str, Any], response: httpx.Response) -> None:
        match response.status_code:
            case httpx.codes.OK:
                self.given.append(Answered(asked, response.content))
            case httpx.codes.NOT_FOUND:
                self.unknown += 1
            case status:
                self.refused.append(f"{asked}: {status} {response.text[:200]}")

    def some(self, count: int, source: random.Random) -> list[Answered]:
        """So many of them, of which most have a path if there are as many."""
        with_path = [one for one in self.given if b'"paths":[{' in one.body]
        rest = [one for one in self.given if b'"paths":[{' not in one.body]
        wanted = max(count * 3 // 4, count - len(rest))
        likely = source.sample(with_path, min(len(with_path), wanted))
        return likely + source.sample(rest, min(len(rest), count - len(likely)))


def questions(sent: Sequence[Sent], source: random.Random) -> Iterator[dict[str, Any]]:
    """From anybody whom the events name into any of their companies, for ever."""
    said = [(one.source, json.loads(one.payload)["data"]) for one in sent]
    people = [
        _in_full(source_, name)
        for source_, data in said
        for name in data.get("participants", [data.get("person")])
        if name
    ]
    companies = sorted({data["company"] for _, data in said if "company" in data})
    while True:
        yield {
            "from": source.choice(people), "to": source.choice(companies),
            "by": source.choice(["shortest", "strongest"]), "k": source.choice([1, 3]),
            "include_former": source.random() < 0.5,
        }  # fmt: skip


def _in_full(source: str, name: str) -> str:
    return f"uid:{source}:{name.removeprefix('uid:')}" if name.startswith("uid:") else name


@contextmanager
def asking(
    services: Sequence[Service], sent: Sequence[Sent], chosen: argparse.Namespace
) -> Iterator[Answers]:
    """Threads that ask one question after the other, each of any service that is there."""
    answers, over = Answers(), threading.Event()
    threads = [
        threading.Thread(target=_ask, args=(services, sent, chosen.seed + number, answers, over))
        for number in range(chosen.askers)
    ]
    for thread in threads:
        thread.start()
    try:
        yield answers
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _ask(
    services: Sequence[Service],
    sent: Sequence[Sent],
    seed: int,
    answers: Answers,
    over: threading.Event,
) -> None:
    source = random.Random(seed)
    with httpx.Client(timeout=60) as http:
        for asked in questions(sent, source):
            if over.is_set():
                return
            try:
                response = http.get(f"{source.choice(services).url}/v1/paths", params=asked)
            except httpx.TransportError:
                time.sleep(0.1)  # it was killed
            else:
                answers.take(asked, response)


def replayed(
    home: House, services: Sequence[Service], sent: Sequence[Sent], kills: Sequence[Kill],
    chosen: argparse.Namespace,
) -> tuple[Answers, int]:  # fmt: skip
    """Everything at once; the answers, and the number of dead letters."""
    with waiting("Starting Inroad"):
        home.builder.start()
        for service in services:
            service.start()
            service.wait()
    mortals = {"builder": home.builder} | {
        f"service {number}": one for number, one in enumerate(services, start=1)
    }
    with asking(services, sent, chosen) as answers:
        dead = asyncio.run(survived(home.broker, sent, kills, mortals))
        _caught_up(services)
    return answers, dead


def _caught_up(services: Sequence[Service]) -> None:
    """Until the index of each service is where the store is, at which nobody works any more."""
    for service in services:
        service.wait()
        wait_until(lambda at=service.url: _is_there(at), seconds=60, what="the index")  # type: ignore[misc]


def _is_there(url: str) -> bool:
    told = httpx.get(f"{url}/readyz", timeout=30).raise_for_status().json()
    return bool(told["index"]["position"] == told["store"]["position"])


async def compared(
    place: Place, home: House, services: Sequence[Service], some: Sequence[Answered]
) -> tuple[list[str], list[str]]:
    """Lines on states that differ, and on answers of no state."""
    async with open_store(place.url) as store:
        different = [line for one in services for line in await _state_of(one, home, store)]
        batches = await history(store, place.url)
        return different, await inconsistent(batches, store.secret, some)


async def _state_of(service: Service, home: House, store: Any) -> list[str]:
    """How what a service keeps at its end differs from what the store has."""
    path = home.home / "snapshots" / f"{DEFAULT_NETWORK}.index"
    path.unlink(missing_ok=True)
    service.program.stop()
    kept = read(path, DEFAULT_NETWORK).state
    return unequal(kept, await loaded(store, kept.now))


def run(place: Place, sent: Sequence[Sent], chosen: argparse.Namespace) -> dict[str, Any]:
    """The figures."""
    began, source = time.perf_counter(), random.Random(chosen.seed)
    with house(place.url, **SETTINGS) as home, ExitStack() as stack:
        services = [Service(home.serve, home.service)]
        for number in range(2, chosen.services + 1):
            services.append(Service(*another_service(home, number)))
            stack.callback(services[-1].program.stop)
        counts = {"builder": chosen.builder} | _shared(chosen.service, len(services))
        kills = planned(counts, len(sent), source)
        answers, dead = replayed(home, services, sent, kills, chosen)
        some = answers.some(chosen.check, source)
        different, wrong = asyncio.run(compared(place, home, services, some))
        begun = sum(service.begun for service in services)
    for line in (*different[:SHOWN], *wrong[:SHOWN], *answers.refused[:SHOWN]):
        CONSOLE.print(line, soft_wrap=True, markup=False)
    return {
        "store": place.name, "events": len(sent), "kills": counts, "from_snapshot": begun,
        "answers": len(answers.given), "unknown": answers.unknown,
        "refused": len(answers.refused), "checked": len(some),
        "positions": len({one.answer.position for one in some}), "inconsistent": len(wrong),
        "state_differences": len(different), "dead": dead,
        "seconds": round(time.perf_counter() - began, 1),
    }  # fmt: skip


def _shared(kills: int, services: int) -> dict[str, int]:
    """*kills* of services, one after the other."""
    return {
        f"service {number}": kills // services + (number <= kills % services)
        for number in range(1, services + 1)
    }


def chosen_options(words: Sequence[str] | None = None) -> argparse.Namespace:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, help="folder of the two CSV files")
    options.add_argument("--store", help="URL, or docker; a SQLite of its own unless given")
    options.add_argument("--events", type=int, default=20_000)
    options.add_argument("--builder", type=int, default=10, help="kills of the builder")
    options.add_argument("--service", type=int, default=10, help="kills of the services, in turn")
    options.add_argument("--services", type=int, default=2)
    options.add_argument("--askers", type=int, default=4, help="threads")
    options.add_argument("--check", type=int, default=400, help="answers, of all those given")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--wipe", action="store_true", help="empty the store first")
    options.add_argument("--json", type=Path, help="write the last line to this file too")
    return options.parse_args(words)


def main() -> None:
    """Run, and end with 1 when anything is not as it has to be."""
    ends_tidily()
    chosen = chosen_options()
    with waiting("Reading the events"):
        sent = (
            dpdk.events(chosen.data, chosen.events) if chosen.data
            else made.events(chosen.events, chosen.seed)
        )  # fmt: skip
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="inroad-live-"))
        place = stack.enter_context(placed(chosen.store or f"sqlite:///{folder}/graph.sqlite3"))
        emptied(place.url, wipe=chosen.wipe)
        found = run(place, sent, chosen)
    report(found, chosen.json)
    wrong = ("refused", "inconsistent", "state_differences", "dead")
    raise SystemExit(1 if any(found[key] for key in wrong) else 0)


if __name__ == "__main__":
    main()
