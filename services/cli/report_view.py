"""The report on the screen: sentences, a sparkline a number, and what changed the targets."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from services.cli.spoken import day, percent

WIDTH: Final = 40  # of a sparkline at most; more weeks share a place
FARTHEST: Final = 5  # where out of reach is drawn, in hops
CHANGES: Final = 5  # shown, the latest
_BARS: Final = "▁▂▃▄▅▆▇█"
_NONE: Final = "·"

Pick = Callable[[dict[str, Any]], float | None]
_COUNTS: Final[tuple[tuple[str, Pick], ...]] = (
    ("soft", lambda week: week["conversations"]["soft"]),
    ("direct", lambda week: week["conversations"]["direct"]),
    ("hard", lambda week: week["conversations"]["hard"]),
    ("asks made", lambda week: week["asks"]["made"]),
    ("warm answers", lambda week: week["asks"]["warm"]),
    ("rungs climbed", lambda week: sum(week["rungs"].values())),
    ("introductions", lambda week: sum(week["introductions"].values())),
)


def sparkline(values: Sequence[float | None], most: float | None = None) -> str:
    """A bar a value, from 0 to the greatest or to *most*; a dot where there is nothing."""
    top = most or max((value for value in values if value), default=0)
    return "".join(_bar(value, top) for value in values)


def show_report(console: Console, report: dict[str, Any]) -> None:
    """The verdict, the weeks, what changed, and the next step."""
    first, *more = report["verdict"]["sentences"]
    console.print(Text(first, style="bold"), soft_wrap=False)
    for sentence in more:
        console.print(Text(sentence), soft_wrap=False)
    console.print()
    console.print(_weeks(report))
    _changes(console, report)
    console.print()
    following = report["verdict"]["next"]
    step = Text.assemble(following["text"], "  ", (following["command"], "cyan"))
    console.print(step, soft_wrap=False)
    if report["cut"]:
        console.print(
            Text("A bound of work was reached: numbers are at least these.", style="yellow")
        )


def show_definitions(console: Console, report: dict[str, Any]) -> None:
    """What each number of the JSON means."""
    console.print()
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    for where, text in report["definitions"].items():
        table.add_row(Text(where, style="cyan"), text)
    console.print(table)


def _weeks(report: dict[str, Any]) -> Table:
    """A row a number: by week, in all, and in the latest weeks."""
    weeks, conversations = report["weeks"], report["whole"]["conversations"]
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("")
    table.add_column(f"{day(weeks[0]['start'])} to {day(weeks[-1]['end'])}", no_wrap=True)
    table.add_column("in all", justify="right")
    table.add_column("share", justify="right")
    for name, pick in _COUNTS:
        counts = [pick(week) or 0 for week in weeks]
        share = conversations.get(f"{name}_share")
        shown = "" if share is None else _percent(share)
        table.add_row(name, sparkline(_together(counts, sum)), f"{sum(counts):,}", shown)
    last = weeks[-1]["targets"]
    hops = [_nearness(week["targets"]) for week in weeks]
    chances = [week["targets"]["median_chance"] for week in weeks]
    if last["wanted"]:
        far, sure = last["median_hops"], _percent(last["median_chance"])
        away = "out of reach" if far is None else f"{far:g} {'hop' if far == 1 else 'hops'}"
        table.add_row("targets near", sparkline(_together(hops, max), FARTHEST), "now", away)
        table.add_row("targets sure", sparkline(_together(chances, max), 1), "now", sure)
    return table


def _percent(part: float) -> str:
    return percent(part) if part else "0%"


def _nearness(targets: dict[str, Any]) -> float | None:
    """How far from out of reach; None where nothing is wanted or the median is endless."""
    return None if targets["median_hops"] is None else FARTHEST - targets["median_hops"]


def _changes(console: Console, report: dict[str, Any]) -> None:
    changes = [one for target in report["targets"] for one in target["changes"]]
    for one in sorted(changes, key=lambda one: one["end"])[-CHANGES:]:
        console.print()
        head = Text.assemble((f"Week to {day(one['end'])}: ", "dim"), one["text"])
        console.print(head, soft_wrap=False)
        for cause in one["causes"][:2]:
            told = Text.assemble((f"  {day(cause['time'])}  ", "dim"), cause["text"])
            console.print(told, soft_wrap=False)


def _together(values: Sequence[Any], of: Callable[[Sequence[Any]], float]) -> list[float | None]:
    """At most `WIDTH` values, neighbours put together."""
    size = -(-len(values) // WIDTH)
    groups = [
        [value for value in values[start : start + size] if value is not None]
        for start in range(0, len(values), size)
    ]
    return [of(group) if group else None for group in groups]


def _bar(value: float | None, most: float) -> str:
    if not value or not most:
        return _NONE
    return _BARS[min(len(_BARS) - 1, int(value / most * len(_BARS)))]
