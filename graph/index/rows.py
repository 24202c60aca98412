"""Rows of numbers of which some change now and then, while others are reading them.

What is written stays as it is: a row that changes is written anew behind all others, and a new
`Rows` says where each row lies now. Whoever holds the old one goes on reading the old rows.
Once an eighth of what is kept is out of date, the rows are written together afresh.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.index.kernels.rewrite import copied

Ints = npt.NDArray[np.int32]
Columns = tuple[npt.NDArray[Any], ...]
LARGEST = 2**31 - 1  # entries in all
STALE = 8  # an eighth may be out of date
SPARE = 16  # a sixteenth is room to grow, once there is need


@dataclass(frozen=True, slots=True)
class Rows:
    """Row i is column[spans[i, 0]:spans[i, 1]] of each column."""

    spans: Ints
    columns: Columns
    used: int  # entries of the columns that are written
    stale: int  # of these, entries of rows that were written anew

    @property
    def nbytes(self) -> int:
        return sum(array.nbytes for array in (self.spans, *self.columns))

    def row(self, number: int) -> tuple[Any, ...]:
        """The entries of one row, a view of each column."""
        begin, end = self.spans[number]
        return tuple(column[begin:end] for column in self.columns)


def grouped(count: int, at: Ints, *columns: npt.NDArray[np.generic]) -> Rows:
    """Rows of the entries of *columns*, entry i in row at[i], in the order given."""
    if len(at) > LARGEST:
        raise OverflowError(f"{len(at)} entries are more than an index can hold")
    spans = _spans(np.bincount(at, minlength=count))
    order = np.argsort(at, kind="stable")
    return Rows(spans, tuple(column[order] for column in columns), len(at), 0)


def replaced(rows: Rows, count: int, at: Ints, sizes: Ints, entries: Columns) -> Rows:
    """*rows*, now *count* of them, of which rows *at* hold *entries*, so many each.

    One writer: what is replaced is the latest there is.

    Raises:
        OverflowError: when there are more entries than an index can hold.
    """
    new = int(sizes.sum())
    spans = widened(rows, count).spans.copy()
    stale = rows.stale + int((spans[at, 1] - spans[at, 0]).sum())
    columns = _roomy(rows, new)
    for column, fresh in zip(columns, entries, strict=True):
        column[rows.used : rows.used + new] = fresh
    spans[at] = _spans(sizes) + np.int32(rows.used)
    changed = Rows(spans, columns, rows.used + new, stale)
    return packed(changed) if STALE * stale > changed.used else changed


def widened(rows: Rows, count: int) -> Rows:
    """The same rows, and empty ones up to *count*."""
    if len(rows.spans) == count:
        return rows
    spans = np.zeros((count, 2), np.int32)
    spans[: len(rows.spans)] = rows.spans
    return replace(rows, spans=spans)


def packed(rows: Rows) -> Rows:
    """The same rows without what is out of date."""
    spans = _spans(rows.spans[:, 1] - rows.spans[:, 0])
    total = int(spans[-1, 1]) if len(spans) else 0
    columns = tuple(np.empty(total, column.dtype) for column in rows.columns)
    for column, old in zip(columns, rows.columns, strict=True):
        copied(rows.spans, spans, old, column)
    return Rows(spans, columns, total, 0)


def _spans(sizes: npt.NDArray[np.integer[Any]]) -> Ints:
    """Where rows of these sizes lie, one behind the other."""
    ends = np.cumsum(sizes, dtype=np.int64)
    return np.stack((ends - sizes, ends), axis=1).astype(np.int32)


def _roomy(rows: Rows, new: int) -> Columns:
    """The columns, with room for *new* entries behind the ones used."""
    needed = rows.used + new
    if needed > LARGEST:
        raise OverflowError(f"{needed} entries are more than an index can hold")
    if all(len(column) >= needed for column in rows.columns):
        return rows.columns
    size = min(LARGEST, needed + max(1024, needed // SPARE))
    longer = tuple(np.empty(size, column.dtype) for column in rows.columns)
    for column, old in zip(longer, rows.columns, strict=True):
        column[: rows.used] = old[: rows.used]
    return longer
