"""Matters by people: merged identifiers, the latest of several, and what is open."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from graph.agenda import (
    asks_of,
    dealings_of,
    gatherings_of,
    goal_of,
    intel_of,
    introductions_with,
    lines_answered,
    pursuits_of,
    questions_of,
    sheets_of,
    targets_of,
    thanks_of,
)
from graph.entities import Company, Person
from graph.identity import id_of
from graph.lookup import company_of, person_of
from graph.store import DEFAULT_NETWORK, View
from graph.strike import Arrival
from tests.builders import ANN, BEN, BOB, CY, GLOBEX, company, event, introduction, person, told

T = TypeVar("T")
ALSO_BOB = "linkedin:bob"
DAYS = [f"2026-05-{day:02}T10:00:00Z" for day in range(1, 10)]
MERGED = person(BOB, "Bob", ALSO_BOB)


async def of(
    asked: Callable[[View, Person], Awaitable[T]], *arrivals: Arrival, whom: str = BOB
) -> T:
    """What *asked* finds of a person after *arrivals*."""

    async def work(view: View) -> T:
        return await asked(view, await person_of(view, str, whom, "whom"))

    return await (await told([MERGED, *arrivals])).read(DEFAULT_NETWORK, work)


async def at(asked: Callable[[View, Company], Awaitable[T]], where: str, *arrivals: Arrival) -> T:
    async def work(view: View) -> T:
        return await asked(view, await company_of(view, where, "where"))

    return await (await told(arrivals)).read(DEFAULT_NETWORK, work)


def asking(id_: str, to: str, time: str, asker: str = BOB) -> Arrival:
    return event("ask.made", {"ask": id_, "from": asker, "to": to, "kind": "coffee"}, time=time)


def answering(id_: str, contact: str, answer: str, time: str) -> Arrival:
    data = {"ask": id_, "from": contact, "to": BOB, "answer": answer}
    return event("ask.answered", data, time=time)


def targeting(whom: str, where: str, time: str, **words: object) -> Arrival:
    return event("company.targeted", {"person": whom, "company": where, **words}, time=time)


async def test_the_latest_goal_under_any_identifier_counts() -> None:
    old = event("goal.set", {"person": BOB, "field": "biotech"}, time=DAYS[0])
    new = event("goal.set", {"person": ALSO_BOB, "field": "finance"}, time=DAYS[1])
    goal = await of(goal_of, old, new)
    assert goal
    assert goal.field == "finance"
    assert await of(goal_of) is None


async def test_questions_are_open_until_answered() -> None:
    noted = [
        event("question.noted", {"question": id_, "person": BOB, "words": "Why?", "open": open_})
        for id_, open_ in (("q-1", True), ("q-2", False))
    ]
    assert [question.id for question in await of(questions_of, *noted)] == ["q-1"]


async def test_one_company_is_one_target_whatever_it_is_called() -> None:
    wanted = await of(
        targets_of,
        company("name:Globex", "Globex", "domain:globex.com"),
        targeting(BOB, GLOBEX, DAYS[0], priority=3),
        targeting(ALSO_BOB, "domain:globex.com", DAYS[1], priority=0.5),
        targeting(BOB, "name:Initech", DAYS[1]),
        targeting(BOB, "name:Hooli", DAYS[1]),
        event("company.untargeted", {"person": BOB, "company": "name:Hooli"}, time=DAYS[2]),
    )
    assert [(one.company.identifiers[-1], one.target.priority) for one in wanted] == [
        ("name:initech", 1.0), ("name:globex", 0.5),
    ]  # fmt: skip


async def test_an_ask_is_open_until_answered_and_again_once_asked_again() -> None:
    made = [asking("a-1", ANN, DAYS[0]), answering("a-1", ANN, "warm", DAYS[1])]
    (asked,) = await of(asks_of, *made)
    assert asked.reply
    assert asked.reply.answer == "warm"
    (asked,) = await of(asks_of, *made, asking("a-1", ANN, DAYS[2]))
    assert asked.reply is None


async def test_a_sheet_tells_which_lines_are_open() -> None:
    sheet = {"sheet": "s-1", "from": BOB, "to": ANN, "lines": [GLOBEX, "name:Initech"]}
    line = {"sheet": "s-1", "from": ANN, "to": BOB, "company": GLOBEX, "answer": "sweatshop"}
    arrivals = event("sheet.shared", sheet), event("sheet.answered", line)
    (shared,) = await of(sheets_of, *arrivals)
    assert shared.open_lines == ("name:initech",)
    assert shared.replies["name:globex"].answer == "sweatshop"
    (answered,) = await at(lines_answered, GLOBEX, *arrivals)
    assert (answered.contact, answered.answer) == (ANN, "sweatshop")


async def test_intel_is_found_under_every_name_of_the_company() -> None:
    said = [
        event(
            "intel.reported",
            {"informant": who, "company": where, "topic": "hours", "sentiment": how},
            time=time,
        )
        for who, where, how, time in (
            (ANN, GLOBEX, "bad", DAYS[1]), (BEN, "domain:globex.com", "good", DAYS[0]),
        )
    ]  # fmt: skip
    found = await at(intel_of, GLOBEX, company(GLOBEX, "Globex", "domain:globex.com"), *said)
    assert [(one.informant, one.sentiment) for one in found] == [(BEN, "good"), (ANN, "bad")]


async def test_gatherings_are_those_one_comes_to() -> None:
    announced = [
        event(
            "gathering.announced",
            {"gathering": id_, "announcer": ANN, "name": "Evening", "starts": day,
             "participants": who},
        )
        for id_, day, who in (
            ("g-1", "2026-07-02", [ALSO_BOB]), ("g-2", "2026-07-01", [BOB, CY]),
            ("g-3", "2026-07-01", [CY]),
        )
    ]  # fmt: skip
    assert [one.id for one in await of(gatherings_of, *announced)] == ["g-2", "g-1"]


async def test_introductions_of_one_company_are_one_pursuit() -> None:
    first = introduction("requested", time=DAYS[0], introducer=ANN, insider=BEN)
    second = event(
        "introduction.requested",
        {"introduction": "i-2", "asker": ALSO_BOB, "introducer": BEN, "insider": CY,
         "company": GLOBEX},
        time=DAYS[3],
    )  # fmt: skip
    unnamed = event(
        "introduction.requested",
        {"introduction": "i-3", "asker": BOB, "introducer": ANN, "insider": CY},
        time=DAYS[4],
    )
    others = event(
        "introduction.requested",
        {"introduction": "i-4", "asker": ANN, "introducer": BOB, "company": GLOBEX},
        time=DAYS[5],
    )
    arrivals = (others, unnamed, second, introduction("met", time=DAYS[2], insider=BEN), first)
    globex, cy = await of(pursuits_of, *arrivals)
    assert isinstance(globex.towards, Company)
    assert [(step.id, step.stage) for step in globex.steps] == [
        ("i-1", "met"), ("i-2", "requested"),
    ]  # fmt: skip
    assert globex.present.id == "i-2"
    assert isinstance(cy.towards, Person)
    assert cy.present.id == "i-3"
    with_ann = await of(introductions_with, *arrivals, whom=ANN)
    assert [one.id for one in with_ann] == ["i-1", "i-3", "i-4"]


async def test_dealings_are_all_that_passed_between_two() -> None:
    passed = await of(
        dealings_of,
        asking("a-1", ANN, DAYS[0]), asking("a-2", BEN, DAYS[0]),
        asking("a-3", ALSO_BOB, DAYS[1], ANN), answering("a-1", ANN, "no", DAYS[1]),
        event("thanks.sent", {"from": BOB, "to": ANN, "ask": "a-1"}),
        event("thanks.sent", {"from": BOB, "to": BEN}), introduction("requested", insider=CY),
        event(
            "intel.reported",
            {"informant": ANN, "to": BOB, "company": GLOBEX, "topic": "pay", "sentiment": "good"},
        ),
        event("sheet.shared", {"sheet": "s-1", "from": BOB, "to": ANN, "lines": [GLOBEX]}),
    )  # fmt: skip
    ann, ben, cy = (passed[id_of(name)] for name in (ANN, BEN, CY))
    assert [(one.ask.id, one.reply and one.reply.answer) for one in ann.asks] == [
        ("a-1", "no"), ("a-3", None),
    ]  # fmt: skip
    assert [one.about for one in ann.thanks] == [("ask:a-1",)]
    assert [one.sheet.id for one in ann.sheets] == ["s-1"]
    assert [one.topic for one in ann.intel] == ["pay"]
    assert [one.ask.id for one in ben.asks] == ["a-2"]
    assert ann.introductions == cy.introductions
    assert [one.id for one in cy.introductions] == ["i-1"]
    assert len(passed) == 3


async def test_thanks_are_those_sent_and_got() -> None:
    sent = event("thanks.sent", {"from": ALSO_BOB, "to": ANN, "words": "Thank you"}, time=DAYS[0])
    got = event("thanks.sent", {"from": CY, "to": BOB}, time=DAYS[1])
    assert [one.thanker for one in await of(thanks_of, sent, got)] == [ALSO_BOB, CY]
