"""How many moves you have dealt with today: five are enough, however often you look."""

from datetime import UTC, datetime
from typing import Final

from services.cli.kept import keep, kept
from services.cli.terminal import Terminal

A_DAY: Final = 5
FILE: Final = "today.json"


def left_today(terminal: Terminal) -> int:
    """Moves that are left for today."""
    return max(0, A_DAY - _met(terminal))


def count_one(terminal: Terminal) -> None:
    """One more was dealt with."""
    keep(terminal, FILE, {"day": _today(), "moves": _met(terminal) + 1})


def _met(terminal: Terminal) -> int:
    known = kept(terminal, FILE)
    return int(known.get("moves", 0)) if known.get("day") == _today() else 0


def _today() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}"
