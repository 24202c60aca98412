"""The report as one page: verdict, plots, the same in a table, and what each number means.

It is whole in itself: no network, no script, nothing kept. What a plot shows stands in the
table too, for whoever does not see it.
"""

from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Any, Final

from graph.export.cells import clean
from graph.report.wording import day, in_percent
from schemas.report import Report, WeekTold
from services.policy import policy_of
from services.report.figures import RUNGS, changes_in, figures

TITLE: Final = "Am I Bob 1 or Bob 2?"
_HEADS: Final = (
    "week from", "soft", "direct", "hard", "asks", "warm answers", "rungs", "introductions",
    "in reach", "median hops", "median chance",
)  # fmt: skip
_WORDS: Final = ("rungs", "introductions")  # columns of words


def as_page(report: Report) -> str:
    """The page as HTML."""
    style = _part("report.css")
    cut = "A bound of work was reached: counts and reach are at least these."
    return Template(_part("report.html")).substitute(
        policy=policy_of(style),
        style=style,
        title=escape(TITLE),
        name=escape(clean(report.person.name)),
        span=f"{day(report.whole.start)} to {day(report.whole.end)}",
        verdict="".join(f"<p>{escape(clean(one))}</p>" for one in report.verdict.sentences),
        next=f"{escape(clean(report.verdict.next.text))} "
        f"<code>{escape(report.verdict.next.command)}</code>",
        plots=figures(report),
        changes=_changes(report),
        table=_table(report),
        definitions="".join(
            f"<dt>{escape(where)}</dt><dd>{escape(text)}</dd>"
            for where, text in report.definitions.items()
        ),
        cut=f'<p class="hint">{cut}</p>' if report.cut else "",
    )


def _changes(report: Report) -> str:
    changes = changes_in(report)
    if not changes:
        return "<p>Nothing did in these weeks.</p>"
    items = []
    for one in changes:
        causes = "".join(
            f'<span class="cause">{day(cause.time)}: {escape(clean(cause.text))}</span>'
            for cause in one.causes
        )
        items.append(f"<li>Week to {day(one.end)}: {escape(clean(one.text))}{causes}</li>")
    return f"<ol>{''.join(items)}</ol>"


def _table(report: Report) -> str:
    head = "".join(f'<th scope="col"{_words(name)}>{escape(name)}</th>' for name in _HEADS)
    rows = "".join(
        f'<tr><th scope="row">{day(week.start)}</th>' + "".join(
            f"<td{_words(name)}>{escape(str(cell))}</td>"
            for name, cell in zip(_HEADS[1:], _cells(week), strict=True)
        ) + "</tr>"
        for week in reversed(report.weeks)
    )  # fmt: skip
    return f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"


def _words(name: str) -> str:
    return ' class="words"' if name in _WORDS else ""


def _cells(week: WeekTold) -> tuple[Any, ...]:
    said, reach = week.conversations, week.targets
    rungs = {word: getattr(week.rungs, rung) for rung, word in RUNGS.items()}
    chance = "" if reach.median_chance is None else in_percent(reach.median_chance)
    hops = "none" if reach.median_hops is None else f"{reach.median_hops:g}"
    return (
        said.soft, said.direct, said.hard, week.asks.made, week.asks.warm, _counted(rungs),
        _counted(week.introductions), f"{reach.within_reach} of {reach.wanted}",
        hops if reach.wanted else "", chance,
    )  # fmt: skip


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{word} {count}" for word, count in counts.items() if count)


@cache
def _part(name: str) -> str:
    return files("services.report").joinpath("parts", name).read_text(encoding="utf-8")
