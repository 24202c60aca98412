"""Made-up events, for when there are no others: who met whom, works where, is whom."""

import json
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks.dpdk import Sent

SOURCE = "urn:inroad:made"
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = ("friend", "colleague", "neighbor", "acquaintance")
Data = dict[str, Any]


def events(count: int, seed: int) -> list[Sent]:
    """*count* events of a tenth as many people; none takes another back."""
    chosen = random.Random(seed)
    people = [f"email:p{number}@example.org" for number in range(max(8, count // 10))]
    companies = [f"domain:c{number}.example.org" for number in range(max(3, count // 100))]
    kinds: list[tuple[int, str, Callable[[], Data]]] = [
        (50, "interaction.recorded", lambda: _met(chosen, people, 2, "coffee")),
        (20, "interaction.recorded", lambda: _met(chosen, people, 5, "gathering")),
        (12, "relation.asserted", lambda: _related(chosen, people)),
        (12, "employment.started", lambda: _works(chosen, people, companies)),
        (4, "employment.ended", lambda: _works(chosen, people, companies)),
        (2, "person.merged", lambda: {"identifiers": chosen.sample(people, 2)}),
    ]
    weights = [weight for weight, _, _ in kinds]
    drawn = chosen.choices(kinds, weights, k=count)
    return [_sent(number, name, make()) for number, (_, name, make) in enumerate(drawn)]


def _met(chosen: random.Random, people: list[str], size: int, how: str) -> Data:
    return {"participants": chosen.sample(people, size), "how": how}


def _related(chosen: random.Random, people: list[str]) -> Data:
    person, related = chosen.sample(people, 2)
    return {"person": person, "related": related, "relation": chosen.choice(WORDS)}


def _works(chosen: random.Random, people: list[str], companies: list[str]) -> Data:
    return {"person": chosen.choice(people), "company": chosen.choice(companies)}


def _sent(number: int, name: str, data: Data) -> Sent:
    time, id_ = BEGAN + timedelta(minutes=number), f"m{number}"
    event = {
        "specversion": "1.0", "type": f"inroad.{name}.v1", "source": SOURCE, "id": id_,
        "time": time.isoformat(), "data": data,
    }  # fmt: skip
    return Sent(int(time.timestamp()), SOURCE, id_, json.dumps(event).encode())
