"""The oracle of every search: all simple paths that networkx finds, the rules, a plain sort."""

from itertools import pairwise
from math import log

import networkx as nx

from graph.entities import Tie
from graph.search import Question
from graph.strength import cost
from tests.graph.worlds import Walked, World


def expected(world: World, question: Question, *, coffee: bool = False) -> list[Walked]:
    """What `find_paths` has to find, or `one_coffee_away`."""
    now = question.now
    inside = inside_of(world, question)
    if question.asker in inside:
        return [((question.asker,), 0)]
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from([question.asker, *inside])
    graph.add_edges_from((tie.a, tie.b, {"tie": tie}) for tie in world.ties)
    reached = [
        (tuple(people), tuple(graph.edges[step]["tie"] for step in pairwise(people)))
        for people in nx.all_simple_paths(graph, question.asker, inside, question.max_hops)
    ]
    allowed = [
        (people, sum(cost(tie, now) for tie in ties))
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


def nearest(world: World, question: Question) -> Walked | None:
    """The shortest path of up to six hops, the cheapest and first by ids of these; no options."""
    inside = inside_of(world, question)
    if question.asker in inside:
        return (question.asker,), 0
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from([question.asker, *inside])
    graph.add_edges_from(
        (tie.a, tie.b, {"cost": cost(tie, question.now)}) for tie in world.ties if tie.open
    )
    reached = [
        (len(people), nx.path_weight(graph, people, "cost"), tuple(people))
        for insider in inside
        for people in _all_shortest(graph, question.asker, insider, inside - {insider})
    ]
    _, price, people = min(reached, default=(0, 0, ()))
    return (people, price) if people else None


def _all_shortest(
    graph: "nx.Graph[str]", asker: str, insider: str, others: set[str]
) -> list[list[str]]:
    part = graph.subgraph(set(graph) - others)
    near = nx.single_source_shortest_path_length(part, asker, cutoff=6)
    return list(nx.all_shortest_paths(part, asker, insider)) if insider in near else []


def inside_of(world: World, question: Question) -> set[str]:
    """Who works at the question's company, or used to when asked."""
    return {
        e.a
        for e in world.employments
        if e.b == question.company
        and (
            e.current(question.now)
            or (question.include_former and "" < e.until[:10] <= question.now[:10])
        )
    }


def walkable(tie: Tie, question: Question) -> bool:
    least = question.min_strength
    price = cost(tie, question.now)
    strong = not least or price <= round(-log(least) * 2**20)  # as exact as a cost is
    return tie.open and strong and (tie.hard > 0 or not question.hard_only)


def closed_with_contact(tie: Tie) -> bool:
    return not tie.open and tie.rating != 0 and (tie.last != "" or tie.relations != ())
