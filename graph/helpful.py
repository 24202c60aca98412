"""Where somebody can probably help: which companies they can bring the asker nearer to.

Every way in which they may is a chance, and ways are taken as independent. The table below is
published in docs/sheet.md.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from graph.batches import batched
from graph.entities import Company, Employment, Person, Target
from graph.frontier import Port
from graph.store import View
from graph.strength import chance

INSIDE: Final = 0.95  # works there
FORMERLY: Final = 0.6  # used to; also what somebody who used to is worth beside one who does
SAME: Final = {"field": 0.2, "function": 0.1, "place": 0.1}  # as the company's, or as wanted there
HOPS: Final = 2  # from the contact on
WIDTH: Final = 64  # people whose ties are read at each hop, the surest first
TIES: Final = 5_000  # read for one contact
REACHED: Final = 500  # people whose employers are looked at, the surest first
_BATCH: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Where somebody works and used to, by ids of companies, and as what, case folded."""

    here: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()


async def work_of(view: View, person: Person, now: str) -> Work:
    """The employments of *person* as they are at *now*."""
    employments = await view.touching(Employment, [person.id])
    here = [one for one in employments if one.current(now)]
    return Work(
        here=frozenset(one.b for one in here),
        before=frozenset(one.b for one in employments if one.former(now)),
        functions=frozenset(one.function.casefold() for one in here if one.function),
    )


async def reach_of(
    view: View, port: Port, contact: Person, *, around: str, now: str
) -> dict[str, float]:
    """By company, the best chance that *contact* gets to somebody there; *around* is left out.

    One bounded search over open ties, for all companies at once.
    """
    reached = await _reached(port, contact.id, around, now)
    del reached[contact.id]
    surest = sorted(reached, key=lambda id_: (-reached[id_], id_))[:REACHED]
    reach: dict[str, float] = {}
    for one in await view.touching(Employment, surest) if surest else ():
        sure = reached.get(one.a, 0.0) * _worth(one, now)
        reach[one.b] = max(sure, reach.get(one.b, 0.0))
    return reach


def alike(person: Person, work: Work, company: Company, target: Target | None) -> tuple[str, ...]:
    """The names of `SAME` in which *person* is as *company* is, or as is wanted there."""
    function, place = (target.function, target.place) if target else ("", "")
    same = {
        "field": _same(person.field, company.field),
        "function": function.casefold() in work.functions,
        "place": _same(person.place, place or company.place),
    }
    return tuple(name for name in SAME if same[name])


def helps(company: str, work: Work, reach: Mapping[str, float], same: Collection[str]) -> float:
    """Chance in [0, 1] that somebody with this *work* and *reach* helps with *company*."""
    own = INSIDE if company in work.here else FORMERLY if company in work.before else 0.0
    useless = (1 - own) * (1 - reach.get(company, 0.0))
    for name in same:
        useless *= 1 - SAME[name]
    return 1 - useless


async def _reached(port: Port, contact: str, around: str, now: str) -> dict[str, float]:
    """The best chance of getting from *contact* to people within `HOPS` open ties."""
    reached = {contact: 1.0}
    frontier = {contact: 1.0}
    left = TIES
    for _ in range(HOPS):
        further: dict[str, float] = {}
        surest = sorted(frontier, key=lambda id_: (-frontier[id_], id_))[:WIDTH]
        for batch in batched(surest, _BATCH):
            if left <= 0:
                break
            for person, ties in (await port.neighbours(batch)).items():
                left -= len(ties)
                for tie in ties:
                    other, sure = tie.other(person), frontier[person] * chance(tie, now)
                    if other != around and sure > reached.get(other, 0.0):
                        reached[other] = further[other] = sure
        frontier = further
    return reached


def _worth(employment: Employment, now: str) -> float:
    if employment.current(now):
        return 1.0
    return FORMERLY if employment.former(now) else 0.0


def _same(one: str, other: str) -> bool:
    return bool(one) and one.casefold() == other.casefold()
