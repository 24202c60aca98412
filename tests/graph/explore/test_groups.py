"""Communities and brokers, against their definitions written at length."""

from itertools import combinations
from random import Random

import networkx as nx
import pytest

from graph.entities import Tie
from graph.explore import brokers as brokering
from graph.explore.brokers import between, brokers_told
from graph.explore.communities import communities, communities_told
from graph.explore.others import Others, others_around
from graph.store import DEFAULT_NETWORK, View
from graph.strength import chance
from schemas.exploring import GroupsQuestion
from tests.graph.explore.stored import over, stored
from tests.graph.families import a_case
from tests.graph.worlds import NOW, World, tie

SEEDS = range(40)
IDS = [f"{number:08x}-0000-0000-0000-000000000000" for number in range(12)]


async def others(seed: int) -> Others:
    case, chosen = a_case(seed), Random(seed)
    centre = chosen.choice(case.people)
    asked = GroupsQuestion.model_validate({"now": NOW, "most": chosen.choice([5, 300])})
    return await over(case, lambda view: others_around(view, str, centre, asked))


async def in_the_middle_of(ties: list[Tie]) -> Others:
    async def work(view: View) -> Others:
        return await others_around(view, str, IDS[0], GroupsQuestion.model_validate({"now": NOW}))

    store = await stored(World(ties=ties, employments=[]), IDS, [])
    return await store.read(DEFAULT_NETWORK, work)


def modularity(found: Others, groups: list[tuple[str, ...]]) -> float:
    """Newman's sum over all pairs."""
    weights = {one.key: chance(one, found.now) for one in found.ties}
    strength = {
        id_: sum(weight for key, weight in weights.items() if id_ in key) for id_ in found.people
    }
    twice = sum(strength.values())
    total = 0.0
    for group in groups:
        for a in group:
            for b in group:
                between_them = weights.get(Tie.between(a, b), 0.0)
                total += between_them - strength[a] * strength[b] / twice
    return total / twice


@pytest.mark.parametrize("seed", SEEDS)
async def test_groups_part_the_people_and_modularity_is_newman_s(seed: int) -> None:
    found = await others(seed)
    groups, more = communities(found)
    assert sorted(one for group in groups for one in group) == sorted(found.people)
    assert [len(group) for group in groups] == sorted(map(len, groups), reverse=True)
    if found.ties:
        assert more == pytest.approx(modularity(found, groups))
        assert more >= modularity(found, [found.people]) - 1e-9


async def test_two_circles_who_meet_in_one_person_are_two_groups() -> None:
    first, second = IDS[1:6], IDS[6:11]
    ties = [tie(*pair) for circle in (first, second) for pair in combinations(circle, 2)]
    ties += [tie(IDS[0], one) for one in (*first, *second)]
    answer = communities_told(await in_the_middle_of(ties))
    assert sorted(sorted(one.members) for one in answer.communities) == [first, second]
    assert answer.modularity == 0.5
    assert "10 people" in answer.sentence
    assert "2 groups" in answer.sentence


@pytest.mark.parametrize("seed", SEEDS)
async def test_shares_are_those_of_all_shortest_ways(seed: int) -> None:
    found = await others(seed)
    graph: nx.Graph[str] = nx.Graph([(one.a, one.b) for one in found.ties if one.open])
    graph.add_nodes_from(found.people)
    shares = dict.fromkeys(found.people, 0.0)
    for a, b in combinations(found.people, 2):
        ways = list(nx.all_shortest_paths(graph, a, b)) if nx.has_path(graph, a, b) else []
        for way in ways:
            for one in way[1:-1]:
                shares[one] += 1 / len(ways)
    pairs = max(1, (len(shares) - 1) * (len(shares) - 2) // 2)
    expected = {one: pytest.approx(share / pairs) for one, share in shares.items()}
    assert between(found) == expected


async def test_who_bridges_two_circles_is_told_first() -> None:
    first, second, bridge = IDS[1:5], IDS[5:9], IDS[9]
    ties = [tie(*pair) for circle in (first, second) for pair in combinations(circle, 2)]
    ties += [tie(bridge, first[0]), tie(bridge, second[0])]
    ties += [tie(IDS[0], one) for one in (*first, *second, bridge)]
    answer = brokers_told(await in_the_middle_of(ties), 1)
    (broker,) = answer.brokers
    assert (broker.person.id, answer.estimated) == (bridge, False)
    assert broker.share == pytest.approx(16 / 28, abs=1e-4)


async def test_among_many_the_share_is_estimated_and_the_same_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = next(one for one in [await others(seed) for seed in SEEDS] if len(one.people) > 20)
    monkeypatch.setattr(brokering, "WHOLE", 10)
    monkeypatch.setattr(brokering, "SAMPLE", 5)
    assert between(found) == between(found)
    assert brokers_told(found, 5).estimated


async def test_nobody_around_is_an_answer() -> None:
    alone = await in_the_middle_of([])
    assert communities_told(alone).communities == ()
    assert brokers_told(alone, 10).brokers == ()
