"""How much memory the live index takes, and how long a snapshot, a new day and a change take.

    python -m benchmarks.memory --people 1000000 --ties 10000000

The ties are drawn by a power law; everybody is employed once. Of `changed` one step puts 500
ties, of which half were there before; the first one makes room, and is told apart.
"""

import argparse
import os
import resource
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CDLL
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from rich.table import Table

from benchmarks.options import parser
from benchmarks.terminal import CONSOLE, report, waiting
from benchmarks.timing import machine, resident, seconds_of
from graph.entities import Tie
from graph.index.ask import tracks
from graph.index.ids import Ids
from graph.index.kernels.rowwise import NEVER
from graph.index.rows import grouped
from graph.index.scratch import Scratch
from graph.index.state import State, at_moment, changed
from graph.index.ties import Worth, micros
from graph.index.world import ACTED_LOWER, ACTED_UPPER, OPEN, World, both_ways
from graph.search import Question
from services.snapshots import Snapshot, read, write

NETWORK = "memory"
NOW, TOMORROW = "2026-06-02T00:00:00.000000Z", "2026-06-03T00:00:00.000000Z"
YEAR = 365 * 86_400_000_000
EXPONENT = 2.5  # of how many ties people have, as in most networks of people
STEP, STEPS = 500, 20
GOAL_BYTES, GOAL_SECONDS = 64, 10
T = TypeVar("T")
Figures = dict[str, Any]


def main() -> int:
    args = arguments()
    with waiting("compiling"):
        rehearse()
    before = resident()
    with waiting(f"a state of {args.people:,} people and {args.ties:,} ties"):
        state = drawn(args.people, args.ties, args.open, np.random.default_rng(args.seed))
    figures: Figures = {
        "people": state.people.count, "ties": state.worth.used,
        "employments": state.world.insiders.used, **sizes(state),
        "rss_bytes": resident() - before, "rss_trimmed_bytes": trimmed() - before,
    }  # fmt: skip
    with waiting("another day"):
        figures |= days(state)
    with waiting("a snapshot"), TemporaryDirectory(dir=args.folder, prefix="inroad-") as folder:
        figures |= snapshots(state, Path(folder) / "index")
    with waiting("changes"):
        figures |= changing(state, args.seed)
    figures["rss_peak_bytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    show(figures)
    if args.plot:
        from benchmarks import plots  # noqa: PLC0415 - it alone here needs the extra bench

        title = f"Bytes of a tie: {figures['bytes_a_tie']}, at {figures['ties']:,} ties"
        plots.once(args.plot, title, figures["parts"], "B")
    told = {k: float(f"{v:.4g}") if isinstance(v, float) else v for k, v in figures.items()}
    report(told | {"machine": machine()}, args.json)
    return int(figures["bytes_a_tie"] > GOAL_BYTES or figures["load_s"] > GOAL_SECONDS)


def rehearse() -> None:
    """All of it small, so that every kernel is compiled."""
    state = drawn(1000, 5000, 0.8, np.random.default_rng(0))
    days(state)
    changing(state, 0)
    with TemporaryDirectory() as folder:
        snapshots(state, Path(folder) / "index")


def arguments() -> argparse.Namespace:
    options = parser(__doc__, questions=None)
    options.add_argument("--open", type=float, default=0.8, help="share of the ties that are open")
    options.add_argument("--folder", help="where the snapshot goes for a while")
    return options.parse_args()


def drawn(people: int, ties: int, share: float, chosen: np.random.Generator) -> State:
    """A state with every column of the live index, each tie once."""
    pairs = power_law(people, ties, chosen)
    count = len(pairs)
    charges = np.zeros((count, 3))
    charges[:] = chosen.exponential(0.2, (count, 1)) * (0.5, 0.3, 0.2)
    worth = Worth(charges, (micros(NOW) - chosen.integers(0, YEAR, count)) * 256, count)
    flags = np.where(chosen.random(count) < share, OPEN, 0).astype(np.uint32)
    flags |= np.uint32(ACTED_LOWER | ACTED_UPPER)
    prices = worth.costs(np.zeros(count, np.bool_), NOW) << np.uint32(8) | flags
    is_open, slots = (flags & OPEN) != 0, np.arange(count, dtype=np.int32)
    ids, companies = names(people, chosen), names(max(1, people // 50), chosen)
    here = micros(NOW) - chosen.integers(0, YEAR, people)
    return State(
        position=1, now=NOW, people=ids, companies=companies, worth=worth,
        world=World(
            words=ids.words, people=people,
            open=both_ways(people, pairs[is_open], prices[is_open], slots[is_open]),
            closed=both_ways(people, pairs[~is_open], prices[~is_open], slots[~is_open]),
            insiders=grouped(
                companies.count, chosen.integers(0, companies.count, people, np.int32),
                np.arange(people, dtype=np.int32), here, np.full(people, NEVER),
            ),
        ),
    )  # fmt: skip


def power_law(people: int, ties: int, chosen: np.random.Generator) -> npt.NDArray[np.int32]:
    """About so many pairs, each once, by Chung and Lu: an end is drawn by its weight."""
    weights = (np.arange(people) + 10.0) ** (-1 / (EXPONENT - 1))
    ends = chosen.permutation(people).astype(np.int64)
    edges = np.cumsum(weights / weights.sum())
    found = np.zeros(0, np.int64)
    while len(found) < ties:
        drawn_ = ends[np.searchsorted(edges[:-1], chosen.random((ties - len(found) + 1024, 2)))]
        drawn_.sort(axis=1)
        keys = drawn_[:, 0] * people + drawn_[:, 1]
        found = np.unique(np.concatenate((found, keys[drawn_[:, 0] != drawn_[:, 1]])))
    found = np.sort(chosen.permutation(found)[:ties])
    return np.stack(np.divmod(found, people), axis=1).astype(np.int32)


def names(count: int, chosen: np.random.Generator) -> Ids:
    return Ids.of_words(np.sort(chosen.integers(0, 2**64, (count, 2), np.uint64), axis=0))


def sizes(state: State) -> Figures:
    """Bytes a tie, in all and part by part."""
    world, ties = state.world, state.worth.used
    parts = {
        "ids": state.people.nbytes, "companies": state.companies.nbytes,
        "charges": state.worth.charges.nbytes, "when": state.worth.when.nbytes,
        "open": world.open.nbytes, "closed": world.closed.nbytes,
        "insiders": world.insiders.nbytes,
    }  # fmt: skip
    return {
        "bytes_a_tie": round(state.nbytes / ties, 2),
        "parts": {name: round(size / ties, 2) for name, size in parts.items()},
    }


def days(state: State) -> Figures:
    """Seconds of working out what every tie costs on another day."""
    alone = [seconds_of(lambda: at_moment(state, TOMORROW))[0] for _ in range(3)]
    with asked(state) as waits:
        beside = [seconds_of(lambda: at_moment(state, TOMORROW))[0] for _ in range(3)]
    return {
        "at_moment_s": median(alone), "at_moment_asked_s": median(beside),
        **percentiles("at_moment", waits),
    }  # fmt: skip


def changing(state: State, seed: int) -> Figures:
    """Seconds of a step, and what is kept after all of them."""
    chosen = np.random.default_rng(seed)
    (first, *alone), state = stepping(state, chosen)
    with asked(state) as waits:
        beside, state = stepping(state, chosen)
    return {
        "changed_first_s": first, "changed_s": median(alone), "changed_asked_s": median(beside),
        "changed_worst_s": max(*alone, *beside),
        "bytes_a_tie_after": sizes(state)["bytes_a_tie"], **percentiles("changed", waits),
    }  # fmt: skip


def stepping(state: State, chosen: np.random.Generator) -> tuple[list[float], State]:
    took = []
    for _ in range(STEPS):
        ties = some_ties(state, chosen)
        begun = time.perf_counter()
        state = changed(state, state.position + 1, ties, [])
        took.append(time.perf_counter() - begun)
    return took, state


def some_ties(state: State, chosen: np.random.Generator) -> list[Tie]:
    """Ties as a batch puts them: half of them were there before."""
    ties: dict[tuple[str, str], Tie] = {}
    while len(ties) < STEP:
        one, other = chosen.integers(0, state.people.count, 2).tolist()
        known = state.world.open.row(one)[0]
        if len(ties) < STEP // 2 and len(known):
            other = int(known[0])
        if one != other:
            a, b = sorted((state.people.id(one), state.people.id(other)))
            ties[a, b] = Tie(
                a=a, b=b, kind="direct", open=True, last=NOW, direct=2, from_a=1, from_b=1,
                direct_4d=2.0, direct_30d=2.0, direct_240d=2.0,
            )  # fmt: skip
    return list(ties.values())


def snapshots(state: State, path: Path) -> Figures:
    """Seconds of writing a snapshot, and of reading it while its pages are in the cache or not."""
    wrote, _ = seconds_of(lambda: write(path, NETWORK, Snapshot(state, "")))
    with path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    cold, _ = seconds_of(lambda: read(path, NETWORK))
    loaded, _ = seconds_of(lambda: read(path, NETWORK))
    size = path.stat().st_size
    return {"write_s": wrote, "load_s": cold, "load_cached_s": loaded, "file_bytes": size}


@contextmanager
def asked(state: State) -> Iterator[list[float]]:
    """Seconds of each question that a thread asks of *state*, one after the other meanwhile."""
    took: list[float] = []
    over = threading.Event()
    thread = threading.Thread(target=_ask, args=(state, took, over))
    thread.start()
    try:
        yield took
    finally:
        over.set()
        thread.join()


def _ask(state: State, took: list[float], over: threading.Event) -> None:
    chosen = np.random.default_rng(0)
    scratch = Scratch(state.people.count)
    while not (over.is_set() and took):
        question = Question(
            asker=state.people.id(int(chosen.integers(0, state.people.count))),
            company=state.companies.id(int(chosen.integers(0, state.companies.count))), now=NOW,
        )  # fmt: skip
        took.append(seconds_of(lambda asked=question: tracks(state, asked, scratch))[0])  # type: ignore[misc]


def percentiles(beside: str, seconds: list[float]) -> Figures:
    """Milliseconds that questions took beside something."""
    half, most = np.percentile(seconds, (50, 99))
    named = {"p50": float(half), "p99": float(most), "worst": max(seconds)}
    return {f"question_{name}_ms_{beside}": 1000 * value for name, value in named.items()}


def trimmed() -> int:
    """`resident` once the allocator has given back what was freed in the meantime."""
    CDLL(None).malloc_trim(0)
    return resident()


def show(figures: Figures) -> None:
    table = Table("figure", "value", title="The live index in memory")
    parts = {f"  {name}": size for name, size in figures["parts"].items()}
    for name, value in (figures | parts).items():
        if name != "parts":
            table.add_row(name, f"{value:,}" if isinstance(value, int) else f"{value:.4g}")
    CONSOLE.print(table)


if __name__ == "__main__":
    sys.exit(main())
