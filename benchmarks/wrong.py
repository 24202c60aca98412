"""What can be wrong with a payload, each with its correction."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.dpdk import Sent

SOURCE = "urn:inroad:benchmark"
PEOPLE = 400
Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bad:
    """A payload of one *kind*, the good one for it, and which event it comes after."""

    kind: str
    sent: Sent
    corrected: Sent


def good(number: int, source: random.Random) -> Event:
    """An event that is right in every way."""
    one, other = source.sample(range(PEOPLE), 2)
    people = [f"email:p{one}@example.org", f"email:p{other}@example.org"]
    day = source.randrange(1, 29)
    return {
        "specversion": "1.0", "type": "inroad.interaction.recorded.v1", "source": SOURCE,
        "id": f"g{number}", "time": f"2026-0{source.randrange(1, 10)}-{day:02}T12:00:00Z",
        "data": {"participants": people, "from": people[0], "how": "message"},
    }  # fmt: skip


def sent(event: Event) -> Sent:
    """An event on its way."""
    return Sent(0, event["source"], event["id"], json.dumps(event).encode())


def _other(event: Event, **changes: object) -> bytes:
    return json.dumps({**event, **changes}).encode()


def _data(event: Event, **changes: object) -> bytes:
    return _other(event, data={**event["data"], **changes})


def _without(event: Event, field: str) -> bytes:
    return json.dumps({name: value for name, value in event.items() if name != field}).encode()


def _crowd(size: int) -> list[str]:
    return [f"email:c{number}@example.org" for number in range(size)]


SPOILED: dict[str, Callable[[Event], bytes]] = {
    "wrong JSON": lambda event: json.dumps(event).encode()[:-2],
    "not an object": lambda event: json.dumps([event["id"]]).encode(),
    "unknown type": lambda event: _other(event, type="inroad.person.winked.v1"),
    "unknown version": lambda event: _other(event, type="inroad.interaction.recorded.v9"),
    "missing field": lambda event: _without(event, "time"),
    "wrong field": lambda event: _data(event, how="telepathy"),
    "naive time": lambda event: _other(event, time="2026-01-31T12:00:00"),
    "time before 1970": lambda event: _other(event, time="1969-12-31T23:59:59Z"),
    "time ahead": lambda event: _other(event, time="2199-01-01T00:00:00Z"),
    "person tied to itself": lambda event: _data(event, participants=[event["data"]["from"]] * 2),
    "over 1,000 participants": lambda event: _data(
        event, participants=_crowd(1001), how="gathering", **{"from": None}
    ),
    "over 256 KiB": lambda event: _data(event, note="x" * (256 * 1024)),
    "identifier without normal form": lambda event: _data(
        event, participants=["phone:none", "email:p1@example.org"], **{"from": "phone:none"}
    ),
}
CONFLICT = "same identity, another body"


def spoiled(count: int, source: random.Random) -> Iterator[Bad]:
    """*count* bad payloads, of every kind in turn; conflicts are with the events g0, g1, …"""
    kinds = [*SPOILED, CONFLICT]
    for number in range(count):
        kind, event = kinds[number % len(kinds)], {**good(number, source), "id": f"b{number}"}
        corrected = sent(event)
        if kind == CONFLICT:
            payload = _data({**event, "id": f"g{number}"}, note="another body")
            yield Bad(kind, Sent(0, SOURCE, f"g{number}", payload), corrected)
        else:
            yield Bad(kind, Sent(0, SOURCE, f"b{number}", SPOILED[kind](event)), corrected)
