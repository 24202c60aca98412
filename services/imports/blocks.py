"""Blocks between BEGIN:NAME and END:NAME, as vCard and iCalendar files are made of."""

from collections.abc import Iterable, Iterator

from services.imports.statements import Unclear

LONGEST = 20_000  # lines of one block
LARGEST = 8 * 2**20  # characters of one
_HEAVY = ("PHOTO", "LOGO", "SOUND", "KEY", "ATTACH", "DESCRIPTION", "NOTE", "X-ALT-DESC", "COMMENT")


def blocks_of(lines: Iterable[str], name: str) -> Iterator[tuple[int, str] | Unclear]:
    """Each outermost block with the line of its BEGIN, without pictures, notes and the like.

    What is written about people in words is dropped here and goes no further.
    """
    begin, end = f"BEGIN:{name}", f"END:{name}"
    block: list[str] = []
    first = size = 0
    for number, line in _light(lines):
        mark = line.strip().upper()
        size += len(line)
        if block and (mark == begin or len(block) == LONGEST or size > LARGEST):
            yield _unended(first, name)
            block = []
        if block or mark == begin:
            first, size = (first, size) if block else (number, len(line))
            block.append(line)
        if block and mark == end:
            yield first, "\r\n".join(block) + "\r\n"
            block = []
    if block:
        yield _unended(first, name)


def _light(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Numbered lines, without the properties that are not read and where these go on.

    Some programs let them go on unfolded: quoted-printable after a = at the end (vCard 2.1),
    pictures in lines that name no property.
    """
    dropping = quoted = False
    for number, raw in enumerate(lines, start=1):
        line = raw.rstrip("\r\n")
        if not (line[:1] in {" ", "\t"} or quoted):
            dropping = _is_heavy(line) or (dropping and ":" not in line)
        quoted = dropping and line.endswith("=") and (quoted or _is_quoted(line))
        if not dropping:
            yield number, line


def _is_heavy(line: str) -> bool:
    """Whether a content line is of a property that is not read, with a group before it or not."""
    property_ = line.partition(":")[0].partition(";")[0].rpartition(".")[2]
    return property_.upper() in _HEAVY


def _is_quoted(line: str) -> bool:
    return "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _unended(first: int, name: str) -> Unclear:
    return Unclear(
        line=first, field="(line)", reason=f"BEGIN:{name} has no END:{name}",
        remedy="export the file again; the others were read",
    )  # fmt: skip
