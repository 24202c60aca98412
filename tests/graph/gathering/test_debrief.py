"""A few words a person become events; the same words twice change nothing."""

import json
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest

from graph.agenda import asks_of
from graph.entities import Person, Record, Tie
from graph.errors import OutOfBounds, UnknownRef
from graph.gathering.debrief import NotBegun, debriefed
from graph.identity import id_of
from graph.lookup import person_of
from graph.store import DEFAULT_NETWORK, View, commit, seal
from graph.stores.memory import MemoryStore
from graph.strike import Arrival
from schemas.debriefs import DebriefPage, DebriefQuestion
from schemas.events import event_body, read_event
from schemas.events.base import OWNER_SOURCE
from tests.builders import ANN, BEN, BOB, CY, SECRET, erased, event, told
from tests.graph.gathering.story import EVENING, GIL, HAL, STORY

LATER = datetime(2026, 6, 3, tzinfo=UTC)
SEALING = seal(SECRET, DEFAULT_NETWORK)
LINES = (
    "Ann Lee: warm, neighbour works at Globex, coffee on Friday, answered my question",
    "Ben: no", "Cy: -", "Hal Lee: thanked him, Initech is great for hours, long talk",
    "Tom Ray <tom@example.org>: knows Gil Roe at Initech, asked me about visas, left Hooli",
    "jon@example.org:later in 2 weeks, will introduce me to Ida at Hooli, works at Initech",
)  # fmt: skip


async def heard(store: MemoryStore, *lines: str, **more: Any) -> DebriefPage:
    asked = DebriefQuestion.model_validate({"gathering": EVENING, "lines": lines, **more})
    return await store.read(
        DEFAULT_NETWORK, lambda view: debriefed(view, SEALING, BOB, asked, LATER)
    )


async def published(store: MemoryStore, *lines: str, **more: Any) -> DebriefPage:
    page = await heard(store, *lines, **more)
    events = [read_event(json.loads(json.dumps(one)), now=LATER) for one in page.events]
    await commit(store, DEFAULT_NETWORK, [Arrival(one, event_body(one)) for one in events])
    return page


async def position(store: MemoryStore) -> int:
    return await store.read(DEFAULT_NETWORK, lambda view: view.position())


@pytest.fixture
async def store() -> MemoryStore:
    return await told(STORY)


async def test_a_few_words_a_person_become_events(store: MemoryStore) -> None:
    page = await published(store, *LINES)
    assert all(not line.unclear for line in page.lines), page.lines
    assert page.met == 5
    kinds = Counter(one["type"].removeprefix("inroad.").removesuffix(".v1") for one in page.events)
    assert kinds == {
        "insider.mentioned": 2, "question.noted": 1, "ask.made": 3, "ask.answered": 3,
        "thanks.sent": 1, "intel.reported": 1, "interaction.recorded": 2, "person.observed": 1,
        "employment.ended": 1, "employment.confirmed": 1, "introduction.offered": 1,
    }  # fmt: skip
    assert {one["source"] for one in page.events} == {OWNER_SOURCE}
    assert {one["time"] for one in page.events} == {"2026-06-02T19:00:00.000000Z"}
    (mention, other) = (one["data"] for one in page.events if "mention" in one["data"])
    assert (mention["description"], mention["relation"]) == ("my neighbour", "neighbor")
    assert other["insider"] == GIL
    group = page.events[-1]["data"]
    assert group["how"] == "gathering"
    assert {BOB, ANN, BEN, HAL} < {*group["participants"]}
    assert CY not in group["participants"]


async def test_the_same_debrief_twice_changes_nothing(store: MemoryStore) -> None:
    first = await published(store, *LINES)
    before = await position(store)
    again = await published(store, *LINES)
    assert again.events == ()
    assert again.known >= len(first.events) - 2
    assert [line.unclear for line in again.lines] == [line.unclear for line in first.lines]
    assert await position(store) == before


async def test_asked_before_any_of_it_is_folded_the_events_are_the_same(
    store: MemoryStore,
) -> None:
    assert (await heard(store, *LINES)).events == (await heard(store, *LINES)).events


async def test_an_open_ask_is_answered_and_not_asked_anew(store: MemoryStore) -> None:
    page = await published(store, "Ben: warm")
    assert [one["data"].get("ask") for one in page.events] == ["a-1", None]
    assert (await heard(store, "Ben: warm")).events == ()


async def replies(store: MemoryStore, who: str) -> list[str]:
    async def work(view: View) -> list[str]:
        person = await person_of(view, SEALING, who, "who")
        return [one.reply.answer for one in await asks_of(view, person) if one.reply]

    return await store.read(DEFAULT_NETWORK, work)


async def test_a_word_said_anew_counts(store: MemoryStore) -> None:
    for answer in ("warm", "no", "warm", "later until 2026-07-01", "no"):
        await published(store, f"Gil: {answer}")
        assert await replies(store, GIL) == [answer.partition(" ")[0]]
        assert (await heard(store, f"Gil: {answer}")).events == ()


async def test_who_is_added_later_was_there_too(store: MemoryStore) -> None:
    await published(store, "Ann Lee: hi")
    page = await published(store, "Ann Lee: hi", "Gil: hi")
    (event,) = page.events
    assert event["data"]["participants"] == [BOB, GIL]
    assert (await heard(store, "Gil: hi", "Ann Lee: hi")).events == ()


async def test_a_talk_between_two_makes_a_tie_and_the_evening_a_soft_one(
    store: MemoryStore,
) -> None:
    await published(store, "Gil: long talk", "Ida: hi")
    pairs = [Tie.between(id_of(BOB), id_of(who)) for who in (GIL, "email:ida@example.org")]
    ties = await store.read(DEFAULT_NETWORK, lambda view: view.load(Tie, pairs))
    assert [ties[pair].kind for pair in pairs] == ["direct", "soft"]


async def test_somebody_new_has_a_name_from_then_on(store: MemoryStore) -> None:
    await published(store, "Tom Ray <tom@example.org>: warm")
    key = (id_of("email:tom@example.org"),)
    found = await store.read(DEFAULT_NETWORK, lambda view: view.load(Person, [key]))
    assert found[key].name == "Tom Ray"


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("Lee: warm", "say which one, by the identifier: Ann Lee (email:ann@example.org)"),
        ("Zoe: warm", "write an identifier: Zoe <zoe@example.org>"),
        ("warm", "write who, a colon"),
        ("Bob Stone: warm", "that is you"),
        ("cy@example.org: warm", "somebody who was erased"),
        ("phone:12: warm", "is not a phone number"),
        ("Ann Lee: knows the boss", "write warm, no, later"),
        ("Ann Lee: warm, no", "give one answer a person"),
        ("Ann Lee: works at !!!", "has no letter or digit"),
        ("Ann Lee: answered about football", "no open question of yours is like it"),
    ],
)
async def test_what_is_not_understood_says_how_to_write_it(line: str, remedy: str) -> None:
    page = await heard(await told([*STORY, erased(CY)]), line, "Hal Lee: warm")
    (unclear,) = page.lines[0].unclear
    assert remedy in unclear.remedy
    assert page.lines[1].understood  # the others go on


async def test_of_several_open_questions_each_is_told_and_a_few_words_name_one() -> None:
    asked = {"question": "q-2", "person": BOB, "words": "Who buys a robot?"}
    store = await told([*STORY, event("question.noted", asked)])
    (unclear,) = (await heard(store, "Ann Lee: answered my question")).lines[0].unclear
    assert "“Who buys a robot?”" in unclear.remedy
    (line,) = (await heard(store, "Ann Lee: answered buys a robot")).lines
    assert line.understood == ("Ann answered your question: Who buys a robot?",)


async def test_of_several_who_bear_a_name_each_is_told() -> None:
    page = await heard(await told(STORY), "Lee: warm", "Hal Lee: warm")
    assert {one.name for one in page.lines[0].candidates} == {"Ann Lee", "Hal Lee"}
    assert page.lines[1].candidates == ()


async def test_nobody_is_read_twice(store: MemoryStore) -> None:
    page = await heard(store, "Ann Lee: warm", "ann@example.org: no")
    assert "put it on line 1" in page.lines[1].unclear[0].remedy


@pytest.mark.parametrize(
    ("asked", "error", "field"),
    [
        ({"gathering": "no-such"}, UnknownRef, "gathering"),
        ({"gathering": None, "on": "2026-06-09"}, NotBegun, "on"),
        ({"lines": ["", "# nothing"]}, OutOfBounds, "lines"),
    ],
)
async def test_bad_input_names_the_field_and_the_remedy(
    store: MemoryStore, asked: dict[str, Any], error: type[Exception], field: str
) -> None:
    with pytest.raises(error) as raised:
        await heard(store, *asked.pop("lines", ["Ann Lee: warm"]), **asked)
    assert (raised.value.field, bool(raised.value.remedy)) == (field, True)  # type: ignore[attr-defined]


async def test_without_a_gathering_it_is_of_the_day(store: MemoryStore) -> None:
    page = await published(store, "Ann Lee: warm", gathering=None, on="2026-06-01")
    assert page.on == "2026-06-01T00:00:00.000000Z"
    assert (await heard(store, "Ann Lee: warm", gathering=None, on="2026-06-01")).events == ()
    assert (await heard(store, "Ann Lee: warm", gathering=None, on="2026-06-02")).events


async def retracted(store: MemoryStore, id_: str) -> None:
    values = {
        "specversion": "1.0", "id": f"r-{id_}", "source": OWNER_SOURCE,
        "data": {"source": OWNER_SOURCE, "id": id_}, "time": "2026-06-02T22:00:00Z",
        "type": "inroad.event.retracted.v1",
    }  # fmt: skip
    event = read_event(values, now=LATER)
    await commit(store, DEFAULT_NETWORK, [Arrival(event, event_body(event))])


async def test_what_was_taken_back_may_be_said_anew(store: MemoryStore) -> None:
    lines = ("Gil: thanked, warm", "Ben: hi")
    first = await published(store, *lines)
    ids = {one["id"] for one in first.events}
    for turn in range(3):
        for one in first.events:
            await retracted(store, one["id"])
        again = await published(store, *lines)
        said = [(one["type"], one["data"]) for one in again.events]
        assert said == [(one["type"], one["data"]) for one in first.events], turn
        assert ids.isdisjoint(one["id"] for one in again.events)
        ids |= {one["id"] for one in again.events}
        assert (await heard(store, *lines)).events == ()
        first = again


async def test_only_what_was_taken_back_comes_again(store: MemoryStore) -> None:
    page = await published(store, "Gil: thanked, warm")
    (thanks,) = [one for one in page.events if one["type"] == "inroad.thanks.sent.v1"]
    await retracted(store, thanks["id"])
    (again,) = (await published(store, "Gil: thanked, warm")).events
    assert again["data"] == thanks["data"]
    key = (OWNER_SOURCE, again["id"])
    records = await store.read(DEFAULT_NETWORK, lambda view: view.load(Record, [key]))
    assert records[key].status == "applied"
