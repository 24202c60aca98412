"""Two stores, entity by entity."""

from dataclasses import replace
from typing import Any

from graph.entities import KINDS, Entity, Key, Record, Tombstone
from graph.rebuild import same
from graph.store import DEFAULT_NETWORK, GraphStore, View


async def differences(one: GraphStore, other: GraphStore) -> list[str]:
    """A line for each entity of *other* that is not just so in *one*, and the other way round.

    Floats are equal to 1e-9 relative. Each store hashes with a secret of its own: digests
    are passed over, and of tombstones only the number is compared.
    """
    found: list[str] = []
    for kind in KINDS:
        x, y = await everything(one, kind), await everything(other, kind)
        if kind is Tombstone:
            found += [f"tombstones: {len(x)} and {len(y)}"] if len(x) != len(y) else []
            continue
        found += [
            f"{kind.__name__} {' '.join(key)}: {x.get(key)} and {y.get(key)}"
            for key in sorted(x.keys() | y.keys())
            if key not in x or key not in y or not same(x[key], y[key])
        ]
    return found


async def counted(store: GraphStore, *kinds: type[Entity]) -> list[int]:
    """How many there are of each kind."""

    async def count(view: View) -> list[int]:
        return [await view.count(kind) for kind in kinds]

    return await store.read(DEFAULT_NETWORK, count)


async def everything(store: GraphStore, kind: type[Any]) -> dict[Key, Any]:
    """Every entity of one kind by key, without digests."""

    async def scan(view: View) -> dict[Key, Any]:
        return {entity.key: _bare(entity) async for entity in view.scan(kind)}

    return await store.read(DEFAULT_NETWORK, scan)


def _bare(entity: Entity) -> Entity:
    return replace(entity, digest="") if isinstance(entity, Record) else entity
