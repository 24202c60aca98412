"""Companies by hops, against the oracle of paths; and the index against the plain survey."""

from random import Random

import networkx as nx
import pytest

from graph.explore.companies import PlainSurveyor, Reach, Reaches
from graph.index.state import state_of
from graph.index.survey import surveyed
from graph.search import Question
from graph.store import View
from tests.graph.explore.stored import over
from tests.graph.families import Case, a_case
from tests.graph.oracle import expected
from tests.graph.worlds import NOW

SEEDS = range(80)


def plain(case: Case, asker: str, max_hops: int) -> list[Reach]:
    """By every path that networkx finds."""
    graph: nx.Graph[str] = nx.Graph([(tie.a, tie.b) for tie in case.world.ties if tie.open])
    graph.add_node(asker)
    near = nx.single_source_shortest_path_length(graph, asker, cutoff=max_hops)
    found: list[Reach] = []
    for company in case.companies:
        jobs = [one for one in case.world.employments if one.b == company and one.current(NOW)]
        question = Question(asker=asker, company=company, now=NOW, max_hops=max_hops)
        for way, price in expected(case.world, question):
            insiders = sum(job.a in near for job in jobs)
            hops = len(way) - 1
            found.append(Reach(company=company, hops=hops, cost=price, way=way, insiders=insiders))
    return sorted(found, key=lambda one: one.place)


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_nearest_way_into_each_company(seed: int) -> None:
    case, chosen = a_case(seed), Random(seed)
    asker, max_hops = chosen.choice(case.people), min(4, case.hops)

    async def work(view: View) -> Reaches:
        return await PlainSurveyor(view).survey(asker, NOW, max_hops, 10)

    found = await over(case, work)
    assert list(found.nearest) == plain(case, asker, max_hops)
    assert (found.count, found.cut) == (len(found.nearest), False)


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_index_finds_the_same(seed: int) -> None:
    case, chosen = a_case(seed), Random(seed)
    asker, k = chosen.choice(case.people), chosen.choice([1, 2, 10])
    max_hops = chosen.randint(1, 4)
    state = state_of(1, NOW, case.world.ties, case.world.employments)

    async def work(view: View) -> Reaches:
        return await PlainSurveyor(view).survey(asker, NOW, max_hops, k)

    assert surveyed(state, asker, max_hops, k) == await over(case, work)


async def test_a_spent_budget_is_told() -> None:
    case = next(case for case in map(a_case, SEEDS) if len(case.world.ties) > 20)

    async def work(view: View) -> Reaches:
        return await PlainSurveyor(view, budget=1).survey(case.world.ties[0].a, NOW, 4, 10)

    assert (await over(case, work)).cut
