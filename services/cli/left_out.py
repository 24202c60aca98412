"""Whom you have put off, or don't want to ask: kept beside who you are, and in no graph."""

import json
from datetime import UTC, datetime, timedelta
from typing import Final

from schemas.events.base import moment_text
from services.cli.terminal import Terminal

FILE: Final = "left_out.json"
A_WEEK: Final = timedelta(days=7)
FOR_GOOD: Final = ""


def left_out(terminal: Terminal) -> list[str]:
    """Ids of those who are left out now."""
    now = moment_text(datetime.now(UTC))
    return [id_ for id_, until in _kept(terminal).items() if until == FOR_GOOD or until > now]


def leave_out(terminal: Terminal, id_: str, *, for_good: bool) -> None:
    """Leave somebody out, for a week or until the file says otherwise."""
    until = FOR_GOOD if for_good else moment_text(datetime.now(UTC) + A_WEEK)
    kept = _kept(terminal) | {id_: until}
    terminal.settings.home.mkdir(parents=True, exist_ok=True)
    text = json.dumps(kept, indent=2, sort_keys=True)
    (terminal.settings.home / FILE).write_text(text + "\n", encoding="utf-8")


def _kept(terminal: Terminal) -> dict[str, str]:
    place = terminal.settings.home / FILE
    if not place.exists():
        return {}
    kept: dict[str, str] = json.loads(place.read_text(encoding="utf-8"))
    return kept
