"""The search for introduction paths, written plainly: the specification of every faster one.

A path goes from the asker through people over open ties to the first insider of a company.
Once the ties that it may walk are read (`graph.frontier`), the least that anybody needs to
reach an insider within so many hops is worked out backwards, over walks. That is a lower bound
for the rest of any path, so partial paths, taken by (walked + bound, ids), come out whole in
exact order: A* (Hart, Nilsson and Raphael 1968) that goes on to the k best (cf. Aljazzar and
Leue, K*, Artificial Intelligence 175, 2011).
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from typing import Final, Literal, Protocol, assert_never

from graph.entities import Employment, Tie
from graph.errors import OutOfBounds
from graph.frontier import Port, Reading, Terrain, ViewPort
from graph.strength import cost, cost_of

__all__ = [
    "Found",
    "Path",
    "Port",
    "Question",
    "ViewPort",
    "check",
    "find_paths",
    "one_coffee_away",
]

TIES: Final = 200_000  # read for one question
PARTIAL_PATHS: Final = 200_000  # weighed for one question
MOST_PATHS: Final = 20
MOST_HOPS: Final = 6

Length = tuple[int, int]  # (hops, cost) or (cost, hops), as the question orders


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """From a person to a company, by their ids; *now* as `moment_text` writes it."""

    asker: str
    company: str
    now: str
    by: Literal["shortest", "strongest"] = "shortest"
    k: int = 1
    max_hops: int = 4
    include_former: bool = False
    hard_only: bool = False
    min_strength: float = 0.0
    avoid: frozenset[str] = frozenset()  # neither walked through nor ended at
    via: str = ""  # the first contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """People from the asker to an insider, and the ties between them."""

    people: tuple[str, ...]
    ties: tuple[Tie, ...]
    cost: int

    @property
    def hops(self) -> int:
        return len(self.ties)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The best paths, best first."""

    paths: tuple[Path, ...]
    cut: bool  # a bound of work was reached: better or more paths may exist
    ties_read: int


async def find_paths(port: Port, question: Question, *, budget: int = TIES) -> Found:
    """The k best paths over open ties; an asker who is inside is found alone.

    Raises:
        OutOfBounds: by k, max_hops or min_strength.
    """
    return await _search(port, question, budget, port.neighbours, lambda tie: _open(tie, question))


async def one_coffee_away(port: Port, question: Question, *, budget: int = TIES) -> Found:
    """As `find_paths`, but the asker's own tie is a closed one with contact, not rated 0.

    hard_only and min_strength hold for the later hops.
    """

    async def read(people: Collection[str]) -> dict[str, list[Tie]]:
        if question.asker in people:
            return {question.asker: await port.ties_of(question.asker)}
        return await port.neighbours(people)

    return await _search(port, question, budget, read, _coffee)


class Finder(Protocol):
    """Whatever answers questions just as the search below does."""

    async def find(self, question: Question) -> Found:
        """As `find_paths`."""
        ...

    async def find_coffee(self, question: Question) -> Found:
        """As `one_coffee_away`."""
        ...


class PlainFinder:
    """The search below over a port."""

    def __init__(self, port: Port) -> None:
        self._port = port

    async def find(self, question: Question) -> Found:
        return await find_paths(self._port, question)

    async def find_coffee(self, question: Question) -> Found:
        return await one_coffee_away(self._port, question)


async def _search(
    port: Port, question: Question, budget: int, read: Reading, first: Callable[[Tie], bool]
) -> Found:
    check(question)
    insiders = {one.a for one in await port.insiders(question.company) if _inside(one, question)}
    if question.asker in insiders:
        inside = Path(people=(question.asker,), ties=(), cost=0)
        return Found(paths=(inside,), cut=False, ties_read=0)
    insiders -= question.avoid
    terrain = Terrain(
        read,
        question.asker,
        insiders,
        steps=lambda tie: _steps(tie, question, insiders, first),
        cost=lambda tie: cost(tie, question.now),
    )
    paths: list[Path] = []
    for depth in range(1, question.max_hops + 1) if insiders else ():
        within_budget = await terrain.deepen(budget)
        if question.by == "strongest" and within_budget and depth < question.max_hops:
            continue
        most = depth if within_budget else question.max_hops
        paths, cut = _best(terrain, insiders, question, most)
        if cut or not within_budget:
            return Found(paths=tuple(paths), cut=True, ties_read=terrain.ties_read)
        if len(paths) == question.k:
            break
    return Found(paths=tuple(paths), cut=False, ties_read=terrain.ties_read)


def check(question: Question) -> None:
    """Refuse what is out of bounds.

    Raises:
        OutOfBounds: by k, max_hops or min_strength.
    """
    if not 1 <= question.k <= MOST_PATHS:
        raise OutOfBounds("k", question.k, f"ask for 1 to {MOST_PATHS} paths")
    if not 1 <= question.max_hops <= MOST_HOPS:
        raise OutOfBounds("max_hops", question.max_hops, f"ask for 1 to {MOST_HOPS} hops")
    if not 0 <= question.min_strength <= 1:
        raise OutOfBounds("min_strength", question.min_strength, "give a chance from 0 to 1")


def _inside(employment: Employment, question: Question) -> bool:
    former = question.include_former and employment.left(question.now)
    return former or employment.current(question.now)


def _open(tie: Tie, question: Question) -> bool:
    return (
        tie.open
        and (tie.hard > 0 or not question.hard_only)
        and (not question.min_strength or cost(tie, question.now) <= cost_of(question.min_strength))
    )


def _coffee(tie: Tie) -> bool:
    return not tie.open and tie.rating != 0 and bool(tie.last or tie.relations)


def _steps(
    tie: Tie, question: Question, insiders: Collection[str], first: Callable[[Tie], bool]
) -> list[tuple[str, str]]:
    """The directions in which *tie* may be walked: never on from an insider or to the asker."""
    asker, avoid = question.asker, question.avoid
    if asker in tie.key:
        contact = tie.other(asker)
        wanted = contact not in avoid and question.via in {"", contact}
        return [(asker, contact)] if wanted and first(tie) else []
    if tie.a in avoid or tie.b in avoid or not _open(tie, question):
        return []
    return [(one, tie.other(one)) for one in tie.key if one not in insiders]


def _best(
    terrain: Terrain, insiders: Collection[str], question: Question, most: int
) -> tuple[list[Path], bool]:
    """The k best paths of at most *most* hops, and whether the search for them was cut."""
    measure = _measure(question)
    bounds = _bounds(terrain.back, insiders, most, measure)
    found: list[Path] = []
    partial: list[tuple[Length, tuple[str, ...], Length]] = []  # with bound, people, walked
    weighed = 0

    def weigh(people: tuple[str, ...], walked: Length) -> None:
        rest = bounds[most + 1 - len(people)].get(people[-1])
        if rest is not None:
            heappush(partial, (_sum(walked, rest), people, walked))

    weigh((question.asker,), (0, 0))
    while partial and len(found) < question.k:
        _, people, walked = heappop(partial)
        if people[-1] in insiders:
            found.append(_path(people, terrain))
            continue
        if weighed >= PARTIAL_PATHS:
            return found, True
        for end, hop in terrain.onward.get(people[-1], {}).items():
            if end not in people:
                weighed += 1
                weigh((*people, end), _sum(walked, measure(hop.cost)))
    return found, False


def _bounds(
    back: Mapping[str, Mapping[str, int]],
    insiders: Collection[str],
    most: int,
    measure: Callable[[int], Length],
) -> list[dict[str, Length]]:
    """For 0..most hops, the least length from a person to an insider within them, over walks."""
    bounds = [dict.fromkeys(insiders, (0, 0))]
    changed = set(insiders)
    for _ in range(most):
        before, least = bounds[-1], dict(bounds[-1])
        nearer = changed
        changed = set()
        for end in nearer:
            for start, price in back.get(end, {}).items():
                length = _sum(before[end], measure(price))
                if start not in least or length < least[start]:
                    least[start] = length
                    changed.add(start)
        bounds.append(least)
    return bounds


def _measure(question: Question) -> Callable[[int], Length]:
    """The length of one hop by its cost."""
    match question.by:
        case "shortest":
            return lambda price: (1, price)
        case "strongest":
            return lambda price: (price, 1)
        case _:
            assert_never(question.by)


def _sum(x: Length, y: Length) -> Length:
    return x[0] + y[0], x[1] + y[1]


def _path(people: tuple[str, ...], terrain: Terrain) -> Path:
    hops = [terrain.onward[start][end] for start, end in pairwise(people)]
    ties = tuple(hop.tie for hop in hops)
    return Path(people=people, ties=ties, cost=sum(hop.cost for hop in hops))
