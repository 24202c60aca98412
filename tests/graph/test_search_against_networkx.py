"""The plain search finds exactly what networkx finds, in the same order, at the same cost."""

import asyncio
from dataclasses import replace
from itertools import combinations, pairwise
from random import Random
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.entities import Employment
from graph.search import Question, find_paths, one_coffee_away
from tests.graph.oracle import expected
from tests.graph.worlds import (
    AFTER,
    BEFORE,
    COMPANY,
    EARLIER,
    NOW,
    World,
    shape,
    tie,
    walked,
    works,
)

# Random worlds: few people, many equal costs, every option.

PEOPLE = [f"p{number}" for number in range(8)]
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
