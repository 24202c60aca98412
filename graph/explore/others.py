"""The people around somebody, without that person: what groups and brokers are looked for in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import networkx as nx

from graph.entities import Person, Tie
from graph.explore.around import around
from graph.explore.cast import Cast, cast_of
from graph.explore.ground import Ground, ViewGround
from graph.explore.sieve import Sieve
from graph.lookup import person_of
from graph.store import View
from graph.strength import chance
from graph.strike import Seal
from schemas.exploring import GroupsQuestion

Graph: TypeAlias = "nx.Graph[Any]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """The others by id, the surest first, and the ties among them."""

    person: Person
    now: str
    people: tuple[str, ...]
    ties: tuple[Tie, ...]
    cast: Cast
    cut: bool
    position: int

    def graph(self, wanted: Callable[[Tie], bool]) -> tuple[Graph, list[str]]:
        """The ties *wanted*, `weight` their chance, over places in a list of ids.

        Both go by ids: networkx walks sets, and those of small numbers have one order always.
        """
        ids = sorted(self.people)
        places = {id_: place for place, id_ in enumerate(ids)}
        graph: Graph = nx.Graph()
        graph.add_nodes_from(range(len(ids)))
        for tie in sorted(self.ties, key=lambda tie: tie.key):
            if wanted(tie):
                graph.add_edge(places[tie.a], places[tie.b], weight=chance(tie, self.now))
        return graph, ids


async def others_around(
    view: View, sealing: Seal, ref: str, asked: GroupsQuestion, ground: Ground | None = None
) -> Others:
    """Who is around the person *ref*; over the store itself unless *ground* is given."""
    person = await person_of(view, sealing, ref, "ref")
    sieve = Sieve.of(asked)
    found = await around(ground or ViewGround(view, sieve), person.id, asked.depth, asked.most)
    people = tuple(one for one in found.people if one != person.id)
    return Others(
        person=person,
        now=sieve.now,
        people=people,
        ties=tuple(tie for tie in found.ties if person.id not in tie.key),
        cast=await cast_of(view, people, sieve.now),
        cut=found.cut,
        position=await view.position(),
    )
