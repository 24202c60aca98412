"""The plain search for ways from contacts, against every walk there is."""

from random import Random

from graph.entities import Employment, Tie
from graph.plan.reach import Errand, PlainReacher
from graph.strength import cost
from tests.graph.worlds import EARLIER, NOW, World, chain, tie

PEOPLE = tuple("abcdefgh")
COMPANIES = ("globex", "initech")
Best = tuple[int, int, tuple[str, ...]]


def a_world(seed: int) -> tuple[World, Errand]:
    chosen = Random(seed)
    pairs = {tuple(sorted(chosen.sample(PEOPLE, 2))) for _ in range(chosen.randint(4, 16))}
    ties = [
        tie(a, b, rating=chosen.choice([0.25, 0.5, 0.5]), is_open=chosen.random() < 0.85)
        for a, b in sorted(pairs)
    ]
    staff = [
        Employment(a=person, b=company, here=EARLIER)
        for company in COMPANIES
        for person in chosen.sample(PEOPLE, chosen.randint(0, 3))
    ]
    errand = Errand(
        asker="a", contacts=tuple(chosen.sample(PEOPLE[1:], 4)), companies=COMPANIES, now=NOW,
        max_hops=chosen.randint(1, 4), avoid=frozenset(chosen.sample(PEOPLE[1:], 1)),
        known=frozenset(chosen.sample(PEOPLE[1:], chosen.randint(0, 2))),
    )  # fmt: skip
    return World(ties, staff), errand


def brute(world: World, errand: Errand, contact: str, company: str) -> Best | None:
    """Of all walks, the least by cost, hops and ids."""
    blocked = {errand.asker} | errand.avoid
    inside = {one.a for one in world.employments if one.b == company}
    found: list[Best] = []

    def walk(people: tuple[str, ...], spent: int) -> None:
        if people[-1] in blocked:
            return
        if people[-1] in inside & errand.known and len(people) > 1:
            return
        if people[-1] in inside:
            found.append((spent, len(people) - 1, people))
        if len(people) < errand.max_hops:
            for one in world.ties:
                if one.open and people[-1] in one.key:
                    walk((*people, one.other(people[-1])), spent + cost(one, NOW))

    walk((contact,), 0)
    return min(found, default=None)


async def test_against_every_walk() -> None:
    reached_any = 0
    for seed in range(300):
        world, errand = a_world(seed)
        reached = await PlainReacher(world).reach(errand)
        assert not reached.cut
        for contact in errand.contacts:
            for company in COMPANIES:
                best = brute(world, errand, contact, company)
                known = reached.costs.get(contact, {}).get(company)
                assert known == (best[0] if best else None)
                if best:
                    assert reached.way(contact, company) == best[2]
                    reached_any += len(best[2]) > 1
    assert reached_any > 100


async def test_a_bound_of_ties_is_told() -> None:
    ties: list[Tie] = chain(*"abcde")
    staff = [Employment(a="e", b="globex", here=EARLIER)]
    errand = Errand(asker="a", contacts=("b",), companies=("globex",), now=NOW, max_hops=4)
    assert (await PlainReacher(World(ties, staff)).reach(errand)).costs["b"]
    cut = await PlainReacher(World(ties, staff), budget=1).reach(errand)
    assert cut.cut
    assert not cut.costs["b"]
