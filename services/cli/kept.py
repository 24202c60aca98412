"""Small things that the terminal keeps in its home, a JSON object a file."""

import json
from typing import Any

from services.cli.exits import Stop
from services.cli.terminal import Terminal


def kept(terminal: Terminal, file: str) -> dict[str, Any]:
    """What *file* holds; nothing when there is none.

    Raises:
        Stop: when it can't be read.
    """
    place = terminal.settings.home / file
    try:
        found = json.loads(place.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise Stop(f"{place} can't be read", "correct it, or remove it") from error
    if not isinstance(found, dict):
        raise Stop(f"{place} holds no JSON object", "correct it, or remove it")
    return found


def keep(terminal: Terminal, file: str, what: dict[str, Any]) -> None:
    """Have *file* hold this and nothing else."""
    terminal.settings.home.mkdir(parents=True, exist_ok=True)
    text = json.dumps(what, ensure_ascii=False, indent=2, sort_keys=True)
    (terminal.settings.home / file).write_text(text + "\n", encoding="utf-8")
