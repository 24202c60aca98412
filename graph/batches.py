"""Much, a handful at a time: as `itertools.batched` of Python 3.12, in lists."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batched(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of up to *size* of *values* in their order, none of them empty."""
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch
