"""Neighbourhoods, against every simple path that networkx finds."""

from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise
from random import Random

import networkx as nx
import pytest

from graph.entities import Tie
from graph.explore.around import Around, Surroundings, around, around_at
from graph.explore.ground import ViewGround
from graph.explore.sieve import Sieve
from graph.index.ground import IndexGround
from graph.index.state import state_of
from graph.store import View
from graph.strength import cost, kind_of
from tests.graph.explore.stored import over
from tests.graph.families import Case, a_case
from tests.graph.worlds import BEFORE, NOW, chain, tie

SEEDS = range(60)


def a_sieve(chosen: Random) -> Sieve:
    return Sieve(
        now=NOW,
        kinds=frozenset(chosen.choice([(), (), ("hard",), ("direct", "soft", "")])),
        open_only=chosen.random() < 0.3,
        min_strength=chosen.choice([0.0, 0.0, 0.25, 0.5]),
        since=chosen.choice(["", "", BEFORE]),
    )


def let_through(case: Case, sieve: Sieve) -> list[Tie]:
    """The same, said at length."""
    return [
        tie
        for tie in case.world.ties
        if (tie.kind in sieve.kinds or not sieve.kinds)
        and (tie.open or not sieve.open_only)
        and (sieve.min_strength == 0 or cost(tie, NOW) <= cost(even(sieve.min_strength), NOW))
        and (not sieve.since or tie.last >= sieve.since)
    ]


def even(chance: float) -> Tie:
    return tie("a", "b", rating=chance)


def surest(ties: Collection[Tie], centre: str, depth: int) -> list[tuple[int, int, str]]:
    """Cost, ties and person of the surest way to each, over all simple paths."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node(centre)
    graph.add_edges_from((one.a, one.b, {"cost": cost(one, NOW)}) for one in ties)
    found = {centre: (0, 0, centre)}
    for path in nx.all_simple_paths(graph, centre, set(graph) - {centre}, depth):
        price = sum(graph.edges[step]["cost"] for step in pairwise(path))
        label = (price, len(path) - 1, path[-1])
        found[path[-1]] = min(label, found.get(path[-1], label))
    return sorted(found.values())


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_surest_within_the_depth_and_the_ties_among_them(seed: int) -> None:
    case, chosen = a_case(seed), Random(seed)
    centre, depth = chosen.choice(case.people), chosen.randint(1, min(3, case.hops))
    most, sieve = chosen.choice([1, 3, 10, 1000]), a_sieve(chosen)

    async def work(view: View) -> Around:
        return await around(ViewGround(view, sieve), centre, depth, most)

    found, ties = await over(case, work), let_through(case, sieve)
    expected = surest(ties, centre, depth)
    assert [(near.cost, near.id) for near in found.people.values()] == [
        (price, person) for price, _, person in expected[: most + 1]
    ]
    assert found.cut == (len(expected) > most + 1)
    assert sorted(one.key for one in found.ties) == sorted(
        one.key for one in ties if one.a in found.people and one.b in found.people
    )
    shown: nx.Graph[str] = nx.Graph([(one.a, one.b) for one in found.ties])
    shown.add_node(centre)
    assert found.depths == nx.single_source_shortest_path_length(shown, centre)


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_index_finds_the_same(seed: int) -> None:
    case, chosen = a_case(seed), Random(seed)
    ties = [replace(tie, kind=kind_of(tie, tie.relations)) for tie in case.world.ties]
    case = replace(case, world=replace(case.world, ties=ties))
    kinds = chosen.choice([(), ("hard",), ("direct",), ("hard", "asserted", "soft")])
    sieve = replace(a_sieve(chosen), kinds=frozenset(kinds))
    centre, depth, most = chosen.choice(case.people), chosen.randint(1, 3), chosen.choice([3, 30])
    state = state_of(1, NOW, ties, case.world.employments)

    async def work(view: View) -> tuple[Around, Around]:
        return (
            await around(ViewGround(view, sieve), centre, depth, most),
            await around(IndexGround(state, view, sieve), centre, depth, most),
        )

    assert IndexGround.tells(sieve)
    plain, quick = await over(case, work)
    assert quick == plain
    assert list(quick.people) == list(plain.people)


def test_what_the_index_does_not_tell_apart_is_left_to_the_store() -> None:
    assert not IndexGround.tells(Sieve(now=NOW, kinds=frozenset({"soft", "hard"})))
    assert not IndexGround.tells(Sieve(now=NOW, kinds=frozenset({"asserted"})))


@pytest.mark.parametrize("seed", SEEDS[:20])
async def test_a_company_s_people_and_who_leads_to_them(seed: int) -> None:
    case, chosen = a_case(seed), Random(seed)
    centre, depth = chosen.choice(case.people), min(3, case.hops)
    inside = {one.a for one in case.world.employments if one.current(NOW)}
    sieve = Sieve(now=NOW)

    async def whole(view: View) -> Around:
        return await around(ViewGround(view, sieve), centre, depth, 1000)

    async def part(view: View) -> Around:
        return await around_at(ViewGround(view, sieve), centre, depth, 1000, inside)

    everybody, found = await over(case, whole), await over(case, part)
    wanted = {centre}
    for person in inside & everybody.people.keys():
        on_the_way = person
        while on_the_way:
            wanted.add(on_the_way)
            on_the_way = everybody.people[on_the_way].by
    assert found.people.keys() == wanted
    assert {tie.key for tie in found.ties} == {
        tie.key for tie in everybody.ties if tie.a in wanted and tie.b in wanted
    }


async def test_a_spent_budget_is_told_and_what_is_found_hangs_together() -> None:
    case = replace(a_case(1), people=tuple("abcdef"))
    case = replace(case, world=replace(case.world, ties=chain(*"abcdef"), employments=[]))

    async def work(view: View) -> tuple[Surroundings, dict[tuple[str, ...], int]]:
        found = Surroundings(ViewGround(view, Sieve(now=NOW)), "a", 3, budget=2)
        await found.take_up(10)
        return found, await found.among(found.people)

    found, among = await over(case, work)
    assert found.cut
    assert list(found.people) == ["a", "b", "c"]
    assert list(among) == [("a", "b"), ("b", "c")]
