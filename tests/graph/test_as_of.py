"""The graph as it stood, by example: what counts, what is today's, and the bounds of work."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

import pytest

from graph import as_of
from graph.answer import answer_path
from graph.as_of import Past
from graph.entities import Tie
from graph.errors import ErasedRef
from graph.identity import id_of
from graph.search import Found, Question, ViewPort, find_paths
from graph.shelf import Board, Moment, Share, Shelf
from graph.store import DEFAULT_NETWORK, View, commit
from graph.stores.memory import MemoryStore
from graph.strike import Arrival
from schemas.answers import PathAnswer
from schemas.questions import PathQuestion
from tests.builders import (
    ANN,
    BEN,
    BOB,
    CY,
    GLOBEX,
    MAY,
    coffee,
    company,
    contact,
    erased,
    event,
    introduction,
    left,
    mention,
    person,
    told,
    works,
)

T = TypeVar("T")
MARCH, APRIL, JUNE = "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z", "2026-06-01T00:00:00Z"
FEBRUARY = "2026-02-01T00:00:00Z"
MOMENT = "2026-03-01T00:00:00.000000Z"  # March, as stores write it


def started(whom: str, time: str, **words: str) -> Arrival:
    return event("employment.started", {"person": whom, "company": GLOBEX, **words}, time=time)


def rated(rating: float, time: str) -> Arrival:
    return event("tie.rated", {"rater": BOB, "person": ANN, "rating": rating}, time=time)


INSIDE = [company(GLOBEX, "Globex"), started(ANN, FEBRUARY)]


async def answered(
    store: MemoryStore, at: str, shelf: Shelf | None = None, **options: Any
) -> PathAnswer:
    question = PathQuestion.model_validate({"from": BOB, "to": GLOBEX, "as_of": at, **options})
    return await store.read(
        DEFAULT_NETWORK,
        lambda view: answer_path(view, store.secret, DEFAULT_NETWORK, question, shelf),
    )


async def asked(story: Iterable[Arrival], at: str, **options: Any) -> PathAnswer:
    return await answered(await told(story), at, **options)


async def looked_at(
    store: MemoryStore, work: Callable[[Past], Awaitable[T]], **options: Any
) -> tuple[T, bool]:
    """What *work* makes of March, and whether its budget was reached."""

    async def look(view: View) -> tuple[T, bool]:
        past = Past(view, MOMENT, options.pop("board", Board()), **options)
        return await work(past), past.cut

    return await store.read(DEFAULT_NETWORK, look)


# What counts.


async def test_a_tie_counts_from_its_event_on() -> None:
    story = [*INSIDE, coffee(BOB, ANN, time=APRIL)]
    before = await asked(story, MARCH)
    then = await asked(story, APRIL)
    assert before.no_path
    assert before.no_path.reason == "out_of_reach"
    assert [path.hops for path in then.paths] == [1]
    assert then.as_of == "2026-04-01T00:00:00.000000Z"


async def test_a_tie_is_as_strong_as_it_was() -> None:
    story = [*INSIDE, coffee(BOB, ANN, time=FEBRUARY), coffee(BOB, ANN, time=MAY)]
    (then,) = (await asked(story, MARCH)).paths[0].ties
    (today,) = (await asked(story, JUNE)).paths[0].ties
    (early,) = (await asked(story[:-1], MARCH)).paths[0].ties
    assert then == early
    assert then.last_contact == "2026-02-01T00:00:00.000000Z"
    assert today.sure > then.sure


async def test_soft_contact_of_then_is_told_as_such() -> None:
    story = [*INSIDE, contact("gathering", BOB, ANN, CY, time=FEBRUARY), coffee(BOB, ANN)]
    answer = await asked(story, MARCH)
    assert [path.ties[0].kind for path in answer.one_coffee_away] == ["soft"]
    assert answer.no_path
    assert answer.no_path.reason == "only_soft_ties"


async def test_the_latest_rating_of_then_stands() -> None:
    story = [*INSIDE, coffee(BOB, ANN, time=FEBRUARY), rated(0.9, FEBRUARY), rated(0, APRIL)]
    assert (await asked(story, MARCH)).paths[0].ties[0].sure == 0.9
    assert (await asked(story, JUNE)).paths == ()


async def test_insiders_are_those_of_then() -> None:
    story = [
        company(GLOBEX, "Globex"), coffee(BOB, ANN, time=FEBRUARY), coffee(BOB, BEN, time=FEBRUARY),
        started(ANN, FEBRUARY, title="Chemist"), left(ANN, time=APRIL), started(BEN, MAY),
    ]  # fmt: skip
    march, april, june = [await asked(story, at) for at in (MARCH, APRIL, JUNE)]
    assert [path.people[-1].ref for path in march.paths] == [ANN]
    assert (march.paths[0].insider.title, march.paths[0].insider.former) == ("Chemist", False)
    assert april.no_path
    assert april.no_path.reason == "nobody_known_there"
    assert [path.people[-1].ref for path in june.paths] == [BEN]
    former = await asked(story, APRIL, include_former=True)
    assert former.paths[0].insider.former


async def test_the_next_step_is_that_of_then() -> None:
    story = [
        *INSIDE[:1], coffee(BOB, ANN, time=FEBRUARY), coffee(ANN, BEN, time=FEBRUARY),
        started(BEN, FEBRUARY), mention(ANN, insider=BEN, to=BOB),
        introduction("requested", time=APRIL), introduction("made", insider=BEN, time=MAY),
    ]  # fmt: skip
    steps = [(await asked(story, at)).paths[0].next_step for at in (MARCH, APRIL, MAY)]
    assert [step.rung for step in steps if step] == ["sheet", "wait", "meet"]


# What is today's.


async def test_identity_is_that_of_today() -> None:
    merged = event("person.merged", {"identifiers": [ANN, BEN]}, time=MAY)
    story = [company(GLOBEX, "Globex"), coffee(BOB, BEN, time=FEBRUARY), started(ANN, FEBRUARY)]
    assert (await asked(story, MARCH)).paths == ()
    (path,) = (await asked([*story, merged, person(ANN, "Ann Lee")], MARCH)).paths
    assert path.people[-1].name == "Ann Lee"


async def test_what_was_taken_back_since_never_was() -> None:
    named, first = person(BOB, "Bob Stone"), coffee(BOB, ANN, time=FEBRUARY)
    back = event("event.retracted", {"source": first.event.source, "id": first.event.id}, time=MAY)
    assert (await asked([*INSIDE, named, first], MARCH)).paths
    assert (await asked([*INSIDE, named, first, back], MARCH)).paths == ()


async def test_who_was_erased_since_never_was() -> None:
    story = [*INSIDE, coffee(BOB, CY, time=FEBRUARY), coffee(CY, ANN, time=FEBRUARY)]
    assert (await asked(story, MARCH)).paths
    assert (await asked([*story, erased(CY)], MARCH)).paths == ()
    with pytest.raises(ErasedRef):
        await asked([*story, erased(BOB)], MARCH)


async def test_a_company_that_was_named_since_had_nobody() -> None:
    answer = await asked([coffee(BOB, ANN, time=FEBRUARY), works(ANN)], MARCH)
    assert answer.no_path
    assert answer.no_path.reason == "nobody_known_there"


# Time.


async def test_now_is_the_moment_itself_unless_it_is_given() -> None:
    story = [*INSIDE, coffee(BOB, ANN, time=FEBRUARY)]
    then, later = await asked(story, MARCH), await asked(story, MARCH, now=JUNE)
    assert then.now == then.as_of
    assert (later.as_of, later.now) == (then.as_of, "2026-06-01T00:00:00.000000Z")
    assert later.paths[0].chance < then.paths[0].chance


async def test_a_question_of_today_says_no_moment() -> None:
    store = await told([*INSIDE, coffee(BOB, ANN)])
    question = PathQuestion.model_validate({"from": BOB, "to": GLOBEX})
    answer = await store.read(
        DEFAULT_NETWORK, lambda view: answer_path(view, store.secret, DEFAULT_NETWORK, question)
    )
    assert answer.as_of is None
    assert answer.now.endswith("T00:00:00.000000Z")


# Bounds of work.

SEARCH = Question(asker=id_of(BOB), company=id_of("name:globex"), now=MOMENT, k=2)


async def searched(past: Past) -> Found:
    return await find_paths(ViewPort(past), SEARCH)


@pytest.mark.parametrize(("budget", "paths", "cut"), [(0, 0, True), (3, 0, True), (4, 1, False)])
async def test_the_budget_counts_records_for_each_person_read(
    budget: int, paths: int, cut: bool
) -> None:
    """One of the company, and three of Bob, of which two come too late."""
    store = await told([*INSIDE, coffee(BOB, ANN, time=FEBRUARY), coffee(BOB, CY), coffee(BOB, CY)])
    found, reached = await looked_at(store, searched, budget=budget)
    assert (len(found.paths), reached) == (paths, cut)


async def test_who_is_beyond_the_budget_has_no_tie_rather_than_half_of_one() -> None:
    store = await told([coffee(BOB, ANN, time=FEBRUARY), coffee(BOB, ANN, time=MARCH)])

    async def ties(past: Past) -> list[Tie]:
        return await past.touching(Tie, [id_of(BOB)])

    assert await looked_at(store, ties, budget=1) == ([], True)
    ((tie,), cut) = await looked_at(store, ties, budget=2)
    assert (tie.direct, cut) == (2, False)


async def test_what_lies_on_the_board_costs_the_same() -> None:
    store = await told([*INSIDE, coffee(BOB, ANN, time=FEBRUARY)])
    board = Board()
    first = await looked_at(store, searched, board=board, budget=2)
    assert first[1] is False
    assert await looked_at(store, searched, board=board, budget=2) == first
    assert (await looked_at(store, searched, board=board, budget=1))[1] is True


async def test_a_cut_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_of, "RECORDS", 0)
    assert (await asked([*INSIDE, coffee(BOB, ANN, time=FEBRUARY)], MARCH)).cut


# The shelf.


async def test_what_was_derived_is_taken_from_the_shelf_until_the_graph_moves_on() -> None:
    store, shelf = await told([*INSIDE, coffee(BOB, ANN, time=FEBRUARY)]), Shelf()
    (path,) = (await answered(store, MARCH, shelf)).paths
    board = shelf.board(Moment(DEFAULT_NETWORK, 1, MOMENT))
    doctor(board)
    assert (await answered(store, MARCH, shelf)).paths[0].ties[0].sure == 0.25
    await commit(store, DEFAULT_NETWORK, [person(CY, "Cy Young")])
    assert (await answered(store, MARCH, shelf)).paths == (path,)


def doctor(board: Board) -> None:
    """Write other chances into every tie on a board."""
    for end in (id_of(BOB), id_of(ANN)):
        share = board.get((Tie, end))
        if share is not None:
            ties = tuple(
                replace(one, rating=0.25) for one in share.entities if isinstance(one, Tie)
            )
            board._shares[Tie, end] = Share(ties, share.records)


def filled(shelf: Shelf, moment: Moment, shares: int) -> Board:
    board = shelf.board(moment)
    for number in range(shares):
        board.put((Tie, f"p{number}"), Share((), 1))
    return board


def test_the_board_asked_for_longest_ago_makes_room() -> None:
    shelf = Shelf(room=10)
    march, april, june = (Moment("default", 1, at) for at in (MARCH, APRIL, JUNE))
    boards = [filled(shelf, march, 5), filled(shelf, april, 5)]
    assert shelf.board(march) is boards[0]
    filled(shelf, june, 1)
    assert shelf.board(march) is boards[0]
    assert shelf.board(april) is not boards[1]


def test_a_board_too_large_for_the_shelf_begins_anew() -> None:
    shelf, moment = Shelf(room=10), Moment("default", 1, MARCH)
    filled(shelf, moment, 11)
    assert shelf.board(moment).size == 0


def test_the_boards_of_a_network_go_when_it_moves_on() -> None:
    shelf = Shelf()
    ours, theirs = Moment("default", 1, MARCH), Moment("other", 1, MARCH)
    boards = [filled(shelf, at, 1) for at in (ours, theirs)]
    later = filled(shelf, ours._replace(position=2, as_of=APRIL), 1)
    assert shelf.board(theirs) is boards[1]
    assert shelf.board(ours) is not boards[0]
    assert shelf.board(ours._replace(position=2, as_of=APRIL)) is later
