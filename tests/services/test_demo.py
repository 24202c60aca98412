"""The demo story: Bob 2 gets in at Globex, Bob 1 does not, from the events alone."""

from collections import deque
from datetime import UTC, datetime, timedelta

import pytest_asyncio

from graph.entities import Company, Employment, Person, Tie
from graph.store import DEFAULT_NETWORK, View, commit
from graph.stores.memory import MemoryStore
from graph.strike import Arrival
from schemas.events import event_body, read_event
from services.demo.neighbour import TOLD
from services.demo.story import story
from services.duplicates.register import looked_for

UNTIL = datetime(2026, 3, 1, tzinfo=UTC)


class Town:
    """What the store says after the story, by name."""

    def __init__(self, people: list[Person], ties: list[Tie], staff: set[str]) -> None:
        self.people = {person.id: person for person in people}
        self.ids = {person.name: person.id for person in people}
        self.ties = ties
        self.staff = staff

    def reached(self, name: str) -> dict[str, list[str]]:
        """The fewest-hop path over open ties to everybody who can be reached."""
        near: dict[str, list[str]] = {}
        for tie in self.ties:
            if tie.open:
                near.setdefault(tie.a, []).append(tie.b)
                near.setdefault(tie.b, []).append(tie.a)
        start = self.ids[name]
        paths, waiting = {start: [start]}, deque([start])
        while waiting:
            person = waiting.popleft()
            for other in near.get(person, []):
                if other not in paths:
                    paths[other] = [*paths[person], other]
                    waiting.append(other)
        return paths

    def into_globex(self, name: str) -> list[list[Person]]:
        """Paths of fewest hops to each insider that *name* can reach."""
        paths = self.reached(name)
        found = [paths[insider] for insider in self.staff if insider in paths]
        return sorted(([self.people[one] for one in path] for path in found), key=len)


async def _look(view: View) -> Town:
    globex = {company.id async for company in view.scan(Company) if company.name == "Globex"}
    staff = {work.a async for work in view.scan(Employment) if work.b in globex}
    people = [person async for person in view.scan(Person)]
    return Town(people, [tie async for tie in view.scan(Tie)], staff)


async def _town(until: datetime) -> Town:
    """The town after what had happened by then."""
    told = (read_event(values, now=UNTIL) for values in story(until=UNTIL).events)
    events = [event for event in told if event.time < until]
    store = MemoryStore()
    await commit(store, DEFAULT_NETWORK, [Arrival(event, event_body(event)) for event in events])
    return await store.read(DEFAULT_NETWORK, _look)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def town() -> Town:
    return await _town(UNTIL)


def test_the_same_seed_and_day_tell_the_same_story() -> None:
    assert story(until=UNTIL).events == story(until=UNTIL + timedelta(hours=5)).events
    assert story(seed=8, until=UNTIL).events != story(until=UNTIL).events


def test_another_day_never_gives_an_event_another_body() -> None:
    today = {event["id"] for event in story(until=UNTIL).events}
    assert today.isdisjoint(event["id"] for event in story(until=UNTIL + timedelta(days=1)).events)


def test_every_event_is_valid_and_lies_in_the_year_before() -> None:
    events = [read_event(values, now=UNTIL) for values in story(until=UNTIL).events]
    assert len(events) > 3000
    assert all(UNTIL - timedelta(days=366) < event.time < UNTIL for event in events)
    assert len({event.id for event in events}) == len(events)


def test_some_three_hundred_people_live_there(town: Town) -> None:
    assert 300 <= len(town.people) <= 310


async def test_three_are_in_it_twice_of_whom_each_tier_proposes_one() -> None:
    events = [read_event(values, now=UNTIL) for values in story(until=UNTIL).events]
    store = MemoryStore()
    await commit(store, DEFAULT_NETWORK, [Arrival(event, event_body(event)) for event in events])
    found = await store.read(DEFAULT_NETWORK, lambda view: looked_for(view, 0))
    assert [one.tier for one in found.proposals] == ["same", "strong", "weak"]


async def test_bob_2_gets_in_through_ann_and_her_neighbour() -> None:
    told = await _town(story(until=UNTIL).day(TOLD))
    first, *others = told.into_globex("Bob 2")
    assert [person.name or person.description for person in first] == [
        "Bob 2",
        "Ann",
        "my neighbour",
    ]
    assert all(len(other) > len(first) for other in others)


def test_bob_2_knows_the_neighbour_in_the_end(town: Town) -> None:
    neighbour = story(until=UNTIL).world.staff[0]
    assert [person.name for person in town.into_globex("Bob 2")[0]] == ["Bob 2", neighbour.name]


def test_bob_1_reaches_nobody_at_globex(town: Town) -> None:
    assert town.into_globex("Bob 1") == []


def test_bob_1_is_one_coffee_away(town: Town) -> None:
    bob, ann = town.ids["Bob 1"], town.ids["Ann"]
    (tie,) = (tie for tie in town.ties if {tie.a, tie.b} == {bob, ann})
    assert tie.kind == "soft"
    assert not tie.open


def test_bob_1_meets_more_people_than_bob_2(town: Town) -> None:
    met = {
        name: sum(town.ids[name] in {tie.a, tie.b} for tie in town.ties)
        for name in ("Bob 1", "Bob 2")
    }
    assert met["Bob 1"] > met["Bob 2"]


def test_bob_2_met_an_insider_at_cellwright(town: Town) -> None:
    world, introducer = story(until=UNTIL).world, story(until=UNTIL).circle.introducer
    office = world.office(world.employer("Cellwright"))
    staff = {town.ids[person.name] for person in office if person != introducer}
    ends = [{tie.a, tie.b} for tie in town.ties if tie.hard and tie.from_a and tie.from_b]
    assert any(town.ids["Bob 2"] in pair and pair & staff for pair in ends)
