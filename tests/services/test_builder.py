"""Nothing acknowledged is lost, and nothing bad takes its batch along."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

import pytest
from nats.aio.msg import Msg

from graph.entities import Record, Tie
from graph.errors import StoreUnavailable
from graph.store import GraphStore, Transaction
from services.broker import address, send
from services.builder import Builder, application
from services.dead import NoSuchLetter
from services.fate import fate_of
from services.feed import Feed
from tests.services.conftest import Inroad

T = TypeVar("T")


def payload(number: int, **changes: Any) -> bytes:
    event = {
        "specversion": "1.0", "id": f"n{number}", "source": "urn:test",
        "time": "2026-01-01T00:00:00Z",
        "type": "inroad.interaction.recorded.v1",
        "data": {"participants": [f"uid:{number}", f"uid:{number + 1}"], "how": "coffee"},
    }  # fmt: skip
    return json.dumps({**event, **changes}).encode()


async def publish(inroad: Inroad, *payloads: bytes) -> None:
    for number, data in enumerate(payloads):
        await send(inroad.broker, f"inroad.events.0.default.t{number}", data, {})


async def count(inroad: Inroad, kind: Any) -> int:
    return await inroad.store.read("default", lambda view: view.count(kind))


async def test_good_events_of_a_batch_with_bad_ones_are_applied(inroad: Inroad) -> None:
    bad = [b"{", payload(7, type="inroad.unknown.v9"), payload(8, time="2026-01-01T00:00:00")]
    await publish(inroad, payload(1), *bad, payload(2))
    async with inroad.building():
        await inroad.settled()
    letters = await inroad.dead.list("default")
    assert await count(inroad, Record) == 2
    assert [letter.payload for letter in letters] == bad
    assert [letter.field for letter in letters] == ["(event)", "type", "time"]
    assert all(letter.reason and letter.remedy for letter in letters)


async def test_a_repeat_changes_nothing(inroad: Inroad) -> None:
    await publish(inroad, payload(1), payload(1), payload(1))
    async with inroad.building():
        await inroad.settled()
        await publish(inroad, payload(1))
        await inroad.settled()
    assert await count(inroad, Record) == 1
    assert not await inroad.dead.list("default")


async def test_another_body_under_the_same_identity_is_a_dead_letter(inroad: Inroad) -> None:
    await publish(inroad, payload(1), payload(1, time="2026-02-01T00:00:00Z"), payload(1))
    async with inroad.building():
        await inroad.settled()
    (letter,) = await inroad.dead.list("default")
    assert letter.field == "id"
    assert await count(inroad, Record) == 1


async def test_retry_with_a_corrected_payload_applies_it(inroad: Inroad) -> None:
    wrong = payload(1, time="yesterday")
    async with inroad.building():
        await publish(inroad, wrong)
        await inroad.settled()
        (letter,) = await inroad.dead.list("default")
        await inroad.dead.retry(letter.seq, payload(1))
        await inroad.settled()
    assert not await inroad.dead.list("default")
    fate = await fate_of(inroad.store, inroad.broker, "default", ("urn:test", "n1"))
    assert fate.status == "applied"


async def test_a_letter_that_is_not_there_cannot_be_dropped(inroad: Inroad) -> None:
    with pytest.raises(NoSuchLetter):
        await inroad.dead.drop(17)  # of an empty stream
    async with inroad.building():
        await publish(inroad, payload(1, time="yesterday"))
        await inroad.settled()
    (letter,) = await inroad.dead.list("default")
    with pytest.raises(NoSuchLetter):
        await inroad.dead.drop(17)
    await inroad.dead.drop(letter.seq)
    with pytest.raises(NoSuchLetter):
        await inroad.dead.drop(letter.seq)


async def test_an_event_tells_its_fate_from_pending_on(inroad: Inroad) -> None:
    at = address("default", "urn:test", "n1")
    await send(inroad.broker, at.event_subject, payload(1), {})
    fate = await fate_of(inroad.store, inroad.broker, "default", ("urn:test", "n1"))
    assert fate.status == "pending"
    async with inroad.building():
        await inroad.settled()
    fate = await fate_of(inroad.store, inroad.broker, "default", ("urn:test", "n1"))
    assert fate.status == "applied"


async def test_networks_stay_apart(inroad: Inroad) -> None:
    await send(inroad.broker, "inroad.events.0.other.x", payload(1), {})
    async with inroad.building():
        await inroad.settled()
    assert await count(inroad, Record) == 0
    assert await inroad.store.read("other", lambda view: view.count(Record)) == 1


async def test_erasure_reaches_the_dead_letters(inroad: Inroad) -> None:
    erase = payload(
        9, type="inroad.person.erased.v1", data={"identifiers": ["email:ann@example.org"]}
    )
    named = {
        "participants": ["email:Ann@Example.org", "uid:1"], "how": "nonsense",
        "note": "with ann@example.org",
    }  # fmt: skip
    async with inroad.building():
        await publish(inroad, payload(1, data=named), payload(2, time="never"))
        await inroad.settled()
        assert len(await inroad.dead.list("default")) == 2
        await publish(inroad, erase)
        await inroad.settled()
        assert len(await inroad.dead.list("default")) == 1
        await publish(inroad, payload(3, data=named))
        await inroad.settled()
    letters = await inroad.dead.list("default")
    assert len(letters) == 2
    assert not any(b"ann" in letter.payload.lower() for letter in letters)


class Faulty:
    """A store that is down for a while, and chokes on one event."""

    def __init__(self, store: GraphStore, *, down: int = 0, chokes_on: str = "") -> None:
        self._store, self.down, self._chokes_on = store, down, chokes_on

    @property
    def secret(self) -> bytes:
        return self._store.secret

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def ping(self) -> None:
        if self.down > 0:
            raise StoreUnavailable("down")

    async def write(self, network: str, work: Callable[[Transaction], Awaitable[T]]) -> T:
        if self.down > 0:
            self.down -= 1
            raise StoreUnavailable("down")

        async def choking(transaction: Transaction) -> T:
            result = await work(transaction)
            if self._chokes_on and (
                await transaction.load(Record, {("urn:test", self._chokes_on)})
            ):
                raise RuntimeError("this one is too much")
            return result

        return await self._store.write(network, choking)


async def test_a_store_that_is_down_is_waited_for(
    inroad: Inroad, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.builder.LONGEST_WAIT", 0.1)
    faulty = Faulty(inroad.store, down=10)
    await publish(inroad, payload(1), payload(2))
    async with inroad.building(faulty, attempts=2):
        await inroad.settled()
    assert await count(inroad, Tie) == 2
    assert not await inroad.dead.list("default")


async def test_the_culprit_of_a_failing_batch_is_buried_alone(
    inroad: Inroad, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.builder.LONGEST_WAIT", 0.1)
    faulty = Faulty(inroad.store, chokes_on="n2")
    await publish(inroad, payload(1), payload(2), payload(3))
    async with inroad.building(faulty):
        await inroad.settled()
    (letter,) = await inroad.dead.list("default")
    assert letter.identity == ("urn:test", "n2")
    assert "too much" in letter.reason
    assert await count(inroad, Record) == 2


async def test_stopping_finishes_the_batch_in_hand(inroad: Inroad) -> None:
    await publish(inroad, *(payload(number) for number in range(50)))
    async with inroad.building():
        await asyncio.sleep(0.3)
    async with inroad.building():
        await inroad.settled()
    assert await count(inroad, Record) == 50


async def test_single_events_are_never_dropped_and_delivered_again(inroad: Inroad) -> None:
    deliveries: list[int] = []

    class Counting(Builder):
        async def take(self, messages: Sequence[Msg]) -> None:
            deliveries.extend(message.metadata.num_delivered or 0 for message in messages)
            await super().take(messages)

    feed = Feed(inroad.broker, inroad.store)
    app = application(inroad.settings, Counting(inroad.store, inroad.dead, feed, 2))
    task = asyncio.create_task(app.run())
    for number in range(100):
        await publish(inroad, payload(number))
        await asyncio.sleep((number % 7) / 100)
    await inroad.settled()
    app.exit()
    await task
    assert deliveries == [1] * 100
