"""Worlds of two lists put into a store, as views see them."""

from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

from graph.entities import Company, Entity, Person
from graph.fold import Changes
from graph.store import DEFAULT_NETWORK, View
from graph.stores.memory import MemoryStore
from tests.graph.families import Case
from tests.graph.worlds import World

T = TypeVar("T")


async def over(case: Case, work: Callable[[View], Awaitable[T]]) -> T:
    """*work* on the case's world."""
    store = await stored(case.world, case.people, case.companies)
    return await store.read(DEFAULT_NETWORK, work)


async def stored(world: World, people: Iterable[str], companies: Iterable[str]) -> MemoryStore:
    store = MemoryStore()
    put: tuple[Entity, ...] = (
        *(Person(id=one, identifiers=(f"email:{one}@example.org",)) for one in people),
        *(Company(id=one, identifiers=(f"name:{one}",)) for one in companies),
        *world.ties,
        *world.employments,
    )
    await store.write(DEFAULT_NETWORK, lambda view: view.save(Changes(put=put)))
    return store
