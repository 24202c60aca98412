"""The page to go to a gathering with: whom to talk to, how, and whom to leave in peace."""

from typing import Any

import pytest

from graph.errors import ErasedRef, InroadError, UnknownRef
from graph.gathering.attendees import UnknownGathering
from graph.gathering.page import gathering_page
from graph.openers import BUILT_IN
from graph.plan.reach import PlainReacher
from graph.search import ViewPort
from graph.store import DEFAULT_NETWORK, View
from graph.stores.memory import MemoryStore
from schemas.gatherings import MOST_ATTENDEES, GatheringQuestion
from tests.builders import (
    ANN,
    BEN,
    BOB,
    CY,
    GLOBEX,
    NOW,
    SECRET,
    coffee,
    erased,
    event,
    mention,
    person,
    told,
    works,
)
from tests.graph.gathering.story import (
    DEE,
    EVE,
    EVENING,
    FAY,
    GIL,
    HAL,
    HOOLI,
    IDA,
    INITECH,
    JON,
    STORY,
    WHO,
    page_of,
    talk_with,
)


@pytest.fixture
async def store() -> MemoryStore:
    return await told(STORY)


async def test_who_opens_most_comes_first_and_who_rests_comes_last(store: MemoryStore) -> None:
    page = await page_of(store, gathering=EVENING, quiet=True)
    refs = [talk.whom.ref for talk in page.people]
    assert refs[0] == ANN
    assert refs.index(GIL) < refs.index(JON) < refs.index(FAY)
    assert {*refs[-4:]} == {FAY, BEN, DEE, EVE}
    assert all(bool(talk.friendly) is (talk.whom.ref in refs[-4:]) for talk in page.people)
    assert page.sentence.startswith("Talk to Ann Lee, then ")
    assert talk_with(page, BEN).friendly == "You asked Ben on 25 May: leave the next word to Ben."
    assert talk_with(page, DEE).friendly == "Dee would rather not: let it rest."
    assert {*refs} == WHO.keys() - {BOB}


async def test_each_is_told_how_one_knows_them_in_words(store: MemoryStore) -> None:
    page = await page_of(store, gathering=EVENING)
    ann, gil = talk_with(page, ANN), talk_with(page, GIL)
    assert ann.known == "You know each other, and talk with purpose; last contact 4 May 2026."
    assert gil.known is None
    assert ann.why == "Ann Lee's neighbour Gil Roe works at Globex."
    assert ann.step == "Humbly, an introduction to Gil Roe at Globex."
    assert gil.step == "A small question; no more this time."
    assert "%" not in page.model_dump_json()


async def test_a_stranger_of_my_field_comes_with_the_question(store: MemoryStore) -> None:
    jon = talk_with(await page_of(store, JON), JON)
    assert jon.opener == (
        "You're in biotech: may I ask you something about it? What does an assay lead do all day?"
    )
    assert jon.why == "Jon is in biotech, which your question is about."


async def test_who_can_answer_comes_before_who_cannot(store: MemoryStore) -> None:
    page = await page_of(store, "ida@example.org", "jon@example.org", "Cy", never_reveal=[])
    assert page.people[0].whom.ref == IDA  # works at a target
    law = await page_of(store, "eve@example.org", "jon@example.org")
    assert [talk.whom.ref for talk in law.people] == [JON, EVE]


async def test_what_is_owed_is_offered(store: MemoryStore) -> None:
    page = await page_of(store, gathering=EVENING)
    assert talk_with(page, FAY).offers == (
        "Your answer: Fay asked you a question on 4 May 2026: “How is Acme?”",
    )
    assert talk_with(page, HAL).offers == ("Your thanks: Hal has helped you.",)
    assert talk_with(page, HAL).step == "Thanks first; ask for nothing before."
    assert talk_with(page, HAL).opener is None
    assert "Ann wants to get into Acme: you work there." in talk_with(page, ANN).offers


async def test_what_they_look_for_is_offered_where_i_can_help() -> None:
    wishes = [
        event("goal.set", {"person": JON, "field": "biotech"}),
        event("question.noted", {"question": "q-2", "person": CY, "field": "biotech",
                                 "words": "Who buys robots?"}),
        event("company.targeted", {"person": EVE, "company": HOOLI}),
        coffee(BOB, IDA), coffee(BOB, IDA, time="2026-05-20T09:00:00Z"),
        event("introduction.requested", {"introduction": "i-9", "asker": GIL, "introducer": BOB,
                                         "company": INITECH}),
    ]  # fmt: skip
    page = await page_of(await told([*STORY, *wishes]), gathering=EVENING)
    assert talk_with(page, JON).offers == ("Jon looks for work in biotech. You are in biotech.",)
    assert talk_with(page, CY).offers == ("Cy asks: “Who buys robots?” You are in biotech.",)
    assert talk_with(page, EVE).offers == ("Eve wants to get into Hooli: you know somebody there.",)
    assert talk_with(page, GIL).offers == (
        "Your word on an introduction into Initech, which waits since 4 May 2026.",
    )


async def test_a_favour_is_returned_once_it_was_thanked_for(store: MemoryStore) -> None:
    thanked = event("thanks.sent", {"from": BOB, "to": HAL}, time="2026-05-06T09:00:00Z")
    hal = talk_with(await page_of(await told([*STORY, thanked]), HAL), HAL)
    assert hal.offers == ("A favour in return: Hal has helped you. Ask what Hal could use.",)


async def test_what_was_declined_is_not_asked_again() -> None:
    ends = {"from": BOB, "to": JON}
    back = {"from": JON, "to": BOB}
    said = [
        event("sheet.shared", {"sheet": "s-1", **ends, "lines": [GLOBEX, INITECH, HOOLI]}),
        event("sheet.answered", {"sheet": "s-1", **back, "company": INITECH, "answer": "no-idea"}),
        event("sheet.answered", {"sheet": "s-1", **back, "company": HOOLI, "answer": "sweatshop"}),
        event("introduction.declined", {"introduction": "i-1", "asker": BOB, "introducer": JON,
                                        "company": GLOBEX}),
    ]  # fmt: skip
    jon = talk_with(await page_of(await told([*STORY, *said]), JON), JON)
    assert {*jon.avoid} == {
        "Jon has no idea of Initech: don't ask about it again.",
        "Jon calls Hooli a sweatshop: don't ask for a way in.",
        "Jon would rather not introduce you at Globex: not again.",
    }


async def test_whom_i_would_rather_not_ask_is_greeted_only(store: MemoryStore) -> None:
    page = await page_of(store, gathering=EVENING, never_ask=[ANN, "email:nobody@example.org"])
    ann = talk_with(page, ANN)
    assert ann.friendly == "You would rather not ask Ann."
    assert (ann.opener, ann.step, ann.why) == (None, None, None)
    assert page.people.index(ann) > page.people.index(talk_with(page, GIL))


async def test_in_a_quiet_search_colleagues_hear_nothing(store: MemoryStore) -> None:
    eve = talk_with(await page_of(store, EVE, quiet=True), EVE)
    assert eve.friendly == "Eve works where you do: not a word that you look."
    assert talk_with(await page_of(store, EVE), EVE).friendly is None


async def test_an_insider_asked_for_already_is_left_to_it() -> None:
    asked_for = event("introduction.requested", {"introduction": "i-1", "asker": BOB,
                                                 "introducer": ANN, "insider": GIL})  # fmt: skip
    gil = talk_with(await page_of(await told([*STORY, asked_for]), GIL), GIL)
    assert gil.friendly == "An introduction to Gil was asked for: leave it to take its way."


async def test_one_person_is_asked_for_an_insider_and_no_more() -> None:
    spoken = [
        coffee(BOB, JON), mention(JON, insider=GIL, relation="friend", to=BOB),
        event("thanks.sent", {"from": BOB, "to": JON}, time="2026-05-20T09:00:00Z"),
    ]  # fmt: skip
    store = await told([*STORY, *spoken])
    alone = talk_with(await page_of(store, JON), JON)
    assert alone.step == "Humbly, an introduction to Gil Roe at Globex."
    page = await page_of(store, JON, ANN)
    steps = [talk.step for talk in page.people]
    assert steps[0] == "Humbly, an introduction to Gil Roe at Globex."
    assert steps[1] == "A look at your list; no introduction before Ann names somebody."


async def test_somebody_i_was_introduced_to_is_greeted() -> None:
    made = event("introduction.made", {"introduction": "i-1", "asker": BOB, "introducer": ANN,
                                       "insider": GIL, "company": GLOBEX})  # fmt: skip
    gil = talk_with(await page_of(await told([*STORY, made]), GIL), GIL)
    assert gil.friendly == "You have been introduced to Gil: say hello, and find a time to meet."


async def test_names_are_looked_up_and_none_is_an_error(store: MemoryStore) -> None:
    page = await page_of(
        store, "Lee", "ANN LEE", "Gil", "Zoe Park", "Tom Ray <tom@example.org>", "phone:0",
        "https://www.linkedin.com/in/zed", BOB,
    )  # fmt: skip
    assert [talk.whom.ref for talk in page.people] == [ANN, GIL]
    (lee,) = page.unsure
    assert [one.ref for one in lee.candidates] == [ANN, HAL]
    assert [one.attendee for one in page.strangers] == ["Zoe Park", "Tom Ray", "phone:0", "zed"]
    assert all(one.opener for one in page.strangers)
    assert page.strangers[0].why == "Nobody you know yet."
    assert "is not a phone number" in page.strangers[2].why


async def test_who_works_at_a_target_is_known_by_name(store: MemoryStore) -> None:
    page = await page_of(store, "Ida Moss")
    assert [talk.whom.ref for talk in page.people] == [IDA]


async def test_accents_do_not_part_a_name() -> None:
    jose = "email:jose@example.org"
    page = await page_of(await told([*STORY, person(jose, "José Núñez"), coffee(BOB, jose)]),
                         "jose nunez")  # fmt: skip
    assert [talk.whom.ref for talk in page.people] == [jose]


async def test_an_erased_attendee_is_counted_and_not_named() -> None:
    page = await page_of(await told([*STORY, erased(CY)]), "cy@example.org", gathering=EVENING)
    assert page.erased == 1
    assert "cy@" not in page.model_dump_json().casefold()


async def test_an_erased_announcer_leaves_the_gathering() -> None:
    page = await page_of(await told([*STORY, erased(ANN)]), gathering=EVENING)
    assert page.gathering is not None
    assert page.gathering.announcer is None
    assert "Ann" not in page.model_dump_json()


async def test_nobody_there_is_an_answer(store: MemoryStore) -> None:
    page = await page_of(store, BOB)
    assert (page.people, page.sentence) == ((), "Nobody is named yet who comes.")


@pytest.mark.parametrize(
    ("ref", "gathering", "error"),
    [
        (BOB, "no-such", UnknownGathering),
        ("email:nobody@example.org", EVENING, UnknownRef),
        (CY, EVENING, ErasedRef),
    ],
)
async def test_who_asks_and_what_for_must_be_known(
    ref: str, gathering: str, error: type[InroadError]
) -> None:
    store = await told([*STORY, erased(CY)])
    with pytest.raises(error) as raised:
        await page_of(store, ref=ref, gathering=gathering)
    assert raised.value.remedy


async def test_of_a_crowd_those_one_knows_are_kept() -> None:
    crowd = [f"email:x{number}@example.org" for number in range(400)]
    data = {"gathering": "fair", "announcer": BOB, "name": "Fair", "starts": "2026-06-09"}
    fair = event("gathering.announced", {**data, "participants": [*crowd, ANN]})
    page = await page_of(await told([*STORY, fair]), gathering="fair")
    assert page.cut
    assert len(page.people) == MOST_ATTENDEES
    assert page.people[0].whom.ref == ANN


async def test_two_who_open_the_same_door_do_not_count_twice() -> None:
    zed, zoe = "email:zed@example.org", "email:zoe@example.org"
    more = [
        works(zed), person(zed, "Zed"), works(zoe, INITECH), person(zoe, "Zoe"),
        event("company.targeted", {"person": BOB, "company": GLOBEX, "priority": 1},
              time="2026-05-06T09:00:00Z"),
    ]  # fmt: skip
    page = await page_of(await told([*STORY, *more]), GIL, zed, zoe)
    assert [talk.whom.ref for talk in page.people][1:].index(zoe) == 0


class Counting:
    """A view that counts what is read of it."""

    def __init__(self, view: View) -> None:
        self._view, self.readings = view, 0

    def __getattr__(self, name: str) -> Any:
        self.readings += 1
        return getattr(self._view, name)


async def test_readings_do_not_grow_with_who_comes() -> None:
    crowd = [f"email:x{number}@example.org" for number in range(100)]
    guests = [event for who in crowd for event in (person(who, "Guest"), coffee(BOB, who))]
    store = await told([*STORY, *guests])

    async def readings(*attendees: str) -> int:
        async def work(view: View) -> int:
            counting: Any = Counting(view)
            question = GatheringQuestion(attendees=list(attendees), now=NOW)
            reacher = PlainReacher(ViewPort(view))
            await gathering_page(counting, SECRET, BOB, question, BUILT_IN, reacher)
            return int(counting.readings)

        return await store.read(DEFAULT_NETWORK, work)

    assert await readings(*crowd, ANN, "Gil") == await readings(ANN, "Gil")


async def test_a_company_kept_back_is_so_under_every_form_of_its_name() -> None:
    headline = event("person.observed", {"identifiers": [JON], "headline": "Once of Umbrella"})
    store = await told([*STORY, headline])
    assert talk_with(await page_of(store, JON), JON).about == "Once of Umbrella"
    hidden = await page_of(store, JON, never_reveal=["name:Umbrella GmbH"])  # no event names it
    assert talk_with(hidden, JON).about == "biotech"
