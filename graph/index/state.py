"""The live index: one state of a network in memory, and the state after each change.

A state never changes, so whoever holds one reads one position of the network throughout. What
changes is written behind (`graph.index.rows`), by one writer, state after state in a line.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.entities import Employment, Entity, Key, Tie
from graph.index.ids import Ids
from graph.index.kernels import rewrite
from graph.index.kernels.rowwise import NEVER
from graph.index.rows import STALE, Ints, Rows, grouped, packed, replaced, widened
from graph.index.ties import Worth, micros, worth_of
from graph.index.world import OPEN, RATED, World, both_ways, in_order

Pair = tuple[str, str]
_NONE = np.zeros(0, np.int32)
_FEW = 1024  # slots that are not worth the trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A network as of *position*, its ties at what they cost at *now*."""

    position: int
    now: str
    people: Ids
    companies: Ids
    worth: Worth
    world: World

    @property
    def nbytes(self) -> int:
        """Bytes of all the columns."""
        return (
            self.people.order.nbytes + self.companies.nbytes + self.worth.nbytes + self.world.nbytes
        )


def state_of(
    position: int, now: str, ties: Sequence[Tie], employments: Sequence[Employment]
) -> State:
    """A state built at one go."""
    people = Ids.of(sorted({*(p for tie in ties for p in tie.key), *(e.a for e in employments)}))
    companies = Ids.of(sorted({e.b for e in employments}))
    worth, flags = worth_of(ties, len(ties))
    prices = worth.costs((flags & RATED) != 0, now) << np.uint32(8) | flags
    pairs = _pairs(people, [tie.key for tie in ties])
    slots = np.arange(len(ties), dtype=np.int32)
    is_open = (flags & OPEN) != 0
    return State(
        position=position, now=now, people=people, companies=companies, worth=worth,
        world=World(
            words=people.words, people=people.count,
            open=both_ways(people.count, pairs[is_open], prices[is_open], slots[is_open]),
            closed=both_ways(people.count, pairs[~is_open], prices[~is_open], slots[~is_open]),
            insiders=_insiders(people, companies, employments),
        ),
    )  # fmt: skip


def changed(
    state: State, position: int, put: Iterable[Entity], delete: Iterable[tuple[type[Any], Key]]
) -> State:
    """The state after the changes that led to *position*."""
    delete = list(delete)
    put = [one for one in put if (type(one), one.key) not in set(delete)]
    ties = [one for one in put if isinstance(one, Tie)]
    employments = [one for one in put if isinstance(one, Employment)]
    gone = [key for kind, key in delete if kind is Tie]
    ends = [*(tie.key for tie in ties), *gone]
    people = state.people.extended([*(p for key in ends for p in key), *(e.a for e in employments)])
    companies = state.companies.extended([e.b for e in employments])
    changed_ = replace(state, position=position, people=people, companies=companies)
    changed_ = _with_ties(changed_, ties, gone)
    ended = [key for kind, key in delete if kind is Employment]
    return _repacked(_with_employments(changed_, employments, ended))


def at_moment(state: State, now: str) -> State:
    """The same state, its ties at what they cost at *now*."""
    rated = np.zeros(state.worth.used, np.bool_)
    for rows in (state.world.open, state.world.closed):
        _, price, slot = (column[: rows.used] for column in rows.columns)
        rated[slot] = (price & RATED) != 0
    costs = state.worth.costs(rated, now) << np.uint32(8)
    open_, closed = (_repriced(rows, costs) for rows in (state.world.open, state.world.closed))
    return replace(state, now=now, world=replace(state.world, open=open_, closed=closed))


def _repriced(rows: Rows, costs: npt.NDArray[np.uint32]) -> Rows:
    rows = packed(rows)
    to, price, slot = rows.columns
    return in_order(replace(rows, columns=(to, costs[slot] | price & np.uint32(255), slot)))


def _with_ties(state: State, ties: Sequence[Tie], gone: Sequence[Key]) -> State:
    world = _grown(state)
    if not ties and not gone:
        return replace(state, world=world)
    worth, flags = worth_of(ties, len(ties))
    prices = worth.costs((flags & RATED) != 0, state.now) << np.uint32(8) | flags
    slots = np.arange(len(ties), dtype=np.int32) + np.int32(state.worth.used)
    none = np.zeros(len(gone), np.uint32)
    pairs = _pairs(state.people, [*(tie.key for tie in ties), *gone])
    prices = np.concatenate((prices, none))
    slots = np.concatenate((slots, none.astype(np.int32)))
    is_open = (prices & OPEN) != 0
    there = np.arange(len(pairs)) < len(ties)
    world = replace(
        world,
        open=_rewritten(world.open, pairs, prices, slots, there & is_open),
        closed=_rewritten(world.closed, pairs, prices, slots, there & ~is_open),
    )
    return replace(state, world=world, worth=state.worth.added(worth))


def _repacked(state: State) -> State:
    """Without the slots that no tie has any more, once they are an eighth of the ties."""
    both = (state.world.open, state.world.closed)
    ties = sum(rows.used - rows.stale for rows in both) // 2
    return state if state.worth.used <= ties + ties // STALE + _FEW else with_live_slots(state)


def with_live_slots(state: State) -> State:
    """Ties packed, and of their slots only those that a tie has."""
    both = [packed(rows) for rows in (state.world.open, state.world.closed)]
    live = np.zeros(state.worth.used, np.bool_)
    for rows in both:
        live[rows.columns[2]] = True
    slots = np.cumsum(live, dtype=np.int32) - np.int32(1)
    charges, when = state.worth.charges[: len(live)], state.worth.when[: len(live)]
    open_, closed = (
        replace(rows, columns=(*rows.columns[:2], slots[rows.columns[2]])) for rows in both
    )
    world = replace(state.world, open=open_, closed=closed)
    return replace(state, worth=Worth(charges[live], when[live], int(live.sum())), world=world)


def _grown(state: State) -> World:
    """The world with rows for everybody who has a number."""
    world, count = state.world, state.people.count
    return replace(
        world, words=state.people.words, people=count,
        open=widened(world.open, count), closed=widened(world.closed, count),
    )  # fmt: skip


def _rewritten(rows: Rows, pairs: Ints, prices: Any, slots: Any, keep: Any) -> Rows:
    """*rows* with the ties *pairs* as they are now: kept here, or not (any more)."""
    at = np.concatenate((pairs[:, 0], pairs[:, 1]))
    others = np.concatenate((pairs[:, 1], pairs[:, 0]))
    order = np.lexsort((others, at))
    at, others = at[order], others[order]
    twice = [np.concatenate((column, column))[order] for column in (keep, prices, slots)]
    touched, starts = np.unique(at, return_index=True)
    groups = np.append(starts, len(at)).astype(np.int64)
    touched = touched.astype(np.int32)
    sizes = rewrite.sizes(rows.spans, rows.columns[0], touched, groups, others, twice[0])
    new = np.flatnonzero(sizes >= 0)
    if not len(new):
        return rows
    where = np.stack((touched[new], new), axis=1).astype(np.int64)
    sizes = sizes[new]
    entries = rewrite.entries(
        rows.spans, *rows.columns, where, groups, others, *twice, int(sizes.sum())
    )
    return replaced(rows, len(rows.spans), touched[new], sizes, entries)


def _with_employments(state: State, put: Sequence[Employment], gone: Collection[Key]) -> State:
    known = [key for key in gone if state.companies.number(key[1]) is not None]
    if not put and not known:
        return state
    changes: dict[int, dict[int, Employment | None]] = {}
    for key, one in (*((key, None) for key in known), *((one.key, one) for one in put)):
        person, company = state.people.number(key[0]), state.companies.number(key[1])
        if person is not None and company is not None:
            changes.setdefault(company, {})[person] = one
    if not changes:
        return state
    rows = state.world.insiders
    touched = sorted(changes)
    parts = [_staff(rows, company, changes[company]) for company in touched]
    sizes = np.array([len(part[0]) for part in parts], np.int32)
    columns = tuple(np.concatenate(column) for column in zip(*parts, strict=True))
    insiders = replaced(rows, state.companies.count, np.array(touched, np.int32), sizes, columns)
    return replace(state, world=replace(state.world, insiders=insiders))


def _staff(rows: Rows, company: int, changes: dict[int, Employment | None]) -> tuple[Any, ...]:
    """A company's row as it is after *changes* by person."""
    people, here, until = rows.row(company) if company < len(rows.spans) else (_NONE,) * 3
    stay = ~np.isin(people, list(changes))
    new = [(person, one) for person, one in changes.items() if one]
    return (
        np.concatenate((people[stay], np.array([person for person, _ in new], np.int32))),
        np.concatenate((here[stay], _moments(one.here for _, one in new))),
        np.concatenate((until[stay], _moments(one.until for _, one in new))),
    )


def _insiders(people: Ids, companies: Ids, employments: Sequence[Employment]) -> Rows:
    pairs = [(people.number(e.a), companies.number(e.b)) for e in employments]
    table = np.array(pairs, np.int32).reshape(-1, 2)
    return grouped(
        companies.count, table[:, 1], table[:, 0],
        _moments(e.here for e in employments), _moments(e.until for e in employments),
    )  # fmt: skip


def _moments(texts: Iterable[str]) -> npt.NDArray[np.int64]:
    return np.array([micros(text) if text else NEVER for text in texts], np.int64)


def _pairs(people: Ids, keys: Iterable[Key]) -> Ints:
    return np.array([[people.number(p) for p in key] for key in keys], np.int32).reshape(-1, 2)
