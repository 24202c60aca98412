"""Common contacts, ties that fade, and who knows somebody at many companies."""

from itertools import pairwise
from random import Random
from typing import Any

import networkx as nx
import pytest

from graph.entities import Company, Person, Tie
from graph.explore.common import shared_by
from graph.explore.fading import fallen
from graph.explore.sieve import Sieve
from graph.explore.who_knows import There, who_knows
from graph.plan.reach import PlainReacher
from graph.search import ViewPort
from graph.store import View
from graph.strength import chance, cost
from schemas.exploring import WhoKnowsQuestion
from tests.graph.explore.stored import over
from tests.graph.families import a_case
from tests.graph.worlds import NOW

SEEDS = range(40)


def someone(id_: str) -> Person:
    return Person(id=id_, identifiers=())


@pytest.mark.parametrize("seed", SEEDS)
async def test_common_contacts_are_tied_to_both(seed: int) -> None:
    case = a_case(seed)
    one, other = Random(seed).sample(case.people, 2)
    graph = nx.Graph([(tie.a, tie.b, {"tie": tie}) for tie in case.world.ties])
    graph.add_nodes_from(case.people)
    expected = []
    for both in nx.common_neighbors(graph, one, other):
        ties = graph.edges[one, both]["tie"], graph.edges[other, both]["tie"]
        expected.append((sum(cost(tie, NOW) for tie in ties), both, *ties))
    found = await over(
        case, lambda view: shared_by(view, someone(one), someone(other), Sieve(now=NOW))
    )
    assert found == sorted(expected, key=lambda shared: shared[:2])


@pytest.mark.parametrize("seed", SEEDS)
def test_only_open_ties_fade_and_the_furthest_fallen_come_first(seed: int) -> None:
    ties = a_case(seed).world.ties
    found = fallen(ties, NOW, 0.05)
    expected = [
        (chance(tie, tie.last) - chance(tie, NOW), tie.key)
        for tie in ties
        if tie.open and tie.last and chance(tie, tie.last) - chance(tie, NOW) >= 0.05
    ]
    assert sorted((one.by, one.tie.key) for one in found) == sorted(expected)
    assert [one.by for one in found] == sorted((one.by for one in found), reverse=True)


def test_a_tie_of_today_a_rated_one_and_one_without_contact_fade_not() -> None:
    spoken: dict[str, Any] = {"kind": "direct", "open": True, "direct_30d": 5.0, "from_a": 1}
    ties = [
        Tie(a="a", b="b", last=NOW, **spoken),
        Tie(a="a", b="c", last="2025-01-01T00:00:00.000000Z", rating=0.5, **spoken),
        Tie(a="a", b="d", kind="asserted", open=True, relations=("friend",), prior=1.2),
    ]
    assert fallen(ties, NOW, 0.0) == []


@pytest.mark.parametrize("seed", SEEDS)
async def test_who_knows_somebody_at_each(seed: int) -> None:
    case, chosen = a_case(seed), Random(seed)
    asker, max_hops = chosen.choice(case.people), min(chosen.randint(1, 3), case.hops)
    companies = [Company(id=one, identifiers=()) for one in case.companies]
    asked = WhoKnowsQuestion.model_validate({"at": ["name:x"], "now": NOW, "max_hops": max_hops})

    async def work(view: View) -> tuple[dict[str, list[There]], bool]:
        reacher = PlainReacher(ViewPort(view))
        return await who_knows(view, someone(asker), companies, asked, reacher)

    found, cut = await over(case, work)
    assert not cut
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node(asker)
    graph.add_edges_from(
        (tie.a, tie.b, {"cost": cost(tie, NOW)}) for tie in case.world.ties if tie.open
    )
    for company in companies:
        jobs = [one for one in case.world.employments if one.b == company.id]
        inside = {one.a for one in jobs if one.current(NOW)} & set(graph) - {asker}
        ways: dict[str, tuple[int, int, tuple[str, ...]]] = {}
        for path in nx.all_simple_paths(graph, asker, inside, max_hops):
            price = sum(graph.edges[step]["cost"] for step in pairwise(path))
            label = (price, len(path), tuple(path[1:]))
            ways[path[1]] = min(label, ways.get(path[1], label))
        expected = sorted(There(price, way) for price, _, way in ways.values())
        assert found[company.id] == expected
