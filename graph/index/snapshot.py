"""A state of the index as a header and arrays, and back; `services.snapshots` has the file.

The header is plain: what the arrays belong to, and where in the line of changes they stand.
"""

from collections.abc import Mapping
from math import prod
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from graph.errors import SnapshotRefused
from graph.index.dense import dense
from graph.index.ids import Ids
from graph.index.rows import Rows
from graph.index.state import State
from graph.index.ties import Worth
from graph.index.world import World
from graph.strength import FINGERPRINT

FORMAT: Final = 2  # raised by whoever changes what a column means
Header = dict[str, Any]
Arrays = Mapping[str, npt.NDArray[Any]]

_SPANS: Final = {"spans": ("<i4", 2)}
_TIES: Final = _SPANS | {"to": ("<i4", 1), "price": ("<u4", 1), "slot": ("<i4", 1)}
_STAFF: Final = _SPANS | {"person": ("<i4", 1), "here": ("<i8", 1), "until": ("<i8", 1)}
_IDS: Final = {"words": ("<u8", 2), "order": ("<i4", 1)}
COLUMNS: Final = {  # dtype and numbers an entry
    f"{part}.{name}": column
    for part, columns in {
        "people": _IDS, "companies": _IDS, "worth": {"charges": ("<f8", 3), "when": ("<i8", 1)},
        "open": _TIES, "closed": _TIES, "insiders": _STAFF,
    }.items()
    for name, column in columns.items()
}  # fmt: skip


def taken(state: State, network: str, epoch: str) -> tuple[Header, Arrays]:
    """A snapshot of *state*, which stands in *epoch* (`graph.epochs`).

    Writes nothing, and may run beside who reads or changes the state.
    """
    state = dense(state)
    arrays = {name: _plain(name, array) for name, array in _columns(state).items()}
    header = {
        "format": FORMAT, "weights": FINGERPRINT, "network": network,
        "epoch": epoch, "position": state.position, "now": state.now,
        "people": state.people.count, "companies": state.companies.count,
        "ties": state.worth.used, "employments": state.world.insiders.used,
        "arrays": [
            {"name": name, "dtype": array.dtype.str, "shape": list(array.shape)}
            for name, array in arrays.items()
        ],
    }  # fmt: skip
    return header, arrays


def rooms(header: Header, network: str) -> dict[str, npt.NDArray[Any]]:
    """Empty arrays for what is behind *header*, in its order.

    Raises:
        SnapshotRefused: as foreign.
    """
    known = {"format": FORMAT, "weights": FINGERPRINT, "network": network}
    for name, ours in known.items():
        if header.get(name) != ours:
            raise SnapshotRefused("foreign", f"its {name} is {header.get(name)}, not {ours}")
    told = {one["name"]: (one["dtype"], prod(one["shape"][1:])) for one in header["arrays"]}
    if told != COLUMNS:
        raise SnapshotRefused("foreign", "it has other columns")
    return {one["name"]: np.empty(one["shape"], one["dtype"]) for one in header["arrays"]}


def restored(header: Header, arrays: Arrays) -> State:
    """The state that `taken` was given, dense."""
    people, companies = _ids("people", arrays), _ids("companies", arrays)
    return State(
        position=header["position"], now=header["now"], people=people, companies=companies,
        worth=Worth(arrays["worth.charges"], arrays["worth.when"], header["ties"]),
        world=World(
            words=people.words, people=people.count, open=_rows("open", _TIES, arrays),
            closed=_rows("closed", _TIES, arrays), insiders=_rows("insiders", _STAFF, arrays),
        ),
    )  # fmt: skip


def _columns(state: State) -> Arrays:
    world = state.world
    parts: tuple[npt.NDArray[Any], ...] = (
        state.people.words, state.people.order, state.companies.words, state.companies.order,
        state.worth.charges, state.worth.when, world.open.spans, *world.open.columns,
        world.closed.spans, *world.closed.columns, world.insiders.spans, *world.insiders.columns,
    )  # fmt: skip
    return dict(zip(COLUMNS, parts, strict=True))


def _plain(name: str, array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """In the order of bytes that files have."""
    return np.ascontiguousarray(array, COLUMNS[name][0])


def _ids(part: str, arrays: Arrays) -> Ids:
    words = arrays[f"{part}.words"]
    return Ids(words, len(words), arrays[f"{part}.order"])


def _rows(part: str, columns: Mapping[str, Any], arrays: Arrays) -> Rows:
    spans, *others = (arrays[f"{part}.{name}"] for name in columns)
    return Rows(spans, tuple(others), len(others[0]), 0)
