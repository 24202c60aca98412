"""Whom you have put off, or don't want to ask: kept beside who you are, and in no graph."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Final

from schemas.events.base import moment_text
from services.cli.kept import keep, kept
from services.cli.terminal import Terminal

FILE: Final = "left_out.json"  # identifiers, each with the time until which
A_WEEK: Final = timedelta(days=7)
FOR_GOOD: Final = ""


def left_out(terminal: Terminal) -> list[str]:
    """Identifiers of those who are left out now: these stay one's own when people are merged."""
    now = moment_text(datetime.now(UTC))
    return [ref for ref, until in kept(terminal, FILE).items() if until == FOR_GOOD or until > now]


def leave_out(terminal: Terminal, ref: str, *, for_good: bool) -> None:
    """Leave somebody out, for a week or until the file says otherwise."""
    until = FOR_GOOD if for_good else moment_text(datetime.now(UTC) + A_WEEK)
    keep(terminal, FILE, kept(terminal, FILE) | {ref: until})


def forget(terminal: Terminal, refs: Collection[str]) -> None:
    """Keep nothing of people who are erased."""
    known = kept(terminal, FILE)
    if not known.keys().isdisjoint(refs):
        keep(terminal, FILE, {ref: until for ref, until in known.items() if ref not in refs})
