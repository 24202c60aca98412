"""What was told of ties and employments near somebody, to be derived as of any moment.

A path of at most H hops is known whole once the people fewer than F hops from the asker and
those fewer than B hops from an insider have been read, F + B = H (as in `graph.frontier`).
Here the hops are those over ties that were open at one of the moments at least, and the
insiders those of any company at any time, so all paths of all moments are known.
"""

from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from functools import partial
from typing import Any, Final, Generic, NamedTuple, TypeVar

from graph import derive
from graph.combine import combine
from graph.entities import (
    Company,
    Contact,
    Employment,
    Identifier,
    Key,
    Person,
    Post,
    Record,
    Tie,
)
from graph.evidence import EMPLOYING, TYING, between
from graph.report.happened import RECORDS
from graph.store import View
from schemas.events import stored_event

BATCH: Final = 64  # people read at a time
CONTACTS: Final = 500_000  # told of by the records, at most

F = TypeVar("F", Contact, Post)
E = TypeVar("E", Tie, Employment)
Elsewhere = Callable[[Callable[[], Any]], Awaitable[Any]]  # runs a piece of work, maybe in a thread


async def here(work: Callable[[], Any]) -> Any:
    """Run *work* on the spot."""
    return work()


class Told(NamedTuple, Generic[F]):
    """What one record told, and when."""

    time: str
    record: Record
    facet: F


def _when(told: Told[Any]) -> tuple[str, Key]:
    return told.time, told.record.key


def _grown(
    told: Sequence[Told[F]], moments: Sequence[str], derived: Callable[[Iterable[F]], E]
) -> list[tuple[int, E]]:
    """What is derived at each moment by which more had been *told*, and the moment's number."""
    states: list[tuple[int, E]] = []
    summed: dict[Key, Any] = {}
    place = 0
    for number, moment in enumerate(moments):
        before = place
        while place < len(told) and told[place].time <= moment:
            facet = told[place].facet
            known = summed.get(facet.key)
            summed[facet.key] = combine(known, facet) if known else facet
            place += 1
        if place > before:
            states.append((number, derived(summed.values())))
    return states


class Ground:
    """Ties and employments as they were at each of *moments*, as far as they have been read.

    *cut* says that *budget* records, or the contacts in them, were too few for all. What takes
    long is run *elsewhere*.
    """

    def __init__(
        self,
        view: View,
        moments: Sequence[str],
        budget: int = RECORDS,
        elsewhere: Elsewhere = here,
    ) -> None:
        self.moments = tuple(moments)
        self.cut = False
        self.ties: dict[Key, list[tuple[int, Tie]]] = {}  # since which moment they were so
        self.employments: dict[Key, list[tuple[int, Employment]]] = {}
        self.told: dict[Key, list[Told[Contact] | Told[Post]]] = {}  # by the ends' ids
        self._view, self._budget, self._left = view, budget, budget
        self._elsewhere = elsewhere
        self._room = CONTACTS
        self._owners: dict[str, str] = {}
        self._seen: set[tuple[type[Any], Key]] = set()
        self._by_end: dict[str, list[Told[Contact]]] = {}
        self._read: set[str] = set()

    @property
    def records(self) -> int:
        """Read so far."""
        return self._budget - self._left

    @property
    def people(self) -> int:
        """Those whose ties have been read."""
        return len(self._read)

    async def lay(self, asker: str, companies: Iterable[Company], hops: int) -> None:
        """Read whatever paths of *hops* from *asker* into *companies* may walk."""
        inside = [one for company in companies for one in await self._staff(company)]
        ahead, behind = {asker}, set(inside)
        passed, traced = {asker}, set(inside)
        for _ in range(hops if inside else 0):
            forward = len(ahead - self._read) <= len(behind - self._read)
            frontier, seen = (ahead, passed) if forward else (behind, traced)
            if not await self._take_in(sorted(frontier - self._read)):
                return
            new = self._neighbours(frontier) - seen
            seen |= new
            if forward:
                ahead = new
            else:
                behind = new

    async def _staff(self, company: Company) -> set[str]:
        """Everybody of whom it was ever said that they work there."""
        records = await self._naming(Post, company.identifiers, EMPLOYING)
        told = await self._elsewhere(lambda: self._told(records, Post))
        told = [one for one in told if one.facet.b in company.identifiers]
        await self._know(one.facet.a for one in told)
        posts: dict[Key, list[Told[Post]]] = {}
        for one in told:
            if person := self._owners.get(one.facet.a):
                posts.setdefault((person, company.id), []).append(one)
        for key, of in posts.items():
            of.sort(key=_when)
            self.told[key] = [*of]
            grow = partial(derive.employment, key)
            self.employments[key] = _grown(of, self.moments, grow)
        return {person for person, _ in posts}

    async def _take_in(self, people: Sequence[str]) -> bool:
        """Read their ties; False when there were too many records."""
        for start in range(0, len(people), BATCH):
            batch = people[start : start + BATCH]
            persons = await self._view.load(Person, [(one,) for one in batch])
            members = {text: one.id for one in persons.values() for text in one.identifiers}
            records = await self._naming(Contact, sorted(members), TYING)
            if self.cut:
                return False
            await self._index(records)
            await self._elsewhere(partial(self._derive, members))
            self._read.update(batch)
        return True

    async def _naming(
        self, kind: type[Any], names: Sequence[str], types: Sequence[str]
    ) -> list[Record]:
        """The records not read for this *kind* of facet yet; none when they are too many."""
        if self.cut or not names:
            return []
        records = await self._view.naming([names], types=types, limit=self._budget + 1)
        new = [one for one in records if (kind, one.key) not in self._seen]
        if len(new) > self._left:
            self.cut = True
            return []
        self._left -= len(new)
        self._seen.update((kind, one.key) for one in new)
        return new

    def _told(self, records: Iterable[Record], kind: type[F]) -> list[Told[F]]:
        """The facets of one kind that *records* support, told by the last moment."""
        return [
            Told(record.time, record, facet)
            for record in records
            if record.time <= self.moments[-1]
            for facet in between(stored_event(record.body))
            if isinstance(facet, kind)
        ]

    async def _index(self, records: Iterable[Record]) -> None:
        told = await self._elsewhere(lambda: self._told(records, Contact))
        self._room -= len(told)
        self.cut = self.cut or self._room < 0
        for one in told:
            for end in one.facet.key:
                self._by_end.setdefault(end, []).append(one)
        await self._know(end for one in told for end in one.facet.key)

    async def _know(self, names: Iterable[str]) -> None:
        """Whose these identifiers are."""
        new = sorted({name for name in names if name not in self._owners})
        found = await self._view.load(Identifier, [(name,) for name in new])
        self._owners |= {one.text: one.owner for one in found.values()}

    def _derive(self, members: dict[str, str]) -> None:
        """The ties of *members* to whoever was not read before."""
        pairs: dict[Key, dict[int, Told[Contact]]] = {}
        for text, person in members.items():
            for one in self._by_end.get(text, ()):
                a, b = (self._owners.get(end, "") for end in one.facet.key)
                other = b if a == person else a
                if a and b and a != b and other not in self._read:
                    pairs.setdefault(Tie.between(a, b), {})[id(one)] = one
        for key, found in pairs.items():
            if any(_may_open(one.facet) for one in found.values()):
                told = sorted(found.values(), key=_when)
                self.told[key] = [*told]
                grow = partial(derive.tie, key, owners=self._owners)
                self.ties[key] = _grown(told, self.moments, grow)

    def _neighbours(self, people: Collection[str]) -> set[str]:
        """Who was tied to *people* by a tie that was open at some moment."""
        return {
            key[1 - place]
            for key, states in self.ties.items()
            for place in (0, 1)
            if key[place] in people and any(tie.open for _, tie in states)
        }


def _may_open(contact: Contact) -> bool:
    """Whether it is of the kind that opens a tie, maybe with others."""
    return bool(contact.hard or contact.from_a or contact.from_b or contact.relations)
