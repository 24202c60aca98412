"""The words of moves, from the file that comes with Inroad or from one of your own."""

import tomllib
from pathlib import Path
from typing import Final

from graph.plan.words import Templates, WrongWords

WORDS: Final = Path(__file__).with_name("words.toml")


def templates_of(own: Path | None) -> Templates:
    """The templates of the file *own*, or of the one that comes with Inroad.

    Raises:
        WrongWords: when the file can't be read, or used.
    """
    try:
        return Templates.of(tomllib.loads((own or WORDS).read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise WrongWords(str(own or WORDS), f"can't be read: {error}") from error
