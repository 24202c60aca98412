"""Words on a company: their weight, what they come to, and the warning."""

from pathlib import Path

import pytest

from graph.answer import answer_path
from graph.intel import BASES, HALF_LIFE, LINES, SEVERAL, SURE, Balance
from graph.intel_page import intel_page
from graph.lookup import company_of
from graph.store import DEFAULT_NETWORK, View
from graph.strike import Arrival
from schemas.answers import PathAnswer
from schemas.intel import IntelPage
from schemas.questions import PathQuestion, TimedPageQuestion
from tests.builders import (
    ANN,
    BEN,
    BOB,
    CY,
    GLOBEX,
    MAY,
    SECRET,
    coffee,
    company,
    erased,
    event,
    left,
    person,
    told,
    works,
)

DOCS = Path(__file__).parents[2] / "docs" / "intel.md"
PEOPLE = [
    company(GLOBEX, "Globex", "domain:globex.com"),
    *(person(who, who[6:9].title()) for who in (BOB, ANN, BEN, CY)),
]


def says(who: str, sentiment: str, topic: str = "hours", time: str = MAY, **more: str) -> Arrival:
    data = {"informant": who, "company": GLOBEX, "topic": topic, "sentiment": sentiment, **more}
    return event("intel.reported", data, time=time)


def line(who: str, answer: str, sheet: str = "s", time: str = MAY) -> Arrival:
    """On a sheet of this contact's."""
    data = {"sheet": f"{sheet}-{who}", "from": who, "to": BOB, "company": "domain:globex.com"}
    return event("sheet.answered", {**data, "answer": answer}, time=time)


async def page(*arrivals: Arrival, now: str = MAY, **more: object) -> IntelPage:
    async def work(view: View) -> IntelPage:
        question = TimedPageQuestion.model_validate({"now": now, **more})
        return await intel_page(view, await company_of(view, GLOBEX, "ref"), question)

    return await (await told([*PEOPLE, *arrivals])).read(DEFAULT_NETWORK, work)


async def path(*arrivals: Arrival, **more: str) -> PathAnswer:
    question = PathQuestion.model_validate({"from": BOB, "to": GLOBEX, "now": MAY, **more})
    store = await told([*PEOPLE, coffee(BOB, ANN), works(ANN), *arrivals])
    return await store.read(
        DEFAULT_NETWORK, lambda view: answer_path(view, SECRET, DEFAULT_NETWORK, question)
    )


async def test_a_word_weighs_by_how_its_speaker_knows() -> None:
    found = await page(
        works(ANN), works(BEN), left(BEN), says(ANN, "good"), says(BEN, "good"),
        says(CY, "good"), says(BOB, "good", basis="former"),
    )  # fmt: skip
    assert {one.who.name: (one.basis, one.weight) for one in found.ledger if one.who} == {
        "Ann": ("insider", 1.0), "Ben": ("former", 0.7), "Cy@": ("hearsay", 0.3),
        "Bob": ("former", 0.7),
    }  # fmt: skip
    assert (found.overall.voices, found.overall.lean) == (4, round(2.7 / 3.7, 4))
    assert found.text == "Globex is probably good, by what 4 people say."


async def test_a_word_loses_half_in_its_half_life() -> None:
    found = await page(says(ANN, "bad", basis="insider"), now="2028-05-03T09:00:00Z")
    assert (found.ledger[0].weight, found.ledger[0].age_days) == (0.5, 730)


async def test_the_latest_word_of_a_person_stands_and_counts_once() -> None:
    earlier = says(ANN, "bad", time="2026-05-01T09:00:00Z", basis="insider")
    found = await page(
        earlier, says(ANN, "good", "Hours", basis="insider"), says(ANN, "good", "pay")
    )
    assert [(one.sentiment, one.standing) for one in found.ledger if one.topic == "hours"] == [
        ("bad", False), ("good", True),
    ]  # fmt: skip
    assert found.overall.voices == 1
    assert found.contradictions == ()
    assert [one.topic for one in found.topics] == ["hours", "pay"]


async def test_contradictions_stand_side_by_side() -> None:
    found = await page(
        says(ANN, "good", basis="insider"), says(BEN, "bad", basis="insider"), says(CY, "mixed")
    )
    (split,) = found.contradictions
    assert [one.who and one.who.name for one in split.good + split.bad] == ["Ann", "Ben"]
    assert (found.overall.verdict, found.overall.lean) == ("mixed", 0.0)
    assert found.text == "Globex is good and bad, by what 3 people say."


async def test_little_is_said_to_be_little() -> None:
    assert (await page()).text == "Nobody has said what Globex is like."
    found = await page(says(CY, "bad"))
    assert (found.overall.verdict, found.overall.sure) == ("unknown", "not sure")
    assert found.text == "Too little is known of Globex by what one person says."


async def test_lines_of_sheets_are_words_too() -> None:
    found = await page(line(ANN, "great-place"), line(BEN, "no-idea"), line(CY, "avoid"))
    assert [(one.topic, one.sentiment) for one in found.ledger] == [
        ("overall", "good"), ("overall", "bad"),
    ]  # fmt: skip


async def test_the_ledger_comes_page_by_page() -> None:
    said = [says(ANN, "good", time=f"2026-05-0{day}T09:00:00Z") for day in (1, 2, 3)]
    first = await page(*said, limit=2)
    second = await page(*said, limit=2, cursor=first.next)
    assert [one.time[9] for one in first.ledger + second.ledger] == ["1", "2", "3"]


async def test_several_who_call_it_a_sweatshop_are_a_warning() -> None:
    words = says(BEN, "bad", "pay", words="A Sweatshop, that is what it is")
    answer = await path(line(ANN, "sweatshop"), words)
    assert answer.paths
    assert answer.warning
    assert (answer.warning.text, answer.warning.voices) == (
        "2 people call Globex a sweatshop.", 2,
    )  # fmt: skip
    assert answer.warning.intel.endswith("/intel")


@pytest.mark.parametrize(
    "arrivals",
    [
        [line(ANN, "sweatshop")],
        [line(ANN, "sweatshop"), line(ANN, "sweatshop", "t")],
        [line(ANN, "sweatshop"), line(BEN, "avoid")],
        [line(ANN, "sweatshop"), says(BEN, "good", words="No sweatshop at all")],
        [
            line(ANN, "sweatshop"), line(BEN, "sweatshop"),
            line(BEN, "great-place", "t", "2026-05-04T09:00:01Z"),
        ],
        [line(ANN, "sweatshop"), line(BEN, "sweatshop"), erased(ANN, BEN)],
    ],
    ids=["one", "one twice", "avoid", "good", "another mind", "erased"],
)  # fmt: skip
async def test_fewer_are_no_warning(arrivals: list[Arrival]) -> None:
    assert (await page(*arrivals)).warning is None


async def test_the_warning_is_of_then() -> None:
    late = [line(who, "sweatshop", time="2026-05-05T09:00:00Z") for who in (ANN, BEN)]
    then = await path(*late, now="2026-06-01T00:00:00Z", as_of="2026-05-04T12:00:00Z")
    today = await path(*late, now="2026-06-01T00:00:00Z")
    assert (then.warning, bool(today.warning)) == (None, True)


def test_one_word_alone_is_never_sure() -> None:
    assert Balance(1, 0, 1).sure == "probably"
    assert Balance(0.3, 0, 1).verdict == "unknown"
    assert Balance(0, 3, 3).sure == "surely"


def test_the_documentation_shows_the_weights() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for basis, weight in BASES.items():
        assert f"| {basis} | {weight} |" in text
    for least, word in SURE:
        assert f"| {least} | {word} |" in text
    assert f"half of its weight in {HALF_LIFE:.0f} days" in text
    assert f"at least {SEVERAL} people" in text
    assert all(f"*{answer}*" in text for answer in LINES)
