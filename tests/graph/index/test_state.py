"""The live index equals one built afresh, and answers as the plain search does."""

import random
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from graph.entities import Company, Employment, Person, Tie
from graph.fold import Changes
from graph.index.ask import coffee_tracks, tracks
from graph.index.scratch import Scratch
from graph.index.state import State, at_moment, changed, state_of
from graph.search import Found, Question, ViewPort, find_paths, one_coffee_away
from graph.store import View, folded, seal
from graph.stores.memory import MemoryStore, MemoryTransaction
from graph.strike import Arrival
from tests.law.events import Case, cases
from tests.law.test_law import trying

NOW = "2026-06-02T00:00:00.000000Z"
LATER = "2026-08-15T00:00:00.000000Z"
NETWORK = "default"


@trying(150)
@given(case=cases())
async def test_followed_change_by_change_it_equals_one_built_afresh(case: Case) -> None:
    store = MemoryStore(b"m" * 32)
    state = state_of(0, NOW, [], [])
    for position, batch in enumerate(case.batches, start=1):
        changes = await commit(store, list(batch))
        state = changed(state, position, changes.put, changes.delete)
        assert rows(state) == rows(await afresh(store, NOW))
    assert rows(at_moment(state, LATER)) == rows(await afresh(store, LATER))


@trying(100)
@given(case=cases(), seed=st.integers(0, 2**32))
async def test_it_finds_what_the_plain_search_finds(case: Case, seed: int) -> None:
    store = MemoryStore(b"m" * 32)
    state = state_of(0, NOW, [], [])
    for position, batch in enumerate(case.batches, start=1):
        changes = await commit(store, list(batch))
        state = changed(state, position, changes.put, changes.delete)
    scratch = Scratch(state.people.count)
    chosen = random.Random(seed)

    async def compare(view: View) -> None:
        people = [one.id async for one in view.scan(Person)]
        companies = [one.id async for one in view.scan(Company)]
        for asker, company in product(people, companies):
            question = a_question(chosen, asker, company, people)
            port = ViewPort(view)
            assert walked(await find_paths(port, question)) == [
                (one.people, one.cost) for one in tracks(state, question, scratch).paths
            ]
            assert walked(await one_coffee_away(port, question)) == [
                (one.people, one.cost) for one in coffee_tracks(state, question, scratch).paths
            ]

    await store.read(NETWORK, compare)


def test_a_state_once_held_stays_as_it_was() -> None:
    first = state_of(1, NOW, [tie("a", "b")], [])
    before = rows(first)
    state = first
    for position in range(2, 40):
        state = changed(state, position, [tie("a", "b", rating=position / 50)], [])
        state = changed(state, position, [tie("a", f"f{position}")], [])
    assert rows(first) == before
    assert len(rows(state)[0]) == 2 * 39  # either way


def test_slots_given_up_are_taken_back_and_no_tie_is_lost() -> None:
    chosen = random.Random(7)
    latest = dict.fromkeys(range(600), 0.5)
    state = state_of(0, NOW, [pair(*one) for one in latest.items()], [])
    for position in range(1, 400):
        rated = {number: chosen.uniform(0.1, 0.9) for number in chosen.sample(range(600), 7)}
        latest |= rated
        state = changed(state, position, [pair(*one) for one in rated.items()], [])
    assert state.worth.used < 2 * len(latest) + 1024
    for now in (NOW, LATER):
        anew = state_of(0, now, [pair(*one) for one in latest.items()], [])
        assert rows(at_moment(state, now)) == rows(anew)


def a_question(chosen: random.Random, asker: str, company: str, people: list[str]) -> Question:
    return Question(
        asker=asker, company=company, now=NOW,
        by=chosen.choice(["shortest", "strongest"]),
        k=chosen.choice([1, 1, 2, 3, 20]),
        max_hops=chosen.randint(1, 6),
        include_former=chosen.random() < 0.5,
        hard_only=chosen.random() < 0.2,
        min_strength=chosen.choice([0.0, 0.0, 0.0, 0.25, 0.5]),
        avoid=frozenset(chosen.sample(people, min(len(people), chosen.choice([0, 0, 1, 2])))),
        via=chosen.choice(["", "", "", chosen.choice(people)]),
    )  # fmt: skip


def tie(a: str, b: str, *, rating: float = 0.5) -> Tie:
    a, b = (f"00000000-0000-0000-0000-{end:0>12}" for end in (a, b))
    return Tie(a=min(a, b), b=max(a, b), kind="asserted", open=True, rating=rating)


def pair(number: int, rating: float) -> Tie:
    return tie(f"{2 * number}", f"{2 * number + 1}", rating=rating)


async def commit(store: MemoryStore, batch: list[Arrival]) -> Changes:
    async def work(transaction: MemoryTransaction) -> Changes:
        changes = await folded(transaction, batch, seal(store.secret, NETWORK))
        await transaction.save(changes)
        return changes

    return await store.write(NETWORK, work)


async def afresh(store: MemoryStore, now: str) -> State:
    async def scan(view: View) -> State:
        ties = [one async for one in view.scan(Tie)]
        return state_of(
            await view.position(), now, ties, [one async for one in view.scan(Employment)]
        )

    return await store.read(NETWORK, scan)


def rows(state: State) -> tuple[dict[object, object], dict[object, object]]:
    """Ties and employments of a state, by id."""
    name, world = state.people.id, state.world
    ties = {
        (name(person), name(int(to))): (int(price), *state.worth.charges[slot])
        for part in (world.open, world.closed)
        for person in range(len(part.spans))
        for to, price, slot in zip(*part.row(person), strict=True)
    }
    staff = {
        (name(int(person)), state.companies.id(company)): (int(here), int(until))
        for company in range(len(world.insiders.spans))
        for person, here, until in zip(*world.insiders.row(company), strict=True)
    }
    return dict(ties), dict(staff)


def walked(found: Found) -> list[tuple[tuple[str, ...], int]]:
    return [(path.people, path.cost) for path in found.paths]
