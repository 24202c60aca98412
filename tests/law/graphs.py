"""Graphs as they rest in a store, and what differs between two of them."""

import math
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from graph.entities import GRAPH, KINDS, Entity, Key
from graph.store import GraphStore, View

Graph = Mapping[type[Entity], Mapping[Key, Entity]]


async def graph_in(store: GraphStore, network: str) -> dict[type[Entity], dict[Key, Entity]]:
    """Everything that a network holds."""

    async def everything(view: View) -> dict[type[Entity], dict[Key, Entity]]:
        return {kind: {one.key: one async for one in view.scan(kind)} for kind in KINDS}

    return await store.read(network, everything)


def differences(one: Graph, other: Graph, kinds: tuple[type[Entity], ...] = KINDS) -> list[str]:
    """Each entity that is in one graph only, and each field in which two differ."""
    found = []
    for kind in kinds:
        ours, theirs = one.get(kind, {}), other.get(kind, {})
        for key in sorted({*ours, *theirs}):
            found += _between(kind, key, ours.get(key), theirs.get(key))
    return found


def _between(kind: type[Entity], key: Key, one: Entity | None, other: Entity | None) -> list[str]:
    at = f"{kind.__name__} {key}"
    if one is None or other is None:
        return [f"{at} only in the {'second: ' if one is None else 'first: '}{one or other}"]
    return [
        f"{at}.{name}: {x!r} != {y!r}"
        for name in (field.name for field in fields(kind))
        if not _same(x := getattr(one, name), y := getattr(other, name))
    ]


def _same(x: Any, y: Any) -> bool:
    if isinstance(x, float) and isinstance(y, float):
        return math.isclose(x, y, rel_tol=1e-9, abs_tol=1e-12)
    return bool(x == y)


__all__ = ["GRAPH", "KINDS", "Graph", "differences", "graph_in"]
