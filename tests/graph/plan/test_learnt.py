"""What was learnt comes into the plan: outcomes, words on a sheet, the sheet's own order."""

from itertools import combinations
from random import Random
from statistics import fmean
from typing import Any

import pytest

from graph.plan.answer import answer_plan
from graph.plan.choose import LEAST_SHARE, Chances, choose
from graph.plan.supposing import chance_of_word
from graph.sheet import draft_of
from graph.store import DEFAULT_NETWORK, View, seal
from graph.strike import Arrival
from schemas.plan import Move, PlanAnswer, PlanQuestion
from schemas.sheets import SheetQuestion
from tests.builders import (
    ANN,
    BEN,
    BOB,
    CY,
    GLOBEX,
    NOW,
    SECRET,
    coffee,
    contact,
    event,
    introduction,
    mention,
    relation,
    told,
    works,
)
from tests.graph.plan.manners import MANNERS
from tests.graph.plan.test_choose import worth
from tests.graph.plan.test_rules import CASES, COMPANIES, CONTACTS, INSIDERS, a_story, planned

FEBRUARY, APRIL, MAY_1 = (f"2026-{day}T09:00:00Z" for day in ("02-20", "04-20", "05-01"))
WANTED = event("company.targeted", {"person": BOB, "company": GLOBEX})
SHARED = {"sheet": "s", "from": BOB, "to": ANN, "lines": [GLOBEX]}
SHEET = event("sheet.shared", SHARED, time=FEBRUARY)


def line(answer: str, sheet: str = "s", time: str = FEBRUARY, **more: str) -> Arrival:
    ends = {"from": ANN, "to": BOB, "company": GLOBEX}
    return event("sheet.answered", {"sheet": sheet, **ends, "answer": answer, **more}, time=time)


async def plan(*arrivals: Arrival, **asked: Any) -> PlanAnswer:
    question = PlanQuestion(now=NOW, **asked)
    return await (await told(arrivals)).read(
        DEFAULT_NETWORK, lambda view: answer_plan(view, SECRET, BOB, question, MANNERS)
    )


async def first(*arrivals: Arrival, **asked: Any) -> Move:
    return (await plan(*arrivals, **asked)).moves[0]


async def test_nobody_introduces_to_somebody_whom_one_knows() -> None:
    named = (
        WANTED, coffee(BOB, ANN), works(BEN), relation(ANN, BEN, "neighbor"),
        mention(ANN, to=BOB, insider=BEN, relation="neighbor"),
    )  # fmt: skip
    assert [move.rung for move in (await plan(*named)).moves] == ["ask"]
    known = await plan(*named, coffee(BOB, BEN))
    assert [(move.rung, move.whom.ref) for move in known.moves] == [("sheet", BEN)]
    # A word without an answer is no acquaintance.
    asked = await plan(*named, contact("message", BOB, BEN, actor=BOB))
    assert [move.rung for move in asked.moves][:1] == ["ask"]


KNOWS = (WANTED, SHEET, line("knows-someone"), coffee(BOB, ANN))


async def test_who_knows_somebody_is_asked_who_it_is() -> None:
    move = await first(*KNOWS)
    assert (move.rung, move.text) == ("name", "Ask ann@example.org who it is at globex.")
    assert move.why == "ann@example.org said to know somebody at globex."
    assert "somebody at globex" in move.words
    assert (move.event.type, move.event.data["company"]) == ("inroad.ask.made.v1", "name:globex")
    (opening,) = move.opens
    assert (
        0 < opening.chance < chance_of_word("2026-05-01T09:00:00.000000Z", "2026-06-01T00:00:00Z")
    )


async def test_nobody_is_asked_twice_who_it_is() -> None:
    asked = {"ask": "a", "from": BOB, "to": ANN, "kind": "question", "company": GLOBEX}
    reply = {"ask": "a", "from": ANN, "to": BOB, "answer": "warm"}
    again = await first(
        *KNOWS, event("ask.made", asked, time=APRIL), event("ask.answered", reply, time=APRIL),
        event("thanks.sent", {"from": BOB, "to": ANN}, time=MAY_1),
    )  # fmt: skip
    assert again.rung == "coffee"


async def test_a_company_never_revealed_is_not_asked_about() -> None:
    move = await first(*KNOWS, never_reveal=[GLOBEX])
    assert move.rung == "coffee"
    assert "lobex" not in f"{move.words} {move.text} {move.event.data}"


async def test_once_the_insider_is_named_the_ask_is_for_an_introduction() -> None:
    move = await first(*KNOWS, mention(ANN, insider=BEN, relation="neighbor", to=BOB))
    assert move.rung == "ask"


@pytest.mark.parametrize(
    ("then", "now"), [("no-idea", "knows-someone"), ("knows-someone", "no-idea")]
)
async def test_the_latest_word_counts(then: str, now: str) -> None:
    story = (WANTED, coffee(BOB, ANN), SHEET, line(then), line(now, "t", MAY_1))
    again = event("sheet.shared", {**SHARED, "sheet": "t"}, time=APRIL)
    moves = (await plan(*story, again)).moves
    assert [move.rung for move in moves] == (["name"] if now == "knows-someone" else [])


async def test_nobody_elses_word_counts_as_the_contacts() -> None:
    others = {"sheet": "s", "from": CY, "to": BOB, "company": GLOBEX, "answer": "knows-someone"}
    assert not (await plan(WANTED, SHEET, coffee(BOB, ANN), event("sheet.answered", others))).moves


async def test_who_declined_before_is_less_likely_to_open() -> None:
    way = (WANTED, coffee(BOB, ANN), relation(ANN, BEN, "friend"), works(BEN))
    declined = introduction("declined", introduction="i-9", company="name:hooli", time=APRIL)
    before, after = (await first(*way)).opens[0], (await first(*way, declined)).opens[0]
    assert after.chance < before.chance


async def test_on_whose_word_a_door_opened_is_thanked_before_anything_else() -> None:
    way = (WANTED, coffee(BOB, CY), relation(CY, BEN, "friend"), works(BEN, GLOBEX))
    word = mention(CY, "name:hooli", relation="friend", to=BOB)
    hooli = {"introduction": "i-9", "company": "name:hooli", "insider": "email:hal@example.org"}
    opened = introduction("made", time="2026-05-20T09:00:00Z", **hooli)
    thanked = event("thanks.sent", {"from": BOB, "to": CY}, time="2026-05-21T09:00:00Z")
    assert (await first(*way, word)).rung == "sheet"
    assert (await first(*way, opened)).rung == "sheet"
    assert (await first(*way, word, opened)).rung == "thanks"
    assert (await first(*way, word, opened, thanked)).rung == "sheet"


@pytest.mark.parametrize(
    ("word", "rung"),
    [
        (contact("message", BOB, ANN, actor=BOB, time=MAY_1), "follow-up"),
        (contact("gathering", BOB, ANN, time=MAY_1), "follow-up"),
        (contact("message", BOB, ANN, actor=ANN, time=APRIL), "follow-up"),  # before the ask
        (contact("message", BOB, ANN, actor=ANN, time="2026-05-15T09:00:00Z"), "sheet"),
        (coffee(BOB, ANN, time="2026-05-15T09:00:00Z"), "sheet"),
    ],
)
async def test_a_word_by_whatever_way_ends_the_silence(word: Arrival, rung: str) -> None:
    ask = {"ask": "a", "from": BOB, "to": ANN, "kind": "question"}
    way = (WANTED, coffee(BOB, ANN, time=FEBRUARY), relation(ANN, BEN, "friend"), works(BEN))
    assert (await first(*way, event("ask.made", ask), word)).rung == rung


async def test_a_name_volunteered_is_a_word() -> None:
    ask = event("ask.made", {"ask": "a", "from": BOB, "to": ANN, "kind": "question"}, time=MAY_1)
    named = mention(ANN, insider=BEN, relation="neighbor", to=BOB)
    assert (await first(WANTED, ask, named)).rung == "ask"


async def test_every_plan_against_the_best_of_all() -> None:
    ratios = []
    for seed in range(CASES):
        _, drawing, _ = await planned(*a_story(seed))
        moves = [one.chances for one in drawing.able]
        if moves:
            ratios.append(_ratio(moves, dict(drawing.counts), seed))
    print(f"{len(ratios)}: worst {min(ratios):.4f}, mean {fmean(ratios):.4f}")  # noqa: T201
    assert min(ratios) >= LEAST_SHARE


def _ratio(moves: list[Chances], priorities: dict[str, float], seed: int) -> float:
    k = 1 + seed % 3
    found = choose(moves, priorities, k)
    sets = combinations(range(len(moves)), min(k, len(moves)))
    best = max(worth(moves, priorities, some) for some in sets)
    assert found.worth >= found.share * best - 1e-9
    return found.worth / best


async def test_the_sheet_and_the_plan_have_one_order() -> None:
    """The lines of a plan's sheet are those of `inroad sheet for` to which ways lead."""
    compared = 0
    for seed in range(CASES):
        chosen = Random(seed)
        people = [*CONTACTS, *INSIDERS]
        pairs = {tuple(sorted(chosen.sample(people, 2))) for _ in range(12)}
        story = [
            coffee(BOB, ANN),
            *(coffee(ANN, who) for who in chosen.sample(people, 3)),
            *(coffee(*pair, time=chosen.choice([APRIL, MAY_1])) for pair in sorted(pairs)),
            *(works(who, chosen.choice(COMPANIES)) for who in INSIDERS),
            *(
                event(
                    "company.targeted",
                    {"person": BOB, "company": at, "priority": chosen.choice([1, 5])},
                )
                for at in COMPANIES
            ),
        ]
        mine, theirs = await _both_orders(story)
        assert mine == [at for at in theirs if at in mine], seed
        assert mine, seed
        compared += len(mine) > 1
    assert compared > CASES / 2


async def _both_orders(story: list[Arrival]) -> tuple[list[str], list[str]]:
    async def work(view: View) -> tuple[list[str], list[str]]:
        moves = (await answer_plan(view, SECRET, BOB, question, MANNERS)).moves
        lines = next(move.event.data["lines"] for move in moves if move.rung == "sheet")
        sheet = await draft_of(view, seal(SECRET, DEFAULT_NETWORK), asked)
        return lines, [line.company.ref for line in sheet.lines]

    question = PlanQuestion(now=NOW, max_hops=3)
    asked = SheetQuestion.model_validate({"from": BOB, "to": ANN, "now": NOW})
    return await (await told(story)).read(DEFAULT_NETWORK, work)
