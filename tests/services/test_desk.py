"""Answers from memory: those of the store, while the graph changes under them."""

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import product

import httpx
import pytest

from graph.answer import answer_path
from graph.errors import UnknownRef
from graph.index.state import at_moment
from graph.store import GraphStore, View, commit
from graph.stores.memory import MemoryStore
from graph.strike import Arrival
from schemas.answers import PathAnswer
from schemas.questions import PathQuestion
from services.desk import IndexDesk, index_desk
from services.feed import Feed
from tests.builders import (
    ANN,
    BEN,
    BOB,
    GLOBEX,
    SECRET,
    coffee,
    contact,
    mention,
    relation,
    works,
)
from tests.services.conftest import Inroad

PEOPLE = [BOB, ANN, *(f"email:p{number}@example.org" for number in range(18))]
COMPANIES = [GLOBEX, "domain:initech.com", "name:Hooli"]
NETWORK = "default"


def happenings(seed: int, count: int) -> list[Arrival]:
    """Coffees, messages, relations, employments and mentions among a few people."""
    chosen = random.Random(seed)
    makers = (
        lambda: coffee(*chosen.sample(PEOPLE, 2)),
        lambda: contact("message", *(two := chosen.sample(PEOPLE, 2)), actor=two[0]),
        lambda: contact("gathering", *chosen.sample(PEOPLE, 4)),
        lambda: relation(chosen.choice(PEOPLE[:9]), chosen.choice(PEOPLE[9:]), "friend"),
        lambda: works(chosen.choice(PEOPLE), chosen.choice(COMPANIES)),
        lambda: mention(chosen.choice(PEOPLE), chosen.choice(COMPANIES), relation="neighbor"),
    )
    return [chosen.choice(makers)() for _ in range(count)]


def a_question(chosen: random.Random) -> PathQuestion:
    return PathQuestion(
        asker=chosen.choice(PEOPLE), to=chosen.choice(COMPANIES),
        by=chosen.choice(["shortest", "strongest"]), k=chosen.choice([1, 3]),
        include_former=chosen.random() < 0.5,
    )  # fmt: skip


@pytest.fixture
async def desk(inroad: Inroad) -> AsyncIterator[IndexDesk]:
    async with index_desk(inroad.store, inroad.broker, NETWORK) as opened:
        yield opened


async def plain(store: GraphStore, question: PathQuestion) -> PathAnswer | str:
    async def work(view: View) -> PathAnswer:
        return await answer_path(view, store.secret, NETWORK, question)

    try:
        return await store.read(NETWORK, work)
    except UnknownRef as unknown:
        return str(unknown)


async def fast(desk: IndexDesk, question: PathQuestion) -> PathAnswer | str | None:
    try:
        return await desk.answer(question)
    except UnknownRef as unknown:
        return str(unknown)


async def go_on(inroad: Inroad, feed: Feed, batch: list[Arrival]) -> None:
    """Commit a batch and tell of it, as the builder does."""
    committed = await commit(inroad.store, NETWORK, batch)
    await feed.tell(NETWORK, committed, committed.changes.settled)


async def test_answers_are_those_of_the_store(inroad: Inroad, desk: IndexDesk) -> None:
    feed = Feed(inroad.broker, inroad.store)
    for seed in range(3):
        await go_on(inroad, feed, happenings(seed, 60))
        assert desk.follower
        await desk.follower.reached(seed + 1, within=60)
        for asker, company in product(PEOPLE, COMPANIES):
            question = PathQuestion(asker=asker, to=company, k=3)
            assert await fast(desk, question) == await plain(inroad.store, question)


async def test_no_answer_is_of_two_states(inroad: Inroad, desk: IndexDesk) -> None:
    batches = [happenings(seed, 3) for seed in range(80)]
    answers: list[tuple[PathQuestion, PathAnswer]] = []
    chosen = random.Random(7)

    async def write() -> None:
        feed = Feed(inroad.broker, inroad.store)
        for batch in batches:
            await go_on(inroad, feed, batch)

    writing = asyncio.create_task(write())
    while not writing.done():
        question = a_question(chosen)
        answer = await fast(desk, question)
        if isinstance(answer, PathAnswer):
            answers.append((question, answer))
        await asyncio.sleep(0)
    await writing
    assert len({answer.position for _, answer in answers}) > 5
    await compare_with_what_was(batches, answers)


async def compare_with_what_was(
    batches: list[list[Arrival]], answers: list[tuple[PathQuestion, PathAnswer]]
) -> None:
    """Fold the batches once more, and at each position ask what was asked there."""
    store = MemoryStore(SECRET)
    for position, batch in enumerate(batches, start=1):
        await commit(store, NETWORK, batch)
        for question, answer in answers:
            if answer.position == position:
                assert answer == await plain(store, question)


async def test_a_reader_sees_their_own_write(http: httpx.AsyncClient) -> None:
    for number in range(12):
        event = works(f"email:new{number}@example.org", GLOBEX)
        published = await http.post("/v1/events", content=event.body, headers=JSON)
        after = published.json()["receipts"][0]["receipt"]
        asked = {"from": f"email:new{number}@example.org", "to": GLOBEX, "after": after}
        answer = await http.get("/v1/paths", params=asked)
        assert answer.json()["paths"][0]["hops"] == 0


async def test_many_questions_have_outcomes_of_their_own(http: httpx.AsyncClient) -> None:
    for body in (coffee(BOB, ANN).body, works(ANN).body):
        published = await http.post("/v1/events", content=body, headers=JSON)
        assert published.status_code == 202
    published = await http.post("/v1/events", content=works(BEN).body, headers=JSON)
    after = published.json()["receipts"][0]["receipt"]
    one = {"from": BOB, "to": GLOBEX, "after": after}
    asked = {"questions": [one, {**one, "from": "email:nobody@example.org"}, {**one, "k": 2}]}
    outcomes = (await http.post("/v1/paths", json=asked)).json()["outcomes"]
    assert [outcome["answer"] is not None for outcome in outcomes] == [True, False, True]
    assert outcomes[1]["problem"]["status"] == 404
    assert outcomes[0]["answer"] == (await http.get("/v1/paths", params=one)).json()


@pytest.mark.parametrize("questions", [[], [{"from": BOB, "to": GLOBEX}] * 1001])
async def test_none_or_too_many_questions_are_refused(
    http: httpx.AsyncClient, questions: list[dict[str, str]]
) -> None:
    answer = await http.post("/v1/paths", json={"questions": questions})
    assert answer.status_code == 422
    assert answer.json()["field"] == "questions"


async def test_readiness_tells_where_the_index_is(http: httpx.AsyncClient) -> None:
    index = (await http.get("/readyz")).json()["index"]
    assert index["position"] == index["positions_behind"] == 0
    assert index["snapshot"] is None  # there is nothing as yet


async def test_a_day_later_ties_cost_what_they_cost_then(inroad: Inroad, desk: IndexDesk) -> None:
    feed = Feed(inroad.broker, inroad.store)
    await go_on(inroad, feed, [coffee(BOB, ANN), works(ANN)])
    assert desk.follower
    await desk.follower.reached(1, within=60)
    earlier = replace(desk.replica.state, now="2026-06-01T00:00:00.000000Z")
    desk.replica.state = at_moment(earlier, earlier.now)
    await desk.replica.turn()
    question = PathQuestion(asker=BOB, to=GLOBEX)
    assert await fast(desk, question) == await plain(inroad.store, question)


JSON = {"content-type": "application/cloudevents+json"}
