"""Plots of what was measured, as PNG."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

mpl.use("Agg")
WIDTH, HEIGHT, DOTS = 8, 4.5, 150  # inches, and dots an inch
Quantiles = Mapping[str, float]  # p50_us and p99_us


def bars(path: Path, title: str, rows: Mapping[str, Quantiles]) -> None:
    """p50 and p99 of each row, on a logarithmic axis; the quickest first."""
    ordered = sorted(rows.items(), key=lambda row: row[1]["p50_us"])
    figure = Figure(figsize=(WIDTH, HEIGHT), layout="constrained")
    axes = figure.subplots()
    for shift, key in ((-0.2, "p50_us"), (0.2, "p99_us")):
        at = [place + shift for place in range(len(ordered))]
        drawn = axes.bar(at, [row[key] for _, row in ordered], 0.38, label=key[:3])
        axes.bar_label(drawn, fmt=_told, fontsize=8)
    axes.set_xticks(range(len(ordered)), [name for name, _ in ordered])
    axes.set(yscale="log", ylabel="microseconds a question", title=title)
    axes.set_ylim(bottom=min(row["p50_us"] for _, row in ordered) / 3)  # no bar is a mere line
    axes.legend()
    figure.savefig(path, dpi=DOTS)


def once(path: Path, title: str, rows: Mapping[str, float], unit: str) -> None:
    """A bar for what was measured once."""
    figure = Figure(figsize=(WIDTH, HEIGHT), layout="constrained")
    axes = figure.subplots()
    axes.bar_label(axes.bar(list(rows), list(rows.values())), fmt=f"%.3g {unit}")
    axes.set(ylabel=unit, title=title)
    figure.savefig(path, dpi=DOTS)


def lines(
    path: Path, title: str, across: tuple[str, Sequence[float]], rows: Mapping[str, Sequence[float]]
) -> None:
    """Microseconds of each row over what *across* names, both axes logarithmic."""
    label, values = across
    figure = Figure(figsize=(WIDTH, HEIGHT), layout="constrained")
    axes = figure.subplots()
    for name, row in rows.items():
        axes.plot(values, row, marker="o", label=name)
    axes.set(xscale="log", yscale="log", xlabel=label, ylabel="microseconds", title=title)
    axes.grid(alpha=0.3)
    axes.legend()
    figure.savefig(path, dpi=DOTS)


def _told(microseconds: float) -> str:
    """With its unit, three digits at most."""
    for unit, size in (("s", 1e6), ("ms", 1e3)):
        if microseconds >= size:
            return f"{microseconds / size:.3g} {unit}"
    return f"{microseconds:.3g} µs"
