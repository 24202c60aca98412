"""How the time of a shortest path grows with the graph: 100,000 to 10,000,000 ties.

    python -m benchmarks.growth --sizes 100000,1000000,10000000 --questions 1000

Ten ties a person. Of each size: building the index, the nearest insider, and the five best.
"""

from typing import Any

from rich.table import Table

from benchmarks import plots
from benchmarks.options import parser
from benchmarks.peers.ours import HOPS, indexed
from benchmarks.powerlaw import drawn
from benchmarks.terminal import CONSOLE, ends_tidily, report, waiting
from benchmarks.timing import machine, seconds_of, timed

A_PERSON = 10  # ties
WARMING = 100  # questions that do not count


def measured(ties: int, count: int, seed: int) -> dict[str, Any]:
    """The figures of one size."""
    people = ties // A_PERSON
    with waiting(f"Building {ties:,} ties"):
        graph = drawn(people, ties, seed)
        took, index = seconds_of(lambda: indexed(graph))
    questions = graph.questions(count, seed)
    five: dict[str, Any] = {"by": "shortest", "k": 5, "max_hops": HOPS}
    with waiting(f"Asking {ties:,} ties"):
        for asker, company in graph.questions(WARMING, seed + 1):
            index.nearest(asker, company)
            index.paths(asker, company, **five)
        shortest = timed(index.nearest, questions)
        best = timed(lambda asker, company: index.paths(asker, company, **five), questions)
    return {
        "people": people, "ties": ties, **shortest.figures, "k5": best.figures,
        "build_seconds": round(took, 2),
    }  # fmt: skip


def table(rows: list[dict[str, Any]]) -> Table:
    shown = Table(title="Nearest insider, by ties")
    for heading in ("people", "ties", "p50 µs", "p99 µs", "k=5 p50", "k=5 p99", "built in s"):
        shown.add_column(heading, justify="right")
    for row in rows:
        times = (row["p50_us"], row["p99_us"], row["k5"]["p50_us"], row["k5"]["p99_us"])
        told = (f"{time:,.1f}" for time in (*times, row["build_seconds"]))
        shown.add_row(f"{row['people']:,}", f"{row['ties']:,}", *told)
    return shown


def main() -> None:
    """Measure size after size."""
    ends_tidily()
    options = parser(__doc__, questions=1000, sized=False)
    options.add_argument("--sizes", default="100000,300000,1000000,3000000,10000000", help="ties")
    chosen = options.parse_args()
    sizes = [int(size) for size in chosen.sizes.split(",")]
    rows = [measured(ties, chosen.questions, chosen.seed) for ties in sizes]
    CONSOLE.print(table(rows))
    if chosen.plot:
        drawn_rows = {key[:3]: [row[key] for row in rows] for key in ("p50_us", "p99_us")}
        plots.lines(chosen.plot, "Nearest insider", ("ties", sizes), drawn_rows)
    report(
        {"questions": chosen.questions, "sizes": rows, "machine": machine()},
        chosen.json,
    )


if __name__ == "__main__":
    main()
