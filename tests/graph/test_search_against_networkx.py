"""The plain search finds exactly what networkx finds, in the same order, at the same cost."""

import asyncio
from dataclasses import replace
from itertools import combinations, pairwise
from math import log
from random import Random
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.entities import Employment, Tie
from graph.search import Question, find_paths, one_coffee_away
from graph.strength import cost, prior_of
from tests.graph.worlds import (
    AFTER,
    BEFORE,
    COMPANY,
    EARLIER,
    NOW,
    Walked,
    World,
    tie,
    walked,
    works,
)

# The oracle: every simple path that networkx finds, then the rules, then a plain sort.


def expected(world: World, question: Question, *, coffee: bool = False) -> list[Walked]:
    inside = {
        e.a
        for e in world.employments
        if e.b == question.company
        and (
            e.current(NOW)
            or (question.include_former and e.until != "" and e.until <= question.now)
        )
    }
    if question.asker in inside:
        return [((question.asker,), 0)]
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from([question.asker, *inside])
    graph.add_edges_from((tie.a, tie.b, {"tie": tie}) for tie in world.ties)
    reached = [
        (tuple(people), tuple(graph.edges[step]["tie"] for step in pairwise(people)))
        for insider in inside
        for people in nx.all_simple_paths(graph, question.asker, insider, question.max_hops)
    ]
    allowed = [
        (people, sum(cost(tie, NOW) for tie in ties))
        for people, ties in reached
        if inside.isdisjoint(people[:-1])
        and question.avoid.isdisjoint(people[1:])
        and (not question.via or people[1] == question.via)
        and (closed_with_contact(ties[0]) if coffee else walkable(ties[0], question))
        and all(walkable(tie, question) for tie in ties[1:])
    ]

    def place(walked: Walked) -> tuple[int, int, tuple[str, ...]]:
        people, price = walked
        hops = len(people) - 1
        return (hops, price, people) if question.by == "shortest" else (price, hops, people)

    return sorted(allowed, key=place)[: question.k]


def walkable(tie: Tie, question: Question) -> bool:
    least = question.min_strength
    strong = not least or cost(tie, NOW) <= round(-log(least) * 2**20)  # as exact as a cost is
    return tie.open and strong and (tie.hard > 0 or not question.hard_only)


def closed_with_contact(tie: Tie) -> bool:
    return not tie.open and tie.rating != 0 and (tie.last != "" or tie.relations != ())


# Random worlds: few people, many equal costs, every option.

PEOPLE = [f"p{number}" for number in range(8)]
DATES = ["", EARLIER, BEFORE, AFTER]


def shape(chosen: Random) -> Tie:
    last = chosen.choice(DATES)
    sums: dict[str, Any] = {}
    if last:
        decayed = ("direct_4d", "direct_30d", "direct_240d", "hard_240d", "soft_30d")
        sums = {name: chosen.choice([0.0, 1.0, chosen.uniform(0, 5)]) for name in decayed}
        sums |= {name: chosen.randint(0, 2) for name in ("from_a", "from_b", "hard")}
    relations = chosen.choice([(), ("friend",), ("contact",)])
    return Tie(
        a="",
        b="",
        kind="",
        open=chosen.random() < 0.8,
        relations=relations,
        prior=prior_of(relations),
        rating=chosen.choice([None, None, 0.0, 0.25, 0.5]),
        last=last,
        **sums,
    )


VARIED = [shape(Random(seed)) for seed in range(200)]
EVEN = [  # of two costs only, so that the order hangs on hops and ids
    replace(tie("", "", rating=rating, hard=hard), open=is_open)
    for rating in (0.5, 0.25)
    for hard in (0, 1)
    for is_open in (True, True, True, False)
]


INSIDE = [Employment(a="", b=COMPANY, here=EARLIER)] * 36 + [
    Employment(a="", b=company, here=here, until=until)
    for company in (COMPANY, "initech")
    for here in ("", EARLIER, AFTER)
    for until in ("", EARLIER, BEFORE, AFTER)
]


def a_world(chosen: Random) -> World:
    people = PEOPLE[: chosen.choice([2, 5, 7, 8, 8, 8])]
    shapes, density = chosen.choice([EVEN, VARIED]), chosen.choice([0.3, 0.6, 1.0])
    pairs = [pair for pair in combinations(people, 2) if chosen.random() < density]
    inside = chosen.sample(people[1:], min(len(people) - 1, chosen.randint(1, 3)))
    if chosen.random() < 0.03:
        inside.append(people[0])
    return World(
        ties=[replace(chosen.choice(shapes), a=a, b=b) for a, b in pairs],
        employments=[replace(chosen.choice(INSIDE), a=person) for person in inside],
    )


def a_question(chosen: Random) -> Question:
    return Question(
        asker="p0",
        company=COMPANY,
        now=NOW,
        by=chosen.choice(["shortest", "strongest"]),
        k=chosen.choice([1, 2, 3, 5, 20]),
        max_hops=chosen.randint(1, 6),
        include_former=chosen.random() < 0.5,
        hard_only=chosen.random() < 0.2,
        min_strength=chosen.choice([0.0, 0.0, 0.0, 0.0, 0.25, 0.5]),
        avoid=chosen.choice([frozenset(), frozenset(), frozenset({"p2", "p5"})]),
        via=chosen.choice([*[""] * 6, "p1", "p2"]),
    )


SEEDS = st.randoms(use_true_random=True)  # evenly spread, not towards the simplest
WORLDS, QUESTIONS = st.builds(a_world, SEEDS), st.builds(a_question, SEEDS)


@settings(max_examples=700, deadline=None, derandomize=True)
@given(WORLDS, QUESTIONS)
def test_the_search_finds_what_networkx_finds(world: World, question: Question) -> None:
    found = asyncio.run(find_paths(world, question))
    assert walked(found) == expected(world, question)
    assert not found.cut


@settings(max_examples=500, deadline=None, derandomize=True)
@given(WORLDS, QUESTIONS)
def test_one_coffee_away_is_what_networkx_finds(world: World, question: Question) -> None:
    found = asyncio.run(one_coffee_away(world, question))
    assert walked(found) == expected(world, question, coffee=True)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(WORLDS, QUESTIONS)
def test_a_path_shows_the_ties_that_it_walks(world: World, question: Question) -> None:
    for path in asyncio.run(find_paths(world, question)).paths:
        assert [set(tie.key) for tie in path.ties] == [set(step) for step in pairwise(path.people)]
        assert path.hops == len(path.people) - 1
        assert all(tie in world.ties for tie in path.ties)


# A larger world, so that both ends are read for several hops before they meet.


@pytest.mark.parametrize("by", ["shortest", "strongest"])
@pytest.mark.parametrize("seed", range(8))
async def test_a_sparse_world_is_searched_from_both_ends(by: Any, seed: int) -> None:
    graph: nx.Graph[int] = nx.gnm_random_graph(60, 90, seed=seed)
    world = World(
        ties=[tie(f"p{a:02}", f"p{b:02}", rating=(a * b % 4 + 1) / 5) for a, b in graph.edges],
        employments=[works("p58"), works("p59")],
    )
    question = Question(asker="p00", company=COMPANY, now=NOW, by=by, k=20, max_hops=6)
    for hops in range(1, 7):
        asked = replace(question, max_hops=hops)
        assert walked(await find_paths(world, asked)) == expected(world, asked)
