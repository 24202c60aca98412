"""A FastStream batch consumer that does nothing: the most that a builder could reach.

Started by `ingest` with the settings of the builder; it pulls the same batches from the same
stream, reads nothing in them, and acknowledges.
"""

import asyncio
from typing import Any

from faststream import AckPolicy, FastStream
from faststream.nats import JStream, NatsBroker, NatsMessage, PullSub

from services.broker import CONSUMER, EVENT_SUBJECTS, EVENTS, connected
from services.settings import Settings


async def _bodies(message: NatsMessage) -> list[bytes]:
    return [raw.data for raw in message.raw_message]  # type: ignore[attr-defined]


async def run(settings: Settings) -> None:
    """Consume until told to stop."""
    broker = NatsBroker(settings.broker, logger=None)

    @broker.subscriber(
        EVENT_SUBJECTS,
        stream=JStream(EVENTS, declare=False),
        durable=CONSUMER,
        pull_sub=PullSub(batch_size=settings.batch_size, timeout=settings.batch_wait, batch=True),
        ack_policy=AckPolicy.MANUAL,
        decoder=_bodies,
    )
    async def take(bodies: Any, message: NatsMessage) -> None:
        del bodies
        for raw in message.raw_message:  # type: ignore[attr-defined]
            await raw.ack()

    async with connected(settings):
        await FastStream(broker, logger=None).run()


if __name__ == "__main__":
    asyncio.run(run(Settings()))
