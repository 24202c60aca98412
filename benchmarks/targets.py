"""Many companies in one search, over one: what each company more costs.

python -m benchmarks.targets --people 1000000 --ties 10000000 --companies 50
"""

from dataclasses import dataclass
from typing import Any

from rich.table import Table

from benchmarks import plots
from benchmarks.options import parser
from benchmarks.peers.ours import indexed
from benchmarks.powerlaw import PowerLaw, drawn
from benchmarks.terminal import CONSOLE, ends_tidily, report, waiting
from benchmarks.timing import Times, machine, timed

SHEET = 50  # companies
WARMING = 20  # questions that do not count


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One company; all of a sheet in one search; the same one by one."""

    one: Times
    many: Times
    each: Times
    differences: int

    @property
    def times_one(self) -> float:
        """A search of many, over a search of one: by p50."""
        return round(self.many.figures["p50_us"] / self.one.figures["p50_us"], 2)

    @property
    def figures(self) -> dict[str, dict[str, float]]:
        return {"one": self.one.figures, "many": self.many.figures, "each": self.each.figures}


def measured(index: Any, graph: PowerLaw, count: int, companies: int, seed: int) -> Measured:
    """Every asker has a sheet of companies; the answers of many are checked against each."""
    askers = [asker for asker, _ in graph.questions(count, seed)]
    wanted = [company for _, company in graph.questions(count * companies, seed)]
    sheets = [wanted[at : at + companies] for at in range(0, len(wanted), companies)]
    asked = list(zip(askers, sheets, strict=True))

    def each(asker: int, sheet: list[int]) -> list[Any]:
        return [index.nearest(asker, company) for company in sheet]

    different = sum(
        _told(index.nearest_many(asker, sheet)) != _told(each(asker, sheet))
        for asker, sheet in asked[: max(WARMING, count // 10)]
    )
    return Measured(
        one=timed(lambda asker, sheet: index.nearest(asker, sheet[0]), asked),
        many=timed(index.nearest_many, asked),
        each=timed(each, asked),
        differences=different,
    )


def _told(ways: list[Any]) -> list[tuple[tuple[int, ...], int] | None]:
    return [None if way is None else (tuple(way.people), way.cost) for way in ways]


def table(found: Measured, companies: int) -> Table:
    shown = Table("search", "p50 µs", "p99 µs", title=f"{companies} companies over one")
    names = {"one": "one company", "many": f"{companies} at once", "each": f"{companies} singly"}
    for key, figures in found.figures.items():
        shown.add_row(names[key], *(f"{value:,.1f}" for value in figures.values()))
    return shown


def main() -> None:
    """Measure, and say how many times one company the whole sheet takes."""
    ends_tidily()
    options = parser(__doc__, questions=200)
    options.add_argument("--companies", type=int, default=SHEET, help="on a sheet")
    chosen = options.parse_args()
    with waiting("Building"):
        graph = drawn(chosen.people, chosen.ties, chosen.seed)
        index = indexed(graph)
    with waiting("Asking"):
        found = measured(index, graph, chosen.questions, chosen.companies, chosen.seed)
    CONSOLE.print(table(found, chosen.companies))
    CONSOLE.print(f"{chosen.companies} companies take {found.times_one} times one")
    if chosen.plot:
        plots.bars(chosen.plot, f"{chosen.companies} companies over one", found.figures)
    report(
        {
            "people": chosen.people, "ties": chosen.ties, "questions": chosen.questions,
            "companies": chosen.companies, "differences": found.differences, **found.figures,
            "times_one": found.times_one, "machine": machine(),
        },
        chosen.json,
    )  # fmt: skip
    raise SystemExit(1 if found.differences else 0)


if __name__ == "__main__":
    main()
