"""Rows of a CSV file, each with the line where it begins, broken ones told."""

import csv
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from services.imports.statements import Unclear
from services.imports.text import text_of

Row = dict[str, str]
_PREAMBLE = 50  # lines at most before the heading
_DELIMITERS = ",;\t"
_DECLARED = re.compile(
    r'"?sep=."?\s*', re.IGNORECASE
)  # by which a spreadsheet says what parts cells
_BROKEN = "correct the line; the others were read"


def delimiter_of(line: str) -> str:
    """What parts the cells of a heading."""
    return max(_DELIMITERS, key=line.count)


def cells_of(line: str) -> list[str]:
    """The cells of a line that is a heading, perhaps."""
    try:
        cells = next(csv.reader([line], delimiter=delimiter_of(line)), [])
    except csv.Error:
        return []
    return [cell.strip() for cell in cells]


def is_said(line: str) -> bool:
    """Whether a line says anything that is of the table."""
    return bool(line.strip()) and not _DECLARED.fullmatch(line)


def rows_of(
    file: BinaryIO, is_heading: Callable[[Sequence[str]], bool] = bool
) -> Iterator[tuple[int, Row] | Unclear]:
    """Rows below the first line that *is_heading*, by its cells; what is before is passed over."""
    with text_of(file, newline="") as text:
        for before, line in enumerate(islice(text, _PREAMBLE), start=1):
            heading = cells_of(line)
            if is_said(line) and is_heading(heading):
                yield from _below(text, delimiter_of(line), heading, before)
                return
    yield Unclear(
        line=1, field="(file)", reason="has no heading that is known",
        remedy="keep the line that names the columns, as the app wrote it",
    )  # fmt: skip


class _Lines:
    """Lines for a reader of rows; of a row that is broken all but the first are read again."""

    def __init__(self, lines: Iterable[str], before: int) -> None:
        self._lines, self._number = iter(lines), before
        self._again: deque[str] = deque()
        self.of_row: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self.of_row.append(line)
        return line

    def begin(self) -> int:
        """The number of the line at which the next row begins."""
        self._number += len(self.of_row)
        self.of_row.clear()
        return self._number + 1

    def give_back(self) -> None:
        """Read on below the first line of the row."""
        self._again.extendleft(reversed(self.of_row[1:]))
        del self.of_row[1:]


def _below(
    text: Iterable[str], delimiter: str, heading: Sequence[str], before: int
) -> Iterator[tuple[int, Row] | Unclear]:
    lines = _Lines(text, before)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        number = lines.begin()
        try:
            cells = _cells(reader, lines, delimiter)
        except StopIteration:
            return
        except csv.Error as error:
            lines.give_back()
            yield Unclear(line=number, field="(line)", reason=_reason(error), remedy=_BROKEN)
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(heading) :]):
            reason = f"has {len(cells)} cells below {len(heading)} headings"
            yield Unclear(line=number, field="(line)", reason=reason, remedy=_BROKEN)
            continue
        yield number, _row(heading, cells)


def _reason(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"has a cell of more than {csv.field_size_limit():,} characters"
    return str(error)


def _cells(reader: Iterator[list[str]], lines: _Lines, delimiter: str) -> list[str]:
    """The cells of the next row; of one line that quotes carelessly, as far as they can be told."""
    try:
        return next(reader)
    except csv.Error:
        if len(lines.of_row) > 1:
            raise
        return next(csv.reader(lines.of_row, delimiter=delimiter))


def _row(heading: Sequence[str], cells: Sequence[str]) -> Row:
    """By heading; of several columns of one name the first that says something."""
    row: Row = {}
    for name, cell in zip(heading, cells, strict=False):
        row[name] = row.get(name) or cell.strip()
    return row
