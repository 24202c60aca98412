"""The plots of a report, each with its title, what it comes to, its key and its dates."""

from collections.abc import Collection, Mapping, Sequence
from html import escape
from typing import Final

from graph.combine import STAGES
from graph.report.wording import away, day, in_percent, many
from schemas.report import Change, Reach, Report, WeekTold, Why
from services.report.plots import Mark, beside, line, stacked, strip

STEPS: Final[tuple[Why, ...]] = ("first", "shorter", "lost")
SURER: Final[tuple[Why, ...]] = ("stronger",)
FARTHEST: Final = 5  # where out of reach is drawn, in hops
RUNGS: Final = {
    "opener": "opener", "warm": "warm answer", "coffee_or_sheet": "coffee or sheet",
    "intel": "intel", "name": "a name", "introduction": "introduction", "thanks": "thanks",
}  # fmt: skip


def figures(report: Report) -> str:
    """Small multiples over the same weeks, each with its words."""
    plots = (_shares, _asks, _rungs, _stages, _distance, _chance)
    return "".join(plot(report) for plot in plots)


def _shares(report: Report) -> str:
    whole = report.whole.conversations
    text = f"{whole.hard} hard, {whole.direct} direct and {whole.soft} soft in all."
    key = {"hard": "hard: with an agenda", "direct": "direct: of two", "soft": "soft: the rest"}
    shares = {
        kind: [getattr(week.conversations, f"{kind}_share") for week in report.weeks]
        for kind in key
    }
    plot = stacked("shares", "Shares of your conversations by week", text, shares)
    return _figure("How you talk", text, plot, report.weeks, key)


def _asks(report: Report) -> str:
    whole, weeks = report.whole.asks, report.weeks
    text = f"{many(whole.made, 'ask')} made, {many(whole.warm, 'warm answer')}."
    made = {"direct": [week.asks.made for week in weeks]}
    answers = {
        "hard": [week.asks.warm for week in weeks],
        "soft": [week.asks.later + week.asks.no for week in weeks],
    }
    key = {"direct": "asks made", "hard": "warm answers", "soft": "not now, or no"}
    plot = beside("asks", "Asks and answers by week", text, (made, answers))
    return _figure("What you ask", text, plot, weeks, key)


def _rungs(report: Report) -> str:
    rungs = {
        word: [getattr(week.rungs, rung) for week in report.weeks] for rung, word in RUNGS.items()
    }
    text = "Contacts who stood there for the first time."
    plot = strip("rungs", "Rungs climbed by week", text, rungs)
    return _figure("Rungs climbed", text, plot, report.weeks)


def _stages(report: Report) -> str:
    entered = report.whole.introductions
    stages = {
        stage.replace("-", " "): [week.introductions.get(stage, 0) for week in report.weeks]
        for stage in STAGES
        if stage in entered
    }
    made = f"{many(entered.get('made', 0), 'introduction')} made."
    text = made if stages else "None in these weeks."
    plot = strip("stages", "Introductions entering each stage by week", text, stages)
    return _figure("Introductions", text, plot, report.weeks)


def _distance(report: Report) -> str:
    weeks, last = report.weeks, report.weeks[-1].targets
    text = f"{last.within_reach} of {last.wanted} companies within reach"
    text += f", typically {away(last.median_hops)}." if last.wanted else "."
    nearness = [_nearness(week.targets) for week in weeks]
    plot = line("hops", "How far a typical target is by week", text, nearness,
                most="inside", marks=_marks(report, STEPS))  # fmt: skip
    words = f"{text} Higher is nearer, the foot is out of reach; numbers as below."
    return _figure("How far your targets are", words, plot, weeks)


def _nearness(reach: Reach) -> float | None:
    """From 0, out of reach, to 1, inside; None while nothing is wanted."""
    if not reach.wanted:
        return None
    return 0.0 if reach.median_hops is None else 1 - reach.median_hops / FARTHEST


def _chance(report: Report) -> str:
    weeks = report.weeks
    text = f"Now typically {in_percent(weeks[-1].targets.median_chance or 0)}."
    chances = [week.targets.median_chance for week in weeks]
    plot = line("chance", "How sure the best path to a typical target is by week", text, chances,
                most="100%", marks=_marks(report, SURER))  # fmt: skip
    return _figure("How sure the best paths are", text, plot, weeks)


def _marks(report: Report, whys: Collection[Why]) -> list[Mark]:
    """The first change of each week that is one of *whys*, numbered as all changes are."""
    weeks = {week.end: number for number, week in enumerate(report.weeks)}
    found: dict[int, Mark] = {}
    for number, change in enumerate(changes_in(report), start=1):
        week = weeks[change.end]
        if change.why in whys:
            found.setdefault(week, Mark(week, number))
    return list(found.values())


def _figure(
    title: str,
    text: str,
    plot: str,
    weeks: Sequence[WeekTold],
    key: Mapping[str, str] | None = None,
) -> str:
    words = "".join(
        f'<b><i class="{layer}"></i>{escape(word)}</b>' for layer, word in (key or {}).items()
    )
    return (
        f"<figure><figcaption>{escape(title)} <span>{escape(text)}</span></figcaption>{plot}"
        f'<div class="dates"><span>{day(weeks[0].start)}</span><span>{day(weeks[-1].end)}</span>'
        f"</div>{f'<div class=key>{words}</div>' if words else ''}</figure>"
    )


def changes_in(report: Report) -> list[Change]:
    """What changed of any target, the earliest first."""
    found = [one for target in report.targets for one in target.changes]
    return sorted(found, key=lambda one: (one.end, one.text))
