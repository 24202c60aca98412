"""Soft ties against what a real coffee would bring, every set of them, and the index."""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from random import Random
from statistics import fmean

import pytest

from graph.care import QUIET_AFTER
from graph.entities import Employment, Tie
from graph.errors import ErasedRef, UnknownRef
from graph.index.reach import reached
from graph.index.state import State, state_of
from graph.lookup import company_of, person_of
from graph.plan.choose import LEAST_SHARE
from graph.plan.coffees import Coffees, coffees_drawn
from graph.plan.coffees_answer import answer_coffees
from graph.plan.reach import Errand, PlainReacher, Reached
from graph.search import Question, ViewPort, find_paths
from graph.store import DEFAULT_NETWORK, View, commit, seal
from graph.stores.memory import MemoryStore
from graph.strength import chance_of
from graph.strike import Arrival
from schemas.coffees import CoffeesAnswer, CoffeesQuestion
from schemas.events.base import moment_text
from tests.builders import (
    ANN,
    BEN,
    BOB,
    CY,
    GLOBEX,
    NOW,
    SECRET,
    coffee,
    contact,
    erased,
    event,
    mention,
    relation,
    told,
    works,
)
from tests.graph.plan.manners import MANNERS

CASES = 120
SOFT = [f"email:s{number}@example.org" for number in range(5)]
OPEN = [f"email:o{number}@example.org" for number in range(2)]
OTHERS = [f"email:i{number}@example.org" for number in range(5)]
COMPANIES = ["name:globex", "name:initech", "name:hooli", "name:acme"]
TODAY = NOW.isoformat()
WANTED = event("company.targeted", {"person": BOB, "company": GLOBEX})
WAY = (WANTED, contact("gathering", BOB, CY), relation(CY, BEN, "friend"), works(BEN))


def a_story(seed: int) -> list[Arrival]:
    chosen = Random(seed)
    everybody = [*SOFT, *OPEN, *OTHERS]
    pairs = {tuple(sorted(chosen.sample(everybody, 2))) for _ in range(chosen.randint(6, 16))}
    story = [
        *(contact("gathering", BOB, who) for who in SOFT),
        *(contact("message", BOB, who, actor=who) for who in SOFT[:2]),
        *(coffee(BOB, who) for who in OPEN),
        *(coffee(*pair) for pair in sorted(pairs)),
    ]
    for company in COMPANIES:
        priority = chosen.choice([0.5, 1, 1, 3])
        story += [
            event("company.targeted", {"person": BOB, "company": company, "priority": priority})
        ]
        story += [works(who, company) for who in chosen.sample(everybody, chosen.randint(0, 2))]
    return story


@dataclass(frozen=True, slots=True)
class IndexReacher:
    state: State

    async def reach(self, errand: Errand) -> Reached:
        return reached(self.state, errand)


async def coffees(store: MemoryStore, question: CoffeesQuestion) -> tuple[Coffees, CoffeesAnswer]:
    """The list, and its answer: the same by the index and by the plain search."""

    async def work(view: View) -> tuple[Coffees, CoffeesAnswer]:
        sealing = seal(SECRET, DEFAULT_NETWORK)
        bob = await person_of(view, sealing, BOB, "ref")
        plain = PlainReacher(ViewPort(view))
        found = await coffees_drawn(view, sealing, bob, question, plain, QUIET_AFTER)
        ties = [one async for one in view.scan(Tie)]
        staff = [one async for one in view.scan(Employment)]
        index = IndexReacher(state_of(1, moment_text(NOW), ties, staff))
        answer = await answer_coffees(view, SECRET, BOB, question, MANNERS)
        assert answer == await answer_coffees(view, SECRET, BOB, question, MANNERS, index)
        return found, answer

    return await store.read(DEFAULT_NETWORK, work)


def worth(found: Coffees, moves: tuple[int, ...]) -> float:
    """What is opened by *moves* beside today's ways, by priority, from the definition."""
    total = 0.0
    for wanted in found.plan.targets:
        company, priority = wanted.company.id, wanted.target.priority
        closed = today = 1 - found.today.get(company, 0.0)
        for move in moves:
            closed *= 1 - found.plan.able[move].chances.get(company, 0.0)
        total += priority * (today - closed)
    return total


async def test_greedy_against_every_set_of_soft_ties() -> None:
    ratios, rungs = [], Counter[str]()
    for seed in range(CASES):
        question = CoffeesQuestion(now=NOW, k=1 + seed % 3)
        found, answer = await coffees(await told(a_story(seed)), question)
        taken = found.plan.choice.moves
        assert abs(found.plan.choice.worth - worth(found, taken)) < 1e-9, seed
        rungs.update(one.rung for one in answer.coffees)
        if taken:
            sets = combinations(range(len(found.plan.able)), min(question.k, len(found.plan.able)))
            ratios.append(found.plan.choice.worth / max(worth(found, some) for some in sets))
    print(f"{len(ratios)}: worst {min(ratios):.4f}, mean {fmean(ratios):.4f}")  # noqa: T201
    assert min(ratios) >= LEAST_SHARE
    assert {*rungs} == {"opener", "coffee"}


async def test_against_a_real_coffee() -> None:
    """Each chance is that of the strongest path by the contact once the coffee has been had."""
    compared = missed = 0
    for seed in range(CASES // 4):
        story = a_story(seed)
        found, _ = await coffees(await told(story), CoffeesQuestion(now=NOW))
        by_contact = {one.contact: one for one in found.plan.able}
        for who in SOFT:
            store = await told(story)
            before = {at: await strongest(store, at) for at in COMPANIES}
            await commit(store, DEFAULT_NETWORK, [coffee(BOB, who, time=TODAY)])
            for company, (id_, today) in before.items():
                whose, after = await strongest(store, company, via=who)
                one = by_contact.get(whose)
                assumed = one.chances.get(id_, 0.0) if one else 0.0
                expected = after if after > today + 1e-6 else 0.0
                assert abs(assumed - expected) < 1e-5, (seed, who, company)
                compared += expected > 0
                missed += expected == 0
    assert min(compared, missed) > CASES / 4


async def strongest(store: MemoryStore, company: str, via: str = "") -> tuple[str, float]:
    """Id of the contact, or of the company without one, and the chance of the strongest path."""

    async def work(view: View) -> tuple[str, float]:
        bob, at = await person_of(view, str, BOB, "ref"), await company_of(view, company, "to")
        contact_ = (await person_of(view, str, via, "via")).id if via else ""
        question = Question(
            asker=bob.id, company=at.id, now=moment_text(NOW), by="strongest", via=contact_
        )
        paths = (await find_paths(ViewPort(view), question)).paths
        return contact_ or at.id, chance_of(paths[0].cost) if paths else 0.0

    return await store.read(DEFAULT_NETWORK, work)


async def asked(*arrivals: Arrival, ref: str = BOB, **more: object) -> CoffeesAnswer:
    question = CoffeesQuestion.model_validate({"now": NOW, **more})
    return await (await told(arrivals)).read(
        DEFAULT_NETWORK, lambda view: answer_coffees(view, SECRET, ref, question, MANNERS)
    )


async def test_by_what_way_in_words() -> None:
    answer = await asked(*WAY)
    (one,) = answer.coffees
    assert (one.rung, one.text) == ("opener", "Ask cy@example.org a small question.")
    assert one.why == "cy@example.org's friend ben@example.org works at globex."
    (nearer,) = one.opens
    assert (nearer.insider.ref, nearer.hops, nearer.today) == (BEN, 2, None)
    assert (one.event.type, one.event.data["kind"]) == ("inroad.ask.made.v1", "question")
    assert answer.sentence == (
        "1 soft tie is worth a word: 1 into reach, of your 1 target. "
        "Ask cy@example.org a small question."
    )


async def test_two_who_lead_to_one_door_do_not_count_twice() -> None:
    second = (contact("gathering", BOB, ANN), relation(ANN, BEN, "friend"))
    first, other = (await asked(*WAY, *second)).coffees
    assert other.adds < first.adds
    alone = (await asked(*WAY, *second, k=1)).coffees
    assert [one.whom for one in alone] == [first.whom]


async def test_care_is_heeded() -> None:
    assert (await asked(*WAY, never_ask=[CY])).coffees == ()
    assert (await asked(*WAY, never_ask=[BEN])).coffees == ()
    mine = (works(BOB, "name:present"), works(CY, "name:present"))
    assert (await asked(*WAY, *mine)).coffees
    assert (await asked(*WAY, *mine, quiet=True)).coffees == ()
    hidden = (await asked(*WAY, never_reveal=[GLOBEX])).coffees[0]
    assert "lobex" not in f"{hidden.words} {hidden.text} {hidden.event}"
    rated = event("tie.rated", {"rater": BOB, "person": CY, "rating": 0})
    assert (await asked(*WAY, rated)).coffees == ()


async def test_a_tie_that_is_open_is_no_coffee_away() -> None:
    answer = await asked(*WAY, coffee(BOB, CY))
    assert (answer.coffees, answer.within_reach) == ((), 1)
    assert answer.sentence.startswith("No soft tie of yours leads nearer")
    assert (await asked(*WAY, mention(CY, "name:other", relation="friend", to=BOB))).coffees == ()


async def test_who_can_be_asked_of() -> None:
    with pytest.raises(UnknownRef):
        await asked(*WAY, ref="email:no@example.org")
    with pytest.raises(ErasedRef):
        await asked(*WAY, erased(BOB))
    assert (await asked(*WAY, erased(CY))).coffees == ()
    assert (await asked(*WAY[1:])).sentence.startswith("You have no target yet")
