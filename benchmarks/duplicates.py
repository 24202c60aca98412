"""How many duplicates are found, and how many that are proposed are none, by tier.

    python -m benchmarks.duplicates --number 120

People of the demo story live once more under names that were spoilt, beside as many strangers
who are easily mistaken (`benchmarks.corruption`). Precision: of the pairs of a tier, how many
are one person. Recall: of the second selves, how many are found in this tier or a surer one.
"""

import asyncio
import json
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from rich.table import Table

from benchmarks.corruption import KINDS, Second, corrupted
from benchmarks.terminal import CONSOLE, report, waiting
from benchmarks.timing import machine
from graph.duplicates.page import Found
from graph.duplicates.tiers import TIERS
from graph.store import DEFAULT_NETWORK, commit
from graph.stores.memory import MemoryStore
from graph.strike import Arrival
from schemas.events import event_body, parse_event
from services.demo.story import story
from services.duplicates.register import looked_for

BATCH = 500
UNTIL = datetime(2026, 6, 1, tzinfo=UTC)
LATER = datetime(2026, 7, 1, tzinfo=UTC)
SURE = 0.95  # precision that the surer tiers are to have


async def measured(seed: int, number: int) -> dict[str, Any]:
    """Figures by tier and by kind of corruption."""
    told = story(until=UNTIL, doubles=False)
    events, seconds = corrupted(Random(seed), told, number)
    store = MemoryStore()
    with waiting(f"folding {len(told.events) + len(events):,} events"):
        arrivals = [_arrival(event) for event in (*told.events, *events)]
        for at in range(0, len(arrivals), BATCH):
            await commit(store, DEFAULT_NETWORK, arrivals[at : at + BATCH])
    began = time.perf_counter()
    found = await store.read(DEFAULT_NETWORK, lambda view: looked_for(view, 0))
    took = time.perf_counter() - began
    return {"seed": seed, "seconds_to_find": round(took, 3), **judged(found, seconds)}


def judged(found: Found, seconds: Sequence[Second]) -> dict[str, Any]:
    """Precision and recall of the pairs of people."""
    true = {frozenset((one.of, one.also)): one.kind for one in seconds}
    proposed = [(one.tier, _known(one.one.identifiers, one.other.identifiers, true))
                for one in found.proposals if one.kind == "people"]  # fmt: skip
    tiers: dict[str, Any] = {}
    got = 0
    for tier in TIERS:
        pairs = [kind for at, kind in proposed if at == tier]
        right = sum(kind is not None for kind in pairs)
        got += right
        tiers[tier] = {
            "pairs": len(pairs),
            "precision": round(right / len(pairs), 3) if pairs else None,
            "recall": round(got / len(true), 3),
        }
    all_, strong = Counter(true.values()), Counter(k for t, k in proposed if t != "weak")
    any_ = Counter(kind for _, kind in proposed)
    kinds = {kind: [all_[kind], strong[kind], any_[kind]] for kind in KINDS if all_[kind]}
    return {"second_selves": len(true), "tiers": tiers, "kinds": kinds}


def _known(
    one: tuple[str, ...], other: tuple[str, ...], true: dict[frozenset[str], str]
) -> str | None:
    """What was done to the name, if the two are one."""
    pairs = (frozenset((a, b)) for a in one for b in other)
    return next((true[pair] for pair in pairs if pair in true), None)


def _arrival(event: dict[str, Any]) -> Arrival:
    parsed = parse_event(json.dumps(event).encode(), now=LATER)
    return Arrival(parsed, event_body(parsed))


def _show(figures: dict[str, Any]) -> None:
    table = Table("tier", "pairs", "precision", "recall so far")
    for tier, told in figures["tiers"].items():
        table.add_row(tier, *(str(told[name]) for name in ("pairs", "precision", "recall")))
    CONSOLE.print(table)
    table = Table("what was done to the name", "people", "same or strong", "in any tier")
    for kind, counts in figures["kinds"].items():
        table.add_row(kind, *map(str, counts))
    CONSOLE.print(table)


def main() -> None:
    """Print the figures; exit code 1 when a surer tier is wrong too often."""
    options = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    options.add_argument("--number", type=int, default=120, help="second selves, and strangers")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--json", type=Path, help="write the last line to this file too")
    asked = options.parse_args()
    figures = asyncio.run(measured(asked.seed, asked.number))
    _show(figures)
    report({**figures, "machine": machine()}, asked.json)
    surer = [figures["tiers"][tier]["precision"] for tier in ("same", "strong")]
    if any(precision is not None and precision < SURE for precision in surer):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
