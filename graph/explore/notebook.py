"""A network as a graph of networkx, for notebooks."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

import networkx as nx

from graph.entities import Company, Employment, Person, Tie
from graph.errors import OutOfBounds
from graph.store import View
from graph.strength import chance, cost
from graph.words import how_well, label, ref_of

Graph: TypeAlias = "nx.Graph[str]"
MOST_TIES: Final = 1_000_000


async def to_networkx(view: View, now: str, *, most_ties: int = MOST_TIES) -> Graph:
    """Everybody of a network by id, and every tie, as of *now* (as `moment_text` writes it).

    A node has `name`, `ref`, `identifiers`, `headline`, `field`, `place`, `described` and
    `employers` (names of the companies where the person works now); an edge has `kind`, `open`,
    `chance`, `cost`, `words`, `relations`, `first_contact`, `last_contact`, and the numbers of
    events `direct`, `hard` and `soft`. Nodes and edges stand in the order of ids. About 2 kB a
    tie.

    Raises:
        OutOfBounds: when there are more ties than *most_ties*.
    """
    count = await view.count(Tie)
    if count > most_ties:
        raise OutOfBounds("most_ties", count, "raise it where there is memory, or explore a part")
    employers = await _employers(view, now)
    people = sorted([one async for one in view.scan(Person)], key=lambda one: one.id)
    ties = sorted([one async for one in view.scan(Tie)], key=lambda one: one.key)
    graph: Graph = nx.Graph(now=now)
    graph.add_nodes_from((one.id, _node(one, employers)) for one in people)
    graph.add_edges_from((one.a, one.b, _edge(one, now)) for one in ties)
    return graph


async def _employers(view: View, now: str) -> Mapping[str, Sequence[str]]:
    """Names of the companies where each works."""
    names = {one.id: label(one) async for one in view.scan(Company)}
    found: dict[str, list[str]] = defaultdict(list)
    async for job in view.scan(Employment):
        if job.current(now):
            found[job.a].append(names[job.b])
    return found


def _node(person: Person, employers: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return {
        "name": label(person), "ref": ref_of(person), "identifiers": person.identifiers,
        "headline": person.headline, "field": person.field, "place": person.place,
        "described": person.described, "employers": tuple(sorted(employers.get(person.id, ()))),
    }  # fmt: skip


def _edge(tie: Tie, now: str) -> dict[str, Any]:
    sure = chance(tie, now)
    return {
        "kind": tie.kind, "open": tie.open, "chance": sure, "cost": cost(tie, now),
        "words": how_well(tie, sure), "relations": tie.relations,
        "first_contact": tie.first, "last_contact": tie.last,
        "direct": tie.direct, "hard": tie.hard, "soft": tie.soft,
    }  # fmt: skip
