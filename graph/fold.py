"""Folding: the graph is a function of the set of events received.

`fold` is pure: it asks for what it needs by yielding requests (`graph.asks`), is sent the
entities, and returns the changes of a batch. Most events add their share to a few facets.
A retraction or an erasure refolds the facets that it touches from their evidence; a change
of claims regroups the identifiers of the components that it touches. People, companies,
ties and employments are then derived anew wherever their facets changed.
"""

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph.asks import Asked, Naming, Request, World, load
from graph.combine import Facet, combine
from graph.entities import Entity, Identifier, Key, Record, Retraction, Tombstone
from graph.evidence import TOLD_BY, facets_of, people_in
from graph.regroup import regroup
from graph.strike import FOR_EVER, Arrival, Seal, record_of, strike
from schemas.events import EventRetracted, PersonErased, stored_event
from schemas.events.base import OWNER_SOURCE

FacetKey = tuple[type[Facet], Key]


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of an arrival: applied, duplicate, retracted, erased or conflict."""

    source: str
    id: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a batch changes: entities to put, entities to delete, and how it was settled."""

    put: tuple[Entity, ...] = ()
    delete: tuple[tuple[type[Entity], Key], ...] = ()
    settled: tuple[Settlement, ...] = ()
    erased: tuple[str, ...] = ()  # identifiers that this batch erases

    def __bool__(self) -> bool:
        return bool(self.put or self.delete)


@dataclass(slots=True)
class _Altered:
    """A record before and after the batch; None before when it is fresh."""

    before: Record | None
    after: Record
    arrival: Arrival | None = None  # of a fresh record

    def facets(self) -> list[Facet]:
        """What the record supports after the batch."""
        if self.arrival is None or self.after.body != self.arrival.body:
            return _facets(self.after)
        return facets_of(self.arrival.event) if self.after.status == "applied" else []


@dataclass(slots=True)
class _Shares:
    """Facets that records gain and lose, by key."""

    gained: dict[FacetKey, list[Facet]] = field(default_factory=dict)
    lost: dict[FacetKey, list[Facet]] = field(default_factory=dict)

    def refolded(self) -> dict[FacetKey, Facet]:
        """Facets that can't be had by adding: something other than a count was lost."""
        return {key: lost[0] for key, lost in self.lost.items() if any(map(_tells, lost))}


def fold(arrivals: Sequence[Arrival], seal: Seal) -> Generator[Request, Any, Changes]:
    """Changes that *arrivals* make to a graph; *seal* hashes digests and tombstones."""
    fresh, settled = yield from _unseen(arrivals, seal)
    altered, marks, erased = yield from _alter(fresh, seal)
    world = World()
    yield from _refold(world, altered)
    yield from regroup(world)
    put, delete = world.changes()
    settled += [
        Settlement(a.after.source, a.after.id, a.after.status) for a in altered if a.before is None
    ]
    records = [a.after for a in altered if a.after != a.before]
    return Changes(
        put=(*records, *marks, *put), delete=delete, settled=tuple(settled), erased=tuple(erased)
    )


def _unseen(
    arrivals: Sequence[Arrival], seal: Seal
) -> Asked[tuple[list[Arrival], list[Settlement]]]:
    """The arrivals never received before; of the others, whether their body is the same."""
    known = yield from load(Record, {arrival.key for arrival in arrivals})
    digests = {key: record.digest for key, record in known.items()}
    fresh, settled = [], []
    for arrival in arrivals:
        digest = seal(arrival.body)
        if digests.setdefault(arrival.key, "") == "":
            digests[arrival.key] = digest
            fresh.append(arrival)
        else:
            same = digests[arrival.key] == digest
            settled.append(Settlement(*arrival.key, "duplicate" if same else "conflict"))
    return fresh, settled


def _alter(
    fresh: Sequence[Arrival], seal: Seal
) -> Asked[tuple[list[_Altered], list[Entity], list[str]]]:
    """Records fresh and stored as they are after the batch, and the marks to keep for ever."""
    targets: set[Key] = {
        (event.data.source, event.data.id)
        for event in (arrival.event for arrival in fresh)
        if isinstance(event, EventRetracted) and event.source in {event.data.source, OWNER_SOURCE}
    }
    newly = sorted(
        {
            name
            for arrival in fresh
            if isinstance(arrival.event, PersonErased)
            for name in arrival.event.data.identifiers
        }
    )
    named = {name for arrival in fresh for name in people_in(arrival.event)}
    sealed = {name: seal(name) for name in named}
    tombs = yield from load(Tombstone, {(digest,) for digest in sealed.values()})
    erased = {name for name, digest in sealed.items() if (digest,) in tombs} | set(newly)
    retracted = yield from load(Retraction, {arrival.key for arrival in fresh})
    away = targets | set(retracted)
    altered = [
        _Altered(None, record_of(arrival, seal, erased, retracted=arrival.key in away), arrival)
        for arrival in fresh
    ]
    arrived = {arrival.key for arrival in fresh}
    stored = yield from load(Record, targets - arrived)
    if newly:
        touched: list[Record] = yield Naming((frozenset(newly),), live=False)
        stored |= {record.key: record for record in touched}
    altered += [_Altered(record, _restated(record, targets, newly)) for record in stored.values()]
    marks: list[Entity] = [Retraction(source=of, id=id_) for of, id_ in sorted(targets)]
    marks += [Tombstone(digest=seal(name)) for name in newly]
    return altered, marks, newly


def _restated(record: Record, targets: set[Key], erased: Sequence[str]) -> Record:
    if record.key in targets and record.type not in FOR_EVER:
        record = replace(record, status="retracted")
    return strike(record, erased) if erased else record


def _refold(world: World, altered: Sequence[_Altered]) -> Asked[None]:
    """Facets as they are after the batch."""
    shares = _Shares()
    for change in altered:
        _share(shares.gained, change.facets())
        if change.before is not None:
            _share(shares.lost, _facets(change.before))
    refolded = shares.refolded()
    keys = {*shares.gained, *shares.lost}
    yield from world.fetch_all(keys)
    live = {change.after.key: change.after for change in altered}
    evidence = yield from _evidence(refolded, live)
    for key in keys:
        kind, at = key
        gained, lost = shares.gained.get(key, []), shares.lost.get(key, [])
        old = world.was(kind, at)
        if key in refolded:
            world.set(kind, at, _summed(evidence.get(key, []), old, gained, lost))
        else:
            world.set(kind, at, _counted(_total([*([old] if old else []), *gained]), lost))


def _evidence(
    facets: dict[FacetKey, Facet], altered: dict[Key, Record]
) -> Asked[dict[FacetKey, list[Facet]]]:
    """All that live records say of these facets, the batch's own in place of the stored."""
    found: dict[FacetKey, list[Facet]] = {}
    if not facets:
        return found
    seen: dict[Key, Record] = dict(altered)
    for facet in sorted(facets.values(), key=lambda facet: (type(facet).__name__, facet.key)):
        if not facet.names:
            continue  # it rests on the one event that is taken back
        names = tuple(frozenset({name}) for name in facet.names)
        records: list[Record] = yield Naming(names, types=TOLD_BY[type(facet)])
        for record in records:
            seen.setdefault(record.key, record)
    for record in seen.values():
        for facet in _facets(record):
            if (type(facet), facet.key) in facets:
                found.setdefault((type(facet), facet.key), []).append(facet)
    return found


def _summed(
    evidence: list[Facet], old: Facet | None, gained: list[Facet], lost: list[Facet]
) -> Facet | None:
    """A facet refolded; an identifier's evidence is the telling part only, its count goes on."""
    total = _total(evidence)
    if not isinstance(old, Identifier):
        return total
    base = total or Identifier(text=old.text)
    assert isinstance(base, Identifier)  # noqa: S101 - for mypy: one key, one kind
    count = old.named + sum(facet.named for facet in gained if isinstance(facet, Identifier))
    return _counted(replace(base, named=count, owner=old.owner), lost)


def _counted(facet: Facet | None, lost: list[Facet]) -> Facet | None:
    """*facet* less the events lost; gone when no event names it."""
    if not isinstance(facet, Identifier):
        return facet
    named = facet.named - sum(one.named for one in lost if isinstance(one, Identifier))
    return replace(facet, named=named) if named else None


def _total(facets: Iterable[Facet]) -> Facet | None:
    total: Facet | None = None
    named = 0  # by facets that say no more than that; most do not
    for facet in facets:
        if total is None:
            total = facet
        elif isinstance(facet, Identifier) and not _tells(facet):
            named += facet.named
        else:
            total = combine(total, facet)
    return replace(total, named=total.named + named) if isinstance(total, Identifier) else total


def _tells(facet: Facet) -> bool:
    """Whether a facet holds more than that an identifier was named."""
    return not isinstance(facet, Identifier) or facet != Identifier(
        text=facet.text, owner=facet.owner, named=facet.named
    )


def _share(shares: dict[FacetKey, list[Facet]], facets: Iterable[Facet]) -> None:
    for facet in facets:
        shares.setdefault((type(facet), facet.key), []).append(facet)


def _facets(record: Record) -> list[Facet]:
    """What a stored record supports."""
    if record.status != "applied" or not record.names:
        return []
    return facets_of(stored_event(record.body))
