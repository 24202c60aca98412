"""Each rule of the plain search by example, and its bounds."""

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from graph import frontier, search
from graph.entities import Employment, Entity
from graph.errors import OutOfBounds
from graph.fold import Changes
from graph.search import Found, Question, ViewPort, find_paths, one_coffee_away
from graph.stores.memory import MemoryStore, MemoryTransaction
from graph.strength import cost
from tests.graph.worlds import (
    AFTER,
    BEFORE,
    COMPANY,
    NOW,
    THAT_DAY,
    TOMORROW,
    World,
    chain,
    tie,
    walked,
    works,
)

HALF = cost(tie("a", "b", rating=0.5), NOW)


def asked(**options: Any) -> Question:
    return replace(Question(asker="ann", company=COMPANY, now=NOW, k=20), **options)


async def names(world: World, **options: Any) -> list[str]:
    found = await find_paths(world, asked(**options))
    return [" ".join(path.people) for path in found.paths]


async def test_an_asker_inside_is_found_alone() -> None:
    world = World(chain("ann", "bob"), [works("ann"), works("bob")])
    found = await find_paths(world, asked(avoid=frozenset({"ann"}), via="bob"))
    assert walked(found) == [(("ann",), 0)]
    assert found.paths[0].hops == 0


async def test_an_asker_who_was_inside_is_inside_only_when_former_count() -> None:
    world = World(chain("ann", "bob"), [works("ann", until=BEFORE), works("bob")])
    assert await names(world) == ["ann bob"]
    assert await names(world, include_former=True) == ["ann"]


async def test_somebody_who_will_start_is_neither_inside_nor_former() -> None:
    later = Employment(a="bob", b=COMPANY, here=AFTER)
    assert await names(World(chain("ann", "bob"), [later]), include_former=True) == []


async def test_what_is_said_later_that_day_is_so_already() -> None:
    ties = chain("ann", "bob")
    assert await names(World(ties, [Employment(a="bob", b=COMPANY, here=THAT_DAY)])) == ["ann bob"]
    assert await names(World(ties, [Employment(a="bob", b=COMPANY, here=TOMORROW)])) == []
    assert await names(World(ties, [works("bob", until=THAT_DAY)])) == []
    assert await names(World(ties, [works("bob", until=TOMORROW)])) == ["ann bob"]


async def test_the_first_insider_ends_a_path() -> None:
    world = World(chain("ann", "bob", "cy"), [works("bob"), works("cy")])
    assert await names(world) == ["ann bob"]


async def test_a_former_insider_is_walked_through_unless_former_count() -> None:
    world = World(chain("ann", "bob", "cy"), [works("bob", until=BEFORE), works("cy")])
    assert await names(world) == ["ann bob cy"]
    assert await names(world, include_former=True) == ["ann bob"]


async def test_via_is_the_first_contact() -> None:
    world = World(chain("ann", "bob", "cy") + chain("ann", "dee", "bob"), [works("cy")])
    assert await names(world) == ["ann bob cy", "ann dee bob cy"]
    assert await names(world, via="dee") == ["ann dee bob cy"]
    assert await names(world, via="cy") == []


async def test_avoided_people_are_neither_walked_through_nor_ended_at() -> None:
    ties = chain("ann", "bob", "cy") + chain("ann", "dee", "eve", "cy") + chain("bob", "fay")
    world = World(ties, [works("cy"), works("fay")])
    assert await names(world, avoid=frozenset({"bob"})) == ["ann dee eve cy"]
    assert await names(world, avoid=frozenset({"cy"})) == ["ann bob fay"]
    assert await names(world, avoid=frozenset({"cy", "fay"})) == []


async def test_shortest_and_strongest_differ() -> None:
    ties = [
        tie("ann", "cy", rating=0.1),
        tie("ann", "bob", rating=0.9),
        tie("bob", "cy", rating=0.9),
    ]
    world = World(ties, [works("cy")])
    assert await names(world, by="shortest") == ["ann cy", "ann bob cy"]
    assert await names(world, by="strongest") == ["ann bob cy", "ann cy"]


@pytest.mark.parametrize("by", ["shortest", "strongest"])
async def test_equal_paths_come_by_ids_from_the_asker_on(by: str) -> None:
    ties = chain("ann", "dee", "cy") + chain("ann", "bob", "eve") + chain("dee", "eve")
    world = World(ties, [works("cy"), works("eve")])
    assert (await names(world, by=by))[:3] == ["ann bob eve", "ann dee cy", "ann dee eve"]


async def test_hard_only_walks_ties_with_hard_evidence() -> None:
    ties = [*chain("ann", "bob"), tie("ann", "dee", hard=1), tie("dee", "bob", hard=2)]
    assert await names(World(ties, [works("bob")]), hard_only=True) == ["ann dee bob"]


async def test_min_strength_holds_for_each_hop_and_includes_its_bound() -> None:
    ties = [tie("ann", "bob", rating=0.49), tie("ann", "dee"), tie("dee", "bob")]
    assert await names(World(ties, [works("bob")]), min_strength=0.5) == ["ann dee bob"]


async def test_max_hops_bounds_a_path() -> None:
    world = World(chain("ann", "b", "c", "d", "e", "f", "g", "h"), [works("g"), works("h")])
    assert await names(world, max_hops=5) == []
    assert await names(world, max_hops=6) == ["ann b c d e f g"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("k", 0), ("k", 21), ("max_hops", 0), ("max_hops", 7), ("max_hops", 99),
        ("min_strength", -0.1), ("min_strength", 1.1), ("min_strength", float("nan")),
    ],
)  # fmt: skip
async def test_an_option_out_of_bounds_is_named_with_a_remedy(field: str, value: float) -> None:
    with pytest.raises(OutOfBounds) as caught:
        await find_paths(World([], []), asked(**{field: value}))
    assert caught.value.field == field
    assert caught.value.remedy


async def test_a_company_without_insiders_reads_no_ties() -> None:
    assert await find_paths(World(chain("ann", "bob"), []), asked()) == Found(
        paths=(), cut=False, ties_read=0
    )


# Bounds of work.


def star(people: int) -> World:
    """Ann knows many people; the last of them knows the insider through one more."""
    contacts = [f"c{number:04}" for number in range(people)]
    ties = [tie("ann", contact) for contact in contacts] + chain(contacts[-1], "dee", "eve")
    return World(ties, [works("eve")])


async def test_a_cut_by_ties_read_is_said() -> None:
    found = await find_paths(star(50), asked(), budget=10)
    assert found == Found(paths=(), cut=True, ties_read=50)


@pytest.mark.parametrize("by", ["shortest", "strongest"])
async def test_a_cut_search_still_shows_what_it_found(by: str) -> None:
    world = World(chain("ann", "bob", "cy") + chain("ann", "d", "e", "f", "cy"), [works("cy")])
    found = await find_paths(world, asked(by=by), budget=4)
    assert [path.people for path in found.paths] == [("ann", "bob", "cy")]
    assert found.cut


async def test_a_budget_that_suffices_cuts_nothing() -> None:
    found = await find_paths(star(50), asked(max_hops=3), budget=53)
    assert [path.people for path in found.paths] == [("ann", "c0049", "dee", "eve")]
    assert not found.cut


async def test_shortest_stops_reading_once_it_has_k_paths() -> None:
    world = World(chain("ann", "bob", "cy", "dee", "eve"), [works("bob"), works("eve")])
    assert (await find_paths(world, asked(k=1))).ties_read == 1


async def test_a_large_frontier_is_read_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frontier, "BATCH", 2)
    world = star(9)
    assert walked(await find_paths(world, asked())) == [(("ann", "c0008", "dee", "eve"), 3 * HALF)]


async def test_a_cut_by_partial_paths_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "PARTIAL_PATHS", 3)
    found = await find_paths(complete(6), asked(max_hops=6))
    assert found.cut


def complete(people: int) -> World:
    names = ["ann", *(f"p{number}" for number in range(people))]
    return World([tie(a, b) for a, b in combinations(names, 2)], [works(names[-1])])


# One coffee away.


async def test_one_coffee_away_begins_with_a_closed_tie_and_goes_on_over_open_ones() -> None:
    ties = [
        tie("ann", "bob", is_open=False),
        tie("bob", "cy"),
        tie("ann", "dee", is_open=False),
        tie("dee", "eve", is_open=False),
        tie("eve", "cy"),
        tie("ann", "fay"),
        tie("fay", "cy"),
    ]
    found = await one_coffee_away(World(ties, [works("cy")]), asked())
    assert [path.people for path in found.paths] == [("ann", "bob", "cy")]


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({}, 1),
        ({"rating": 0.0}, 0),
        ({"last": ""}, 0),
        ({"last": "", "relations": ("contact",)}, 1),
    ],
)
async def test_one_coffee_away_needs_contact_that_is_not_rated_0(
    changes: dict[str, Any], count: int
) -> None:
    soft = replace(tie("ann", "bob", rating=None, is_open=False), **changes)
    found = await one_coffee_away(World([soft], [works("bob")]), asked())
    assert len(found.paths) == count


async def test_hard_only_and_min_strength_hold_after_the_coffee_only() -> None:
    ties = [tie("ann", "bob", rating=0.1, is_open=False), tie("bob", "cy", hard=1)]
    found = await one_coffee_away(
        World(ties, [works("cy")]), asked(hard_only=True, min_strength=0.5)
    )
    assert [path.people for path in found.paths] == [("ann", "bob", "cy")]


# Over a store.


async def test_a_store_answers_like_any_port() -> None:
    world = World(chain("ann", "bob", "cy"), [works("cy"), replace(works("bob"), b="initech")])
    store = MemoryStore()
    put: tuple[Entity, ...] = (*world.ties, *world.employments)

    async def save(transaction: MemoryTransaction) -> None:
        await transaction.save(Changes(put=put, delete=(), settled=()))

    async def ask(view: MemoryTransaction) -> Found:
        return await find_paths(ViewPort(view), asked())

    await store.write("default", save)
    assert await store.read("default", ask) == await find_paths(world, asked())
