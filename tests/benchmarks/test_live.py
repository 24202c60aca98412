"""The benchmark of answers through kills finds what is wrong, and nothing where all is right."""

import random
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import made
from benchmarks.comparing import everything
from benchmarks.folding import fold_into
from benchmarks.history import Answered, alike, history, inconsistent
from benchmarks.live import chosen_options, questions, run
from benchmarks.states import loaded, unequal
from benchmarks.stores import Place
from graph.answer import answer_path
from graph.entities import Tie
from graph.errors import UnknownRef
from graph.fold import Changes
from graph.index.state import changed
from graph.store import DEFAULT_NETWORK, GraphStore, Transaction, View
from schemas.questions import PathQuestion
from services.stores import open_store

BATCH = 100  # events
EVENTS = made.events(3 * BATCH, seed=5)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'graph.sqlite3'}"


@pytest.fixture
async def store(url: str) -> AsyncIterator[GraphStore]:
    async with open_store(url) as opened:
        yield opened


async def answered(store: GraphStore, count: int, seed: int) -> list[Answered]:
    """Questions that the store answers now, with their answers as HTTP has them."""
    found: list[Answered] = []
    for asked in questions(EVENTS, random.Random(seed)):
        question = PathQuestion.model_validate(asked)

        async def work(view: View, question: PathQuestion = question) -> str:
            answer = await answer_path(view, store.secret, DEFAULT_NETWORK, question)
            return answer.model_dump_json()

        try:
            body = await store.read(DEFAULT_NETWORK, work)
        except UnknownRef:
            continue
        found.append(Answered(asked, body.encode()))
        if len(found) == count:
            break
    return found


async def test_answers_are_checked_at_the_position_that_they_name(
    store: GraphStore, url: str
) -> None:
    given: list[Answered] = []
    for at in range(0, len(EVENTS), BATCH):
        await fold_into(store, EVENTS[at : at + BATCH], "Folding")
        given += await answered(store, 25, seed=at)
    batches = await history(store, url)
    assert [len(batch) for batch in batches] == [BATCH] * 3
    assert await inconsistent(batches, store.secret, given) == []
    moved = [one for one in given if one.answer.position == 1]
    wrong = [
        replace(one, body=one.body.replace(b'"position":1}', b'"position":3}')) for one in moved
    ]
    assert len(await inconsistent(batches, store.secret, wrong)) > len(wrong) / 4
    nowhere = replace(moved[0], body=moved[0].body.replace(b'"position":1}', b'"position":9}'))
    assert len(await inconsistent(batches, store.secret, [nowhere])) == 1


async def test_a_history_with_a_hole_is_refused(store: GraphStore, url: str) -> None:
    await fold_into(store, EVENTS[:BATCH], "Folding")
    await store.write(DEFAULT_NETWORK, _moved_on)
    with pytest.raises(ValueError, match="2 positions, of which 1 received events"):
        await history(store, url)


async def _moved_on(transaction: Transaction) -> int:
    return await transaction.save(Changes())


async def test_states_that_differ_in_one_tie_are_told_apart(store: GraphStore) -> None:
    now = "2026-06-01T00:00:00.000000Z"
    await fold_into(store, EVENTS[:BATCH], "Folding")
    state = await loaded(store, now)
    assert unequal(state, await loaded(store, now)) == []
    tie = next(iter((await everything(store, Tie)).values()))
    other = changed(state, state.position, [replace(tie, rating=0.123)], [])
    assert [line.split(":")[0].split()[1:] for line in unequal(other, state)] == sorted(
        [[tie.a, tie.b], [tie.b, tie.a]]
    )


@pytest.mark.parametrize(
    ("one", "other", "so"),
    [
        ({"a": [1.0, (2,)]}, {"a": [1.0 + 1e-12, (2,)]}, True),
        ({"a": 1.0}, {"a": 1.001}, False),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ([1, 2], [1], False),
        ("x", "y", False),
    ],
)
def test_answers_are_alike_but_for_the_last_digits_of_floats(
    one: object, other: object, so: bool
) -> None:
    assert alike(one, other) is so


def test_a_run_through_kills_finds_nothing_wrong(tmp_path: Path) -> None:
    place = Place(f"sqlite:///{tmp_path / 'graph.sqlite3'}")
    words = "--events 300 --builder 1 --service 1 --services 1 --askers 2 --check 50"
    found = run(place, EVENTS, chosen_options(words.split()))
    assert found["kills"] == {"builder": 1, "service 1": 1}
    assert found["answers"] >= found["checked"] > 0
    wrong = ("refused", "inconsistent", "state_differences", "dead")
    assert [found[key] for key in wrong] == [0, 0, 0, 0]
