"""Standard input as a file to import: it is read more than once, and so kept for the while."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

STDIN: Final = Path("-")


@contextmanager
def with_stdin(files: Sequence[Path]) -> Iterator[list[Path]]:
    """*files*, with what comes on standard input in place of -; only you can read it."""
    if STDIN not in files:
        yield list(files)
        return
    with TemporaryDirectory() as folder:
        place = Path(folder) / "standard input"
        with place.open("wb") as kept:
            shutil.copyfileobj(sys.stdin.buffer, kept)
        yield [place if one == STDIN else one for one in files]
