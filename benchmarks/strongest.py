"""The strongest path of at most four hops: how long it takes, and that it is the strongest.

    python -m benchmarks.strongest --people 1000000 --ties 10000000 --questions 1000

A sample is checked against a plain dynamic programme, level by level over all ties, written
here anew with numpy: the least cost of a walk of so many hops from the asker.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.table import Table

from benchmarks import plots
from benchmarks.options import parser
from benchmarks.peers.ours import HOPS, indexed
from benchmarks.powerlaw import PowerLaw, drawn
from benchmarks.terminal import CONSOLE, ends_tidily, report, steps, waiting
from benchmarks.timing import machine, timed

UNITS = 2**20  # of -ln p, in which costs are whole numbers
FAR = np.iinfo(np.int64).max // 2
WARMING = 100  # questions that do not count
Costs = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """Ties in both directions, ordered by where they lead; *starts* of each person who has any."""

    origin: NDArray[np.int32]
    cost: Costs
    ends: NDArray[np.int32]
    starts: NDArray[np.int64]
    inside: list[list[int]]
    people: int

    def best(self, asker: int, company: int) -> tuple[int, int] | None:
        """Cost and hops of the strongest path, the fewest hops of equal ones.

        No walk needs to be barred from going on past an insider: the insider it passed ends a
        walk that costs less.
        """
        insiders = self.inside[company]
        costs = np.full(self.people, FAR, np.int64)
        costs[asker] = 0
        found = [(int(costs[insiders].min()), 0)]
        for hops in range(1, HOPS + 1):
            costs = self._onward(costs)
            found.append((int(costs[insiders].min()), hops))
        best = min(found)
        return best if best[0] < FAR else None

    def _onward(self, costs: Costs) -> Costs:
        """Of one hop more."""
        onward = np.full(self.people, FAR, np.int64)
        walked = costs[self.origin] + self.cost
        onward[self.ends] = np.minimum.reduceat(walked, self.starts)
        return np.minimum(onward, FAR)


def levels(graph: PowerLaw) -> Levels:
    cost = np.maximum(1, np.rint(-np.log(graph.chance) * UNITS)).astype(np.int64)
    origin = np.concatenate((graph.pairs[:, 0], graph.pairs[:, 1]))
    end = np.concatenate((graph.pairs[:, 1], graph.pairs[:, 0]))
    order = np.argsort(end, kind="stable")
    ends, starts = np.unique(end[order], return_index=True)
    return Levels(
        origin=origin[order], cost=np.concatenate((cost, cost))[order], ends=ends,
        starts=starts, inside=graph.inside(), people=graph.people,
    )  # fmt: skip


def found_by(index: Any, asker: int, company: int) -> tuple[int, int] | None:
    """Cost and hops of what the index finds."""
    paths = index.paths(asker, company, by="strongest", k=1, max_hops=HOPS).paths
    return (int(paths[0].cost), len(paths[0].people) - 1) if paths else None


def differences(index: Any, graph: PowerLaw, sample: list[tuple[int, int]]) -> int:
    """How many of *sample* the index answers otherwise than the levels do."""
    known = levels(graph)
    count = 0
    for asker, company in steps("Checking", sample):
        found, right = found_by(index, asker, company), known.best(asker, company)
        if found != right:
            count += 1
            CONSOLE.print(f"{asker} to {company}: {found}, not {right}", markup=False)
    return count


def asking(index: Any, k: int) -> Callable[[int, int], object]:
    """The search for the *k* strongest."""
    return lambda asker, company: index.paths(asker, company, by="strongest", k=k, max_hops=HOPS)


def table(rows: dict[str, dict[str, float]], title: str) -> Table:
    shown = Table("by strongest", "p50 µs", "p99 µs", title=title)
    for name, figures in rows.items():
        shown.add_row(name, *(f"{value:,.1f}" for value in figures.values()))
    return shown


def main() -> None:
    """Check a sample, then time every question."""
    ends_tidily()
    options = parser(__doc__, questions=1000)
    options.add_argument("--sample", type=int, default=50, help="questions that are checked")
    chosen = options.parse_args()
    with waiting("Building"):
        graph = drawn(chosen.people, chosen.ties, chosen.seed)
        index = indexed(graph)
    questions = graph.questions(chosen.questions, chosen.seed)
    wrong = differences(index, graph, questions[: chosen.sample])
    with waiting("Asking"):
        for asker, company in graph.questions(WARMING, chosen.seed + 1):
            found_by(index, asker, company)
        rows = {f"k={k}": timed(asking(index, k), questions).figures for k in (1, 5)}
    title = f"Strongest of {HOPS} hops, {chosen.people:,} people and {chosen.ties:,} ties"
    CONSOLE.print(table(rows, title))
    if chosen.plot:
        plots.bars(chosen.plot, title, rows)
    report(
        {
            "people": chosen.people, "ties": chosen.ties, "questions": chosen.questions,
            "max_hops": HOPS, "checked": min(chosen.sample, chosen.questions),
            "differences": wrong, **rows["k=1"], "k5": rows["k=5"], "machine": machine(),
        },
        chosen.json,
    )  # fmt: skip
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
