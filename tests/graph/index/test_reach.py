"""The index and the plain search find the same ways from contacts."""

from random import Random
from uuid import NAMESPACE_URL, uuid5

from graph.entities import Employment, Tie
from graph.index.reach import reached
from graph.index.state import changed, state_of
from graph.plan.reach import Errand, PlainReacher
from tests.graph.worlds import EARLIER, NOW, World, tie

PEOPLE = [str(uuid5(NAMESPACE_URL, f"p{number}")) for number in range(24)]
COMPANIES = [str(uuid5(NAMESPACE_URL, f"c{number}")) for number in range(4)]
CASES = 300


def a_case(seed: int) -> tuple[World, Errand]:
    """Few chances and many ties, so that many ways cost the same."""
    chosen = Random(seed)
    people = PEOPLE[: chosen.choice([6, 12, 24])]
    pairs = {tuple(sorted(chosen.sample(people, 2))) for _ in range(chosen.randint(4, 60))}
    ties = [
        tie(a, b, rating=chosen.choice([0.25, 0.5, 0.5, None]), is_open=chosen.random() < 0.9)
        for a, b in sorted(pairs)
    ]
    chosen.shuffle(ties)
    staff = [
        Employment(a=person, b=company, here=EARLIER)
        for company in COMPANIES[:3]
        for person in chosen.sample(people, chosen.randint(0, 4))
    ]
    errand = Errand(
        asker=people[0], contacts=tuple(chosen.sample(PEOPLE[1:], 12)), now=NOW,
        companies=tuple(COMPANIES), max_hops=chosen.randint(1, 4),
        avoid=frozenset(chosen.sample(people, chosen.randint(0, 2))),
        known=frozenset(chosen.sample(people, chosen.randint(0, 3))),
    )  # fmt: skip
    return World(ties, staff), errand


async def test_index_and_plain_search_find_the_same() -> None:
    found = 0
    for seed in range(CASES):
        world, errand = a_case(seed)
        state = state_of(1, NOW, world.ties, world.employments)
        if seed % 2:
            half = len(world.ties) // 2
            state = state_of(1, NOW, world.ties[:half], [])
            state = changed(state, 2, [*world.ties[half:], *world.employments], [])
        told, answer = await PlainReacher(world).reach(errand), reached(state, errand)
        costs = {contact: of for contact, of in told.costs.items() if of}
        assert {contact: of for contact, of in answer.costs.items() if of} == costs, seed
        assert not answer.cut
        for contact, of in costs.items():
            for company in of:
                assert answer.way(contact, company) == told.way(contact, company), seed
                found += 1
    assert found > 1000


async def test_a_budget_is_told() -> None:
    world, errand = next(
        case
        for case in map(a_case, range(CASES))
        if case[1].max_hops == 4 and len(case[0].ties) > 9
    )
    state = state_of(1, NOW, world.ties, world.employments)
    assert reached(state, errand, budget=1).cut


def test_nobody_known_is_no_error() -> None:
    ties: list[Tie] = []
    errand = Errand(asker=PEOPLE[0], contacts=(PEOPLE[1],), companies=(COMPANIES[0],), now=NOW)
    assert reached(state_of(1, NOW, ties, []), errand).costs == {}
