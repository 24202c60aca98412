"""The options that benchmarks share: over power-law graphs, and over reviews in a store."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path


def parser(description: str | None, *, questions: int | None, sized: bool = True) -> ArgumentParser:
    """*questions* is how many are asked unless told; *sized* is for one graph of a given size."""
    options = ArgumentParser(description=description, formatter_class=RawDescriptionHelpFormatter)
    if sized:
        options.add_argument("--people", type=int, default=100_000)
        options.add_argument("--ties", type=int, default=1_000_000)
    if questions is not None:
        options.add_argument("--questions", type=int, default=questions)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--json", type=Path, help="write the last line to this file too")
    options.add_argument("--plot", type=Path, help="draw into this PNG")
    return options


def over_reviews(description: str | None, *, events: int | None, meaning: str) -> ArgumentParser:
    """*events* of the reviews are folded unless told otherwise, all if None; into one store."""
    options = ArgumentParser(description=description, formatter_class=RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="folder of the two CSV files")
    options.add_argument("--store", required=True, help="URL, or docker")
    options.add_argument("--events", type=int, default=events, help=meaning)
    options.add_argument("--wipe", action="store_true", help="empty the store first")
    options.add_argument("--json", type=Path, help="write the last line to this file too")
    return options
