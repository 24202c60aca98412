"""What comes true once the builder has folded an event."""

import asyncio
from collections.abc import Awaitable, Callable


async def eventually(so: Callable[[], Awaitable[bool]]) -> None:
    for _ in range(1_200):
        if await so():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it did not come true in time")
