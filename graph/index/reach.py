"""An errand of `graph.plan.reach` over a state of the index: the same ways, found fast."""

from collections.abc import Iterable

import numpy as np

from graph.index.ids import Ids
from graph.index.kernels.reach import ways_back
from graph.index.state import State
from graph.index.ties import micros
from graph.plan.reach import Errand, Reached

TIES = 50_000_000  # looked at for one errand
_NOBODY = np.zeros(0, np.int32)


def reached(state: State, errand: Errand, *, budget: int = TIES) -> Reached:
    """What `PlainReacher` finds, at the state's own *now*."""
    people, rounds = state.people, errand.max_hops - 1
    numbers = {one: people.number(one) for one in errand.contacts}
    contacts = {one: number for one, number in numbers.items() if number is not None}
    inside = [_inside(state, company) for company in errand.companies]
    ends = np.cumsum([0, *map(len, inside)])
    blocked = _marked(people, (errand.asker, *errand.avoid))
    known = _marked(people, errand.known)
    shape = (len(errand.companies), len(contacts))
    costs = np.full(shape, -1, np.int64)
    ways = np.full((*shape, rounds + 1), -1, np.int32)
    levels = (max(1, rounds), people.count)
    rows = state.world.open
    cut = ways_back(
        state.world.words, rows.spans, *rows.columns[:2],
        np.fromiter(contacts.values(), np.int32, len(contacts)),
        np.stack((ends[:-1], ends[1:]), axis=1), np.concatenate((_NOBODY, *inside)), blocked,
        known,
        rounds, budget,
        np.zeros(levels, np.int64), np.zeros(levels, np.int32),
        np.zeros((2, people.count), np.int32), costs, ways,
    )  # fmt: skip
    places = {one: place for place, one in enumerate(contacts)}
    companies = {one: place for place, one in enumerate(errand.companies)}

    def way(contact: str, company: str) -> tuple[str, ...]:
        found = ways[companies[company], places[contact]].tolist()
        return tuple(people.id(number) for number in found if number >= 0)

    by_contact = zip(contacts, costs.T.tolist(), strict=True)
    return Reached(
        costs={
            contact: {at: cost for at, cost in zip(companies, row, strict=True) if cost >= 0}
            for contact, row in by_contact
        },
        way=way,
        cut=bool(cut),
    )


def _marked(people: Ids, ids: Iterable[str]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    marks = np.zeros(people.count, np.bool_)
    for one in ids:
        if (number := people.number(one)) is not None:
            marks[number] = True
    return marks


def _inside(state: State, company: str) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    number = state.companies.number(company)
    return _NOBODY if number is None else state.world.inside(number, micros(state.now))
