"""How many moves you have been shown today: five are enough, however often you look."""

import json
from datetime import UTC, datetime
from typing import Final

from services.cli.terminal import Terminal

A_DAY: Final = 5
FILE: Final = "today.json"


def left_today(terminal: Terminal) -> int:
    """Moves that are left for today."""
    return max(0, A_DAY - _met(terminal))


def count_one(terminal: Terminal) -> None:
    """One more was dealt with."""
    terminal.settings.home.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"day": _today(), "moves": _met(terminal) + 1})
    (terminal.settings.home / FILE).write_text(text + "\n", encoding="utf-8")


def _met(terminal: Terminal) -> int:
    place = terminal.settings.home / FILE
    if not place.exists():
        return 0
    kept = json.loads(place.read_text(encoding="utf-8"))
    return int(kept["moves"]) if kept["day"] == _today() else 0


def _today() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}"
