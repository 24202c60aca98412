"""Pulling ahead of the builder, from a real NATS."""

import asyncio
from typing import Any

import pytest
from nats.aio.msg import Msg
from nats.errors import TimeoutError as NatsTimeout

from services.broker import CONSUMER, EVENT_SUBJECTS, EVENTS, send
from services.pull import Ahead
from tests.services.conftest import Inroad

WAIT = 0.05


async def pulling(inroad: Inroad, most: int) -> Ahead:
    subscription: Any = await inroad.broker.jetstream().pull_subscribe(
        EVENT_SUBJECTS, durable=CONSUMER, stream=EVENTS
    )
    return Ahead(subscription, most, WAIT)


async def publish(inroad: Inroad, count: int) -> None:
    for number in range(count):
        await send(inroad.broker, f"inroad.events.0.default.{number}", b"%d" % number, {})


async def fetched(ahead: Ahead, count: int) -> list[Msg]:
    """So many, however the broker portions them."""
    found: list[Msg] = []
    async with asyncio.timeout(60):
        while len(found) < count:
            try:
                found += await ahead.fetch(count - len(found), WAIT)
            except NatsTimeout:
                await asyncio.sleep(WAIT / 10)
    return found


async def test_messages_come_in_order_and_in_portions(inroad: Inroad) -> None:
    await publish(inroad, 25)
    ahead = await pulling(inroad, most=10)
    found = [*await fetched(ahead, 3), *await fetched(ahead, 22)]
    assert [message.data for message in found] == [b"%d" % number for number in range(25)]
    await ahead.end()


async def test_no_more_is_pulled_than_may_wait(inroad: Inroad) -> None:
    await publish(inroad, 100)
    ahead = await pulling(inroad, most=10)
    await asyncio.sleep(10 * WAIT)
    info = await inroad.broker.jetstream().consumer_info(EVENTS, CONSUMER)
    assert 10 <= (info.num_ack_pending or 0) < 20
    await ahead.end()


async def test_with_nothing_to_fetch_it_times_out_as_the_broker_does(inroad: Inroad) -> None:
    ahead = await pulling(inroad, most=10)
    with pytest.raises(NatsTimeout):
        await ahead.fetch(10, WAIT)
    await ahead.end()


async def test_the_rest_of_a_batch_is_not_waited_for(inroad: Inroad) -> None:
    await publish(inroad, 2)
    ahead = await pulling(inroad, most=10)
    assert len(await fetched(ahead, 2)) == 2
    async with asyncio.timeout(30):
        with pytest.raises(NatsTimeout):
            await ahead.fetch(8, timeout=60)
    await ahead.end()


async def test_it_ends_whatever_it_waits_for(inroad: Inroad) -> None:
    """Cancelling would be lost now and then: Python 3.11's wait_for answers instead."""
    await publish(inroad, 200)
    for number in range(100):
        ahead = await pulling(inroad, most=1 + number % 5)
        await asyncio.sleep(number % 10 / 1000)
        async with asyncio.timeout(60):
            await ahead.end()


async def test_what_waits_at_the_end_is_handed_back_at_once(inroad: Inroad) -> None:
    await publish(inroad, 10)
    first = await pulling(inroad, most=10)
    for message in await fetched(first, 2):
        await message.ack()
    await first.end()
    with pytest.raises(NatsTimeout):
        await first.fetch(10, WAIT)
    second = await pulling(inroad, most=10)
    found = await fetched(second, 8)  # long before the acknowledgement's wait is over
    assert sorted(int(message.data) for message in found) == [*range(2, 10)]
    await second.end()
