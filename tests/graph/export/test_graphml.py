"""The graph as GraphML, read back by networkx."""

from io import BytesIO
from typing import Any

import networkx as nx

from graph.entities import Company, Employment, Person, Tie
from graph.export.graphml import EDGE, NODE, graphml
from graph.store import DEFAULT_NETWORK, GraphStore, View
from graph.strength import chance
from graph.telling import rounded
from graph.words import label
from tests.builders import ANN, BEN, BOB, CY, coffee, company, contact, mention, person, told, works
from tests.law.graphs import graph_in

NOW = "2026-06-01T00:00:00.000000Z"
STORY = [
    person(ANN, 'Ann "<Lee>" & Co', "linkedin:ann-lee", place="Basel ]]>"), person(BOB, "=Bob"),
    person(CY, "\ufffe\U0001f600"), coffee(BOB, ANN), contact("gathering", ANN, BOB, BEN, CY),
    company("name:Globex", "Globex", "domain:globex.com"), works(ANN, title="Chemist"),
    mention(ANN, description="my neighbour", relation="neighbor", to=BOB),
]  # fmt: skip


async def read_back(store: GraphStore) -> Any:
    async def work(view: View) -> str:
        return "".join([piece async for piece in graphml(view, NOW)])

    return nx.read_graphml(BytesIO((await store.read(DEFAULT_NETWORK, work)).encode()))


async def test_it_is_the_graph() -> None:
    store = await told(STORY)
    found, kept = await read_back(store), await graph_in(store, DEFAULT_NETWORK)
    assert not found.is_directed()
    assert {id_: node["kind"] for id_, node in found.nodes(data=True)} == {
        **{key[0]: "person" for key in kept[Person]},
        **{key[0]: "company" for key in kept[Company]},
    }
    edges = {frozenset(ends): edge for *ends, edge in found.edges(data=True)}
    assert edges.keys() == {frozenset(key) for kind in (Tie, Employment) for key in kept[kind]}
    for key, tie in kept[Tie].items():
        assert isinstance(tie, Tie)
        edge = edges[frozenset(key)]
        assert edge["sure"] == rounded(chance(tie, NOW))
        numbers = [edge[name] for name in ("open", "direct", "hard", "soft", "evidence")]
        assert numbers == [tie.open, tie.direct, tie.hard, tie.soft, tie.kind]
    for job in kept[Employment].values():
        assert isinstance(job, Employment)
        edge = edges[frozenset(job.key)]
        assert (edge.get("title", ""), edge["current"]) == (job.title, job.current(NOW))


async def test_every_attribute_comes_back_as_it_was() -> None:
    store = await told(STORY)
    found, kept = await read_back(store), await graph_in(store, DEFAULT_NETWORK)
    for one in kept[Person].values():
        assert isinstance(one, Person)
        node = found.nodes[one.id]
        assert node["name"] == label(one).replace("\ufffe", "\ufffd")
        assert node["identifiers"].split() == list(one.identifiers)
        assert node["described"] is one.described
        assert [node.get(name, "") for name in ("place", "description")] == [
            one.place,
            one.description,
        ]
        assert node.keys() <= NODE.keys()
    assert all(edge.keys() <= EDGE.keys() for *_, edge in found.edges(data=True))


async def test_an_empty_network_is_a_graph_too() -> None:
    assert not (await read_back(await told([]))).nodes
