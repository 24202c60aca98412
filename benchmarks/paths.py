"""The nearest insider: how long a search takes, ours beside other libraries and Neo4j.

    python -m benchmarks.paths --people 1000000 --ties 10000000 --questions 1000

Each peer has the same power-law graph and the same questions: an asker and a company of some
20 insiders, how many hops to the nearest? Every way of asking a peer is tried on the first
questions; the quickest then answers all, first to be checked against ours, which warms it too,
and again to be timed. Peers that are slow answer --slow-questions of them. Of ours there is more
in the same run: hops alone without the tie-break, the five best paths, and the strongest.
"""

import argparse
import gc
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.metadata import version
from statistics import median
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from benchmarks import plots
from benchmarks.options import parser
from benchmarks.peers import MAX_HOPS, NAMES, OURS, Nearest, Peer, Way, peer
from benchmarks.powerlaw import PowerLaw, Questions, drawn
from benchmarks.terminal import CONSOLE, ends_tidily, refuse, report, waiting
from benchmarks.timing import Times, collecting_nothing, machine, timed
from tests.servers.neo4j import VERSION, Unavailable

TRIED = 20  # questions by which a peer's quickest way is found
PATIENCE = 10.0  # seconds after which a way is tried no more
SHOWN = 10  # differences printed
WIDTH = 100  # characters that the table needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """How a way of asking did."""

    times: Times
    differences: int

    @property
    def figures(self) -> dict[str, Any]:
        return {
            **self.times.figures, "questions": len(self.times.each),
            "differences": self.differences,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A peer by its quickest way; *tried* is the p50 of each in microseconds."""

    way: str
    answered: dict[str, Answered]
    tried: dict[str, float]
    load_seconds: float

    @property
    def figures(self) -> dict[str, Any]:
        others = {way: this.figures for way, this in self.answered.items() if way != self.way}
        return {
            **self.answered[self.way].figures, "way": self.way, **others,
            "tried_p50_us": self.tried, "load_seconds": round(self.load_seconds, 1),
        }  # fmt: skip


@dataclass(slots=True)
class Course:
    """The questions, with their answers as soon as the first peer has given them."""

    graph: PowerLaw
    questions: Questions
    slow: int
    hops: list[int | None] = field(default_factory=list)

    def measured(self, name: str, asked: Peer) -> Measured:
        """Load the graph into a peer, and ask it."""
        with ExitStack() as stack:
            stack.callback(gc.collect)
            stack.enter_context(collecting_nothing())
            began = time.perf_counter()
            with waiting(f"Loading {name}"):
                ways = stack.enter_context(asked.loaded(self.graph))
            took = time.perf_counter() - began
            with waiting(f"Asking {name}"):
                for way in ways.values():
                    self._tried(way)
                tried = {way: self._tried(ways[way]) for way in ways}
                chosen = [*ways] if name == OURS else [min(tried, key=tried.__getitem__)]
                count = self.slow if asked.SLOW else len(self.questions)
                answered = {
                    way: self._answered(f"{name}, {way}", ways[way], count) for way in chosen
                }
        return Measured(way=chosen[0], answered=answered, tried=tried, load_seconds=took)

    def _tried(self, way: Way) -> float:
        """Median in microseconds of the first questions."""
        end = time.monotonic() + PATIENCE
        each: list[float] = []
        for question in self.questions[:TRIED]:
            each.extend(timed(way.nearest, [question], before=_made_ready(way)).each / 1000)
            if time.monotonic() > end:
                break
        return round(median(each), 1)

    def _answered(self, told: str, way: Way, count: int) -> Answered:
        """Check the answers, and then time them."""
        questions = self.questions[:count]
        if not self.hops:
            self.hops = [_hops(way, asker, company) for asker, company in questions]
        differences = 0
        for (asker, company), fewest in zip(questions, self.hops, strict=False):
            if not way.agrees(asker, company, fewest):
                differences += 1
                if differences <= SHOWN:
                    CONSOLE.print(f"{told}: {asker} to {company} is not in {fewest} hops")
        times = timed(way.nearest, questions, before=_made_ready(way))
        return Answered(times=times, differences=differences)


def _made_ready(way: Way) -> Nearest:
    return lambda _, company: way.ready(company)


def _hops(way: Way, asker: int, company: int) -> int | None:
    way.ready(company)
    hops = way.nearest(asker, company)
    return hops if hops is not None and hops <= MAX_HOPS else None


def measured(course: Course, names: Sequence[str]) -> dict[str, Measured]:
    """The peers that can be had, in their order; those that cannot are told."""
    found: dict[str, Measured] = {}
    for name in names:
        try:
            found[name] = course.measured(name, peer(name))
        except (ImportError, Unavailable) as reason:
            CONSOLE.print(f"[yellow]{name} is left out[/]: {reason}", soft_wrap=True)
    return found


def table(found: Mapping[str, Measured], title: str) -> Table:
    """A row for each way; those that were only tried are dim."""
    shown = Table(title=title, box=SIMPLE)
    for heading in ("peer", "way"):
        shown.add_column(heading, no_wrap=True)
    for heading in ("asked", "p50 µs", "p99 µs", "x ours", "differ", "load s"):
        shown.add_column(heading, justify="right")
    base = found[OURS].figures["p50_us"] if OURS in found else None
    for name, this in found.items():
        for way, answered in this.answered.items():
            row = answered.figures
            cells = [f"{row[key]:,.1f}" for key in ("p50_us", "p99_us")]
            cells += [f"{row['p50_us'] / base:,.1f}" if base else ""]
            cells += [str(row["differences"]), f"{this.load_seconds:.1f}"]
            shown.add_row(name, way, str(row["questions"]), *cells)
        for way, p50 in this.tried.items():
            if way not in this.answered:
                shown.add_row("", way, "tried", f"{p50:,.1f}", style="dim")
    return shown


def versions(names: Iterable[str]) -> dict[str, str]:
    """Of the peers' libraries; of Neo4j, the server's."""
    libraries = {name: version(name) for name in names if name not in (OURS, "neo4j")}
    return libraries | ({"neo4j": VERSION} if "neo4j" in names else {})


def chosen_options() -> argparse.Namespace:
    options = parser(__doc__, questions=1000)
    options.add_argument("--slow-questions", type=int, default=100)
    options.add_argument("--peers", default=",".join(NAMES[1:]), help="beside ours, by comma")
    chosen = options.parse_args()
    chosen.peers = [name for name in chosen.peers.split(",") if name]
    if unknown := set(chosen.peers) - set(NAMES):
        options.error(f"no peer is called {', '.join(sorted(unknown))}")
    return chosen


def main() -> None:
    """Measure ours first, then each peer."""
    ends_tidily()
    chosen = chosen_options()
    with waiting("Drawing the graph"):
        graph = drawn(chosen.people, chosen.ties, chosen.seed)
    questions = graph.questions(chosen.questions, chosen.seed)
    names = [OURS, *(name for name in chosen.peers if name != OURS)]
    found = measured(Course(graph, questions, chosen.slow_questions), names)
    if not found:
        refuse("no peer can be had", "install the extra bench: pip install -e '.[bench]'")
    title = f"Nearest insider, {chosen.people:,} people and {chosen.ties:,} ties"
    Console(stderr=True, width=max(CONSOLE.width, WIDTH)).print(table(found, title))
    if chosen.plot:
        plots.bars(chosen.plot, title, {name: this.figures for name, this in found.items()})
    wrong = sum(one.differences for this in found.values() for one in this.answered.values())
    report(
        {
            "people": chosen.people, "ties": chosen.ties, "questions": chosen.questions,
            "seed": chosen.seed, "differences": wrong,
            "ours": found[OURS].figures if OURS in found else None,
            "peers": {name: this.figures for name, this in found.items() if name != OURS},
            "versions": versions(found), "machine": machine(),
        },
        chosen.json,
    )  # fmt: skip
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
