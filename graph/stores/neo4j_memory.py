"""What a Neo4j store remembers from one batch to the next, so as not to ask for it again."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from graph.entities import Entity, Key, Record

At = tuple[type[Any], Key]
MOST = 50_000  # entities; the ones unused for longest are forgotten first


class Memory:
    """Entities of each network as of one position of it; None for what is not in the network.

    Whoever has locked a network tells the position found. Where that is another than what is
    remembered, somebody else has written, and all that is remembered of the network is dropped.
    A network found empty is known whole from then on, until something of it is forgotten: a
    first import asks for next to nothing. Records are not kept, being many and seldom asked
    for twice.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._positions: dict[str, int] = {}
        self._whole: set[str] = set()
        self._held: OrderedDict[tuple[str, At], Entity | None] = OrderedDict()

    def agree(self, network: str, position: int) -> None:
        """From now on all that is recalled is as of *position*."""
        if self._positions.get(network) != position:
            for held in [held for held in self._held if held[0] == network]:
                del self._held[held]
            self._positions[network] = position
            self._whole.discard(network)
        if position == 0:
            self._whole.add(network)

    def recall(self, network: str, at: At) -> tuple[Entity | None, ...]:
        """One entity, or the None in its place; nothing when it is not remembered."""
        if (network, at) in self._held:
            self._held.move_to_end((network, at))
            return (self._held[network, at],)
        return (None,) if network in self._whole and at[0] is not Record else ()

    def keep(self, network: str, position: int, seen: Mapping[At, Entity | None]) -> None:
        """Remember what was seen and written at *position*, unless a later one is known."""
        if position < self._positions.get(network, 0):
            return
        self._positions[network] = position
        for at, entity in seen.items():
            self._held.pop((network, at), None)
            if at[0] is not Record and (entity is not None or network not in self._whole):
                self._held[network, at] = entity
        while len(self._held) > self._most:
            (forgotten, _), _ = self._held.popitem(last=False)
            self._whole.discard(forgotten)
