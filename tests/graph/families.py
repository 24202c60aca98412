"""Seeded random graphs of many shapes, with questions about them of every kind.

A graph is as large as networkx can still list all of its paths: the more hops, the smaller.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from random import Random
from typing import Any, Final, TypeAlias
from uuid import UUID

import networkx as nx
import numpy as np

from graph.entities import Employment, Tie
from graph.search import Question
from schemas.events.base import moment_text
from tests.graph.worlds import DATES, NOW, World, shape

MOST_PEOPLE: Final = 60
MOST_WALKS: Final = 20_000  # from the person who has the most
COMPANIES: Final = 4  # the last one is unknown
QUESTIONS: Final = 5  # of one graph

Graph: TypeAlias = "nx.Graph[Any]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A world, and questions whose every path can be listed."""

    family: str
    seed: int
    hops: int  # the most of any question
    people: tuple[str, ...]  # in the order of their ids
    companies: tuple[str, ...]
    world: World
    questions: tuple[Question, ...]


def a_case(seed: int) -> Case:
    """The case of this number; the families take turns."""
    family = FAMILIES[seed % len(FAMILIES)]
    chosen = Random(seed)
    hops = chosen.choice([1, 2, 3, 4, 4, 5, 6, 6, 6])
    graph = _feasible(family, chosen, hops)
    people, companies = _ids(chosen, len(graph)), _ids(chosen, COMPANIES)
    ties = _ties(chosen, graph, people, even=family == "even")
    employments = _employments(chosen, people, companies, inside=family != "no insiders")
    world = World(ties=ties, employments=employments)
    asked = (_question(chosen, world, people, companies, hops) for _ in range(QUESTIONS))
    return Case(
        family=family, seed=seed, hops=hops, people=tuple(sorted(people)),
        companies=tuple(companies), world=world, questions=tuple(asked),
    )  # fmt: skip


def _feasible(family: str, chosen: Random, hops: int) -> Graph:
    people = chosen.randint(2, MOST_PEOPLE)
    while True:
        graph = nx.convert_node_labels_to_integers(SHAPES[family](chosen, people))
        if _walks(graph, hops) <= MOST_WALKS or people == 2:
            return graph
        people = max(2, people * 4 // 5)


def _walks(graph: Graph, hops: int) -> float:
    """Walks of up to *hops* hops that never turn back at once, from whoever has most of them."""
    ways = [(a, b) for a, b in graph.edges] + [(b, a) for a, b in graph.edges]
    number = {way: i for i, way in enumerate(ways)}
    walks = total = np.ones(len(ways))
    onward = np.zeros((len(ways), len(ways)))
    for a, b in ways:
        for c in graph[b]:
            onward[number[a, b], number[b, c]] = c != a
    for _ in range(hops - 1):
        walks = onward @ walks
        total = total + walks
    out = np.zeros(len(graph))
    np.add.at(out, [a for a, _ in ways], total)
    return float(out.max(initial=0))


# The shapes.


def _power_law(chosen: Random, people: int) -> Graph:
    ties = min(people - 1, chosen.choice([1, 1, 2, 3]))
    graph: Graph = nx.barabasi_albert_graph(people, ties, seed=chosen)
    return graph


def _small_world(chosen: Random, people: int) -> Graph:
    near = min(people - 1, chosen.choice([2, 2, 4, 6]))
    graph: Graph = nx.watts_strogatz_graph(people, near, chosen.random(), seed=chosen)
    return graph


def _grid(chosen: Random, people: int) -> Graph:
    rows = chosen.randint(1, max(1, int(people**0.5)))
    graph: Graph = nx.grid_2d_graph(rows, people // rows, periodic=chosen.random() < 0.2)
    return graph


def _cliques_with_hubs(chosen: Random, people: int) -> Graph:
    graph: Graph = nx.empty_graph(people)
    size = chosen.randint(2, 7)
    for start in range(0, people, size):
        graph.add_edges_from(combinations(range(start, min(start + size, people)), 2))
    for hub in range(chosen.randint(1, 2)):
        graph.add_edges_from((hub, one) for one in range(hub + 1, people) if chosen.random() < 0.5)
    return graph


def _disconnected(chosen: Random, people: int) -> Graph:
    if people < 4:
        return _two(chosen, people)
    first = chosen.randint(2, people - 2)
    graph: Graph = nx.disjoint_union(_any(chosen, first), _any(chosen, people - first))
    return graph


def _two(chosen: Random, _: int) -> Graph:
    graph: Graph = nx.gnp_random_graph(2, 0.8, seed=chosen)
    return graph


def _tree(chosen: Random, people: int) -> Graph:
    grown: tuple[Graph, ...] = (
        nx.star_graph(people - 1),
        nx.full_rary_tree(chosen.randint(1, 4), people),
        nx.random_labeled_tree(people, seed=chosen),
    )
    return chosen.choice(grown)


def _any(chosen: Random, people: int) -> Graph:
    shapes = [_power_law, _small_world, _grid, _cliques_with_hubs, _tree]
    return chosen.choice(shapes)(chosen, people)


SHAPES: Final[dict[str, Callable[[Random, int], Graph]]] = {
    "power-law": _power_law,
    "small-world": _small_world,
    "grid": _grid,
    "cliques with hubs": _cliques_with_hubs,
    "disconnected": _disconnected,
    "two people": _two,
    "no insiders": _any,
    "even": _any,  # all costs equal: ids decide
    "trees and stars": _tree,
}
FAMILIES: Final = tuple(SHAPES)


# Who is tied, who works where, and what is asked.


def _ids(chosen: Random, count: int) -> list[str]:
    """Ids in no order, some alike in the first half of their bits and some in the second."""
    numbers = chosen.sample(range(4 * count), count)
    return [str(UUID(int=(n // 3) << 120 | (n % 3) << 62)) for n in numbers]


def _ties(chosen: Random, graph: Graph, people: list[str], *, even: bool) -> list[Tie]:
    make = chosen.choice([_varied, _few, _few]) if not even else _even
    shapes = [make(chosen) for _ in range(1 if make is _even else 30)]
    openness, hardness = chosen.choice([0.5, 0.85, 0.97, 1.0]), chosen.choice([0.0, 0.5, 0.9])
    return [
        replace(
            chosen.choice(shapes),
            a=min(ends),
            b=max(ends),
            open=chosen.random() < openness,
            hard=int(chosen.random() < hardness),
        )
        for ends in ((people[a], people[b]) for a, b in graph.edges if a != b)
    ]


def _varied(chosen: Random) -> Tie:
    """A tie at any price."""
    dates = (*DATES, *(_moment(chosen) for _ in range(4)))
    rating = chosen.choice([None, None, None, 0.0, 0.5, 1.0, chosen.random()])
    return replace(shape(chosen, dates), rating=rating)


def _few(chosen: Random) -> Tie:
    """A tie at one of a few prices, so that many ways cost the same."""
    return replace(shape(chosen), rating=chosen.choice([0.25, 0.5, 0.5, 0.0625, 0.0]))


def _even(chosen: Random) -> Tie:
    return replace(shape(chosen), rating=chosen.choice([0.5, 1.0, 0.0]))


def _moment(chosen: Random) -> str:
    now = datetime.fromisoformat(NOW).astimezone(UTC)
    days = chosen.choice([0.0, chosen.uniform(-30, 3), chosen.uniform(-3_000, 100), -20_000.0])
    return moment_text(now + timedelta(days=days))


def _employments(
    chosen: Random, people: list[str], companies: list[str], *, inside: bool
) -> list[Employment]:
    dates = (*DATES, NOW, _moment(chosen))
    makes = (_current, _current, _some_time) if inside else (_some_time, _future)
    staff = [
        chosen.choice(makes)(chosen, person, company, dates)
        for company in companies[:-1]
        for person in chosen.sample(people, chosen.randint(1, max(2, len(people) // 6)))
    ]
    return [one for one in staff if inside or not one.current(NOW)]


def _current(chosen: Random, person: str, company: str, dates: Iterable[str]) -> Employment:
    here = chosen.choice([one for one in dates if one and one <= NOW])
    return Employment(a=person, b=company, here=here)


def _some_time(chosen: Random, person: str, company: str, dates: Iterable[str]) -> Employment:
    here, until = chosen.choices(tuple(dates), k=2)
    return Employment(a=person, b=company, here=here, until=until)


def _future(chosen: Random, person: str, company: str, dates: Iterable[str]) -> Employment:
    here = chosen.choice([one for one in dates if one > NOW])
    return Employment(a=person, b=company, here=here)


def _question(
    chosen: Random, world: World, people: list[str], companies: list[str], hops: int
) -> Question:
    asker, company = chosen.choice(people), chosen.choice(companies[:-1] * 5 + companies)
    staff = [one.a for one in world.employments if one.b == company] or people
    contacts = [tie.other(asker) for tie in world.ties if asker in tie.key] or people
    question = Question(
        asker=asker, company=company, now=NOW,
        by=chosen.choice(["shortest", "strongest"]),
        k=chosen.choice([1, 1, 2, 3, 5, 20, chosen.randint(1, 20)]),
        max_hops=chosen.choice([hops, hops, chosen.randint(1, hops)]),
        include_former=chosen.random() < 0.4,
    )  # fmt: skip
    if chosen.random() < 0.4:
        return question
    avoidable = chosen.choice([people, staff, contacts])
    return replace(
        question,
        hard_only=chosen.random() < 0.15,
        min_strength=chosen.choice([*[0.0] * 5, 0.25, 0.5, 1.0, chosen.random() / 2]),
        avoid=frozenset(chosen.choices(avoidable, k=chosen.choice([0, 1, 1, 2, 3]))),
        via=chosen.choice([*[""] * 6, chosen.choice(people), *chosen.choices(contacts, k=2)]),
    )
