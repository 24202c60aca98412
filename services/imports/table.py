"""Rows of a CSV file, each with the line where it begins, broken ones told."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from services.imports.statements import Unclear
from services.imports.text import text_of

Row = dict[str, str]
_PREAMBLE = 50  # lines at most before the heading
_DELIMITERS = ",;\t"
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


def rows_of(
    file: BinaryIO, is_heading: Callable[[Sequence[str]], bool] = bool
) -> Iterator[tuple[int, Row] | Unclear]:
    """Rows below the first line that *is_heading*, by its cells; what is before is passed over."""
    with text_of(file, newline="") as text:
        for before, line in enumerate(islice(text, _PREAMBLE), start=1):
            heading = cells_of(line)
            if is_heading(heading):
                yield from _below(text, delimiter_of(line), heading, before)
                return
    yield Unclear(
        line=1, field="(file)", reason="has no heading that is known",
        remedy="keep the line that names the columns, as the app wrote it",
    )  # fmt: skip


def _below(
    lines: Iterable[str], delimiter: str, heading: Sequence[str], before: int
) -> Iterator[tuple[int, Row] | Unclear]:
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        number = before + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Unclear(line=number, field="(line)", reason=str(error), remedy=_BROKEN)
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(heading) and any(cell.strip() for cell in cells[len(heading) :]):
            reason = f"has {len(cells)} cells below {len(heading)} headings"
            yield Unclear(line=number, field="(line)", reason=reason, remedy=_BROKEN)
            continue
        yield number, {name: cell.strip() for name, cell in zip(heading, cells, strict=False)}
