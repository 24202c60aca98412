"""The graph as it stood: a view of a network in which only events up to a moment count.

Who is who stays as it is today, and so does what was retracted or erased since. Ties and
employments are derived from the live records of the people and companies asked for, just as
folding derives them. So an answer is that of a store which has received the events up to
then, and of the later ones only what they say of identity.
"""

from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

from graph import derive
from graph.combine import Facet, combine
from graph.entities import (
    MATTERS,
    Company,
    Contact,
    Employment,
    Entity,
    Identifier,
    Key,
    Person,
    Post,
    Record,
    Tie,
)
from graph.epochs import Epoch
from graph.evidence import EMPLOYING, TOLD_BY, TYING, facets_of
from graph.fold import Changes
from graph.shelf import At, Board, Moment, Share, Shelf
from graph.store import View
from schemas.events import stored_event

E = TypeVar("E", bound=Entity)
W = TypeVar("W", bound=Person | Company)
RECORDS: Final = 50_000  # read for one question
# What each is derived from, and the types of event that tell of it.
_MADE_OF: Final[dict[type[Any], tuple[type[Contact | Post], tuple[str, ...]]]] = {
    Tie: (Contact, TYING),
    Employment: (Post, EMPLOYING),
}


async def graph_as_of(view: View, network: str, as_of: str, shelf: Shelf) -> "Past":
    """*view* as of a moment; what is derived goes on the *shelf*, and is taken from there."""
    position = await view.position()  # first: what is read later may be newer, never older
    board = shelf.board(Moment(network, position, as_of))
    return Past(view, as_of, board, budget=RECORDS)


class Past:
    """A view as of a moment: its ties, employments, matters and the records found by name.

    All else is today's. *cut* says that the budget of records was reached. Whom it did not
    cover has no ties and no employments here; those of everybody else are whole. What lies on
    the *board* costs as much as when it was first read, so that answers compare.
    """

    def __init__(self, view: View, as_of: str, board: Board, *, budget: int) -> None:
        self.cut = False
        self._view, self._as_of, self._board = view, as_of, board
        self._budget, self._left = budget, budget
        self._covered: set[At] = set()

    async def position(self) -> int:
        return await self._view.position()

    async def load(self, kind: type[E], keys: Collection[Key]) -> dict[Key, E]:
        found: dict[Key, Any]
        if kind in MATTERS:
            found = await self._matters(kind, (await self._view.load(kind, keys)).values())
        elif kind in _MADE_OF:
            ends = {self._nearest(kind, key) for key in keys}
            found = {one.key: one for one in await self.touching(kind, ends)}
        else:
            found = await self._view.load(kind, keys)
        return {key: found[key] for key in keys if key in found}

    async def touching(self, kind: type[E], ends: Collection[str]) -> list[E]:
        if kind in MATTERS:
            return await self._matters_touching(kind, ends)
        if kind not in _MADE_OF:
            return await self._view.touching(kind, ends)
        await self._cover(kind, set(ends))
        found: dict[Key, Any] = {}
        for end in ends:
            share = self._board.get((kind, end)) if (kind, end) in self._covered else None
            found.update((one.key, one) for one in (share.entities if share else ()))
        return [found[key] for key in sorted(found)]

    async def open_ties(self, people: Collection[str]) -> list[Tie]:
        return [tie for tie in await self.touching(Tie, people) if tie.open]

    async def companies_in(self, line: str, limit: int) -> list[Company]:
        return await self._view.companies_in(line, limit)

    async def naming(
        self,
        groups: Collection[Collection[str]],
        *,
        types: Collection[str] = (),
        live: bool = True,
        after: Key = (),
        limit: int | None = None,
    ) -> list[Record]:
        """As of any view; none of them when there are more than the budget allows to look at."""
        records = await self._view.naming(
            groups, types=types, live=live, after=after, limit=self._budget + 1
        )
        if len(records) > self._budget:
            self.cut = True
            return []
        return self._then(records)[:limit]

    async def beginning(self, kind: type[W], words: Sequence[str], limit: int) -> list[W]:
        return await self._view.beginning(kind, words, limit)

    async def count(self, kind: type[Entity]) -> int:
        return await self._view.count(kind)

    def scan(self, kind: type[E]) -> AsyncIterator[E]:
        return self._view.scan(kind)

    async def changes_since(self, position: int) -> Changes:
        return await self._view.changes_since(position)

    async def epochs(self) -> list[Epoch]:
        return await self._view.epochs()

    def _then(self, records: Iterable[Record]) -> list[Record]:
        return [record for record in records if record.time <= self._as_of]

    def _nearest(self, kind: type[Any], key: Key) -> str:
        """The end whose share is there already, if any."""
        return next((end for end in key if (kind, end) in self._covered), key[-1])

    async def _matters_touching(self, kind: type[Any], ends: Collection[str]) -> list[Any]:
        """Matters that had one of *ends*, which later events may have changed."""
        names = frozenset(ends)
        records = await self.naming([sorted(names)], types=TOLD_BY[kind]) if names else []
        told = (facet for one in records for facet in facets_of(stored_event(one.body)))
        known = [facet for facet in told if isinstance(facet, kind)]
        found = await self._matters(kind, known)
        return [found[key] for key in sorted(found) if not names.isdisjoint(found[key].ends)]

    async def _matters(self, kind: type[Any], known: Iterable[Any]) -> dict[Key, Any]:
        """What had been said by then of matters *known* by today or from one of their events."""
        known = list(known)
        names = sorted({matter.names[0] for matter in known if matter.names})
        records = await self.naming([names], types=TOLD_BY[kind]) if names else []
        said = _summed(kind, records, {matter.id for matter in known})
        once = (one for one in known if not one.names and one.time <= self._as_of)
        return {**said, **{one.key: one for one in once}}

    async def _cover(self, kind: type[Any], ends: Collection[str]) -> None:
        """Put the shares of *ends* on the board, all of them or, beyond the budget, none."""
        new = {end for end in ends if (kind, end) not in self._covered}
        if self._left < 0 or not new:
            return
        kept = {end: share for end in new if (share := self._board.get((kind, end)))}
        self._left -= sum(share.records for share in kept.values())
        missing = sorted(new - set(kept))
        if self._left >= 0 and missing:
            await self._take_in(kind, missing)
        if self._left < 0:
            self.cut = True
        else:
            self._covered.update((kind, end) for end in new)

    async def _take_in(self, kind: type[Any], ends: Collection[str]) -> None:
        """Derive the shares of *ends* from the records that name them, within what is left."""
        facet, types = _MADE_OF[kind]
        members = await self._members(kind, ends)
        records: list[Record] = []
        if members:
            names = [sorted(members)]
            records = await self._view.naming(names, types=types, limit=self._left + 1)
        read = Counter(members[name] for one in records for name in one.names if name in members)
        self._left -= read.total()
        if self._left < 0:
            return
        facets = _summed(facet, self._then(records), members)
        entities = _derived(kind, facets, await self._owners(facets, members))
        for end in ends:
            self._board.put((kind, end), Share(tuple(entities.get(end, ())), read[end]))

    async def _members(self, kind: type[Any], ends: Collection[str]) -> dict[str, str]:
        """Of each identifier of *ends* whose it is."""
        keys = [(end,) for end in ends]
        owners: list[Person | Company] = [*(await self._view.load(Person, keys)).values()]
        if kind is Employment:
            owners += (await self._view.load(Company, keys)).values()
        return {text: owner.id for owner in owners for text in owner.identifiers}

    async def _owners(self, facets: Iterable[Key], members: Mapping[str, str]) -> dict[str, str]:
        """Whose the ends of *facets* are, as far as anybody's."""
        others = {end for key in facets for end in key} - set(members)
        found = await self._view.load(Identifier, [(text,) for text in sorted(others)])
        return {**members, **{one.text: one.owner for one in found.values()}}


def _summed(
    kind: type[Facet], records: Iterable[Record], ends: Collection[str]
) -> dict[Key, Facet]:
    """The facets of one kind that *records* support and that have one of *ends*, by key."""
    found: dict[Key, Facet] = {}
    for record in records:
        for facet in facets_of(stored_event(record.body)):
            if isinstance(facet, kind) and any(end in ends for end in facet.key):
                known = found.get(facet.key)
                found[facet.key] = combine(known, facet) if known else facet
    return found


def _derived(
    kind: type[Any], facets: Mapping[Key, Any], owners: Mapping[str, str]
) -> dict[str, list[Tie | Employment]]:
    """Ties from contacts, or employments from posts, by either end."""
    pairs: dict[Key, list[Any]] = {}
    for ends, facet in facets.items():
        key = tuple(owners[end] for end in ends if end in owners)
        key = tuple(sorted(key)) if kind is Tie else key
        if len(set(key)) == len(ends):  # nobody is tied to themselves
            pairs.setdefault(key, []).append(facet)
    found: dict[str, list[Tie | Employment]] = {}
    for key, of in pairs.items():
        one = derive.tie(key, of, owners) if kind is Tie else derive.employment(key, of)
        for end in key:
            found.setdefault(end, []).append(one)
    return found
