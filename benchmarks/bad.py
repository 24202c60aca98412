"""Bad payloads of every kind among good events: nothing is lost, and a retry mends.

    python -m benchmarks.bad --store URL

The first dead letter of each kind is retried by `inroad dead retry SEQ --with FILE`, the
others by the function behind it.
"""

import argparse
import asyncio
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from nats.aio.client import Client

from benchmarks import wire
from benchmarks.comparing import everything
from benchmarks.dpdk import Sent
from benchmarks.programs import House, house
from benchmarks.stores import Place, emptied, placed
from benchmarks.terminal import CONSOLE, ends_tidily, report, steps, waiting
from benchmarks.wrong import CONFLICT, SPOILED, Bad, good, sent, spoiled
from graph.entities import Record
from services.dead import DeadLetter, DeadLetters
from services.stores import open_store

SHOWN = 10  # things amiss that are printed


@dataclass(slots=True)
class Outcome:
    """What is amiss, in sentences, and what was counted."""

    amiss: list[str] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)

    def expect(self, what: str, found: int, wanted: int) -> None:
        self.figures[what] = found
        if found != wanted:
            self.amiss.append(f"{what}: {found}, not {wanted}")


async def spoil(home: House, events: Sequence[Sent], bad: Sequence[Bad], outcome: Outcome) -> None:
    """Send all, look at store and dead letters, mend, and look again."""
    first = [*events, *(one.sent for one in bad if one.kind != CONFLICT)]
    random.Random(0).shuffle(first)
    then = [one.sent for one in bad if one.kind == CONFLICT]
    async with wire.connected(home.broker) as client:
        await wire.declared(client)
        for part in (first, then):  # the body that comes first is the event's for ever
            await wire.publish(client, part)
        await wire.drained(client, len(first) + len(then))
        applied = await _applied(home.store)
        letters = await _letters(client)
        outcome.expect("applied", len(applied & {event.id for event in events}), len(events))
        outcome.expect("applied_wrongly", len(applied - {event.id for event in events}), 0)
        _look(letters, bad, outcome)
        await _mend(home, client, letters, bad)
        await wire.drained(client, len(bad), title="Folding the corrected")
        applied = await _applied(home.store)
        mended = len(applied & {one.corrected.id for one in bad})
        outcome.expect("applied_after_retry", mended, len(bad))
        outcome.expect("dead_after_retry", await wire.dead(client), 0)


def _look(letters: Sequence[DeadLetter], bad: Sequence[Bad], outcome: Outcome) -> None:
    """Every bad payload is there whole, with its reason, field and remedy."""
    kept = {letter.payload: letter for letter in letters}
    whole = [kept[one.sent.payload] for one in bad if one.sent.payload in kept]
    told = [letter for letter in whole if letter.reason and letter.field and letter.remedy]
    outcome.expect("dead", len(letters), len(bad))
    outcome.expect("whole", len(whole), len(bad))
    outcome.expect("with_reason_field_remedy", len(told), len(bad))
    for kind in (*SPOILED, CONFLICT):
        letter = next(
            (kept[one.sent.payload] for one in bad
             if one.kind == kind and one.sent.payload in kept), None
        )  # fmt: skip
        if letter:
            text = f"{kind}: {letter.field} {letter.reason} ({letter.remedy})"
            CONSOLE.print(text, soft_wrap=True, markup=False)


async def _mend(
    home: House, client: Client, letters: Sequence[DeadLetter], bad: Sequence[Bad]
) -> None:
    """Retry each with its correction; the first of each kind from the terminal."""
    numbers = {letter.payload: letter.seq for letter in letters}
    by_hand: set[str] = set()
    for one in steps("Retrying", bad):
        seq = numbers.get(one.sent.payload)
        if seq is None:
            continue
        if one.kind in by_hand:
            await DeadLetters(client).retry(seq, one.corrected.payload)
        else:
            by_hand.add(one.kind)
            await asyncio.to_thread(_retry_in_terminal, home, seq, one.corrected.payload)


def _retry_in_terminal(home: House, seq: int, payload: bytes) -> None:
    file = home.home / "corrected.json"
    file.write_bytes(payload)
    command = (sys.executable, "-m", "services.cli", "dead", "retry", str(seq), "--with", str(file))
    environment = {"INROAD_HOME": str(home.home), "INROAD_BROKER": home.broker}
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"inroad dead retry {seq} ended with {done.returncode}: {done.stderr}")


async def _letters(client: Client) -> list[DeadLetter]:
    found: list[DeadLetter] = []
    while more := await DeadLetters(client).list(wire.NETWORK, found[-1].seq if found else 0):
        found += more
    return found


async def _applied(url: str) -> set[str]:
    async with open_store(url) as store:
        records = await everything(store, Record)
    return {record.id for record in records.values() if record.status == "applied"}


def _run(place: Place, chosen: argparse.Namespace) -> Outcome:
    source = random.Random(chosen.seed)
    events = [sent(good(number, source)) for number in range(chosen.events)]
    bad = list(spoiled(round(chosen.events * chosen.share), source))
    outcome = Outcome(figures={"good": len(events), "bad": len(bad), "kinds": len(SPOILED) + 1})
    with house(place.url) as home:
        with waiting(f"Starting Inroad on {place.name}"):
            home.start()
        asyncio.run(spoil(home, events, bad, outcome))
    return outcome


def main() -> None:
    """Spoil one store."""
    ends_tidily()
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--store", required=True, help="URL, or docker")
    options.add_argument("--events", type=int, default=10_000)
    options.add_argument("--share", type=float, default=0.01, help="bad ones to good ones")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--wipe", action="store_true", help="empty the store first")
    chosen = options.parse_args()
    began = time.perf_counter()
    with placed(chosen.store) as place:
        emptied(place.url, wipe=chosen.wipe)
        outcome = _run(place, chosen)
    for line in outcome.amiss[:SHOWN]:
        CONSOLE.print(line, style="red")
    seconds = round(time.perf_counter() - began, 1)
    report({**outcome.figures, "differences": len(outcome.amiss), "seconds": seconds})
    raise SystemExit(1 if outcome.amiss else 0)


if __name__ == "__main__":
    main()
