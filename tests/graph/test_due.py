"""What comes due, when, and why; by example."""

from datetime import timedelta

from graph.due_page import due_page
from graph.lookup import person_of
from graph.store import DEFAULT_NETWORK, View
from graph.strike import Arrival
from schemas.due import DuePage, DueQuestion
from tests.builders import ANN, BEN, BOB, CY, GLOBEX, erased, event, introduction, person, told

ALSO_ANN = "linkedin:ann"
PEOPLE = [
    person(BOB, "Bob"),
    person(ANN, "Ann Lee", ALSO_ANN),
    person(BEN, "Ben"),
    person(CY, "Cy"),
]
MAY_1, MAY_2, MAY_3 = (f"2026-05-0{day}T09:00:00Z" for day in (1, 2, 3))


async def page(
    *arrivals: Arrival, by: str = "2026-06-01", whom: str = BOB, limit: int = 50
) -> DuePage:
    async def work(view: View) -> DuePage:
        question = DueQuestion.model_validate({"by": by, "limit": limit})
        return await due_page(
            view, await person_of(view, str, whom, "ref"), question, timedelta(days=14)
        )

    return await (await told([*PEOPLE, *arrivals])).read(DEFAULT_NETWORK, work)


async def due(
    *arrivals: Arrival, by: str = "2026-06-01", whom: str = BOB
) -> list[tuple[str, str, str]]:
    """(kind, day, whom) of each."""
    found = (await page(*arrivals, by=by, whom=whom)).due
    return [(one.kind, one.date[:10], one.whom.name if one.whom else "") for one in found]


def asked(id_: str, to: str = ANN, time: str = MAY_1, asker: str = BOB) -> Arrival:
    return event("ask.made", {"ask": id_, "from": asker, "to": to, "kind": "coffee"}, time=time)


def answered(id_: str, answer: str, time: str = MAY_2, **until: str) -> Arrival:
    data = {"ask": id_, "from": ANN, "to": BOB, "answer": answer, **until}
    return event("ask.answered", data, time=time)


async def test_a_later_comes_back_on_its_date() -> None:
    arrivals = (asked("a"), answered("a", "later", until="2026-05-20"))
    assert await due(*arrivals, by="2026-05-19") == []
    assert await due(*arrivals, by="2026-05-20") == [("ask-again", "2026-05-20", "Ann Lee")]
    assert await due(*arrivals, whom=ANN) == [("your-word", "2026-05-20", "Bob")]
    (hers,) = (await page(*arrivals)).due
    (mine,) = (await page(*arrivals, whom=ANN)).due
    assert hers.why == "Ann Lee said later on 2 May 2026, until 20 May 2026."
    assert mine.why == "You said later to Bob on 2 May 2026, until 20 May 2026."


async def test_a_later_without_a_date_comes_back_as_silence_does() -> None:
    assert await due(asked("a"), answered("a", "later")) == [("ask-again", "2026-05-16", "Ann Lee")]


async def test_an_ask_goes_quiet_and_waits_for_the_other() -> None:
    assert await due(asked("a"), by="2026-05-14") == []
    assert await due(asked("a"), by="2026-05-15") == [("gone-quiet", "2026-05-15", "Ann Lee")]
    assert await due(asked("a"), by="2026-05-01", whom=ANN) == [("your-word", "2026-05-01", "Bob")]
    assert await due(asked("a"), answered("a", "warm")) == []
    assert await due(asked("a"), answered("a", "no")) == []


async def test_of_several_asks_of_one_person_the_latest_counts() -> None:
    merged = asked("b", ALSO_ANN, MAY_3)
    assert await due(asked("a"), merged) == [("gone-quiet", "2026-05-17", "Ann Lee")]


async def test_lines_put_off_and_open_lines_of_a_sheet() -> None:
    sheet = {"sheet": "s", "from": BOB, "to": ANN, "lines": [GLOBEX, "name:Initech"]}
    line = {"sheet": "s", "from": ANN, "to": BOB, "company": GLOBEX, "answer": "ask-later"}
    shared = event("sheet.shared", sheet, time=MAY_1)
    later = event("sheet.answered", {**line, "until": "2026-05-10"}, time=MAY_2)
    assert await due(shared) == [("gone-quiet", "2026-05-15", "Ann Lee")]
    assert await due(shared, later) == [
        ("ask-again", "2026-05-10", "Ann Lee"), ("gone-quiet", "2026-05-16", "Ann Lee"),
    ]  # fmt: skip
    assert await due(shared, whom=ANN) == [("your-word", "2026-05-01", "Bob")]
    again, quiet = (await page(shared, later)).due
    assert again.why == "Of globex: Ann Lee said later on 2 May 2026, until 10 May 2026."
    assert quiet.why.endswith("1 line of your sheet without an answer.")


async def test_an_introduction_waits_for_one_and_goes_quiet_for_another() -> None:
    requested = introduction("requested", time=MAY_1, insider=BEN)
    assert await due(requested) == [("gone-quiet", "2026-05-15", "Ann Lee")]
    assert await due(requested, whom=ANN) == [("your-word", "2026-05-01", "Bob")]
    assert await due(requested, whom=BEN) == []
    (quiet,) = (await page(requested)).due
    assert quiet.why == (
        "An introduction into globex is requested since 1 May 2026, and waits for Ann Lee's word."
    )
    made = introduction("made", time=MAY_2, insider=BEN)
    assert sorted(await due(requested, made)) == [
        ("thank", "2026-05-02", "Ann Lee"), ("your-word", "2026-05-02", "Ann Lee"),
    ]  # fmt: skip
    assert await due(requested, introduction("declined", time=MAY_2, insider=BEN)) == []


async def test_everyone_on_the_way_is_to_be_thanked_until_they_are() -> None:
    sheet = {"sheet": "s", "from": BOB, "to": CY, "lines": [GLOBEX]}
    line = {"sheet": "s", "from": CY, "to": BOB, "company": GLOBEX, "answer": "knows-someone"}
    way = (
        event("sheet.shared", sheet, time=MAY_1), event("sheet.answered", line, time=MAY_1),
        introduction("made", time=MAY_1, insider=BEN),
        introduction("met", time=MAY_2, insider=BEN),
    )  # fmt: skip
    outcome = event(
        "outcome.reported",
        {"introduction": "i-1", "asker": BOB, "introducer": ANN, "insider": BEN,
         "company": GLOBEX, "outcome": "hired"},
        time=MAY_3,
    )  # fmt: skip
    early = event("thanks.sent", {"from": BOB, "to": ANN}, time=MAY_2)
    late = event("thanks.sent", {"from": BOB, "to": ALSO_ANN}, time=MAY_3)
    everyone = [("thank", "2026-05-03", name) for name in ("Ann Lee", "Ben", "Cy")]
    assert sorted(await due(*way, outcome, early)) == everyone
    assert sorted(await due(*way, outcome, late)) == everyone[1:]
    assert sorted(await due(*way, outcome, erased(BEN))) == [everyone[0], everyone[2]]
    assert {one.why for one in (await page(*way, outcome, early)).due} == {
        f"You were hired at globex on 3 May 2026: {name} was on the way."
        for name in ("Ann Lee", "Ben", "Cy")
    }


async def test_on_whose_word_a_door_opened_is_thanked_whoever_introduced() -> None:
    def named(informant: str, time: str, **words: str) -> Arrival:
        data = {"informant": informant, "mention": "m", "company": GLOBEX, "relation": "friend"}
        return event("insider.mentioned", {**data, **words}, time=time)

    made = introduction("made", time=MAY_2, insider=BEN)

    async def thanks(*words: Arrival) -> set[str]:
        return {name for kind, _, name in await due(*words, made) if kind == "thank"}

    assert await thanks(named(CY, MAY_1, to=BOB)) == {"Ann Lee", "Cy"}
    assert await thanks(named(CY, MAY_3, to=BOB)) == {"Ann Lee"}  # the door was open by then
    assert await thanks(named(CY, MAY_1)) == {"Ann Lee"}  # not told to Bob
    assert await thanks(named(CY, MAY_1, to=BOB, company="name:Initech")) == {"Ann Lee"}
    assert await thanks(named(CY, MAY_1, to=BOB), erased(CY)) == {"Ann Lee"}
    sent = event("thanks.sent", {"from": BOB, "to": CY}, time=MAY_3)
    assert await thanks(named(CY, MAY_1, to=BOB), sent) == {"Ann Lee"}


async def test_the_insider_is_thanked_once_they_were_met() -> None:
    made, met = (introduction(stage, time=MAY_2, insider=BEN) for stage in ("made", "met"))
    assert {whom for kind, _, whom in await due(made) if kind == "thank"} == {"Ann Lee"}
    assert {whom for kind, _, whom in await due(made, met) if kind == "thank"} == {"Ann Lee", "Ben"}


async def test_who_declined_was_not_on_the_way() -> None:
    refused = event(
        "introduction.declined",
        {"introduction": "i-0", "asker": BOB, "introducer": CY, "company": GLOBEX}, time=MAY_1,
    )  # fmt: skip
    met = introduction("met", time=MAY_2, insider=BEN)
    assert {whom for _, _, whom in await due(refused, met)} == {"Ann Lee", "Ben"}


async def test_nothing_is_due_with_who_was_erased() -> None:
    sheet = {"sheet": "s", "from": BOB, "to": ANN, "lines": [GLOBEX]}
    gone = (asked("a"), event("sheet.shared", sheet), introduction("requested"), erased(ANN))
    assert await due(*gone, asked("b", BEN)) == [("gone-quiet", "2026-05-15", "Ben")]


async def test_what_is_due_comes_page_by_page() -> None:
    arrivals = (asked("a"), asked("b", BEN), asked("c", CY))
    first = await page(*arrivals, limit=2)
    assert len(first.due) == 2
    assert first.next
