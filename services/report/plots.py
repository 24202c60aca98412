"""Plots as SVG that fits any width: places along the weeks are in per cent, heights in pixels."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Final, NamedTuple

HEIGHT: Final = 96  # pixels between the least and the greatest
_TOP, _BELOW = 14, 4
_ROW: Final = 34  # pixels a row of a strip
_APART: Final = 6  # per cent between the numbers of two marks

Point = tuple[float, float]  # per cent along the weeks, pixels from the top


class Mark(NamedTuple):
    """A numbered mark over a week."""

    week: int
    number: int


def stacked(name: str, title: str, text: str, layers: Mapping[str, Sequence[float | None]]) -> str:
    """Bars of shares, one a week, the layers on each other; a week of none stays empty."""
    weeks = len(next(iter(layers.values())))
    bars: list[str] = []
    for week in range(weeks):
        top = float(_TOP + HEIGHT)
        for layer, values in layers.items():
            tall = (values[week] or 0) * HEIGHT
            top -= tall
            bars += [_bar(_span(week, weeks), (top, tall), layer)] if tall else []
    return _plot(name, title, text, _TOP + HEIGHT + _BELOW, [_scale("100%"), *bars])


def beside(name: str, title: str, text: str, sides: Sequence[Mapping[str, Sequence[int]]]) -> str:
    """Bars of counts side by side in each week, each of layers on each other."""
    weeks = len(next(iter(sides[0].values())))
    sums = [sum(of[week] for of in side.values()) for side in sides for week in range(weeks)]
    most = max(sums) or 1
    bars: list[str] = []
    for week in range(weeks):
        left, wide = _span(week, weeks)
        for place, side in enumerate(sides):
            top = float(_TOP + HEIGHT)
            span = left + place * wide / len(sides), wide / len(sides)
            for layer, values in side.items():
                tall = values[week] / most * HEIGHT
                top -= tall
                bars += [_bar(span, (top, tall), layer)] if tall else []
    return _plot(name, title, text, _TOP + HEIGHT + _BELOW, [_scale(f"{most}"), *bars])


def line(
    name: str, title: str, text: str, values: Sequence[float | None], *,
    most: str, marks: Sequence[Mark] = (),
) -> str:  # fmt: skip
    """A line through values from 0 to 1, broken where there is none, with marks over weeks."""
    weeks = len(values)
    points = [
        None if value is None else (_middle(week, weeks), _TOP + HEIGHT * (1 - value))
        for week, value in enumerate(values)
    ]
    lines = [_line("line", *ends) for one, other in pairwise(points) if (ends := _both(one, other))]
    dots = [
        f'<circle class="point" cx="{point[0]:.2f}%" cy="{point[1]:.1f}" r="2"/>'
        for point in points
        if point
    ]
    parts = [_scale(most), *lines, *dots, *_marks(marks, weeks)]
    return _plot(name, title, text, _TOP + HEIGHT + _BELOW, parts)


def strip(name: str, title: str, text: str, rows: Mapping[str, Sequence[int]]) -> str:
    """A row a kind: in each week a square, the taller the more there were."""
    parts: list[str] = []
    most = max((count for counts in rows.values() for count in counts), default=0) or 1
    for place, (row, counts) in enumerate(rows.items()):
        foot = (place + 1) * _ROW
        label = f"{row} · {sum(counts)}"
        parts.append(f'<text class="row" x="0" y="{foot - 20}">{escape(label)}</text>')
        parts.append(f'<line class="edge" x1="0" y1="{foot}" x2="100%" y2="{foot}"/>')
        for week, count in enumerate(counts):
            if count:
                tall = 5 + 10 * count / most
                parts.append(_bar(_span(week, len(counts)), (foot - tall, tall), "hard"))
    return _plot(name, title, text, len(rows) * _ROW + _BELOW, parts)


def _marks(marks: Sequence[Mark], weeks: int) -> Iterator[str]:
    """A line each, and the number where there is room for it."""
    room = 0.0
    for mark in marks:
        x = _middle(mark.week, weeks)
        yield _line("mark", (x, _TOP), (x, _TOP + HEIGHT))
        if x >= room:
            number = f'x="{x:.2f}%" y="10" text-anchor="middle">{mark.number}'
            yield f'<text class="mark" {number}</text>'
            room = x + _APART


def _both(one: Point | None, other: Point | None) -> tuple[Point, Point] | None:
    return (one, other) if one and other else None


def _line(layer: str, start: Point, end: Point) -> str:
    return (
        f'<line class="{layer}" x1="{start[0]:.2f}%" y1="{start[1]:.1f}" '
        f'x2="{end[0]:.2f}%" y2="{end[1]:.1f}"/>'
    )


def _plot(name: str, title: str, text: str, height: float, parts: Iterable[str]) -> str:
    return (
        f'<svg role="img" aria-labelledby="{name}-title {name}-text" width="100%" '
        f'height="{height:g}"><title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-text">{escape(text)}</desc>{"".join(parts)}</svg>'
    )


def _scale(most: str) -> str:
    """The lines of the least and the greatest value, and what the greatest is."""
    foot = _TOP + HEIGHT
    return (
        f'<line class="edge" x1="0" y1="{foot}" x2="100%" y2="{foot}"/>'
        f'<line class="edge" x1="0" y1="{_TOP}" x2="100%" y2="{_TOP}"/>'
        f'<text class="scale" x="0" y="10">{escape(most)}</text>'
    )


def _span(week: int, weeks: int) -> tuple[float, float]:
    """Where the bar of a week begins and how wide it is, in per cent."""
    return (week + 0.1) * 100 / weeks, 80 / weeks


def _middle(week: int, weeks: int) -> float:
    return (week + 0.5) * 100 / weeks


def _bar(span: tuple[float, float], height: tuple[float, float], layer: str) -> str:
    (x, wide), (y, tall) = span, height
    return (
        f'<rect class="{layer}" x="{x:.2f}%" width="{wide:.2f}%" y="{y:.1f}" height="{tall:.1f}"/>'
    )
