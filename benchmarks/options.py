"""The options that benchmarks over power-law graphs share."""

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
