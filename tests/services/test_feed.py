"""What the builder tells: whole positions, in order, and nothing of who was erased."""

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any, get_type_hints

import pytest
from nats.js.errors import NotFoundError

from graph.entities import FED, Introduction, Person, Tie
from graph.feed import PLACES, Parts, Told, messages_of
from graph.fold import Changes, Settlement
from graph.store import Committed, commit
from graph.strike import Arrival
from schemas import changes as schema
from schemas.changes import ChangesMessage
from services.broker import CHANGES, BrokerUnavailable, changes_subject, send
from services.feed import BRIDGE, Feed
from tests.builders import ANN, BEN, BOB, CY, coffee, contact, erased, event, person
from tests.services.conftest import Inroad

ROWS = (
    schema.PersonRow, schema.CompanyRow, schema.TieRow, schema.EmploymentRow,
    schema.IntroductionRow, schema.AskRow, schema.ReplyRow, schema.SheetRow, schema.GoalRow,
    schema.QuestionRow, schema.TargetRow, schema.IntelRow, schema.ThanksRow, schema.GatheringRow,
)  # fmt: skip


async def publish(inroad: Inroad, *arrivals: Arrival | bytes) -> None:
    for number, one in enumerate(arrivals):
        payload = one if isinstance(one, bytes) else one.body.encode()
        await send(inroad.broker, f"inroad.events.0.default.t{number}", payload, {})


async def messages(inroad: Inroad, network: str = "default") -> list[ChangesMessage]:
    """All that is in the stream of a network, oldest first."""
    found: list[ChangesMessage] = []
    seq = 1
    while True:
        try:
            raw = await inroad.broker.jetstream().get_msg(
                CHANGES, seq, subject=changes_subject(network), next=True
            )
        except NotFoundError:
            return found
        found.append(ChangesMessage.model_validate_json(raw.data or b""))
        seq = (raw.seq or 0) + 1


async def told(inroad: Inroad, network: str = "default") -> list[Told]:
    parts = Parts()
    whole = [parts.add(message) for message in await messages(inroad, network)]
    return [one for one in whole if one is not None]


def spans(told_: Sequence[Told]) -> list[tuple[int, int]]:
    return [(one.since, one.position) for one in told_]


def settled(told_: Sequence[Told]) -> list[tuple[str, str]]:
    return [(one.id, one.status) for each in told_ for one in each.changes.settled]


async def test_each_position_is_told_once_and_in_order(inroad: Inroad) -> None:
    async with inroad.building():
        for who in (ANN, BEN, CY):
            await publish(inroad, coffee(BOB, who))
            await inroad.settled()
    found = await told(inroad)
    assert spans(found) == [(1, 1), (1, 2), (2, 3)]  # it begins with a position alone
    assert [type(one) for one in found[1].changes.put].count(Tie) == 1
    assert {type(one) for each in found for one in each.changes.put} <= set(FED)


async def test_deletions_are_told(inroad: Inroad) -> None:
    async with inroad.building():
        await publish(inroad, person(ANN, "Ann"), person(BEN, "Ben"), coffee(ANN, BOB))
        await inroad.settled()
        before = await inroad.store.read("default", lambda view: view.count(Person))
        await publish(inroad, event("person.merged", {"identifiers": [ANN, BEN]}))
        await inroad.settled()
    last = (await told(inroad))[-1]
    assert before == 3
    assert [kind for kind, _ in last.changes.delete].count(Person) == 1


async def test_an_ask_is_told_until_it_is_taken_back(inroad: Inroad) -> None:
    ask = event("ask.made", {"ask": "a-1", "from": BOB, "to": ANN, "kind": "coffee"})
    back = event("event.retracted", {"source": ask.event.source, "id": ask.event.id})
    async with inroad.building():
        for one in (person(ANN, "Ann"), ask, back):  # the feed begins with the first position
            await publish(inroad, one)
            await inroad.settled()
    _, made, taken = await messages(inroad)
    assert [(row["id"], row["asker"], row["kind"]) for row in made.put.asks] == [
        ("a-1", BOB, "coffee"),
    ]  # fmt: skip
    assert [row["kind"] for row in made.put.ties] == ["hard"]
    assert taken.delete.asks == (("a-1",),)
    assert not taken.put.asks


async def test_what_became_of_every_event_is_told(inroad: Inroad) -> None:
    first = coffee(BOB, ANN)
    other = Arrival(first.event, first.body.replace("coffee", "meeting"))
    nonsense = json.dumps({**json.loads(coffee(BOB, BEN).body), "id": "n", "time": "never"})
    nobody = b'{"time": "never"}'
    retraction = event("event.retracted", {"source": first.event.source, "id": "later"})
    async with inroad.building():
        await publish(inroad, first, retraction)
        await inroad.settled()
        at = await inroad.store.read("default", lambda view: view.position())
        await publish(inroad, first)
        await inroad.settled()
        await publish(inroad, other, nonsense.encode(), nobody)
        await inroad.settled()
        await publish(inroad, event("tie.rated", rating(), id="later"))
        await inroad.settled()
    found = await told(inroad)
    id_ = first.event.id
    assert sorted(settled(found)) == sorted(
        [
            (id_, "applied"), (retraction.event.id, "applied"), (id_, "duplicate"),
            (id_, "dead"), ("n", "dead"), ("later", "retracted"),
        ]
    )  # fmt: skip
    assert [one.position for one in found if ("n", "dead") in settled([one])] == [at]


def rating() -> dict[str, Any]:
    return {"rater": BOB, "person": ANN, "rating": 0.5}


async def test_a_large_position_is_told_in_parts(
    inroad: Inroad, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.feed.MOST", 2000)
    crowd = [f"uid:{number}" for number in range(20)]
    async with inroad.building():
        await publish(inroad, coffee(BOB, ANN))
        await inroad.settled()
        await publish(inroad, contact("gathering", *crowd))
        await inroad.settled()
    parts = [one for one in await messages(inroad) if one.position == 2]
    assert [one.part for one in parts] == list(range(1, len(parts) + 1))
    assert {one.parts for one in parts} == {len(parts)}
    assert len(parts) > 10
    last = (await told(inroad))[-1]
    assert [type(one) for one in last.changes.put].count(Tie) == 190


async def test_what_was_committed_and_not_told_is_told_at_the_next_start(inroad: Inroad) -> None:
    async with inroad.building():
        await publish(inroad, coffee(BOB, ANN))
        await inroad.settled()
    await commit(inroad.store, "default", [coffee(BOB, BEN)])
    await commit(inroad.store, "default", [coffee(BOB, CY)])
    async with inroad.building():
        pass
    last = (await told(inroad))[-1]
    assert (last.since, last.position) == (1, 3)
    assert [type(one) for one in last.changes.put].count(Tie) == 2


async def test_what_was_committed_and_not_told_is_told_before_the_next(inroad: Inroad) -> None:
    untold = coffee(BOB, BEN)
    async with inroad.building():
        await publish(inroad, coffee(BOB, ANN))
        await inroad.settled()
        await commit(inroad.store, "default", [untold])
        await publish(inroad, untold)
        await inroad.settled()
        await publish(inroad, coffee(BOB, CY))
        await inroad.settled()
    found = await told(inroad)
    assert spans(found) == [(1, 1), (1, 2), (2, 3)]
    assert (untold.event.id, "duplicate") in settled(found[1:2])


async def test_of_long_ago_only_the_position_is_told(inroad: Inroad) -> None:
    await commit(inroad.store, "default", [coffee(BOB, ANN)])
    async with inroad.building():
        pass
    for number in range(BRIDGE + 1):
        await commit(inroad.store, "default", [coffee(BOB, f"uid:{number}")])
    async with inroad.building():
        pass
    last = (await told(inroad))[-1]
    assert (last.since, last.position, last.changes) == (BRIDGE + 2, BRIDGE + 2, Changes())


async def test_a_store_that_went_back_begins_anew(inroad: Inroad) -> None:
    feed = Feed(inroad.broker, inroad.store)
    await commit(inroad.store, "default", [coffee(BOB, ANN)])
    await feed.tell("default", Committed(50, Changes()))
    async with inroad.building():
        pass
    (only,) = await told(inroad)
    assert (only.since, only.position, only.changes) == (1, 1, Changes())


async def test_each_builder_tells_of_its_epoch(inroad: Inroad) -> None:
    async with inroad.building():
        await publish(inroad, coffee(BOB, ANN))
        await inroad.settled()
    async with inroad.building():
        await publish(inroad, coffee(BOB, BEN))
        await inroad.settled()
    found = await told(inroad)
    epochs = await inroad.store.read("default", lambda view: view.epochs())
    assert [(one.position, one.epoch) for one in found if one.epoch] == [
        (1, epochs[0].id), (1, epochs[1].id),
    ]  # fmt: skip
    assert [one.since for one in epochs] == [0, 1]


async def test_a_builder_that_publishes_late_tells_nothing_old(inroad: Inroad) -> None:
    one, two = Feed(inroad.broker, inroad.store), Feed(inroad.broker, inroad.store)
    await one.tell("default", await commit(inroad.store, "default", [coffee(BOB, ANN)]))
    late = await commit(inroad.store, "default", [coffee(BOB, BEN)])
    await two.tell("default", await commit(inroad.store, "default", [erased(BEN)]))
    await one.tell("default", late, late.changes.settled)
    await one.tell("default", await commit(inroad.store, "default", [coffee(BOB, CY)]))
    found = await told(inroad)
    assert spans(found) == [(1, 1), (1, 3), (2, 2), (2, 4)]
    assert BEN not in repr(found)
    assert settled(found) == [(late.changes.settled[0].id, "applied")]


async def test_a_message_of_which_no_word_came_is_not_told_twice(inroad: Inroad) -> None:
    feed = Feed(inroad.broker, inroad.store)
    await feed.tell("default", await commit(inroad.store, "default", [coffee(BOB, ANN)]))
    before = dict(feed._last)
    committed = await commit(inroad.store, "default", [coffee(BOB, BEN)])
    await feed.tell("default", committed)
    feed._last = before
    await feed.tell("default", committed)
    assert spans(await told(inroad)) == [(1, 1), (1, 2)]


async def test_an_erasure_empties_the_feed(inroad: Inroad) -> None:
    async with inroad.building():
        await publish(inroad, coffee(BOB, ANN))
        await inroad.settled()
        await publish(inroad, person(ANN, "Ann"))
        await inroad.settled()
        assert ANN in repr(await told(inroad))
        erasure = erased(ANN)
        await publish(inroad, erasure)
        await inroad.settled()
        (only,) = await told(inroad)
        assert (only.since, only.position) == (3, 3)
        assert settled([only]) == [(erasure.event.id, "applied")]
        await publish(inroad, coffee(BOB, BEN))
        await inroad.settled()
    assert spans(await told(inroad)) == [(3, 3), (3, 4)]


class Away(Feed):
    """A feed whose broker is away for a while."""

    times = 5

    async def tell(
        self, network: str, committed: Committed, settled: Sequence[Settlement] = ()
    ) -> None:
        if self.times:
            self.times -= 1
            raise BrokerUnavailable("away")
        await super().tell(network, committed, settled)


async def test_nothing_is_acknowledged_before_it_is_told(
    inroad: Inroad, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.builder.LONGEST_WAIT", 0.1)
    feed = Away(inroad.broker, inroad.store)
    one = coffee(BOB, ANN)
    async with inroad.building(feed=feed):
        await publish(inroad, one)
        await inroad.settled()
        assert feed.times == 0
        assert settled(await told(inroad)) == [(one.event.id, "applied")]


async def test_networks_are_told_apart(inroad: Inroad) -> None:
    payload = coffee(BOB, ANN).body.encode()
    networks = ("one", "two", "Odd_name")
    async with inroad.building():
        for network in networks:
            await send(inroad.broker, f"inroad.events.0.{network}.x", payload, {})
        await inroad.settled()
    assert [len(await told(inroad, network)) for network in networks] == [1, 1, 0]


def test_parts_hold_whole_positions_only() -> None:
    people = tuple(Person(id=f"p{number}", identifiers=(f"uid:{number}",)) for number in range(9))
    gone: tuple[Any, ...] = ((Introduction, ("i-1",)),)
    outcome = (Settlement("urn:x", "1", "applied"),)
    whole = Told(since=4, position=5, changes=Changes(put=people, delete=gone, settled=outcome))
    encoded = messages_of(whole, 200)
    assert max(map(len, encoded)) <= 200
    first, *others = (ChangesMessage.model_validate_json(one) for one in encoded)
    parts = Parts()
    assert [parts.add(one) for one in others] == [None] * len(others)
    assert [parts.add(one) for one in (first, others[0], first, *others)][-1] == whole


def test_a_row_too_large_leaves_a_gap() -> None:
    large = Person(id="p1", identifiers=tuple(f"uid:{number}" for number in range(100)))
    outcome = (Settlement("urn:x", "1", "applied"),)
    whole = Told(since=4, position=5, changes=Changes(put=(large,), settled=outcome))
    (only,) = messages_of(whole, 500)
    message = ChangesMessage.model_validate_json(only)
    assert (message.since, message.position) == (5, 5)
    assert not message.put.people
    assert [one.status for one in message.settled] == ["applied"]


def test_every_field_of_an_entity_is_in_its_row() -> None:
    rows = {kind: set(get_type_hints(row)) for kind, row in zip(PLACES, ROWS, strict=True)}
    assert rows == {kind: {field.name for field in fields(kind)} for kind in FED}
    for section in (schema.Put, schema.Delete):
        assert set(section.model_fields) == set(PLACES.values())
