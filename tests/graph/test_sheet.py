"""The sheet for one contact: its lines, their order, their reasons, and what stays away."""

from typing import Any

import pytest

from graph.errors import ErasedRef, OutOfBounds, UnknownRef
from graph.identity import described
from graph.sheet import EmptySheet, UnknownSheet, draft_of, shared_of, shared_page
from graph.store import DEFAULT_NETWORK, View, seal
from graph.strike import Arrival
from schemas.sheets import SheetPage, SheetQuestion
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
    mention,
    person,
    told,
    works,
)

NOW = "2026-06-01T00:00:00Z"
HOOLI, INITECH, ZORG = "name:Hooli", "name:Initech", "name:Zorg"
PEOPLE = (
    person(BOB, "Bob Stone"), person(ANN, "Ann Lee", field="biotech", place="Boston"),
    person(BEN, "Ben Ito"), coffee(BOB, ANN), coffee(ANN, BEN), coffee(BOB, CY),
)  # fmt: skip


def target(where: str, **words: Any) -> Arrival:
    return event("company.targeted", {"person": BOB, "company": where, **words})


def shared(*lines: str, to: str = ANN) -> Arrival:
    return event("sheet.shared", {"sheet": "s-1", "from": BOB, "to": to, "lines": lines})


def answered(where: str, answer: str, **words: str) -> Arrival:
    data = {"sheet": "s-1", "from": ANN, "to": BOB, "company": where, "answer": answer}
    return event("sheet.answered", {**data, **words})


TARGETS = tuple(map(target, (GLOBEX, HOOLI, INITECH, ZORG)))


async def draft(
    *arrivals: Arrival, hidden: frozenset[str] = frozenset(), **asked: Any
) -> SheetPage:
    question = SheetQuestion.model_validate({"from": BOB, "to": ANN, "now": NOW, **asked})

    async def work(view: View) -> SheetPage:
        return await draft_of(view, seal(SECRET, DEFAULT_NETWORK), question, hidden)

    return await (await told([*PEOPLE, *arrivals])).read(DEFAULT_NETWORK, work)


async def page_of(*arrivals: Arrival, hidden: frozenset[str] = frozenset()) -> SheetPage:
    async def work(view: View) -> SheetPage:
        return await shared_page(view, await shared_of(view, "s-1"), NOW, hidden)

    return await (await told([*PEOPLE, *arrivals])).read(DEFAULT_NETWORK, work)


def names(page: SheetPage) -> list[str]:
    return [line.company.name for line in page.lines]


async def test_where_the_contact_helps_comes_first_and_then_the_alphabet() -> None:
    page = await draft(*TARGETS, works(ANN, ZORG), works(BEN, INITECH))
    assert names(page) == ["zorg", "initech", "globex", "hooli"]
    assert (page.title, page.open) == ("Bob Stone's list, for Ann", 4)


async def test_a_reason_is_of_the_contact_alone() -> None:
    page = await draft(
        *TARGETS, company(GLOBEX, "Globex"), works(ANN, ZORG), left(ANN, ZORG, time=MAY),
        works(ANN, HOOLI), works(BEN, INITECH), mention(BEN, GLOBEX, description="my aunt"),
    )  # fmt: skip
    assert {line.company.name: line.reason for line in page.lines} == {
        "hooli": "You work there.", "zorg": "You used to work there.", "initech": None,
        "Globex": None,
    }  # fmt: skip


async def test_what_is_in_common_is_a_reason() -> None:
    about = {"field": "Biotech", "place": "Basel"}
    page = await draft(
        event("company.observed", {"identifiers": [GLOBEX], "name": "Globex", **about}),
        target(GLOBEX), target(HOOLI, place="boston"), target(ZORG, function="Assays"),
        works(ANN, INITECH, function="assays"),
    )  # fmt: skip
    assert {line.company.name: line.reason for line in page.lines} == {
        "Globex": "You are in Biotech too.", "hooli": "You are in boston too.",
        "zorg": "You work in Assays yourself.",
    }  # fmt: skip


async def test_how_much_a_company_is_wanted_decides_who_is_on_it_but_never_the_order() -> None:
    wanted = target(GLOBEX, priority=1), target(HOOLI, priority=2), target(ZORG, priority=9)
    assert names(await draft(*wanted, most=2)) == ["hooli", "zorg"]


async def test_what_is_never_revealed_stays_away_under_every_name() -> None:
    globex = company(GLOBEX, "Globex", "domain:globex.com")
    standing = await draft(*TARGETS, globex, hidden=frozenset({"domain:globex.com"}))
    asked = await draft(*TARGETS, globex, never_reveal=["domain:globex.com, name:Zorg Inc."])
    assert names(standing) == ["hooli", "initech", "zorg"]
    assert names(asked) == ["hooli", "initech"]


async def test_what_was_answered_is_not_asked_again_before_its_day() -> None:
    story = (
        *TARGETS, shared(GLOBEX, HOOLI, INITECH), answered(GLOBEX, "no-idea"),
        answered(HOOLI, "ask-later", until="2026-07-01"),
        answered(INITECH, "ask-later", until="2026-05-31"),
    )  # fmt: skip
    assert names(await draft(*story)) == ["initech", "zorg"]
    assert len((await draft(*story, person(CY, "Cy"), to=CY)).lines) == 4


@pytest.mark.parametrize(
    ("arrivals", "asked", "reason"),
    [
        ((), {}, "there are no target companies yet"),
        ((target(GLOBEX),), {"never_reveal": [GLOBEX]}, "every target company is kept back"),
        (
            (target(GLOBEX), shared(GLOBEX), answered(GLOBEX, "avoid")), {},
            "this contact has answered every line",
        ),
    ],
)  # fmt: skip
async def test_an_empty_sheet_says_why(
    arrivals: tuple[Arrival, ...], asked: dict[str, Any], reason: str
) -> None:
    with pytest.raises(EmptySheet, match=reason) as stopped:
        await draft(*arrivals, **asked)
    assert stopped.value.remedy


async def test_a_contact_has_to_be_somebody_else_who_is_known() -> None:
    with pytest.raises(UnknownRef):
        await draft(*TARGETS, to="email:nobody@example.org")
    with pytest.raises(OutOfBounds):
        await draft(*TARGETS, to=BOB)
    with pytest.raises(ErasedRef):
        await draft(*TARGETS, erased(ANN))


async def test_a_description_by_somebody_else_is_never_shown_to_whom_it_describes() -> None:
    neighbour = described(ANN, "m-1", "name:globex")
    with pytest.raises(OutOfBounds):
        await draft(*TARGETS, mention(ANN, description="my bossy neighbour"), to=neighbour)


async def test_a_shared_sheet_tells_what_is_open_and_keeps_back_what_must_not_be_told() -> None:
    story = (
        *TARGETS,
        shared(GLOBEX, HOOLI, ZORG),
        answered(HOOLI, "sweatshop", words="Nobody stays"),
    )
    page = await page_of(*story, hidden=frozenset({"name:zorg"}))
    assert (page.sheet, page.open, names(page)) == ("s-1", 1, ["globex", "hooli"])
    assert [line.company.name for line in page.open_lines] == ["globex"]
    assert page.lines[1].reply
    assert page.lines[1].reply.words == "Nobody stays"


async def test_nobody_but_the_contact_answers() -> None:
    data = {"sheet": "s-1", "from": CY, "to": BOB, "company": GLOBEX, "answer": "avoid"}
    story = *TARGETS, shared(GLOBEX), event("sheet.answered", {**data, "words": "Ask Cy why"})
    assert (await page_of(*story)).open == 1
    assert "globex" in names(await draft(*story))


async def test_a_line_keeps_the_name_under_which_it_was_shared() -> None:
    merged = company(GLOBEX, "Globex", "domain:globex.com")
    page = await page_of(*TARGETS, shared(GLOBEX, HOOLI), merged)
    assert [line.company.ref for line in page.lines] == ["name:globex", "name:hooli"]
    page = await page_of(*TARGETS, shared(GLOBEX), merged, answered("domain:globex.com", "avoid"))
    assert page.open == 0


async def test_a_sheet_of_somebody_erased_since_has_no_name_on_it() -> None:
    page = await page_of(*TARGETS, shared(GLOBEX), erased(ANN))
    assert (page.contact, page.title) == (None, "Bob Stone's list")
    with pytest.raises(UnknownSheet):
        await page_of(*TARGETS)
