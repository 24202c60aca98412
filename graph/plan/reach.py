"""Which contacts lead into which companies, and how surely: many at once.

From the insiders of each company the least cost is worked out backwards, hop by hop, over open
ties; the last hop is looked at from the contacts' side, who are fewer. Of ways of one cost the
one of fewer hops counts, then the one whose ids come first.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from graph.entities import Tie
from graph.frontier import BATCH, Port
from graph.strength import OPENING, cost

TIES: Final = 200_000  # read for one errand

Label = tuple[int, int, tuple[str, ...]]  # cost, hops, people from here to an insider
Hop = tuple[str, str, Tie]  # from, to


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """From *contacts* of the asker into *companies*, all by id, through nobody of *avoid*."""

    asker: str
    contacts: tuple[str, ...]
    companies: tuple[str, ...]
    now: str
    max_hops: int = 4  # from the asker on
    avoid: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()  # as insiders they end no way but their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What was found. *way* tells the people from a contact to the insider of a company."""

    costs: Mapping[str, Mapping[str, int]]  # by contact, by company
    way: Callable[[str, str], tuple[str, ...]]
    cut: bool  # a bound of work was reached: more or surer ways may exist


def known_among(ties: Iterable[Tie], asker: str) -> frozenset[str]:
    """Whom *asker* needs no introduction to: they have said a word, or are near."""
    return frozenset(
        tie.other(asker)
        for tie in ties
        if tie.open
        and (
            (tie.from_b if tie.a == asker else tie.from_a) or not OPENING.isdisjoint(tie.relations)
        )
    )


class Reacher(Protocol):
    """Whatever finds just what `PlainReacher` does."""

    async def reach(self, errand: Errand) -> Reached: ...


class PlainReacher:
    """The search over a port: the specification of every faster one."""

    def __init__(self, port: Port, budget: int = TIES) -> None:
        self._port, self._budget = port, budget
        self._ties: dict[str, list[Tie]] = {}

    async def reach(self, errand: Errand) -> Reached:
        blocked = {errand.asker} | errand.avoid
        contacts = [one for one in errand.contacts if one not in blocked]
        labels = {company: await self._arrived(errand, company) for company in errand.companies}
        changed: dict[str, Collection[str]] = {
            company: of.keys() - errand.known for company, of in labels.items()
        }
        cut = False
        for left in range(errand.max_hops - 2, -1, -1):
            readers = {one for of in changed.values() for one in of} if left else set(contacts)
            cut = cut or not await self._read(readers - self._ties.keys())
            if cut:
                break
            for company, of in labels.items():
                ends = changed[company]
                hops = self._back(ends) if left else self._onward(contacts, ends)
                new = _nearer(of, hops, blocked, errand.now)
                of.update(new)
                changed[company] = new.keys()
        ways = {one: {at: of[one] for at, of in labels.items() if one in of} for one in contacts}
        return Reached(
            costs={one: {at: label[0] for at, label in of.items()} for one, of in ways.items()},
            way=lambda contact, company: ways[contact][company][2],
            cut=cut,
        )

    async def _arrived(self, errand: Errand, company: str) -> dict[str, Label]:
        employments = await self._port.insiders(company)
        inside = {one.a for one in employments if one.current(errand.now)}
        return {one: (0, 0, (one,)) for one in inside - errand.avoid - {errand.asker}}

    async def _read(self, people: Collection[str]) -> bool:
        """Read their ties; False when as many as may be had been read."""
        new = sorted(people)
        for start in range(0, len(new), BATCH):
            if self._budget <= 0:
                return False
            found = await self._port.neighbours(new[start : start + BATCH])
            self._ties |= found
            self._budget -= sum(map(len, found.values()))
        return True

    def _back(self, ends: Iterable[str]) -> Iterable[Hop]:
        return ((tie.other(end), end, tie) for end in ends for tie in self._ties[end])

    def _onward(self, starts: Iterable[str], ends: Collection[str]) -> Iterable[Hop]:
        hops = ((start, tie.other(start), tie) for start in starts for tie in self._ties[start])
        return (hop for hop in hops if hop[1] in ends)


def _nearer(
    labels: Mapping[str, Label], hops: Iterable[Hop], blocked: Collection[str], now: str
) -> dict[str, Label]:
    """The labels that become less by one hop more."""
    new: dict[str, Label] = {}
    for start, end, tie in hops:
        if start in blocked:
            continue
        price, length, people = labels[end]
        label = (price + cost(tie, now), length + 1, (start, *people))
        known = new.get(start) or labels.get(start)
        if known is None or label < known:
            new[start] = label
    return new
