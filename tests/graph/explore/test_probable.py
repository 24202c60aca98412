"""Probable ties, against days counted one by one."""

from datetime import datetime, timedelta
from random import Random

import pytest

from graph.entities import Employment, Person
from graph.explore.probable import Overlap, overlaps, shared
from graph.store import DEFAULT_NETWORK, View
from tests.graph.explore.stored import stored
from tests.graph.worlds import NOW, World, tie

PEOPLE = [f"{number:08x}-0000-0000-0000-000000000000" for number in range(8)]
COMPANIES = [f"{number:08x}-0000-0000-0000-00000000000c" for number in range(4)]
FIRST = datetime.fromisoformat("2026-06-01T00:00:00+00:00")


def day(number: int) -> str:
    return (FIRST + timedelta(days=number)).strftime("%Y-%m-%dT00:00:00.000000Z")


def job(chosen: Random, person: str, company: str) -> Employment:
    since, until = (chosen.choice(["", day(chosen.randint(0, 40))]) for _ in range(2))
    here = chosen.choice([since, day(chosen.randint(0, 40))])
    return Employment(a=person, b=company, since=since, until=until, here=here)


def days_of(one: Employment) -> set[int]:
    """Each day (of June and July) at whose end, and at whose beginning, the person was there."""
    began = one.since or one.here
    if one.current(NOW):
        ended = NOW
    elif one.left(NOW):
        ended = one.until
    else:
        return set()
    return {n for n in range(60) if began and began <= day(n) and day(n + 1) <= ended}


@pytest.mark.parametrize("seed", range(150))
async def test_who_shared_days_and_nothing_else_is_on_record(seed: int) -> None:
    chosen = Random(seed)
    jobs = [
        job(chosen, person, company)
        for company in COMPANIES
        for person in chosen.sample(PEOPLE, chosen.randint(0, 6))
    ]
    me, known = PEOPLE[0], PEOPLE[1]
    most_staff = chosen.choice([3, 4, 50])
    store = await stored(World(ties=[tie(me, known)], employments=jobs), PEOPLE, COMPANIES)

    async def work(view: View) -> list[Overlap]:
        return await overlaps(view, Person(id=me, identifiers=()), NOW, most_staff)

    expected: dict[str, list[tuple[float, str, str]]] = {}
    for mine in jobs:
        staff = [one for one in jobs if one.b == mine.b]
        if mine.a == me and len(staff) <= most_staff:
            for one in staff:
                days = days_of(mine) & days_of(one)
                if one.a not in {me, known} and days:
                    place = (-len(days) / (len(staff) - 1), one.a, one.b)
                    expected.setdefault(one.a, []).append(place)
    found = await store.read(DEFAULT_NETWORK, work)
    assert [(-one.share, one.person, one.company) for one in found] == sorted(
        min(places) for places in expected.values()
    )


def test_a_start_unknown_is_the_day_on_which_it_was_said() -> None:
    mine = Employment(a="a", b="c", since=day(0), here=day(0))
    other = Employment(a="b", b="c", here=day(5), until=day(9))
    assert shared(mine, other, NOW) == (day(5), day(9))


def test_who_left_before_the_other_came_was_not_there_together() -> None:
    mine = Employment(a="a", b="c", since=day(0), here=day(0), until=day(3))
    other = Employment(a="b", b="c", since=day(3), here=day(3))
    assert shared(mine, other, NOW) is None
