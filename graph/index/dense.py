"""A state without what is left behind: no stale rows, no spare room, no number without a use."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from graph.index.ids import Ids
from graph.index.rows import Ints, Rows, packed, widened
from graph.index.state import State, with_live_slots

Mask = npt.NDArray[np.bool_]


def dense(state: State) -> State:
    """The same network, numbered anew: who has no tie and no employment any more has no number.

    So an id that was erased, or merged into another, is nowhere in it.
    """
    state = with_live_slots(state)
    insiders = packed(widened(state.world.insiders, state.companies.count))
    people = _used_people(state, insiders)
    companies = _filled(insiders)
    numbers = np.cumsum(people, dtype=np.int32) - np.int32(1)
    ids = _kept(state.people, people)
    world = replace(
        state.world, words=ids.words, people=ids.count,
        open=_renumbered(state.world.open, people, numbers),
        closed=_renumbered(state.world.closed, people, numbers),
        insiders=_renumbered(insiders, companies, numbers),
    )  # fmt: skip
    return replace(state, people=ids, companies=_kept(state.companies, companies), world=world)


def _used_people(state: State, insiders: Rows) -> Mask:
    used = _filled(state.world.open) | _filled(state.world.closed)
    used[insiders.columns[0]] = True
    return used


def _filled(rows: Rows) -> Mask:
    filled: Mask = rows.spans[:, 1] > rows.spans[:, 0]
    return filled


def _kept(ids: Ids, keep: Mask) -> Ids:
    return Ids.of_words(ids.words[: ids.count][keep])


def _renumbered(rows: Rows, keep: Mask, numbers: Ints) -> Rows:
    """Packed rows without the empty ones that nobody keeps; the first column has people."""
    people, *others = rows.columns
    return replace(rows, spans=rows.spans[keep], columns=(numbers[people], *others))
