"""The law of the past: the graph as of a moment is that of a store which heard no later event.

Of later events it has heard only what they say of identity, and what they take back.
`INROAD_LAW_CASES=1000 pytest tests/law/test_as_of.py -k sqlite` tries 1,000 sets.
"""

import json
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from graph.answer import answer_path
from graph.as_of import graph_as_of
from graph.entities import MATTERS, Company, Employment, Identifier, Person, Tie
from graph.evidence import described_in
from graph.fold import Changes
from graph.shelf import Shelf
from graph.store import GraphStore, Transaction, View, commit
from graph.stores.memory import MemoryStore
from graph.strike import FOR_EVER, Arrival
from schemas.answers import PathAnswer
from schemas.events import InsiderMentioned, event_body, stored_event
from schemas.events.base import moment_text
from schemas.questions import PathQuestion
from tests.law.events import NOW, TIMES, Case, cases
from tests.law.graphs import Graph, differences, graph_in
from tests.law.reading import marks
from tests.law.test_law import sqlite_store, trying

__all__ = ["sqlite_store"]

IDENTITY = (
    "inroad.person.observed.v1", "inroad.company.observed.v1", "inroad.person.merged.v1",
    "inroad.company.merged.v1", *FOR_EVER,
)  # fmt: skip
options = st.fixed_dictionaries(
    {
        "as_of": st.sampled_from(TIMES).map(datetime.fromisoformat).map(moment_text),
        "now": st.none() | st.just(moment_text(NOW)),
        "by": st.sampled_from(("shortest", "strongest")),
        "include_former": st.booleans(),
        "hard_only": st.sampled_from((False, False, True)),
    }
)


@pytest.mark.timeout(0)
@trying(150)
@given(case=cases(), asked=options)
async def test_the_past_is_the_graph_that_heard_no_later_event_memory(
    case: Case, asked: dict[str, Any]
) -> None:
    await holds(MemoryStore(b"m" * 32), case, asked)


@pytest.mark.timeout(0)
@trying(40)
@given(case=cases(), asked=options)
async def test_the_past_is_the_graph_that_heard_no_later_event_sqlite(
    sqlite_store: GraphStore, case: Case, asked: dict[str, Any]
) -> None:
    await holds(sqlite_store, case, asked)


async def holds(store: GraphStore, case: Case, asked: dict[str, Any]) -> None:
    """The graph as of then, and the answers, over all events and over those of then."""
    network = f"past-{uuid.uuid4()}"
    for batch in case.batches:
        await commit(store, network, list(batch))
    then = await heard_by(store.secret, network, case, asked["as_of"])
    today = await graph_in(store, network)
    heard = await graph_in(then, network)
    past = await past_of(store, network, asked["as_of"], today)
    assert differences(past, heard, (Tie, Employment, *MATTERS)) == []
    await know_as_today(then, network, heard, today)
    shelf = Shelf()
    for asker in today[Person].values():
        for company in today[Company].values():
            ends = {"from": asker.key[0], "to": company.key[0]}
            question = {**{k: v for k, v in asked.items() if v}, **ends, "k": 3, "max_hops": 3}
            plain = {"now": asked["as_of"], **question}
            del plain["as_of"]
            answer = await answered(store, network, question, shelf)
            assert told(answer) == told(await answered(then, network, plain))
            for path in (*answer.paths, *answer.one_coffee_away):
                event(f"{path.hops} hops, {path.ties[0].kind if path.ties else 'inside'}")


async def heard_by(secret: bytes, network: str, case: Case, as_of: str) -> MemoryStore:
    """A store that has heard all there was to hear at that time, and of identity all of today."""
    store = MemoryStore(secret)
    _, erased = marks(case.events)
    heard = [one for arrival in case.events for one in at_that_time(arrival, as_of, erased)]
    await commit(store, network, heard)
    return store


def at_that_time(arrival: Arrival, moment: str, erased: Iterable[str]) -> list[Arrival]:
    """The arrival itself; of a later one what it says of identity, if anything."""
    said = arrival.event
    if said.type in IDENTITY or moment_text(said.time) <= moment:
        return [arrival]
    if not isinstance(said, InsiderMentioned) or said.data.informant in erased:
        return []
    insiders = sorted(filter(None, {described_in(said), said.data.insider}))
    if len(insiders) == 1:
        return []
    envelope = {name: getattr(said, name) for name in ("id", "source")}
    values = {**envelope, "time": moment_text(said.time), "type": "inroad.person.merged.v1"}
    merged = stored_event(json.dumps({**values, "data": {"identifiers": insiders}}))
    return [Arrival(merged, event_body(merged))]


async def past_of(store: GraphStore, network: str, as_of: str, today: Graph) -> Graph:
    """Whatever is of then in a view of the past, found by all who are known today."""

    async def everything(view: View) -> Graph:
        past = await graph_as_of(view, network, as_of, Shelf())
        people, companies = ([key[0] for key in today[kind]] for kind in (Person, Company))
        names = [key[0] for key in today[Identifier]]
        matters: Graph = {
            kind: {one.key: one for one in await past.touching(kind, names)} for kind in MATTERS
        }
        for kind, found in matters.items():
            assert await past.load(kind, [*today[kind]]) == found
        return {
            Tie: {tie.key: tie for tie in await past.touching(Tie, people)},
            Employment: {one.key: one for one in await past.touching(Employment, companies)},
            **matters,
        }

    return await store.read(network, everything)


async def know_as_today(store: GraphStore, network: str, known: Graph, today: Graph) -> None:
    """Give *store* the names of today, and those whom only later events name.

    Whoever it knows already must be made of the same identifiers.
    """
    for kind in (Person, Company):
        for key, one in known[kind].items():
            assert one.identifiers == today[kind][key].identifiers  # type: ignore[union-attr]
    put = tuple(one for kind in (Person, Company, Identifier) for one in today[kind].values())

    async def work(transaction: Transaction) -> None:
        await transaction.save(Changes(put=put))

    await store.write(network, work)


async def answered(
    store: GraphStore, network: str, asked: dict[str, Any], shelf: Shelf | None = None
) -> PathAnswer:
    question = PathQuestion.model_validate(asked)
    return await store.read(
        network, lambda view: answer_path(view, store.secret, network, question, shelf)
    )


def told(answer: PathAnswer) -> dict[str, Any]:
    """What it tells; costs to a few units, since sums are rounded in the order they are made."""
    said = answer.model_dump(exclude={"position", "as_of"})
    for path in (*said["paths"], *said["one_coffee_away"]):
        path["cost"] = pytest.approx(path["cost"], abs=6)
    return said
