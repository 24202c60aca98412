"""Events and small stories for tests, in as few words as they need."""

import itertools
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from graph.store import DEFAULT_NETWORK, commit
from graph.stores.memory import MemoryStore
from graph.strike import Arrival
from schemas.events import event_body, read_event

NOW = datetime(2026, 6, 1, tzinfo=UTC)
MAY = "2026-05-04T09:00:00Z"
APP = "urn:example:app"
SECRET = b"s" * 32
BOB, ANN, BEN, CY = (f"email:{name}@example.org" for name in ("bob", "ann", "ben", "cy"))
GLOBEX = "name:Globex"
_ids = itertools.count(1)


def event(
    type_: str,
    data: dict[str, Any],
    *,
    id: str = "",  # noqa: A002 - as CloudEvents names it
    source: str = APP,
    time: str = MAY,
) -> Arrival:
    """`inroad.{type_}.v1` as received; a fresh id when none is given."""
    values = {
        "specversion": "1.0", "id": id or f"t-{next(_ids)}", "source": source, "time": time,
        "type": f"inroad.{type_}.v1", "data": data,
    }  # fmt: skip
    parsed = read_event(values, now=NOW)
    return Arrival(parsed, event_body(parsed))


def person(identifier: str, name: str, *others: str, **words: str) -> Arrival:
    return event("person.observed", {"identifiers": [identifier, *others], "name": name, **words})


def company(identifier: str, name: str, *others: str) -> Arrival:
    return event("company.observed", {"identifiers": [identifier, *others], "name": name})


def works(whom: str, where: str = GLOBEX, **words: str) -> Arrival:
    return event("employment.started", {"person": whom, "company": where, **words})


def left(whom: str, where: str = GLOBEX, *, time: str = MAY) -> Arrival:
    return event("employment.ended", {"person": whom, "company": where}, time=time)


def contact(how: str, *people: str, actor: str = "", time: str = MAY) -> Arrival:
    data: dict[str, Any] = {"participants": people, "how": how}
    return event("interaction.recorded", {**data, "from": actor} if actor else data, time=time)


def coffee(one: str, other: str, *, time: str = MAY) -> Arrival:
    return contact("coffee", one, other, time=time)


def relation(whom: str, related: str, word: str) -> Arrival:
    return event("relation.asserted", {"person": whom, "related": related, "relation": word})


def mention(informant: str, where: str = GLOBEX, **words: str) -> Arrival:
    return event(
        "insider.mentioned", {"informant": informant, "mention": "m-1", "company": where, **words}
    )


def introduction(stage: str, *, time: str = MAY, **roles: str) -> Arrival:
    data = {"introduction": "i-1", "asker": BOB, "introducer": ANN, "company": GLOBEX, **roles}
    return event(f"introduction.{stage}", data, time=time)


def erased(*identifiers: str) -> Arrival:
    return event("person.erased", {"identifiers": identifiers})


async def told(arrivals: Iterable[Arrival]) -> MemoryStore:
    """A store in memory to which *arrivals* have come."""
    store = MemoryStore(SECRET)
    await commit(store, DEFAULT_NETWORK, list(arrivals))
    return store
