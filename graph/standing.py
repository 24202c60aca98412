"""Standing targets: better ways into the companies that people want, told once each.

The graph is judged step by step, after each position and at each midnight, by one rule: what
was told before, and a state of the index, say what there is to tell now. Nothing else does, so
whoever goes through the same steps again finds the same.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from graph.index.ask import Track
from graph.index.best import Best, BestWays
from graph.index.scratch import Scratch
from graph.index.state import State
from graph.strength import COST_SCALE
from graph.wishes import Wishes

CLEARLY: Final = 1.25  # times the chance that was told: a clearly stronger path
MARGIN: Final = round(math.log(CLEARLY) * COST_SCALE)  # the same as a cost
MAX_HOPS: Final = 4  # as path questions have it unless told otherwise

Pair = tuple[str, str]  # ids of a person and of a company that the person wants to get into
Why = Literal["first", "shorter", "stronger"]


@dataclass(frozen=True, slots=True)
class Stand:
    """What was told of a pair: the shortest way as it is now, and how dear the strongest has been.

    *cost* is the greatest that the strongest way has had since it was told of, so that growth
    adds up until it is worth telling, and a way that has faded in the meantime may be told anew.
    """

    shortest: Track | None = None
    cost: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """Where everything stands: by pair, and who is inside each company, as was told."""

    stands: Mapping[Pair, Stand] = field(default_factory=dict)
    inside: Mapping[str, frozenset[str]] = field(default_factory=dict)
    described: frozenset[str] = frozenset()  # of those inside, known by description only


@dataclass(frozen=True, slots=True, kw_only=True)
class Improved:
    """A shorter or clearly stronger path than was told, or the first there is."""

    person: str
    company: str
    why: Why
    path: Track


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """No path as short as was told; *path* is the one that was, *now* the shortest there is."""

    person: str
    company: str
    path: Track
    now: Track | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """Somebody is inside by now, or known by description so far and identified now."""

    company: str
    insider: str
    wanted_by: tuple[str, ...]
    identified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Somebody is no longer inside."""

    company: str
    insider: str
    wanted_by: tuple[str, ...]


News = Improved | Lost | Arrived | Left


def judged(
    told: Standings, state: State, wishes: Wishes, scratch: Scratch, erased: Collection[str] = ()
) -> tuple[list[News], Standings]:
    """What there is to tell, and where everything stands once it is told.

    Of a new target nothing is told: from where it stands, it goes on. *erased* are ids of
    people who may not be named any more.
    """
    wanted = wishes.wanted()
    told = _by_present_ids(told, wishes)
    ways = BestWays(state, scratch, max_hops=MAX_HOPS)
    news: list[News] = []
    stands: dict[Pair, Stand] = {}
    for person, companies in wanted.items():
        for company, best in zip(companies, ways.of(person, companies), strict=True):
            pair = person, company
            said, stands[pair] = news_of(pair, told.stands.get(pair), best, erased)
            news += said
    inside: dict[str, frozenset[str]] = {}
    for company, people in _turned(wanted).items():
        inside[company] = ways.insiders(company)
        if company in told.inside:
            passed = _passed(told, company, inside[company], wishes)
            news += _of_insiders(company, people, passed, erased)
    described = wishes.described & frozenset().union(*inside.values())
    return news, Standings(stands=stands, inside=inside, described=frozenset(described))


def news_of(
    pair: Pair, stand: Stand | None, best: Best, erased: Collection[str] = ()
) -> tuple[list[Improved | Lost], Stand]:
    """What there is to tell of one pair, and where it stands once it is told."""
    person, company = pair
    shortest, strongest = best.shortest, best.strongest
    cost = strongest.cost if strongest else 0
    anew = Stand(shortest, cost)
    if stand is None:
        return [], anew
    before = stand.shortest
    if before is not None and (shortest is None or len(shortest.people) > len(before.people)):
        path = before if not set(before.people) & set(erased) else Track((), before.cost)
        return [Lost(person=person, company=company, path=path, now=shortest)], anew
    if shortest is None or strongest is None:
        return [], anew
    if before is None or len(shortest.people) < len(before.people):
        why: Why = "shorter" if before else "first"
        return [Improved(person=person, company=company, why=why, path=shortest)], anew
    if cost <= stand.cost - MARGIN:
        return [Improved(person=person, company=company, why="stronger", path=strongest)], anew
    return [], Stand(shortest, max(stand.cost, cost))


@dataclass(frozen=True, slots=True)
class _Passed:
    """Who came to a company, who of these or others is identified now, and who went."""

    came: frozenset[str]
    identified: frozenset[str]
    went: frozenset[str]


def _passed(told: Standings, company: str, inside: frozenset[str], wishes: Wishes) -> _Passed:
    """Whoever was merged was there before; whoever was only described is known by now."""
    before = told.inside[company]
    known = frozenset(map(wishes.owner, before))
    described = frozenset(map(wishes.owner, before & told.described))
    named = frozenset(map(wishes.owner, before - told.described))
    identified = (described & inside) - named - wishes.described
    return _Passed(inside - known, identified, known - inside)


def _of_insiders(
    company: str, people: tuple[str, ...], passed: _Passed, erased: Collection[str]
) -> list[News]:
    return [
        *(
            Arrived(
                company=company, insider=one, wanted_by=people, identified=one in passed.identified
            )
            for one in sorted(passed.came | passed.identified)
        ),
        *(
            Left(company=company, insider=one, wanted_by=people)
            for one in sorted(passed.went.difference(erased))
        ),
    ]


def _by_present_ids(told: Standings, wishes: Wishes) -> Standings:
    """What was told of people and companies who were merged since goes on under their new id.

    Of two stands that come together the better one counts.
    """
    stands: dict[Pair, Stand] = {}
    for (person, company), stand in told.stands.items():
        pair = wishes.owner(person), wishes.owner(company)
        stands[pair] = min(stand, stands.get(pair, stand), key=_dearness)
    inside: dict[str, frozenset[str]] = {}
    for company, people in told.inside.items():
        owner = wishes.owner(company)
        inside[owner] = inside.get(owner, frozenset()) | people
    return replace(told, stands=stands, inside=inside)


def _dearness(stand: Stand) -> tuple[Any, ...]:
    return (stand.shortest is None, len(stand.shortest.people) if stand.shortest else 0, stand.cost)


def _turned(wanted: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Who wants to get into each company, in order."""
    turned: dict[str, tuple[str, ...]] = {}
    for person, companies in wanted.items():
        for company in companies:
            turned[company] = (*turned.get(company, ()), person)
    return dict(sorted(turned.items()))
