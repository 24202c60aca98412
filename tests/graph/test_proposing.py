"""Companies proposed from the goal: which, why, how near; against plain facts on small networks."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest

from graph import proposing
from graph.entities import Company, Employment, Goal, Person, Tie
from graph.fitting import WEIGHTS, Staff, fit_of, fits, in_words
from graph.identity import id_of
from graph.index.state import state_of
from graph.lookup import person_of
from graph.plan.reach import PlainReacher
from graph.proposals_page import proposals_page
from graph.search import ViewPort
from graph.store import DEFAULT_NETWORK, View
from graph.stores.memory import MemoryStore
from graph.strike import Arrival
from schemas.events.base import moment_text
from schemas.proposals import ProposalsPage, ProposalsQuestion
from tests.builders import (
    ANN,
    BEN,
    BOB,
    CY,
    GLOBEX,
    NOW,
    coffee,
    contact,
    event,
    left,
    person,
    told,
    works,
)
from tests.graph.plan.test_coffees import IndexReacher

CASES = 80
GOAL = event("goal.set", {"person": BOB, "field": "Biotech", "function": "research"})
FIELDS = ["biotech", " BIOTECH", "finance", ""]
PLACES = ["Basel", "basel ", "Bern", ""]
COMPANIES = [f"name:company {number}" for number in range(8)]
PEOPLE = [f"email:p{number}@example.org" for number in range(8)]


def firm(name: str, **words: str) -> Arrival:
    said = {word: value for word, value in words.items() if value}
    return event("company.observed", {"identifiers": [name], **said})


async def asked(store: MemoryStore, **question: Any) -> ProposalsPage:
    """The page: the same by the index and by the plain search."""
    of = ProposalsQuestion.model_validate({"now": NOW, **question})

    async def work(view: View) -> ProposalsPage:
        bob = await person_of(view, str, BOB, "ref")
        ties = [one async for one in view.scan(Tie)]
        staff = [one async for one in view.scan(Employment)]
        index = IndexReacher(state_of(1, moment_text(NOW), ties, staff))
        page = await proposals_page(view, bob, of, PlainReacher(ViewPort(view)))
        assert page == await proposals_page(view, bob, of, index)
        return page

    return await store.read(DEFAULT_NETWORK, work)


async def proposed(*arrivals: Arrival, **question: Any) -> ProposalsPage:
    return await asked(await told([person(BOB, "Bob"), *arrivals]), **question)


def names(page: ProposalsPage) -> list[str]:
    return [one.company.name for one in page.proposals]


async def test_a_company_of_the_field_that_nobody_leads_to() -> None:
    page = await proposed(GOAL, firm(GLOBEX, field="  BioTech"), firm("name:Bank", field="finance"))
    (one,) = page.proposals
    assert (one.company.ref, one.why) == ("name:globex", "It is in Biotech.")
    assert (one.near, one.hops) == ("Nobody whom you know leads there yet.", None)
    assert one.event.data == {"person": BOB, "company": "name:globex", "priority": 1.0}
    assert event("company.targeted", one.event.data).body
    assert page.sentence == "1 company fits your goal, globex alone."


async def test_who_works_there_makes_it_fit() -> None:
    page = await proposed(
        GOAL, coffee(BOB, ANN), coffee(ANN, BEN), person(ANN, "Ann Lee"),
        works(BEN, "name:Lab", function="Research"), works(CY, "name:Lab", function="research"),
    )  # fmt: skip
    (one,) = page.proposals
    assert one.why == "2 people there work in research."
    assert (one.near, one.hops) == ("2 hops away, by Ann Lee.", 2)
    assert one.priority == 0.8


async def test_a_soft_tie_is_one_coffee_away() -> None:
    lab = (GOAL, person(CY, "Cy Day"), works(CY, "name:Lab", function="research"))
    (soft,) = (await proposed(*lab, contact("gathering", BOB, CY))).proposals
    assert soft.near == "One coffee away: you hardly know Cy Day, who leads there."
    assert soft.chance is None
    (known,) = (await proposed(*lab, coffee(BOB, CY))).proposals
    assert (known.near, known.hops) == ("Cy Day, whom you know, works there.", 1)


@pytest.mark.parametrize(
    "said",
    [
        event("company.targeted", {"person": BOB, "company": GLOBEX}),
        event("company.untargeted", {"person": BOB, "company": GLOBEX}),
        works(BOB),
    ],
)
async def test_never_what_is_known_already(said: Arrival) -> None:
    assert names(await proposed(GOAL, firm(GLOBEX, field="biotech"), said)) == []


async def test_where_i_used_to_work_may_be_wanted_again() -> None:
    before = (works(BOB), left(BOB, time="2026-05-20T09:00:00Z"))
    assert names(await proposed(GOAL, firm(GLOBEX, field="biotech"), *before)) == ["globex"]


async def test_the_best_fitting_first_then_the_nearest() -> None:
    page = await proposed(
        event("goal.set", {"person": BOB, "field": "biotech", "place": "Basel"}),
        firm("name:far", field="biotech"), firm("name:near", field="biotech"),
        firm("name:best", field="biotech", place="Basel"), firm("name:place", place="Basel"),
        coffee(BOB, ANN), works(ANN, "name:near"),
    )  # fmt: skip
    assert names(page) == ["best", "near", "far"]
    assert page.proposals[0].priority > page.proposals[1].priority == page.proposals[2].priority
    assert names(await proposed(GOAL, firm(GLOBEX, field="biotech"), k=1)) == ["globex"]


async def test_what_is_said_against_it_is_told() -> None:
    bad = [
        event(
            "intel.reported",
            {"informant": who, "company": GLOBEX, "topic": "sweatshop", "sentiment": "bad"},
        )
        for who in (ANN, BEN, CY)
    ]
    (one,) = (await proposed(GOAL, firm(GLOBEX, field="biotech"), *bad[:2])).proposals
    assert (one.caution, one.priority) == ("2 people call globex a sweatshop.", 0.5)
    lines = (works(CY), bad[2])
    (one,) = (await proposed(GOAL, firm(GLOBEX, field="biotech"), *lines)).proposals
    assert one.caution == "globex is perhaps bad, by what one person says."


async def test_without_a_goal_it_says_what_to_do() -> None:
    assert "`inroad want goal`" in (await proposed(firm(GLOBEX, field="biotech"))).sentence
    nothing = (
        event("goal.set", {"person": BOB, "field": "biotech"}),
        event("goal.set", {"person": BOB, "level": "lead"}, time="2026-05-20T09:00:00Z"),
    )
    page = await proposed(*nothing, firm(GLOBEX, field="biotech"))
    assert page.sentence.startswith("No company that is known fits your goal")


async def test_a_bound_of_work_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    firms = [firm(name, field="biotech") for name in COMPANIES]
    assert not (await proposed(GOAL, *firms)).cut
    for bound in ("IN_FIELD", "NEAR"):
        with monkeypatch.context() as patched:
            patched.setattr(proposing, bound, 3)
            page = await proposed(GOAL, *firms)
            assert (page.cut, page.fitting) == (True, 3)


@dataclass
class Facts:
    """A small network, and what is true of it."""

    chosen: Random
    said: list[Arrival] = field(default_factory=list)
    field_of: dict[str, str] = field(default_factory=dict)
    staff: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # person, function
    excluded: set[str] = field(default_factory=set)


def facts(seed: int) -> Facts:
    """Everybody is Bob's contact, open or soft, so that every employer is around him."""
    chosen = Random(seed)
    of = Facts(chosen)
    of.said = [GOAL, firm("name:x", field="x")]
    for who in PEOPLE:
        how = chosen.choice(["coffee", "gathering"])
        of.field_of[who] = chosen.choice(FIELDS)
        words = {"field": of.field_of[who]} if of.field_of[who] else {}
        of.said += [contact(how, BOB, who), person(who, who, **words)]
    for name in COMPANIES:
        of.field_of[name] = chosen.choice(FIELDS)
        of.said.append(firm(name, field=of.field_of[name], place=chosen.choice(PLACES)))
        for who in chosen.sample(PEOPLE, chosen.randint(0, 2)):
            function = chosen.choice(["research", "sales"])
            of.staff.setdefault(name, []).append((who, function))
            of.said.append(works(who, name, function=function))
        if chosen.random() < 0.2:
            of.excluded.add(name)
            word = chosen.choice(["targeted", "untargeted"])
            of.said.append(event(f"company.{word}", {"person": BOB, "company": name}))
    return of


async def test_all_that_fits_and_nothing_else() -> None:
    total = 0
    for seed in range(CASES):
        of = facts(seed)
        page = await asked(await told([person(BOB, "Bob"), *of.said]), k=50)
        expected = {
            id_of(name)
            for name in set(COMPANIES) - of.excluded
            if of.field_of[name].strip().casefold() == "biotech"
            or any(
                function == "research" or of.field_of[who].strip().casefold() == "biotech"
                for who, function in of.staff.get(name, ())
            )
        }
        assert {one.company.id for one in page.proposals} == expected, seed
        priorities = [one.priority for one in page.proposals]
        assert priorities == sorted(priorities, reverse=True), seed
        total += len(expected)
    assert total > CASES


def test_signs_by_hand() -> None:
    goal = Goal(
        id="g", time="", source="", event="", person="", field="biotech", function="assay work",
        place="Basel", level="lead",
    )  # fmt: skip
    company = Company(id="c", identifiers=(), field="Biotech", place="basel")
    staff = [
        Staff(
            person=Person(id=str(number), identifiers=(), field="biotech", place="Bern"),
            work=Employment(a=str(number), b="c", function="Assay  Work", title="Assay Lead"),
        )
        for number in range(3)
    ]
    fit = fit_of(goal, company, staff)
    assert fit.signs == {"field": 0, "place": 0, "function": 3, "level": 3}
    assert in_words(goal, fit) == (
        "It is in biotech and in Basel; 3 people there work in assay work; "
        "3 people there are at the level of lead."
    )
    elsewhere = fit_of(goal, Company(id="c", identifiers=()), staff[:1])
    assert elsewhere.signs == {"in_field": 1, "function": 1, "level": 1}
    assert fits(goal, elsewhere)
    assert fit.share > elsewhere.share > 0
    assert not fits(goal, fit_of(goal, Company(id="c", identifiers=(), place="Basel"), ()))
    assert max(WEIGHTS.values()) < 1
