"""Files that commands read and write, errors as one line with the remedy."""

import sys
from pathlib import Path

from services.cli.exits import Exit, Stop
from services.cli.terminal import Terminal


def put(here: Terminal, body: str, file: str) -> None:
    """Write *body* to *file*, and say so."""
    try:
        Path(file).write_text(body, encoding="utf-8", newline="")
    except OSError as error:
        raise _stop(file, error, "name a file that can be written") from error
    here.say(f"Written to {file}.")


def text_of(file: str, remedy: str) -> str:
    """The text in *file*, or of standard input where that is -; *remedy* if it can't be read."""
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _stop(file, error, remedy) from error


def _stop(file: str, error: OSError | UnicodeDecodeError, remedy: str) -> Stop:
    reason = (isinstance(error, OSError) and error.strerror) or "is no text"
    return Stop(f"{file}: {reason.lower()}", remedy, Exit.USAGE)
