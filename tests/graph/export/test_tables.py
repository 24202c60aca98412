"""People and ties as CSV."""

import csv
from collections.abc import AsyncIterator, Callable

import pytest

from graph.export import batches
from graph.export.tables import PEOPLE, TIES, people_csv, ties_csv
from graph.store import DEFAULT_NETWORK, GraphStore, View
from tests.builders import ANN, BOB, coffee, left, person, told, works

NOW = "2026-06-01T00:00:00.000000Z"
Table = Callable[[View, str], AsyncIterator[str]]


async def rows(store: GraphStore, table: Table) -> list[list[str]]:
    async def work(view: View) -> str:
        return "".join([piece async for piece in table(view, NOW)])

    text = await store.read(DEFAULT_NETWORK, work)
    assert text.startswith("\ufeff")
    return list(csv.reader(text.removeprefix("\ufeff").splitlines()))


async def test_people_with_their_work() -> None:
    story = [
        person(ANN, "Ann Lee", "linkedin:ann-lee", place="Basel"), works(ANN, title="Chemist"),
        works(ANN, "name:Initech"), works(ANN, "name:Hooli"), left(ANN, "name:Hooli"),
    ]  # fmt: skip
    head, ann = await rows(await told(story), people_csv)
    assert tuple(head) == PEOPLE
    told_of = dict(zip(head, ann, strict=True))
    assert told_of["identifiers"] == f"{ANN} linkedin:ann-lee"
    assert set(told_of["works at"].split("; ")) == {"Chemist, globex", "initech"}


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d", "|", "%"])
async def test_no_cell_is_a_formula(sign: str) -> None:
    store = await told([person(ANN, f"{sign}1+1", headline=f" {sign}x"), coffee(ANN, BOB)])
    for table in (people_csv, ties_csv):
        cells = [cell for row in await rows(store, table) for cell in row]
        assert f"'{sign}1+1" in cells
        assert not [cell for cell in cells if cell[:1] == sign]


async def test_ties_name_both_sides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "SIZE", 1)
    store = await told([person(ANN, "Ann Lee"), coffee(ANN, BOB), coffee(ANN, "email:cy@e.org")])
    head, *ties = await rows(store, ties_csv)
    assert tuple(head) == TIES
    assert len(ties) == 2
    for tie in ties:
        told_of = dict(zip(head, tie, strict=True))
        assert ANN in {told_of["one"], told_of["other"]}
        assert (told_of["open"], told_of["evidence"], told_of["direct"]) == ("yes", "direct", "1")
        assert 0 < float(told_of["sure"]) < 1
