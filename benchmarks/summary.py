"""The goals, and what the benchmarks got, out of the JSON files that they wrote.

    python -m benchmarks.summary build/bench

Prints a table in Markdown; a goal whose benchmark did not run has no figure. What was measured
at the default sizes is judged as the goals say it; of other sizes the table tells the figures too.
"""

import argparse
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Files = Mapping[str, Mapping[str, Any]]  # what each benchmark wrote, by its name


@dataclass(frozen=True, slots=True)
class Goal:
    """*what* is to be at most *bound* *unit*, or at least; *found* raises when it was not got."""

    what: str
    bound: float
    found: Callable[[Files], float]
    unit: str = ""
    at_least: bool = False

    def row(self, files: Files) -> tuple[str, str, str, str]:
        """What, the goal, what was got, and whether it is reached."""
        goal = f"{'≥' if self.at_least else '≤'} {self.bound:g} {self.unit}".strip()
        try:
            got = self.found(files)
        except (LookupError, TypeError, ValueError, ZeroDivisionError):
            return self.what, goal, "", "not measured"
        reached = got >= self.bound if self.at_least else got <= self.bound
        return self.what, goal, f"{got:.3g} {self.unit}".strip(), "yes" if reached else "no"


def fastest(files: Files) -> float:
    """p50 of the fastest library in the same process; Neo4j is a server, and apart."""
    peers = files["paths"]["peers"]
    return float(min(peer["p50_us"] for name, peer in peers.items() if name != "neo4j"))


def grown(files: Files, by: int = 10) -> float:
    """p50 at the most ties over p50 at a tenth of them."""
    p50 = {row["ties"]: row["p50_us"] for row in files["growth"]["sizes"]}
    most = max(p50)
    return float(p50[most] / p50[most // by])


GOALS = (
    Goal("shortest: p50 over the fastest library's", 0.1,
         lambda f: f["paths"]["ours"]["p50_us"] / fastest(f)),
    Goal("shortest: p50 over Neo4j's shortestPath", 0.01,
         lambda f: f["paths"]["ours"]["p50_us"] / f["paths"]["peers"]["neo4j"]["p50_us"]),
    Goal("shortest: p99", 1, lambda f: f["paths"]["ours"]["p99_us"] / 1000, "ms"),
    Goal("strongest of 4 hops: p50", 1, lambda f: f["strongest"]["p50_us"] / 1000, "ms"),
    Goal("strongest of 4 hops: p99", 10, lambda f: f["strongest"]["p99_us"] / 1000, "ms"),
    Goal("shortest: k=5 over k=1 by the same call, p50", 5,
         lambda f: f["paths"]["ours"]["k5"]["p50_us"] / f["paths"]["ours"]["k1"]["p50_us"]),
    Goal("strongest: k=5 over k=1, p50", 5,
         lambda f: f["strongest"]["k5"]["p50_us"] / f["strongest"]["p50_us"]),
    Goal("shortest: p50 with ten times the ties, over p50", 2, grown),
    Goal("50 companies in one search over one", 10, lambda f: f["targets"]["times_one"]),
    Goal("HTTP: answers/s over a route that does nothing", 0.6,
         lambda f: f["answers"]["ratio"], at_least=True),
    Goal("the same, asked 100 at a time", 0.6,
         lambda f: f["answers"]["many"]["per_second"] / f["answers"]["nothing"]["per_second"],
         at_least=True),
    Goal("freshness at half the peak rate: p99", 250, lambda f: f["freshness"]["p99_ms"], "ms"),
    Goal("memory of a tie", 64, lambda f: f["memory"]["bytes_a_tie"], "B"),
    Goal("loading the index from a snapshot", 10, lambda f: f["memory"]["load_s"], "s"),
)  # fmt: skip


def read(folder: Path) -> dict[str, dict[str, Any]]:
    """What is in the folder; a file that a run has left unfinished counts as none."""
    found: dict[str, dict[str, Any]] = {}
    for file in sorted(folder.glob("*.json")):
        try:
            found[file.stem] = json.loads(file.read_text(encoding="utf-8"))
        except ValueError:
            continue
    return found


def sizes(files: Files) -> str:
    """Of the graphs, and what was measured on."""
    told = [
        f"{name}: {found['people']:,} people, {found['ties']:,} ties"
        for name, found in files.items()
        if "people" in found and "ties" in found
    ]
    machines = [found["machine"] for found in files.values() if "machine" in found]
    if machines:
        on = machines[0]
        told.append(f"on {on['cores']} cores of {on['processor']}, Python {on['python']}")
    return "; ".join(told)


def table(files: Files) -> str:
    """Markdown, a row for each goal."""
    rows = [goal.row(files) for goal in GOALS]
    heading = ("what", "goal", "got", "reached")
    lines = (heading, ("---",) * len(heading), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Print the table, and keep it beside the files."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", type=Path)
    folder: Path = options.parse_args().folder
    files = read(folder)
    told = f"{table(files)}\n\n{sizes(files)}\n"
    (folder / "summary.md").write_text(told, encoding="utf-8")
    print(told)


if __name__ == "__main__":
    main()
