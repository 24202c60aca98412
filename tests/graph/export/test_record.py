"""All that is kept of a person."""

import pytest

from graph.export import record as module
from graph.export.record import record_of
from graph.lookup import person_of
from graph.store import DEFAULT_NETWORK, View, seal
from schemas.export import PersonRecord
from tests.builders import (
    ANN,
    APP,
    BEN,
    BOB,
    SECRET,
    coffee,
    event,
    introduction,
    person,
    told,
    works,
)

NOW = "2026-06-01T00:00:00.000000Z"


async def test_it_holds_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EVENTS", 2)
    wrong = coffee(ANN, BEN)
    about = [
        person(ANN, "Ann Lee", "linkedin:ann-lee"), works("linkedin:ann-lee"), coffee(ANN, BOB),
        wrong, introduction("requested", introducer=ANN),
        event("ask.made", {"ask": "a-1", "from": BOB, "to": ANN, "kind": "coffee"}),
    ]  # fmt: skip
    back = event("event.retracted", {"source": APP, "id": wrong.event.id})
    store = await told([*about, back, person(BOB, "Bob Stone"), coffee(BOB, BEN)])

    async def work(view: View) -> str:
        ann = await person_of(view, seal(SECRET, DEFAULT_NETWORK), ANN, "ref")
        return "".join([piece async for piece in record_of(view, DEFAULT_NETWORK, ann, NOW)])

    record = PersonRecord.model_validate_json(await store.read(DEFAULT_NETWORK, work))
    assert record.person.identifiers == (ANN, "linkedin:ann-lee")
    assert [job.company.name for job in record.person.employments] == ["globex"]
    assert [(tie.person.name, tie.open) for tie in record.ties] == [("Bob Stone", True)]
    assert {(one.kind, one.said["id"]) for one in record.matters} == {
        ("introduction", "i-1"),
        ("ask", "a-1"),
    }
    (asked,) = (one for one in record.matters if one.kind == "introduction")
    assert asked.said["introducer"] == ANN
    assert {one.id: one.status for one in record.events} == {
        arrival.event.id: "retracted" if arrival is wrong else "applied" for arrival in about
    }


async def test_of_somebody_only_named_it_is_short() -> None:
    store = await told([event("person.observed", {"identifiers": [ANN]})])

    async def work(view: View) -> str:
        ann = await person_of(view, seal(SECRET, DEFAULT_NETWORK), ANN, "ref")
        return "".join([piece async for piece in record_of(view, DEFAULT_NETWORK, ann, NOW)])

    record = PersonRecord.model_validate_json(await store.read(DEFAULT_NETWORK, work))
    assert (record.ties, record.matters, len(record.events)) == ((), (), 1)
