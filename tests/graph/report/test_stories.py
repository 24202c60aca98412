"""A year of a Bob 1 and a year of a Bob 2, and what the report makes of each."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from graph.errors import ErasedRef, UnknownRef
from graph.report import answer, ground
from schemas.report import Report
from tests.builders import (
    ANN,
    BEN,
    BOB,
    CY,
    GLOBEX,
    coffee,
    company,
    contact,
    erased,
    event,
    introduction,
    mention,
    person,
    works,
)
from tests.graph.report.reports import report_on

NAMES = [person(BOB, "Bob Stone"), person(ANN, "Ann Lee"), person(BEN, "Ben Ito")]
WANTS = [
    company(GLOBEX, "Globex"),
    event("company.targeted", {"person": BOB, "company": GLOBEX}, time="2025-06-10T09:00:00Z"),
]
ASKED = event(
    "ask.made", {"ask": "a-1", "from": BOB, "to": ANN, "kind": "question"},
    time="2025-12-02T09:00:00Z",
)  # fmt: skip
WARM = event(
    "ask.answered", {"ask": "a-1", "from": ANN, "to": BOB, "answer": "warm"},
    time="2025-12-03T09:00:00Z",
)  # fmt: skip
TOLD = event(
    "insider.mentioned",
    {"informant": ANN, "to": BOB, "mention": "m-1", "company": GLOBEX,
     "description": "my neighbour", "relation": "neighbor"},
    time="2026-03-08T15:40:00Z",
)  # fmt: skip


def mondays(since: str, count: int) -> Iterator[str]:
    start = datetime.fromisoformat(since).replace(tzinfo=UTC)
    return (f"{start + timedelta(days=7 * n):%Y-%m-%d}T19:00:00Z" for n in range(count))


BOB_1 = [
    *NAMES, *WANTS, works(BEN),
    *(contact("gathering", BOB, ANN, BEN, CY, time=time) for time in mondays("2025-06-16", 40)),
    *(contact("message", BOB, ANN, actor=BOB, time=time) for time in mondays("2025-07-07", 12)),
]  # fmt: skip
BOB_2 = [
    *NAMES, *WANTS, ASKED, WARM, TOLD,
    *(coffee(BOB, ANN, time=f"2026-{day}T15:00:00Z")
      for day in ("01-05", "02-02", "02-20", "03-08", "04-01")),
    event("sheet.shared", {"sheet": "s-1", "from": BOB, "to": ANN, "lines": [GLOBEX]},
          time="2026-01-05T16:00:00Z"),
    event("sheet.answered",
          {"sheet": "s-1", "from": ANN, "to": BOB, "company": GLOBEX, "answer": "great-place"},
          time="2026-02-02T16:00:00Z"),
    introduction("requested", time="2026-03-20T09:00:00Z"),
    introduction("accepted", time="2026-03-21T09:00:00Z"),
    introduction("made", insider=BEN, time="2026-03-23T09:00:00Z"),
    introduction("met", insider=BEN, time="2026-04-10T09:00:00Z"),
    event("thanks.sent", {"from": BOB, "to": ANN, "introduction": "i-1"},
          time="2026-04-11T09:00:00Z"),
]  # fmt: skip


async def year(story: Any, **asked: Any) -> Report:
    return await report_on(story, **{"weeks": 52, **asked})


async def test_bob_1_hears_that_nobody_could_answer() -> None:
    report = await year(BOB_1)
    assert (report.verdict.bob, report.verdict.lately) == (1, None)
    assert report.sentence == "Of your 52 conversations since 16 June 2025, none carried an agenda."
    assert report.whole.conversations.model_dump() == {
        "soft": 40, "direct": 12, "hard": 0, "all": 52, "soft_share": 40 / 52,
        "direct_share": 12 / 52, "hard_share": 0.0,
    }  # fmt: skip
    said = report.verdict.sentences
    assert "You asked nobody anything, so nobody could answer." in said
    assert "No name was volunteered." in said
    assert "The company that you want is out of reach." in said
    assert report.verdict.next.text == "Ask one question this week."
    assert not any(report.whole.rungs.model_dump().values())


async def test_bob_2_hears_what_opened_the_door() -> None:
    report = await year(BOB_2)
    assert report.verdict.bob == 2
    assert (
        "Globex came from out of reach to two hops on 8 March 2026: Ann Lee told you: "
        '"my neighbour works at Globex". That was at the fourth coffee after your question of '
        "2 December 2025."
    ) in report.verdict.sentences
    (globex,) = report.targets
    first, *_ = globex.changes
    assert (first.why, first.hops_before, first.hops) == ("first", None, 2)
    assert [one.name for one in first.path] == ["Bob Stone", "Ann Lee", '"my neighbour"']
    cause, *others = first.causes
    assert (cause.time, cause.text) == (
        "2026-03-08T15:40:00.000000Z", 'Ann Lee told you: "my neighbour works at Globex".',
    )  # fmt: skip
    assert cause.evidence.startswith("/v1/ties/")
    assert [one.text for one in others] == ["You and Ann Lee had coffee."]


async def test_every_rung_is_climbed_once() -> None:
    report = await year(BOB_2)
    assert report.whole.rungs.model_dump() == dict.fromkeys(
        ("opener", "warm", "coffee_or_sheet", "intel", "name", "introduction", "thanks"), 1
    )
    week = next(one for one in report.weeks if one.start.startswith("2026-01-05"))
    assert (week.rungs.coffee_or_sheet, week.rungs.warm, week.asks.sheets) == (1, 0, 1)


async def test_introductions_are_told_by_stage_and_by_week() -> None:
    report = await year(BOB_2)
    assert report.stages == {"met": 1}
    entered = {one.start[:10]: one.introductions for one in report.weeks if one.introductions}
    assert entered == {
        "2026-03-16": {"requested": 1, "accepted": 1}, "2026-03-23": {"made": 1},
        "2026-04-06": {"met": 1},
    }  # fmt: skip


async def test_asks_are_counted_and_open_until_answered() -> None:
    asked = event(
        "ask.made", {"ask": "a-2", "from": BOB, "to": BEN, "kind": "coffee"},
        time="2026-05-05T09:00:00Z",
    )  # fmt: skip
    of_me = event("ask.made", {"ask": "a-3", "from": BEN, "to": BOB, "kind": "advice"})
    report = await year([*BOB_2, asked, of_me])
    asks = report.whole.asks
    assert (asks.made, asks.warm, asks.open) == (2, 1, 1)
    assert asks.by_kind == {"question": 1, "coffee": 1}
    week = next(one for one in report.weeks if one.start.startswith("2025-12-01"))
    assert (week.asks.made, week.asks.warm, week.asks.open) == (1, 1, 0)
    assert "You asked twice and showed your sheet once; you got 1 warm answer; 1 ask is open." in (
        report.verdict.sentences
    )


async def test_recent_weeks_stand_beside_those_before() -> None:
    report = await year(BOB_1, until="2026-03-23")
    assert report.before is not None
    assert report.recent.start == "2026-02-23T00:00:00.000000Z"
    assert report.before.end == "2026-02-22T23:59:59.999999Z"
    assert report.recent.conversations.all + report.before.conversations.all == 52
    assert "In the last 4 weeks it was 0 of 4, before that 0 of 48." in report.verdict.sentences


async def test_a_coffee_without_a_warm_answer_is_no_rung() -> None:
    report = await year([*NAMES, ASKED, coffee(BOB, ANN, time="2026-01-05T15:00:00Z")])
    assert (report.whole.rungs.opener, report.whole.rungs.coffee_or_sheet) == (1, 0)


@pytest.mark.parametrize(
    ("story", "text", "command"),
    [
        (NAMES, "Say what you want", "inroad want company NAME"),
        ([*NAMES, *WANTS], "Ask one question this week", "inroad plan"),
        ([*NAMES, *WANTS, ASKED, WARM], "Show your sheet to Ann", f"inroad sheet for {ANN}"),
        ([*NAMES, *WANTS, ASKED, WARM, TOLD], "Ann has told you of somebody", "inroad plan"),
        (BOB_2[:-1], "Thank Ann for the introduction", "inroad due"),
        (BOB_2, "Ask one question this week", "inroad plan"),
        (
            [*BOB_2, event("ask.made", {"ask": "a-2", "from": BOB, "to": BEN, "kind": "coffee"},
                           time="2026-05-20T09:00:00Z")],
            "Go on as you do", "inroad today",
        ),
    ],
)  # fmt: skip
async def test_the_next_step_is_the_smallest_that_helps(
    story: Any, text: str, command: str
) -> None:
    following = (await year(story)).verdict.next
    assert following.text.startswith(text)
    assert following.command == command


async def test_a_path_that_is_lost_has_its_cause() -> None:
    rated = event(
        "tie.rated", {"rater": BOB, "person": ANN, "rating": 0}, time="2026-05-06T09:00:00Z"
    )
    report = await year([*BOB_2, rated])
    lost = next(one for one in report.targets[0].changes if one.why == "lost")
    assert [one.text for one in lost.causes][:1] == ["You rated the tie with Ann Lee: 0%."]


async def test_who_never_spoke_gets_an_empty_report_that_says_what_to_do() -> None:
    report = await year(NAMES)
    assert report.verdict.bob is None
    assert report.verdict.sentences == ("Nothing is known yet that you said to anybody.",)
    assert report.verdict.next.command == "inroad want company NAME"
    assert len(report.weeks) == 52
    assert report.weeks[0].conversations.soft_share is None


async def test_a_single_week_has_nothing_before_it() -> None:
    report = await year(BOB_2, weeks=1)
    assert report.before is None
    assert report.recent == report.whole


async def test_the_last_week_ends_where_it_is_told_to() -> None:
    report = await year(BOB_2, until="2026-03-08T15:40:00Z", weeks=2)
    assert report.weeks[-1].end == "2026-03-08T15:39:59.999999Z"
    assert report.targets[0].hops[-1] is None
    told = await year(BOB_2, until="2026-03-08T15:40:00.000001Z", weeks=2)
    assert told.targets[0].hops[-1] == 2


async def test_who_was_erased_is_in_no_line_of_it() -> None:
    report = await year([*BOB_2, erased(ANN)])
    text = report.model_dump_json()
    assert "Ann" not in text
    assert ANN not in text
    assert report.whole.rungs.name == 0


async def test_whoever_is_unknown_or_erased_has_no_report() -> None:
    with pytest.raises(UnknownRef):
        await year(NAMES, whom=CY)
    with pytest.raises(ErasedRef):
        await year([*NAMES, erased(BOB)])


async def test_a_bound_of_work_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not (await year(BOB_2)).cut
    with monkeypatch.context() as few:
        few.setattr(ground, "CONTACTS", 3)
        assert (await year(BOB_2)).cut
    for records in (3, 25):
        monkeypatch.setattr(answer, "RECORDS", records)
        report = await year(BOB_2)
        assert report.cut
        assert report.records <= records
        assert report.targets


async def test_a_mention_to_somebody_else_is_no_conversation_of_mine() -> None:
    report = await year([*NAMES, mention(ANN, to=BEN, description="my neighbour")])
    assert report.whole.conversations.all == 0


async def test_of_what_passes_between_others_it_says_only_that_something_did() -> None:
    at = {"time": "2026-03-08T15:00:00Z"}
    rated = {"rater": ANN, "person": BOB, "rating": 0.9}
    story = [
        *NAMES, *WANTS, coffee(ANN, BEN, **at), coffee(BOB, ANN, **at),
        event(
            "employment.started", {"person": BEN, "company": GLOBEX}, time="2025-06-11T09:00:00Z"
        ),
        event("tie.rated", {"rater": ANN, "person": BEN, "rating": 0.8}, **at),
        event("tie.rated", rated, **at),
    ]  # fmt: skip
    (globex,) = (await year(story)).targets
    texts = [cause.text for change in globex.changes for cause in change.causes]
    assert sorted(texts) == [
        "Something passed between Ann Lee and Ben Ito.",
        "Something passed between you and Ann Lee.",
        "You and Ann Lee had coffee.",
    ]


async def test_a_mention_to_somebody_else_is_told_without_who_said_it() -> None:
    story = [
        *NAMES, *WANTS, coffee(BOB, ANN, time="2025-06-11T15:00:00Z"),
        coffee(ANN, BEN, time="2025-06-11T15:00:00Z"),
        mention(CY, insider=BEN, description="my old boss"),
    ]  # fmt: skip
    (globex,) = (await year(story)).targets
    assert [cause.text for one in globex.changes for cause in one.causes] == [
        "Somebody said that Ben Ito works at Globex."
    ]


async def test_who_has_begun_to_ask_hears_that_it_has_become_another_way() -> None:
    asked = event(
        "ask.made", {"ask": "a-2", "from": BOB, "to": ANN, "kind": "coffee"},
        time="2026-03-20T09:00:00Z",
    )  # fmt: skip
    verdict = (await year([*BOB_1, asked], until="2026-03-23")).verdict
    assert (verdict.bob, verdict.lately) == (1, 2)
    assert verdict.sentences[-1].startswith("Lately it has become Bob 2's way")
    stopped = [*BOB_2, contact("gathering", BOB, ANN, CY, time="2026-05-26T19:00:00Z")]
    verdict = (await year(stopped)).verdict
    assert (verdict.bob, verdict.lately) == (2, 1)
    assert verdict.sentences[-1].startswith("Lately it was Bob 1's way")
