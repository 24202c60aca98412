"""The plainest replica, and what a builder does, for tests of following."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence

from graph.entities import FED, Entity, Key, Tie
from graph.store import Committed, GraphStore, commit
from graph.strike import Arrival
from services.feed import Feed
from services.follow import Follower
from tests.law.graphs import Graph, differences


class Dicts:
    """The plainest replica: entities by kind and key."""

    def __init__(self) -> None:
        self.entities: dict[type[Entity], dict[Key, Entity]] = {}
        self.loads = 0
        self.positions: list[int] = []

    async def load(self, position: int, scan: AsyncIterator[Entity]) -> None:
        self.loads += 1
        self.entities = {}
        await self.apply(position, [entity async for entity in scan], ())

    async def apply(
        self, position: int, put: Sequence[Entity], delete: Sequence[tuple[type[Entity], Key]]
    ) -> None:
        self.positions.append(position)
        for entity in put:
            self.entities.setdefault(type(entity), {})[entity.key] = entity
        for kind, key in delete:
            self.entities.get(kind, {}).pop(key, None)

    def ties(self) -> int:
        return len(self.entities.get(Tie, {}))


async def tell(feed: Feed, store: GraphStore, network: str, *arrivals: Arrival) -> Committed:
    """What a builder does with a batch."""
    committed = await commit(store, network, list(arrivals))
    await feed.tell(network, committed, committed.changes.settled)
    return committed


async def up_to_date(follower: Follower, store: GraphStore, network: str) -> None:
    position = await store.read(network, lambda view: view.position())
    await follower.reached(position, within=60)


def same(replica: Dicts, graph: Graph) -> None:
    assert differences(replica.entities, graph, FED) == []


async def until(so: Callable[[], bool]) -> None:
    for _ in range(3_000):
        if so():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come true in time")
