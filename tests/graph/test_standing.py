"""Standing targets: against everything worked out anew, and what is told of whom, by hand."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.entities import Company, Employment, Entity, Key, Person, Target, Tie
from graph.identity import id_of, owner_of
from graph.index.scratch import Scratch
from graph.index.state import State, at_moment, changed, state_of
from graph.search import Question
from graph.standing import Arrived, Improved, Left, Lost, News, Standings, judged
from graph.wishes import Wishes
from tests.graph.oracle import expected
from tests.graph.plain_standing import Plain, line_of_news
from tests.graph.worlds import AFTER, BEFORE, EARLIER, NOW, Walked, World, shape, tie
from tests.law.test_law import trying

DAYS = (EARLIER, BEFORE, NOW, AFTER)
ANN, BEN, CY, BOB = (f"email:{name}@example.org" for name in ("ann", "ben", "cy", "bob"))
GLOBEX = "name:globex"
Gone = list[tuple[type[Any], Key]]


class Watched:
    """A network that goes on, and what is told of it."""

    def __init__(self, day: str = NOW) -> None:
        self.state: State = state_of(0, day, [], [])
        self.wishes, self.told = Wishes(), Standings()
        self._scratch = Scratch(64)

    def step(self, *put: Entity, delete: Gone | None = None, erased: str = "") -> list[News]:
        gone = delete or []
        self.wishes = Wishes.of_rows(self.wishes.rows())  # as files would have it
        self.wishes.apply(put, gone)
        self.state = changed(self.state, self.state.position + 1, put, gone)
        return self._judged(erased)

    def turn(self, day: str) -> list[News]:
        self.state = at_moment(self.state, day)
        return self._judged("")

    def _judged(self, erased: str) -> list[News]:
        news, self.told = judged(
            self.told, self.state, self.wishes, self._scratch, [erased] if erased else []
        )
        return news


@trying(200)
@given(seed=st.integers(0, 2**32))
def test_it_tells_what_brute_force_finds(seed: int) -> None:
    chosen = Random(seed)
    people = [f"uid:a:{number}" for number in range(chosen.randint(2, 7))]
    companies = [f"name:c{number}" for number in range(chosen.randint(1, 3))]
    known: list[Entity] = [Person(id=id_of(one), identifiers=(one,)) for one in people]
    known += [Company(id=id_of(one), identifiers=(one,)) for one in companies]
    days = iter(DAYS)
    watched, plain = Watched(next(days)), Plain()
    entities: dict[type[Entity], dict[Key, Any]] = {}
    for number in range(chosen.randint(1, 25)):
        if number and chosen.random() < 0.1 and (day := next(days, "")):
            news = watched.turn(day)
        else:
            put = known if not number else _some(chosen, people, companies)
            gone = [
                (kind, key)
                for kind in (Tie, Employment)
                for key in entities.get(kind, {})
                if chosen.random() < 0.05
            ]
            _apply(entities, put, gone)
            news = watched.step(*put, delete=gone)
        lines = plain.step(entities, watched.state.now, _search(entities, watched.state.now))
        assert sorted(map(line_of_news, news)) == sorted(lines)


def _some(chosen: Random, people: list[str], companies: list[str]) -> list[Entity]:
    made = (
        lambda: _tie(chosen, *chosen.sample(people, 2)),
        lambda: _tie(chosen, *chosen.sample(people, 2)),
        lambda: Employment(
            a=id_of(chosen.choice(people)), b=id_of(chosen.choice(companies)),
            here=chosen.choice(DAYS), until=chosen.choice(["", "", *DAYS]),
        ),
        lambda: target(
            chosen.choice(people), chosen.choice(companies), wanted=chosen.random() < 0.8
        ),
    )  # fmt: skip
    some: list[Entity] = [chosen.choice(made)() for _ in range(chosen.randint(1, 4))]
    return list({(type(one), one.key): one for one in some}.values())


def _tie(chosen: Random, one: str, other: str) -> Tie:
    a, b = sorted((id_of(one), id_of(other)))
    like = shape(chosen, DAYS)
    values = {name: getattr(like, name) for name in like.__dataclass_fields__}
    return Tie(**(values | {"a": a, "b": b}))


def _apply(entities: dict[type[Entity], dict[Key, Any]], put: list[Entity], gone: Gone) -> None:
    for one in put:
        entities.setdefault(type(one), {})[one.key] = one
    for kind, key in gone:
        entities[kind].pop(key, None)


def _search(entities: dict[type[Entity], dict[Key, Any]], day: str) -> Any:
    world = World([*entities.get(Tie, {}).values()], [*entities.get(Employment, {}).values()])

    def search(by: Any, person: str, company: str) -> Walked | None:
        question = Question(asker=person, company=company, now=day, by=by)
        return next(iter(expected(world, question)), None)

    return search


def target(person: str, company: str = GLOBEX, *, wanted: bool = True) -> Target:
    return Target(
        id=id_of(f"{person} {company}"), time=NOW, source="s", event="1",
        person=person, company=company, wanted=wanted,
    )  # fmt: skip


def known(*identifiers: str, described: bool = False) -> Person:
    return Person(id=owner_of(identifiers), identifiers=identifiers, described=described)


def works(person: str) -> Employment:
    return Employment(a=person, b=id_of(GLOBEX), here=EARLIER)


def knows(one: str, other: str, rating: float = 0.5) -> Tie:
    return tie(id_of(one), id_of(other), rating=rating)


def test_a_first_path_then_a_shorter_one_then_none() -> None:
    watched = Watched()
    bob, ann, ben = map(id_of, (BOB, ANN, BEN))
    assert watched.step(target(BOB), knows(BOB, ANN), knows(ANN, BEN)) == []
    arrived, first = sorted(watched.step(works(ben)), key=lambda one: type(one).__name__)
    assert isinstance(arrived, Arrived)
    assert arrived.wanted_by == (bob,)
    assert isinstance(first, Improved)
    assert first.why == "first"
    assert first.path.people == (bob, ann, ben)
    (shorter,) = watched.step(knows(BOB, BEN))
    assert isinstance(shorter, Improved)
    assert (shorter.why, shorter.path.people) == (
        "shorter",
        (bob, ben),
    )
    (lost,) = watched.step(delete=[(Tie, knows(BOB, BEN).key)])
    assert isinstance(lost, Lost)
    assert lost.path.people == (bob, ben)
    assert lost.now is not None
    assert lost.now.people == (bob, ann, ben)
    lost, left = watched.step(delete=[(Employment, works(ben).key)])
    assert isinstance(lost, Lost)
    assert lost.now is None
    assert isinstance(left, Left)
    assert left.insider == ben


def test_of_a_new_target_nothing_is_told() -> None:
    watched = Watched()
    assert watched.step(knows(BOB, BEN), works(id_of(BEN))) == []
    assert watched.step(target(BOB)) == []
    assert watched.step(target(BOB, wanted=False)) == []
    assert watched.step(delete=[(Tie, knows(BOB, BEN).key)]) == []


def test_small_growth_adds_up_until_it_is_clear() -> None:
    watched = Watched()
    watched.step(target(BOB), knows(BOB, BEN, 0.50), works(id_of(BEN)))
    assert watched.step(knows(BOB, BEN, 0.56)) == []
    assert watched.step(knows(BOB, BEN, 0.62)) == []
    (stronger,) = watched.step(knows(BOB, BEN, 0.63))
    assert isinstance(stronger, Improved)
    assert stronger.why == "stronger"
    assert watched.step(knows(BOB, BEN, 0.63)) == []


def test_a_longer_way_may_be_clearly_stronger() -> None:
    watched = Watched()
    watched.step(target(BOB), knows(BOB, BEN, 0.1), works(id_of(BEN)))
    (stronger,) = watched.step(knows(BOB, ANN, 0.9), knows(ANN, BEN, 0.9))
    assert isinstance(stronger, Improved)
    assert stronger.why == "stronger"
    assert stronger.path.people == tuple(map(id_of, (BOB, ANN, BEN)))


@pytest.mark.parametrize("name", ["nell", "ned", "noa", "nat"])  # some id is the lesser one
def test_who_was_described_is_told_when_identified_and_does_not_leave(name: str) -> None:
    watched = Watched()
    neighbour, email = "described:6f1c0000-0000-5000-8000-000000000000", f"email:{name}@example.org"
    unknown, both = known(neighbour, described=True), known(neighbour, email)
    watched.step(target(BOB), unknown, works(unknown.id))
    gone: Gone = [(Employment, works(unknown.id).key), (Person, unknown.key)]
    same = both.id == unknown.id
    (arrived,) = watched.step(both, works(both.id), delete=[] if same else gone)
    assert isinstance(arrived, Arrived)
    assert (arrived.insider, arrived.identified) == (both.id, True)
    assert watched.step(both) == []


def test_what_was_told_of_who_is_merged_goes_on() -> None:
    watched = Watched()
    watched.step(target(BOB), known(BOB), known(CY), knows(BOB, BEN), works(id_of(BEN)))
    merged = known(BOB, CY)
    anew = tie(merged.id, id_of(BEN), rating=0.5)
    gone: Gone = [(Person, (id_,)) for id_ in {id_of(BOB), id_of(CY)} - {merged.id}]
    if merged.id != id_of(BOB):
        gone.append((Tie, knows(BOB, BEN).key))
    assert watched.step(merged, anew, delete=gone) == []


def test_who_is_erased_is_named_no_more() -> None:
    watched = Watched()
    ann, ben = id_of(ANN), id_of(BEN)
    watched.step(target(BOB), knows(BOB, ANN), knows(ANN, BEN), works(ben), works(ann))
    gone: Gone = [
        (Tie, knows(BOB, ANN).key), (Tie, knows(ANN, BEN).key), (Person, (ann,)),
        (Employment, works(ann).key),
    ]  # fmt: skip
    (lost,) = watched.step(delete=gone, erased=ann)
    assert isinstance(lost, Lost)
    assert lost.path.people == ()
