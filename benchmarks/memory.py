"""Bytes of a tie in the index, and how long a snapshot of it takes to save and to load.

python -m benchmarks.memory --people 1000000 --ties 10000000
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.table import Table

from benchmarks import plots
from benchmarks.options import parser
from benchmarks.peers.ours import indexed
from benchmarks.powerlaw import PowerLaw, drawn
from benchmarks.terminal import CONSOLE, ends_tidily, report, waiting
from benchmarks.timing import machine, resident, seconds_of


def measured(graph: PowerLaw, folder: Path) -> dict[str, Any]:
    """Bytes and seconds; *differences* counts answers that the loaded index gives otherwise."""
    before = resident()
    building, index = seconds_of(lambda: indexed(graph))
    after = resident()
    path = folder / "index"
    saving, _ = seconds_of(lambda: index.save(path))
    loading, loaded = seconds_of(lambda: type(index).load(path))
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    ties = len(graph.pairs)
    return {
        "bytes": index.nbytes, "bytes_a_tie": round(index.nbytes / ties, 1),
        "resident_bytes": after, "resident_bytes_a_tie": round((after - before) / ties, 1),
        "snapshot_bytes": sum(file.stat().st_size for file in files),
        "build_seconds": round(building, 3), "save_seconds": round(saving, 3),
        "load_seconds": round(loading, 3), "differences": _differences(graph, index, loaded),
    }  # fmt: skip


def _differences(graph: PowerLaw, index: Any, loaded: Any) -> int:
    return sum(
        index.nearest_hops(asker, company) != loaded.nearest_hops(asker, company)
        for asker, company in graph.questions(100, seed=0)
    )


def table(figures: dict[str, Any], title: str) -> Table:
    shown = Table("what", "figure", title=title)
    for name, value in figures.items():
        shown.add_row(name.replace("_", " "), f"{value:,}")
    return shown


def main() -> None:
    """Build, save and load once."""
    ends_tidily()
    chosen = parser(__doc__, questions=None).parse_args()
    with waiting("Drawing the graph"):
        graph = drawn(chosen.people, chosen.ties, chosen.seed)
        indexed(drawn(100, 300, chosen.seed))  # what is compiled at first use is compiled
    with TemporaryDirectory(prefix="inroad-index-") as folder, waiting("Building, saving, loading"):
        figures = measured(graph, Path(folder))
    CONSOLE.print(table(figures, f"{chosen.people:,} people, {chosen.ties:,} ties"))
    if chosen.plot:
        keys = ("build_seconds", "save_seconds", "load_seconds")
        plots.seconds(chosen.plot, "Index", {key.partition("_")[0]: figures[key] for key in keys})
    report(
        {"people": chosen.people, "ties": chosen.ties, **figures, "machine": machine()},
        chosen.json,
    )
    raise SystemExit(1 if figures["differences"] else 0)


if __name__ == "__main__":
    main()
