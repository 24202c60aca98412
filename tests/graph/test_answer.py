"""From a small story to the answer, over the whole way from events to sentences."""

from collections.abc import Iterable
from typing import Any

import pytest

from graph.answer import answer_path
from graph.errors import ErasedRef, UnknownRef
from graph.store import DEFAULT_NETWORK
from graph.strike import Arrival
from schemas.answers import PathAnswer
from schemas.errors import InvalidIdentifier
from schemas.questions import PathQuestion
from tests.builders import (
    ANN,
    BEN,
    BOB,
    CY,
    GLOBEX,
    MAY,
    NOW,
    coffee,
    company,
    contact,
    erased,
    event,
    introduction,
    left,
    mention,
    person,
    relation,
    told,
    works,
)

NAMES = [
    person(BOB, "Bob Stone"), person(ANN, "Ann Lee", field="biotech"), person(BEN, "Ben Ito"),
    person(CY, "Cy Young"), company(GLOBEX, "Globex", "domain:globex.com"),
]  # fmt: skip
NEIGHBOUR = mention(ANN, description="my neighbour", relation="neighbor", to=BOB)
JUNE = "2026-05-20T09:00:00Z"


async def asked(story: Iterable[Arrival], **options: Any) -> PathAnswer:
    store = await told(story)
    question = PathQuestion.model_validate({"from": BOB, "to": GLOBEX, "now": NOW, **options})
    return await store.read(
        DEFAULT_NETWORK, lambda view: answer_path(view, store.secret, DEFAULT_NETWORK, question)
    )


async def step(story: Iterable[Arrival], **options: Any) -> tuple[str, str]:
    """Rung and text of the best path's next step."""
    answer = await asked(story, **options)
    next_step = (answer.paths or answer.one_coffee_away)[0].next_step
    assert next_step
    return next_step.rung, next_step.text


async def test_friend_of_a_contact_is_named_and_the_sheet_is_next() -> None:
    story = [*NAMES, coffee(BOB, ANN), relation(ANN, BEN, "neighbor"), works(BEN)]
    answer = await asked(story)
    assert answer.sentence == "Ann Lee's neighbour Ben Ito works at Globex. Show Ann your sheet."
    (path,) = answer.paths
    assert (path.hops, [p.role for p in path.people]) == (2, ["asker", "contact", "insider"])
    assert [hop.kind for hop in path.ties] == ["direct", "asserted"]
    assert [hop.weakest for hop in path.ties].count(True) == 1
    assert path.ties[0].evidence == f"/v1/ties/{path.people[0].id}/{path.people[1].id}/evidence"
    assert answer.no_path is None
    assert answer.position == 1


async def test_neighbour_known_by_description_is_asked_for_humbly() -> None:
    answer = await asked([*NAMES, coffee(BOB, ANN), NEIGHBOUR])
    assert answer.sentence == (
        "Ann Lee's neighbour works at Globex. "
        'Ask Ann, humbly: "Would you introduce me to your neighbour?"'
    )
    insider = answer.paths[0].people[-1]
    assert insider.described
    assert insider.name == "Ann Lee's neighbour"


async def test_neighbour_identified_later_is_asked_for_by_name() -> None:
    story = [*NAMES, coffee(BOB, ANN), NEIGHBOUR, mention(ANN, insider=BEN)]
    assert await step(story) == ("ask", 'Ask Ann, humbly: "Would you introduce me to Ben?"')


async def test_name_told_to_somebody_else_is_not_asked_for() -> None:
    story = [*NAMES, coffee(BOB, ANN), mention(ANN, description="my neighbour", to=CY)]
    assert await step(story) == ("sheet", "Show Ann your sheet.")


@pytest.mark.parametrize(
    ("stages", "rung", "text"),
    [
        (["requested"], "wait", "Wait for Ann: you have asked for an introduction."),
        (
            ["offered"],
            "wait",
            "Ann has offered to introduce you: say yes, and leave the pace to Ann.",
        ),
        (
            ["requested", "accepted"],
            "meet",
            "Ann is willing to introduce you: find a time to meet Ann's neighbour.",
        ),
        (
            ["requested", "declined"],
            "sheet",
            "Let this introduction rest, and show Ann the rest of your sheet.",
        ),
        (
            ["requested", "withdrawn"],
            "ask",
            'Ask Ann, humbly: "Would you introduce me to your neighbour?"',
        ),
    ],
)
async def test_introduction_decides_the_next_step(stages: list[str], rung: str, text: str) -> None:
    said = [introduction(stage, time=f"2026-05-1{n}T09:00:00Z") for n, stage in enumerate(stages)]
    found = await step([*NAMES, coffee(BOB, ANN), NEIGHBOUR, *said])
    assert found == (rung, text)


async def test_introduction_made_is_followed_by_meeting_and_that_by_thanks() -> None:
    story = [*NAMES, coffee(BOB, ANN), works(BEN), introduction("made", insider=BEN)]
    assert await step(story) == ("meet", "Ann has introduced you: meet Ben.")
    story.append(introduction("met", insider=BEN, time=JUNE))
    answer = await asked(story)
    assert answer.sentence == (
        "You know Ben Ito, who works at Globex. Thank Ann for the introduction to Ben."
    )
    assert answer.paths[0].next_step
    assert answer.paths[0].next_step.whom == next(
        p.id for p in (await asked(story, k=2)).paths[1].people if p.name == "Ann Lee"
    )


async def test_who_was_thanked_is_not_thanked_for_ever() -> None:
    met = [
        introduction("made", insider=BEN),
        introduction("met", insider=BEN, time="2026-05-20T09:00:00Z"),
    ]
    thanks = event("thanks.sent", {"from": BOB, "to": ANN}, time="2026-05-21T09:00:00Z")
    before = event("thanks.sent", {"from": BOB, "to": ANN}, time="2026-05-01T09:00:00Z")
    story = [*NAMES, coffee(BOB, ANN), works(BEN), *met]
    assert "Thank Ann" in (await asked([*story, before])).sentence
    answer = await asked([*story, before, thanks], k=2)
    assert [path.next_step.text for path in answer.paths if path.next_step] == [
        "Show Ben your sheet, and ask what Globex is like.",
        "Show Ann the rest of your sheet.",
    ]


async def test_who_was_asked_and_has_not_answered_is_asked_no_further() -> None:
    ask = {"ask": "a-1", "from": BOB, "to": ANN, "kind": "question"}
    answer = {"ask": "a-1", "from": ANN, "to": BOB, "answer": "warm"}
    story = [*NAMES, event("ask.made", ask), relation(ANN, BEN, "neighbor"), works(BEN)]
    assert await step(story) == ("wait", "Leave the next word to Ann.")
    assert await step([*story, event("ask.answered", answer)]) == ("sheet", "Show Ann your sheet.")


async def test_asker_inside_is_told_so() -> None:
    answer = await asked([*NAMES, works(BOB)])
    assert answer.sentence == "You work at Globex yourself."
    (path,) = answer.paths
    assert (path.hops, path.chance, path.next_step) == (0, 1.0, None)
    assert [p.role for p in path.people] == ["asker"]


async def test_insider_known_directly_is_shown_the_sheet() -> None:
    answer = await asked([*NAMES, coffee(BOB, BEN), works(BEN, title="Chemist")])
    assert answer.sentence == (
        "You know Ben Ito, who works at Globex. Show Ben your sheet, and ask what Globex is like."
    )
    assert answer.paths[0].insider.title == "Chemist"


async def test_former_insider_is_found_when_asked_for() -> None:
    story = [*NAMES, coffee(BOB, BEN), works(BEN), left(BEN, time=JUNE)]
    answer = await asked(story)
    assert answer.no_path
    assert answer.no_path.reason == "nobody_known_there"
    assert "include_former=true" in answer.no_path.remedy
    answer = await asked(story, include_former=True)
    assert answer.sentence.startswith("You know Ben Ito, who used to work at Globex.")
    assert answer.paths[0].insider.former


@pytest.mark.parametrize(
    ("first", "rung", "text"),
    [
        (
            contact("gathering", BOB, ANN, CY),
            "opener",
            'Ask Ann: "You\'re in biotech: may I ask you something about it?"',
        ),
        (contact("message", BOB, ANN, actor=ANN), "coffee", "Invite Ann for a coffee."),
    ],
)
async def test_soft_tie_is_one_coffee_away(first: Arrival, rung: str, text: str) -> None:
    answer = await asked([*NAMES, first, coffee(ANN, BEN), works(BEN)])
    assert answer.paths == ()
    assert answer.no_path
    assert answer.no_path.reason == "only_soft_ties"
    next_step = answer.one_coffee_away[0].next_step
    assert next_step
    assert (next_step.rung, next_step.text) == (rung, text)
    assert answer.sentence == (
        "Only people you hardly know lead to Globex. "
        f"Ann Lee knows Ben Ito, who works at Globex. {text}"
    )


async def test_soft_tie_with_insider_is_not_said_to_be_knowing() -> None:
    answer = await asked([*NAMES, contact("gathering", BOB, BEN, CY), works(BEN)])
    assert answer.one_coffee_away[0].sentence == "You have met Ben Ito, who works at Globex."


async def test_unknown_company_is_an_answer() -> None:
    answer = await asked(NAMES, to="name:Initech")
    assert answer.to is None
    assert answer.no_path
    assert answer.no_path.reason == "unknown_company"
    assert answer.sentence.startswith("No event has named name:Initech yet.")


async def test_company_without_insiders_is_an_answer() -> None:
    answer = await asked(NAMES)
    assert answer.no_path
    assert answer.no_path.reason == "nobody_known_there"
    assert answer.sentence.startswith("Nobody is known to work at Globex.")


async def test_insider_too_far_away_is_out_of_reach() -> None:
    story = [*NAMES, coffee(BOB, ANN), coffee(ANN, BEN), works(BEN)]
    answer = await asked(story, max_hops=1)
    assert answer.no_path
    assert answer.no_path.reason == "out_of_reach"
    assert "within 1 hop of you" in answer.no_path.text
    assert "max_hops up to 6" in answer.no_path.remedy


async def test_people_to_avoid_and_to_go_by_are_resolved() -> None:
    story = [
        *NAMES,
        *(coffee(BOB, x) for x in (ANN, CY)),
        *(coffee(x, BEN) for x in (ANN, CY)),
        works(BEN),
    ]
    avoiding = await asked(story, avoid=[f"{ANN},{ANN}"])
    going_by = await asked(story, via=CY)
    assert avoiding.paths == going_by.paths
    assert avoiding.paths[0].people[1].name == "Cy Young"


async def test_unknown_erased_and_malformed_askers_are_errors_with_their_field() -> None:
    with pytest.raises(UnknownRef) as unknown:
        await asked(NAMES, **{"from": "email:nobody@example.org"})
    assert unknown.value.field == "from"
    with pytest.raises(ErasedRef) as gone:
        await asked([*NAMES, coffee(BOB, ANN), erased(ANN)], via=ANN)
    assert gone.value.field == "via"
    with pytest.raises(InvalidIdentifier) as malformed:
        await asked(NAMES, avoid=["Ann"])
    assert malformed.value.field == "avoid"


async def test_answer_goes_out_as_documented() -> None:
    story = [*NAMES, coffee(BOB, ANN), NEIGHBOUR]
    shown = (await asked(story)).model_dump(by_alias=True)
    example = PathAnswer.model_json_schema()["examples"][0]
    assert shown.keys() == example.keys()
    assert shown["paths"][0].keys() == example["paths"][0].keys()
    assert shown["paths"][0]["ties"][0].keys() == example["paths"][0]["ties"][0].keys()
    assert PathAnswer.model_validate(example).model_dump(mode="json") == example
    assert shown["paths"][0]["ties"][0]["last_contact"] == MAY.replace("Z", ".000000Z")
