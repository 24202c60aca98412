"""Two states of the index, tie by tie and insider by insider."""

from typing import Any

from benchmarks.comparing import everything
from graph.entities import Employment, Tie
from graph.index.state import State, state_of
from graph.store import DEFAULT_NETWORK, GraphStore


async def loaded(store: GraphStore, now: str) -> State:
    """The state of a store that nobody writes to, at what ties cost at *now*."""
    position = await store.read(DEFAULT_NETWORK, lambda view: view.position())
    ties, employments = await everything(store, Tie), await everything(store, Employment)
    return state_of(position, now, [*ties.values()], [*employments.values()])


def unequal(one: State, other: State) -> list[str]:
    """A line for each tie or insider of one state that is not just so in the other."""
    x, y = contents(one), contents(other)
    return [
        f"{' '.join(key)}: {x.get(key)} and {y.get(key)}"
        for key in sorted(x.keys() | y.keys())
        if x.get(key) != y.get(key)
    ]


def contents(state: State) -> dict[tuple[str, ...], tuple[Any, ...]]:
    """By ids: of ties, either way, cost with marks and charges; of insiders, when they were in."""
    people, companies, world = state.people.id, state.companies.id, state.world
    found: dict[tuple[str, ...], tuple[Any, ...]] = {("position",): (state.position, state.now)}
    for word, rows in (("open", world.open), ("closed", world.closed)):
        for person in range(len(rows.spans)):
            for to, price, slot in zip(*rows.row(person), strict=True):
                worth = state.worth.charges[slot].tolist(), int(state.worth.when[slot])
                found[word, people(person), people(int(to))] = (int(price), *worth)
    for company in range(len(world.insiders.spans)):
        for person, here, until in zip(*world.insiders.row(company), strict=True):
            found["inside", companies(company), people(int(person))] = (int(here), int(until))
    return found
