"""Folding by example; the law itself is in tests/law."""

from typing import Any

from graph.entities import (
    Employment,
    Identifier,
    Introduction,
    Person,
    Record,
    Retraction,
    Tie,
    Tombstone,
)  # fmt: skip
from graph.store import DEFAULT_NETWORK, commit
from graph.stores.memory import MemoryStore
from graph.strike import Arrival
from schemas.events.base import OWNER_SOURCE
from tests.builders import (
    ANN,
    APP,
    BEN,
    BOB,
    SECRET,
    coffee,
    erased,
    event,
    introduction,
    left,
    mention,
    person,
    told,
    works,
)  # fmt: skip
from tests.law.graphs import graph_in

ANN_2 = "linkedin:ann-lee"
LATER = "2026-05-20T09:00:00Z"


def retracted(target: Arrival, *, source: str = APP) -> Arrival:
    return event(
        "event.retracted", dict(zip(("source", "id"), target.key, strict=True)), source=source
    )


def merged(*identifiers: str) -> Arrival:
    return event("person.merged", {"identifiers": identifiers})


def rated(rater: str, whom: str, rating: float, *, time: str = LATER) -> Arrival:
    return event("tie.rated", {"rater": rater, "person": whom, "rating": rating}, time=time)


async def graph(*batches: list[Arrival]) -> dict[Any, list[Any]]:
    """Entities by kind after these batches."""
    store = MemoryStore(SECRET)
    for batch in batches:
        await commit(store, DEFAULT_NETWORK, batch)
    found = await graph_in(store, DEFAULT_NETWORK)
    return {kind: list(entities.values()) for kind, entities in found.items()}


async def statuses(store: MemoryStore, *arrivals: Arrival) -> list[str]:
    committed = await commit(store, DEFAULT_NETWORK, list(arrivals))
    return [one.status for one in committed.changes.settled]


async def test_same_event_twice_is_applied_once() -> None:
    first = coffee(ANN, BOB)
    store = await told([])
    assert await statuses(store, first, first) == ["duplicate", "applied"]
    assert await statuses(store, first) == ["duplicate"]
    (tie,) = (await graph([first, first], [first]))[Tie]
    assert tie.direct == 1


async def test_other_body_under_a_known_identity_is_a_conflict_and_changes_nothing() -> None:
    first = coffee(ANN, BOB)
    other = coffee(ANN, BEN)
    other = event(
        "interaction.recorded", {"participants": [ANN, BEN], "how": "call"}, id=first.key[1]
    )
    store = await told([first])
    before = await graph_in(store, DEFAULT_NETWORK)
    assert await statuses(store, other) == ["conflict"]
    assert await graph_in(store, DEFAULT_NETWORK) == before


async def test_retraction_in_the_batch_of_its_target() -> None:
    met = coffee(ANN, BOB)
    after = await graph([met, retracted(met)])
    assert after[Tie] == after[Person] == after[Identifier] == []
    assert [record.status for record in after[Record]] == ["retracted", "applied"]


async def test_retraction_before_its_target() -> None:
    met = coffee(ANN, BOB)
    assert (await graph([retracted(met)], [met]))[Tie] == []


async def test_retraction_by_another_source_does_nothing() -> None:
    met = coffee(ANN, BOB)
    after = await graph([met], [retracted(met, source="urn:example:other")])
    assert len(after[Tie]) == 1
    assert after[Retraction] == []


async def test_owner_retracts_an_event_of_any_source() -> None:
    met = coffee(ANN, BOB)
    assert (await graph([met], [retracted(met, source=OWNER_SOURCE)]))[Tie] == []


async def test_retraction_of_a_retraction_has_no_effect() -> None:
    met = coffee(ANN, BOB)
    back = retracted(met)
    assert (await graph([met], [back], [retracted(back)]))[Tie] == []


async def test_retraction_of_an_erasure_has_no_effect() -> None:
    gone = erased(ANN)
    assert (await graph([gone], [retracted(gone)], [coffee(ANN, BOB)]))[Tie] == []


async def test_retracted_merge_splits_a_person() -> None:
    joined = merged(ANN, ANN_2)
    events = [coffee(ANN, BOB), coffee(ANN_2, BOB), joined]
    assert [tie.direct for tie in (await graph(events))[Tie]] == [2]
    assert [tie.direct for tie in (await graph(events, [retracted(joined)]))[Tie]] == [1, 1]


async def test_tie_to_oneself_vanishes_and_comes_back() -> None:
    joined = merged(ANN, ANN_2)
    met = [coffee(ANN, ANN_2)]
    assert (await graph(met, [joined]))[Tie] == []
    assert len((await graph(met, [joined], [retracted(joined)]))[Tie]) == 1


async def test_erasing_the_middle_of_three_observed_together_leaves_two_together() -> None:
    after = await graph([person(ANN, "Ann", ANN_2, "phone:+493012345671")], [erased(ANN_2)])
    (ann,) = after[Person]
    assert ann.identifiers == (ANN, "phone:+493012345671")


async def test_erasing_the_link_of_two_observations_splits_them() -> None:
    seen = [person(ANN, "Ann", ANN_2), person(ANN_2, "Ann", "phone:+493012345671")]
    assert len((await graph(seen))[Person]) == 1
    assert len((await graph(seen, [erased(ANN_2)]))[Person]) == 2


async def test_erased_identifier_stays_away_when_observed_again() -> None:
    after = await graph([coffee(ANN, BOB)], [erased(ANN), erased(ANN)], [coffee(ANN, BOB)])
    assert after[Tie] == []
    assert [one.identifiers for one in after[Person]] == [(BOB,)]
    assert len(after[Tombstone]) == 1
    assert ANN not in repr(after)


async def test_employment_that_ends_before_it_starts_goes_on() -> None:
    (job,) = (await graph([works(ANN), left(ANN, time="2025-01-01T00:00:00Z")]))[Employment]
    assert job.current("2026-06-01T00:00:00.000000Z")


async def test_end_wins_over_a_start_of_the_same_moment() -> None:
    (job,) = (await graph([left(ANN)], [works(ANN)]))[Employment]
    assert not job.current("2026-06-01T00:00:00.000000Z")


async def test_described_insider_becomes_the_person_identified() -> None:
    first = [mention(ANN, description="my neighbour", relation="neighbor")]
    before = await graph(first)
    assert [one.described for one in before[Person] if one.description] == [True]
    after = await graph(first, [mention(ANN, insider=BEN)])
    (ben,) = [one for one in after[Person] if BEN in one.identifiers]
    assert (ben.described, ben.description) == (False, "my neighbour")
    assert [job.a for job in after[Employment]] == [ben.id]


async def test_lower_of_the_two_ratings_across_identifiers_stands() -> None:
    events = [
        rated(ANN, BOB, 0.9),
        rated(ANN_2, BOB, 0.8),
        rated(BOB, ANN, 0.3),
        merged(ANN, ANN_2),
    ]
    (tie,) = (await graph(*([one] for one in events)))[Tie]
    assert tie.rating == 0.3


async def test_latest_rating_of_a_side_stands() -> None:
    events = [rated(ANN, BOB, 0.9), rated(ANN_2, BOB, 0.2, time="2026-05-01T00:00:00Z")]
    (tie,) = (await graph([*events, merged(ANN, ANN_2)]))[Tie]
    assert tie.rating == 0.9


async def test_contact_of_an_identifier_no_event_of_the_batch_names_keeps_its_sides() -> None:
    """A tie of three contacts, of which the last batch touches one."""
    said = introduction("accepted", asker=BEN, introducer=ANN)
    first = [mention(ANN, insider=BEN, description="a friend")]
    both = await graph([*first, said])
    apart = await graph(first, [said])
    assert apart[Tie] == both[Tie]
    assert sorted((apart[Tie][0].from_a, apart[Tie][0].from_b)) == [0, 2]


async def test_introduction_loses_the_role_of_the_erased() -> None:
    (after,) = (await graph([introduction("requested")], [erased(ANN)]))[Introduction]
    assert after.introducer is None
    assert after.asker is not None
    assert after.stage == "requested"


async def test_introduction_of_erased_people_is_gone() -> None:
    assert (await graph([introduction("requested")], [erased(ANN, BOB)]))[Introduction] == []
