"""What is courteous now, in plain words, by what has passed."""

import pytest

from graph.agenda import Dealings, dealings_of
from graph.care import Care, care_for
from graph.lookup import person_of
from graph.store import DEFAULT_NETWORK, View
from graph.strike import Arrival
from tests.builders import ANN, BOB, GLOBEX, event, introduction, person, told

NOW = "2026-06-01T00:00:00.000000Z"
LINE = {"sheet": "s-1", "from": ANN, "to": BOB, "company": GLOBEX, "answer": "great-place"}


def at(day: str) -> str:
    return f"2026-{day}T09:00:00Z"


def asked(id_: str, day: str, asker: str = BOB, to: str = ANN) -> Arrival:
    return event("ask.made", {"ask": id_, "from": asker, "to": to, "kind": "coffee"}, time=at(day))


def answered(id_: str, day: str, answer: str = "warm", **more: str) -> Arrival:
    data = {"ask": id_, "from": ANN, "to": BOB, "answer": answer, **more}
    return event("ask.answered", data, time=at(day))


def thanked(day: str) -> Arrival:
    return event("thanks.sent", {"from": BOB, "to": ANN}, time=at(day))


def shown(day: str) -> Arrival:
    return event(
        "sheet.shared", {"sheet": "s-1", "from": BOB, "to": ANN, "lines": [GLOBEX]}, time=at(day)
    )


def intel(day: str) -> Arrival:
    said = {"informant": ANN, "to": BOB, "company": GLOBEX, "topic": "pay", "sentiment": "good"}
    return event("intel.reported", said, time=at(day))


async def care(*arrivals: Arrival) -> Care:
    async def work(view: View) -> Care:
        bob, ann = [await person_of(view, str, whom, "whom") for whom in (BOB, ANN)]
        passed = await dealings_of(view, bob)
        return care_for(passed.get(ann.id, Dealings()), bob, ann, NOW)

    store = await told([person(BOB, "Bob Stone"), person(ANN, "Ann Lee"), *arrivals])
    return await store.read(DEFAULT_NETWORK, work)


@pytest.mark.parametrize(
    ("arrivals", "advice"),
    [
        ([introduction("accepted")], "Ann is willing to introduce you: find a time to meet."),
        ([asked("a", "05-04", ANN, BOB)], "Ann asked you something on 4 May: answer first."),
    ],
)
async def test_the_next_word_is_somebody_elses(arrivals: list[Arrival], advice: str) -> None:
    assert await care(*arrivals) == Care(held=True, advice=advice)


@pytest.mark.parametrize(
    ("arrival", "advice"),
    [
        (asked("a", "05-24"), "You asked Ann on 24 May: leave the next word to Ann."),
        (shown("05-24"), "Ann has had your sheet since 24 May: leave the next word to Ann."),
        (
            introduction("requested", time=at("05-24")),
            "Wait for Ann: you have asked for an introduction.",
        ),
    ],
)
async def test_a_request_waits_until_it_has_gone_quiet(arrival: Arrival, advice: str) -> None:
    until = "2026-06-07T09:00:00.000000Z"
    assert await care(arrival) == Care(held=True, until=until, advice=advice)


async def test_silence_is_followed_up_once_then_rests_then_begins_again() -> None:
    quiet = "Ann has said nothing since 4 May: one gentle line, then let it rest."
    for request in (
        asked("a", "05-04"),
        shown("05-04"),
        introduction("requested", time=at("05-04")),
    ):
        assert await care(request) == Care(follow=True, advice=quiet)
    long_ago = await care(asked("a", "02-20"))
    assert (long_ago.held, long_ago.follow, long_ago.cool) == (False, False, True)
    twice = await care(asked("a", "01-04"), asked("b", "02-20"))
    assert twice == Care(
        held=True, until="2026-08-19T09:00:00.000000Z",
        advice="Ann has said nothing since 20 February: let it rest.",
    )  # fmt: skip


async def test_a_word_ends_the_silence() -> None:
    silent = asked("a", "05-04")
    assert not (await care(silent, asked("b", "05-05"), answered("b", "05-06"))).follow
    assert (await care(silent, intel("05-06"))).thank
    assert (await care(silent, intel("05-02"), thanked("05-03"))).follow


async def test_nobody_is_reminded_after_a_no() -> None:
    found = await care(asked("a", "01-04"), answered("a", "01-05", "no"), asked("b", "05-04"))
    assert (found.held, found.until) == (True, "2026-08-02T09:00:00.000000Z")


@pytest.mark.parametrize(
    ("answer", "until"),
    [
        (answered("a", "03-10", "no"), "2026-06-08T09:00:00.000000Z"),
        (answered("a", "05-20", "later"), "2026-06-19T09:00:00.000000Z"),
        (answered("a", "05-20", "later", until="2026-07-01"), "2026-07-01T00:00:00.000000Z"),
    ],
)
async def test_a_no_and_a_later_rest_until_a_day(answer: Arrival, until: str) -> None:
    found = await care(asked("a", "03-09"), answer)
    assert (found.held, found.until) == (True, until)


async def test_what_has_rested_is_cool() -> None:
    found = await care(asked("a", "01-04"), answered("a", "01-05", "no"))
    assert (found.held, found.cool, found.warm) == (False, True, False)
    warm = await care(asked("a", "01-04"), answered("a", "01-05"))
    assert (warm.held, warm.cool, warm.warm) == (False, False, True)


async def test_thanks_before_a_third_ask_then_rest() -> None:
    asks = [
        asked("a", "05-04"),
        answered("a", "05-05"),
        asked("b", "05-10"),
        answered("b", "05-11"),
    ]
    found = await care(*asks)
    assert (found.thank, found.advice) == (True, "You asked Ann twice in May; thank first.")
    rested = await care(*asks, thanked("05-20"))
    assert (rested.held, rested.until) == (True, "2026-07-03T09:00:00.000000Z")
    assert rested.advice == "You asked Ann twice in May: let it rest."


async def test_a_gift_is_thanked_for_once() -> None:
    assert (await care(intel("05-04"))).thank
    assert not (await care(intel("05-04"), thanked("05-05"))).thank
    assert (await care(introduction("met", insider="email:gil@example.org"))).thank


async def test_favours_want_to_be_returned() -> None:
    gifts = [intel("03-04"), shown("01-02"), event("sheet.answered", LINE, time=at("01-03"))]
    asks = [asked("a", "01-05"), answered("a", "01-06")]
    found = await care(*gifts, *asks, thanked("03-06"))
    assert found.advice == "Ann has helped you often: is there something that you can do in return?"
    returned = {"informant": BOB, "to": ANN, "company": GLOBEX, "topic": "pay", "sentiment": "bad"}
    assert not (
        await care(*gifts, *asks, thanked("03-06"), event("intel.reported", returned))
    ).advice


async def test_nothing_has_passed() -> None:
    assert await care() == Care()
