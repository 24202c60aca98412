"""Folding everything anew from the evidence, and comparing."""

import math
from collections.abc import Callable
from dataclasses import dataclass, fields

from graph.entities import GRAPH, Entity, Key, Record
from graph.fold import Changes
from graph.store import GraphStore, Transaction, View, folded, seal
from graph.stores.memory import MemoryStore
from graph.strength import FINGERPRINT
from graph.strike import Arrival
from schemas.events import stored_event

BATCH = 500


@dataclass(frozen=True, slots=True)
class Report:
    """What a rebuild found."""

    events: int
    differences: tuple[str, ...]  # one line each: kind, key, what


async def rebuild(
    store: GraphStore, network: str, *, fix: bool, tell: Callable[[int], None] = lambda _: None
) -> Report:
    """Refold a network's events and compare with what is stored; *fix* writes what differs.

    *tell* is called with the number of events folded since it was last called.
    """
    anew = MemoryStore(store.secret)
    events = await store.read(network, lambda view: _refold(view, anew, network, tell))
    changes, lines = await store.read(
        network, lambda old: anew.read(network, lambda new: _compared(old, new))
    )
    if fix:
        for part in _parts(changes):
            await store.write(network, lambda transaction, part=part: transaction.save(part))  # type: ignore[misc]
    return Report(events, tuple(lines))


async def rebuild_all(
    store: GraphStore, *, fix: bool, tell: Callable[[int], None] = lambda _: None
) -> Report:
    """As `rebuild`, of every network; *fix* records this Inroad's weights in the store too."""
    events, lines = 0, []
    for network in await store.networks():
        told = events
        report = await rebuild(store, network, fix=fix, tell=lambda n, told=told: tell(told + n))  # type: ignore[misc]
        events += report.events
        lines += [f"{network}: {line}" for line in report.differences]
    if fix:
        await store.adopt(FINGERPRINT)
    return Report(events, tuple(lines))


async def _refold(view: View, anew: MemoryStore, network: str, tell: Callable[[int], None]) -> int:
    """Fold the applied records of *view* into an empty store."""
    count = 0
    batch: list[Arrival] = []
    async for record in view.scan(Record):
        count += 1
        if record.status == "applied" and record.names:
            batch.append(Arrival(stored_event(record.body), record.body))
        if len(batch) == BATCH:
            await anew.write(network, lambda t, b=batch: _fold_into(t, b, anew, network))  # type: ignore[misc]
            tell(count)
            batch = []
    await anew.write(network, lambda t: _fold_into(t, batch, anew, network))
    return count


async def _fold_into(
    transaction: Transaction, batch: list[Arrival], anew: MemoryStore, network: str
) -> None:
    await transaction.save(await folded(transaction, batch, seal(anew.secret, network)))


async def _compared(old: View, new: View) -> tuple[Changes, list[str]]:
    """What makes *old* equal to *new*, and a line for each difference."""
    put: list[Entity] = []
    delete: list[tuple[type[Entity], Key]] = []
    lines: list[str] = []
    for kind in GRAPH:
        stored = {entity.key: entity async for entity in old.scan(kind)}
        async for entity in new.scan(kind):
            was = stored.pop(entity.key, None)
            if was is None or not same(was, entity):
                put.append(entity)
                lines.append(f"{kind.__name__} {' '.join(entity.key)}: {_difference(was, entity)}")
        delete += [(kind, key) for key in stored]
        lines += [f"{kind.__name__} {' '.join(key)}: has no evidence" for key in stored]
    return Changes(put=tuple(put), delete=tuple(delete)), lines


def same(x: Entity, y: Entity) -> bool:
    """Whether two entities are equal, floats to 1e-9 relative or 1e-12 absolute."""
    return not _unequal(x, y)


def _unequal(x: Entity, y: Entity) -> list[str]:
    return [
        field.name
        for field in fields(x)
        if not _close(getattr(x, field.name), getattr(y, field.name))
    ]


def _close(x: object, y: object) -> bool:
    if isinstance(x, float) and isinstance(y, float):
        return math.isclose(x, y, rel_tol=1e-9, abs_tol=1e-12)
    return x == y


def _difference(was: Entity | None, entity: Entity) -> str:
    return "is missing" if was is None else "differs in " + ", ".join(_unequal(was, entity))


def _parts(changes: Changes) -> list[Changes]:
    size = 5000
    return [
        Changes(put=changes.put[at : at + size], delete=changes.delete[at : at + size])
        for at in range(0, max(len(changes.put), len(changes.delete), 1), size)
    ]
