"""Carrying networks from one store to another, entity by entity."""

from collections.abc import Callable

from graph.entities import KINDS, Entity, Record
from graph.errors import StoreError
from graph.fold import Changes
from graph.store import GraphStore, View
from graph.strength import FINGERPRINT

BATCH = 1000


class NotEmpty(StoreError):
    """The target holds events already."""

    remedy = "name an empty store"

    def __init__(self, network: str) -> None:
        super().__init__(f"the target's network {network!r} is not empty")


async def move(
    source: GraphStore, target: GraphStore, tell: Callable[[int], None] = lambda _: None
) -> dict[str, int]:
    """Copy every network of *source* into the empty *target*; entities copied, by kind.

    The hashes go along under the source's secret. *tell* is called with the number of
    entities copied so far.

    Raises:
        NotEmpty: when the target has one of the networks.
    """
    networks = await source.networks()
    for network in networks:
        if await target.read(network, lambda view: view.count(Record)):
            raise NotEmpty(network)
    await target.adopt(FINGERPRINT, source.secret)
    counts: dict[str, int] = {}
    for network in networks:
        await source.read(network, lambda view, n=network: _copy(view, target, n, counts, tell))  # type: ignore[misc]
    return counts


async def _copy(
    view: View,
    target: GraphStore,
    network: str,
    counts: dict[str, int],
    tell: Callable[[int], None],
) -> None:
    for kind in KINDS:
        batch: list[Entity] = []
        async for entity in view.scan(kind):
            batch.append(entity)
            if len(batch) == BATCH:
                await _save(target, network, batch, counts)
                tell(sum(counts.values()))
                batch = []
        if batch:
            await _save(target, network, batch, counts)
            tell(sum(counts.values()))


async def _save(
    target: GraphStore, network: str, batch: list[Entity], counts: dict[str, int]
) -> None:
    changes = Changes(put=tuple(batch))
    await target.write(network, lambda transaction: transaction.save(changes))
    name = type(batch[0]).__name__
    counts[name] = counts.get(name, 0) + len(batch)
