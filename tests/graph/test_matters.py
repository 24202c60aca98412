"""What one event says of a matter, and what is left of it when somebody is erased."""

from typing import Any

import pytest

from graph.entities import (
    Ask,
    Contact,
    Gathering,
    Goal,
    Intel,
    Introduction,
    Question,
    Reply,
    Sheet,
    Target,
    Thanks,
)
from graph.evidence import facets_of, names_in
from graph.store import DEFAULT_NETWORK, View
from graph.strike import Arrival
from tests.builders import ANN, BEN, BOB, CY, GLOBEX, erased, event, introduction, told

ASK = {"ask": "a-1", "from": BOB, "to": ANN, "kind": "advice"}
ANSWER = {"ask": "a-1", "from": ANN, "to": BOB}
SHEET = {"sheet": "s-1", "from": BOB, "to": ANN, "lines": [GLOBEX, "name:Initech"]}
LINE = {"sheet": "s-1", "from": ANN, "to": BOB, "company": GLOBEX}
INTEL = {"informant": ANN, "company": GLOBEX, "topic": "hours", "sentiment": "bad"}
EARLIER, LATER = "2026-05-04T10:00:00Z", "2026-05-05T10:00:00Z"


async def kept(kind: type[Any], *arrivals: Arrival) -> list[Any]:
    """Matters of one kind after *arrivals*."""

    async def work(view: View) -> list[Any]:
        return [matter async for matter in view.scan(kind)]

    return await (await told(arrivals)).read(DEFAULT_NETWORK, work)


def hard(arrival: Arrival) -> list[tuple[str, str, float, int, int]]:
    """The hard contacts that an event makes: who, weight, and how often each acted."""
    return [
        (one.a, one.b, one.hard_240d, one.from_a, one.from_b)
        for one in facets_of(arrival.event)
        if isinstance(one, Contact) and one.hard
    ]


@pytest.mark.parametrize(
    ("arrival", "contacts"),
    [
        (event("ask.made", ASK), [(ANN, BOB, 1.0, 0, 1)]),
        (event("ask.answered", {**ANSWER, "answer": "warm"}), [(ANN, BOB, 2.0, 1, 0)]),
        (event("ask.answered", {**ANSWER, "answer": "no"}), []),
        (event("sheet.shared", SHEET), [(ANN, BOB, 2.0, 0, 1)]),
        (event("sheet.answered", {**LINE, "answer": "sweatshop"}), [(ANN, BOB, 0.5, 1, 1)]),
        (event("sheet.answered", {**LINE, "answer": "no-idea"}), []),
        (event("intel.reported", {**INTEL, "to": BOB}), [(ANN, BOB, 2.0, 1, 0)]),
        (event("intel.reported", INTEL), []),
        (event("thanks.sent", {"from": BOB, "to": ANN}), [(ANN, BOB, 1.0, 0, 1)]),
        (introduction("met", insider=CY), [(BOB, CY, 4.0, 1, 1)]),
    ],
)
def test_an_agenda_makes_a_hard_contact(
    arrival: Arrival, contacts: list[tuple[str, str, float, int, int]]
) -> None:
    assert hard(arrival) == contacts


async def test_a_goal_set_anew_takes_the_place_of_the_old_one_whole() -> None:
    old = event("goal.set", {"person": BOB, "field": "biotech", "place": "Boston"}, time=EARLIER)
    new = event("goal.set", {"person": BOB, "field": "finance"}, time=LATER)
    (goal,) = await kept(Goal, new, old)
    assert (goal.field, goal.place) == ("finance", "")


async def test_a_target_is_wanted_until_it_is_not() -> None:
    job = {"person": BOB, "company": GLOBEX}
    wanted = event("company.targeted", {**job, "priority": 2, "function": "research"}, time=EARLIER)
    (target,) = await kept(Target, wanted)
    assert (target.wanted, target.priority, target.function) == (True, 2.0, "research")
    (target,) = await kept(Target, event("company.untargeted", job, time=LATER), wanted)
    assert not target.wanted


async def test_what_is_retracted_gives_way_to_what_was_said_before() -> None:
    made = event("ask.answered", {**ANSWER, "answer": "warm"}, time=EARLIER)
    wrong = event("ask.answered", {**ANSWER, "answer": "no"}, id="wrong", time=LATER)
    back = event("event.retracted", {"source": wrong.event.source, "id": "wrong"}, time=LATER)
    assert [reply.answer for reply in await kept(Reply, made, wrong)] == ["no"]
    assert [reply.answer for reply in await kept(Reply, made, wrong, back)] == ["warm"]


async def test_every_line_of_a_sheet_has_its_own_answer() -> None:
    lines = [
        event("sheet.answered", {**LINE, "company": where, "answer": answer})
        for where, answer in ((GLOBEX, "great-place"), ("name:Initech", "avoid"))
    ]
    replies = await kept(Reply, event("sheet.shared", SHEET), *lines)
    assert {(one.to, one.company, one.answer) for one in replies} == {
        ("sheet:s-1", "name:globex", "great-place"), ("sheet:s-1", "name:initech", "avoid"),
    }  # fmt: skip


async def test_an_ask_keeps_its_other_side_when_one_is_erased() -> None:
    words = f"May I ask you something, {ANN.removeprefix('email:')}?"
    (ask,) = await kept(Ask, event("ask.made", {**ASK, "words": words}), erased(ANN))
    assert (ask.asker, ask.contact, ask.words) == (BOB, "", "[erased]")


@pytest.mark.parametrize(
    ("kind", "arrival"),
    [
        (Goal, event("goal.set", {"person": BOB, "field": "biotech"})),
        (Question, event("question.noted", {"question": "q", "person": BOB, "words": "Why?"})),
        (Target, event("company.targeted", {"person": BOB, "company": GLOBEX})),
        (Intel, event("intel.reported", {**INTEL, "informant": BOB})),
    ],
)
async def test_what_is_one_persons_alone_is_erased_with_the_person(
    kind: type[Any], arrival: Arrival
) -> None:
    assert len(await kept(kind, arrival)) == 1
    assert await kept(kind, arrival, erased(BOB)) == []


async def test_who_comes_is_known_but_for_the_erased() -> None:
    data = {
        "gathering": "g", "announcer": BOB, "name": "Evening", "starts": "2027-03-01",
        "participants": [CY, ANN, BEN],
    }  # fmt: skip
    (gathering,) = await kept(Gathering, event("gathering.announced", data), erased(BEN))
    assert gathering.participants == (ANN, CY)
    assert gathering.starts == "2027-03-01T00:00:00.000000Z"


def test_an_event_names_the_matters_that_it_speaks_of() -> None:
    said = event("thanks.sent", {"from": BOB, "to": ANN, "introduction": "i-1", "ask": "a-1"})
    assert names_in(said.event) == (BOB, ANN, "introduction:i-1", "ask:a-1")
    (thanks,) = (one for one in facets_of(said.event) if isinstance(one, Thanks))
    assert thanks.about == ("ask:a-1", "introduction:i-1")


async def test_thanks_for_an_introduction_are_no_stage_of_it() -> None:
    thanks = event("thanks.sent", {"from": BOB, "to": ANN, "introduction": "i-1"})
    assert await kept(Introduction, thanks) == []
    (found,) = await kept(Introduction, thanks, introduction("requested"))
    assert found.stage == "requested"


async def test_an_insider_may_decline_what_the_introducer_accepted() -> None:
    roles = {"insider": CY}
    (found,) = await kept(
        Introduction,
        introduction("accepted", time=EARLIER, **roles),
        introduction("declined", time=LATER, by="insider", **roles),
    )
    assert found.stage == "declined-by-insider"


async def test_a_sheet_shown_again_has_the_lines_of_the_last_time() -> None:
    again = event("sheet.shared", {**SHEET, "lines": ["name:Hooli", GLOBEX]}, time=LATER)
    (sheet,) = await kept(Sheet, again, event("sheet.shared", SHEET, time=EARLIER))
    assert sheet.lines == ("name:hooli", "name:globex")
