"""What one event says by itself."""

import json

from hypothesis import given, settings

from graph.entities import Contact, Identifier, Post
from graph.evidence import TOLD_BY, facets_of, identifiers_in, names_in
from graph.identity import described
from graph.strike import record_of
from schemas.events import stored_event
from tests.builders import ANN, BEN, BOB, CY, coffee, contact, erased, event, mention, relation
from tests.law.events import Case, cases


def contacts(*facets: object) -> list[Contact]:
    return [facet for facet in facets if isinstance(facet, Contact)]


@settings(max_examples=100, deadline=None)
@given(cases())
def test_a_facet_is_refolded_from_every_type_that_tells_of_it(case: Case) -> None:
    for said in (arrival.event for arrival in case.events):
        for facet in facets_of(said):
            counted = isinstance(facet, Identifier) and facet == Identifier(
                text=facet.text, named=1
            )
            assert counted or said.type in TOLD_BY[type(facet)]
            assert set(facet.names) <= {*names_in(said)}


def test_coffee_counts_both_ways() -> None:
    (found,) = contacts(*facets_of(coffee(BOB, ANN).event))
    assert (found.a, found.b) == (ANN, BOB)
    assert (found.from_a, found.from_b, found.direct, found.direct_4d) == (1, 1, 1, 3.0)


def test_message_counts_for_who_wrote() -> None:
    (found,) = contacts(*facets_of(contact("message", ANN, BOB, actor=BOB).event))
    assert (found.from_a, found.from_b) == (0, 1)


def test_group_makes_a_soft_contact_of_every_pair() -> None:
    found = contacts(*facets_of(contact("meeting", ANN, BEN, BOB).event))
    assert [(one.a, one.b) for one in found] == [(ANN, BEN), (ANN, BOB), (BEN, BOB)]
    assert {(one.soft, one.direct, one.soft_30d) for one in found} == {(1, 0, 0.5)}


def test_group_size_shares_among_those_not_named() -> None:
    data = {"participants": [ANN, BOB], "how": "gathering", "group_size": 11}
    (found,) = contacts(*facets_of(event("interaction.recorded", data).event))
    assert found.soft_30d == 0.1


def test_crowd_is_attendance_and_makes_no_ties() -> None:
    data = {"participants": [ANN, BOB], "how": "gathering", "group_size": 51}
    found = facets_of(event("interaction.recorded", data).event)
    assert contacts(*found) == []
    assert {facet.text for facet in found if isinstance(facet, Identifier)} == {ANN, BOB}


def test_group_keeps_its_size_when_one_is_erased() -> None:
    arrival = contact("meeting", ANN, BEN, BOB)
    record = record_of(arrival, str, {BEN}, retracted=False)
    (found,) = contacts(*facets_of(stored_event(record.body)))
    assert (found.a, found.b, found.soft_30d) == (ANN, BOB, 0.5)
    assert BEN not in record.body


def test_mention_describes_an_insider_at_the_company() -> None:
    said = mention(ANN, description="my neighbour", relation="neighbor", to=BOB)
    insider = described(ANN, "m-1", "name:globex")
    found = facets_of(said.event)
    assert [one.a for one in found if isinstance(one, Post)] == [insider]
    assert insider in names_in(said.event)
    pairs = {frozenset(one.key) for one in contacts(*found)}
    assert pairs == {frozenset({ANN, BOB}), frozenset({ANN, insider})}


def test_identified_insider_is_claimed_to_be_the_one_described() -> None:
    said = mention(ANN, insider=CY)
    claims = {one.text: one.claims for one in facets_of(said.event) if isinstance(one, Identifier)}
    assert claims[CY] == (described(ANN, "m-1", "name:globex"),)


def test_erased_described_insider_leaves_the_rest_of_the_mention() -> None:
    said = mention(ANN, description="my neighbour", relation="neighbor", to=BOB)
    insider = described(ANN, "m-1", "name:globex")
    record = record_of(said, str, {insider}, retracted=False)
    assert "neighbo" not in record.body
    assert [one.key for one in contacts(*facets_of(stored_event(record.body)))] == [(ANN, BOB)]


def test_described_insider_goes_with_the_informant() -> None:
    said = mention(ANN, description="my neighbour", to=BOB)
    record = record_of(said, str, {ANN}, retracted=False)
    assert record.names == (BOB, "name:globex")
    assert "neighbour" not in record.body


def test_order_of_erasures_makes_no_difference() -> None:
    data = {"participants": [ANN, BEN, BOB], "how": "call", "note": "ANN@example.org, ben"}
    said = event("interaction.recorded", data)
    one = record_of(said, str, {ANN, BEN}, retracted=False)
    assert json.loads(one.body)["data"]["note"] == "[erased]"
    assert json.loads(one.body)["data"]["participants"] == ["erased:0", "erased:1", BOB]


def test_event_of_erased_people_keeps_its_identity_only() -> None:
    record = record_of(coffee(ANN, BOB), str, {ANN, BOB}, retracted=False)
    assert (record.status, record.names) == ("erased", ())
    assert "data" not in json.loads(record.body)


def test_erasure_keeps_no_identifier() -> None:
    record = record_of(erased(ANN), str, (), retracted=False)
    assert (record.status, record.names) == ("applied", ())
    assert ANN not in record.body


def test_relation_and_identifiers_named() -> None:
    said = relation(BOB, ANN, "friend")
    assert identifiers_in(said.event) == (BOB, ANN)
    (found,) = contacts(*facets_of(said.event))
    assert found.relations == ("friend 2026-05-04T09:00:00.000000Z asserted",)
