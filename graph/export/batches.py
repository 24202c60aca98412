"""A stream in handfuls, so that what belongs to each is loaded together."""

from collections.abc import AsyncIterator
from typing import Final, TypeVar

T = TypeVar("T")
SIZE: Final = 500


async def batches(stream: AsyncIterator[T]) -> AsyncIterator[list[T]]:
    """Lists of up to `SIZE`, none of them empty."""
    batch: list[T] = []
    async for one in stream:
        batch.append(one)
        if len(batch) == SIZE:
            yield batch
            batch = []
    if batch:
        yield batch
