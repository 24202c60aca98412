"""The surest people around somebody, and the ties among them.

People are taken up one by one, the surest next: the one whose surest way from the middle, of at
most so many ties, has the greatest chance. Whoever lies on that way is surer still, so what is
taken up hangs together wherever it is cut off. It is the search of Dijkstra (1959) over pairs
of a cost and a number of ties: somebody reached again at a higher cost is walked on from only
if in fewer ties than before.
"""

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Final

from graph.entities import Key, Tie
from graph.explore.ground import Ground, Step
from graph.frontier import BATCH

TIES: Final = 200_000  # looked at for one question
SHOWN: Final = 20_000  # ties told in one answer
WALKED: Final = 5_000  # people taken up to find those inside a company

Label = tuple[int, int, str, str]  # cost, ties, person, the person before


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Somebody around the one in the middle."""

    id: str
    cost: int  # of the surest way
    by: str  # the person before on it; empty in the middle


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """People, the one in the middle first and then the surest; ties among them, surest first."""

    people: Mapping[str, Near]
    ties: tuple[Tie, ...]
    depths: Mapping[str, int]  # fewest ties from the middle, among *ties*
    cut: bool  # a bound was reached: there are more


class Surroundings:
    """Takes people up around *centre*, over ways of at most *depth* ties."""

    def __init__(self, ground: Ground, centre: str, depth: int, *, budget: int = TIES) -> None:
        self.people: dict[str, Near] = {}
        self.cut = False
        self._ground, self._depth, self._budget = ground, depth, budget
        self._heap: list[Label] = [(0, 0, centre, "")]
        self._fewest: dict[str, int] = {}  # ties, of those who were walked on from
        self._steps: dict[str, Sequence[Step]] = {}  # as read, some of it ahead of need
        self._seen: set[str] = set()  # whose ties were looked at, which is what counts

    async def take_up(self, most: int) -> None:
        """Up to *most* people besides the one in the middle."""
        while self._heap:
            price, ties, person, by = label = heappop(self._heap)
            if self._fewest.get(person, self._depth + 1) <= ties:
                continue
            if person not in self.people:
                if len(self.people) > most:
                    self.cut = True
                    return
                self.people[person] = Near(id=person, cost=price, by=by)
            self._fewest[person] = ties
            if ties < self._depth:
                await self._walk_on(label)

    async def among(self, people: Collection[str]) -> dict[Key, int]:
        """The ties among *people* and what they cost, as far as the budget goes."""
        found: dict[Key, int] = {}
        order = list(people)
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            await self._read(batch)
            for person in batch:
                steps = self._look_at(person)
                found |= {Tie.between(person, to): price for to, price in steps if to in people}
        return found

    async def _walk_on(self, label: Label) -> None:
        price, ties, person, _ = label
        if person not in self._steps:  # the front of a heap holds some of the least
            ahead = (one for _, far, one, _ in self._heap[: BATCH - 1] if far < self._depth)
            await self._read([person, *ahead])
        for to, more in self._look_at(person):
            if self._fewest.get(to, self._depth + 1) > ties + 1:
                heappush(self._heap, (price + more, ties + 1, to, person))

    def _look_at(self, person: str) -> Sequence[Step]:
        """The ties of *person*; none once the budget is spent."""
        if person not in self._seen:
            if self._budget <= 0:
                self.cut = True
                return ()
            self._seen.add(person)
            self._budget -= len(self._steps[person])
        return self._steps[person]

    async def _read(self, people: Collection[str]) -> None:
        new = [one for one in dict.fromkeys(people) if one not in self._steps]
        if self._budget > 0 and new:
            self._steps |= await self._ground.steps(new)


async def around(ground: Ground, centre: str, depth: int, most: int) -> Around:
    """The *most* surest people within *depth* ties of *centre*."""
    found = Surroundings(ground, centre, depth)
    await found.take_up(most)
    return await _told(found, ground, centre, found.people)


async def around_at(
    ground: Ground, centre: str, depth: int, most: int, inside: Collection[str]
) -> Around:
    """As `around`, but only of those *inside*, and whoever leads to them."""
    found = Surroundings(ground, centre, depth)
    await found.take_up(max(most, WALKED))
    chosen: set[str] = {centre}
    for person in found.people:
        way = _way(found.people, person) - chosen if person in inside else set()
        if len(chosen) + len(way) > most + 1:
            found.cut = True
            break
        chosen |= way
    people = {one: near for one, near in found.people.items() if one in chosen}
    return await _told(found, ground, centre, people)


async def _told(
    found: Surroundings, ground: Ground, centre: str, people: Mapping[str, Near]
) -> Around:
    """*people*, with the ties among them."""
    among = await found.among(people)
    keys = sorted(among, key=lambda key: (among[key], key))
    ties = await ground.ties(keys[:SHOWN])
    cut = found.cut or len(keys) > SHOWN
    return Around(people=people, ties=tuple(ties), depths=_depths(centre, keys), cut=cut)


def _depths(centre: str, ties: Collection[Key]) -> dict[str, int]:
    """The fewest of *ties* from *centre* to each."""
    others: dict[str, list[str]] = {}
    for a, b in ties:
        others.setdefault(a, []).append(b)
        others.setdefault(b, []).append(a)
    found, queue = {centre: 0}, deque([centre])
    while queue:
        person = queue.popleft()
        for other in others.get(person, ()):
            if other not in found:
                found[other] = found[person] + 1
                queue.append(other)
    return found


def _way(people: Mapping[str, Near], person: str) -> set[str]:
    """Everybody on the surest way to *person*."""
    way: set[str] = set()
    while person:
        way.add(person)
        person = people[person].by
    return way
