"""A network handed to networkx, and the notebook that shows it."""

import ast
import inspect
import json
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graph.entities import Tie
from graph.errors import OutOfBounds
from graph.explore import to_networkx
from graph.store import View
from graph.strength import chance
from tests.builders import ANN, BEN, BOB, coffee, company, person, relation, told, works
from tests.graph.worlds import NOW

NOTEBOOK = Path(__file__).parents[3] / "docs" / "notebooks" / "explore.ipynb"
STORY = [
    person(BOB, "Bob Stone"), person(ANN, "Ann Lee", headline="Assays", field="biotech"),
    company("name:Globex", "Globex"), works(ANN), coffee(BOB, ANN), relation(ANN, BEN, "friend"),
]  # fmt: skip


async def test_people_and_ties_have_readable_attributes() -> None:
    async def work(view: View) -> "tuple[nx.Graph[str], list[Tie]]":
        return await to_networkx(view, NOW), [tie async for tie in view.scan(Tie)]

    graph, ties = await (await told(STORY)).read("default", work)
    by_name = {data["name"]: id_ for id_, data in graph.nodes(data=True)}
    ann = graph.nodes[by_name["Ann Lee"]]
    assert (ann["ref"], ann["headline"], ann["employers"]) == (ANN, "Assays", ("Globex",))
    assert {tuple(sorted(edge)) for edge in graph.edges} == {tie.key for tie in ties}
    for tie in ties:
        edge = graph.edges[tie.a, tie.b]
        assert (edge["kind"], edge["chance"]) == (tie.kind, chance(tie, NOW))
        assert (edge["relations"], edge["last_contact"]) == (tie.relations, tie.last)


async def test_more_ties_than_wanted_are_refused() -> None:
    store = await told(STORY)
    with pytest.raises(OutOfBounds, match="most_ties"):
        await store.read("default", lambda view: to_networkx(view, NOW, most_ties=1))


async def test_the_notebook_runs() -> None:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    names: dict[str, Any] = {}
    printed = StringIO()
    with redirect_stdout(printed):
        for cell in cells:
            if cell["cell_type"] == "code":
                await run("".join(cell["source"]), names)
    assert printed.getvalue().startswith("Graph with ")
    assert " people around Bob 2, in " in printed.getvalue()


async def run(source: str, names: dict[str, Any]) -> None:
    """As a notebook runs it, with `await` wherever it likes."""
    code = compile(source, str(NOTEBOOK), "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    done = eval(code, names)  # noqa: S307 - the notebook's own code
    if inspect.iscoroutine(done):
        await done
