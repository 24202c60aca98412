"""Google Contacts' CSV, in the columns of today and those until 2024.

E-mail, phone and website come as "E-mail 1 - Value" with a label (earlier a type); several
values of one cell are parted by " ::: ".
"""

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

from services.imports.formats import Format, Head, Reading
from services.imports.people import Entry, numbers_of, profile_in, told_by
from services.imports.statements import Found, Passed, Unclear
from services.imports.table import Row, cells_of, rows_of

_NUMBERED = re.compile(r"(E-mail|Phone|Website|Relation) (\d+) - Value")
_NAMES: Final = (
    ("First Name", "Middle Name", "Last Name"), ("Given Name", "Additional Name", "Family Name"),
)  # fmt: skip
_SEVERAL: Final = " ::: "


def _is_heading(heading: Sequence[str]) -> bool:
    named = any(names[0] in heading for names in _NAMES)
    return named and any(_NUMBERED.fullmatch(cell) for cell in heading)


def _fits(head: Head) -> bool:
    return any(_is_heading(cells_of(line)) for line in head.lines[:1])


def read(file: BinaryIO, reading: Reading) -> Iterator[Found]:
    """Each contact: who it is, where they work, that you have them."""
    for found in rows_of(file, _is_heading):
        if isinstance(found, Unclear):
            yield found
        else:
            yield from _contact(*found, reading)


def _contact(line: int, row: Row, reading: Reading) -> Iterator[Found]:
    mails = [("E-mail", f"email:{value}") for _, value in _values(row, "E-mail")]
    links = [("Website", at) for _, value in _values(row, "Website") if (at := profile_in(value))]
    own = (*links, *mails)
    entry = Entry(
        line=line, name=_name(row),
        identifiers=(*own, *numbers_of("Phone", _values(row, "Phone"), alone=not own)),
        company=_first(row, "Organization Name", "Organization 1 - Name"),
        title=_first(row, "Organization Title", "Organization 1 - Title"),
        place=_first(row, "Address 1 - City"),
    )  # fmt: skip
    if not entry.identifiers and entry.company and not entry.name:
        yield Passed(line=line, reason=f"{entry.company} is no person")
        return
    yield from told_by(entry, reading)
    for label, name in _values(row, "Relation"):
        yield Passed(line=line, reason=f"{label or 'relation'} {name} is named in words only")


def _name(row: Row) -> str:
    for names in _NAMES:
        if parts := [row[name] for name in names if row.get(name)]:
            return " ".join(parts)
    return _first(row, "Name", "File As", "Nickname")


def _first(row: Row, *headings: str) -> str:
    return next((row[heading] for heading in headings if row.get(heading)), "")


def _values(row: Row, what: str) -> list[tuple[str, str]]:
    """(label, value) of what a contact may have several of."""
    found: list[tuple[str, str]] = []
    for heading, cell in row.items():
        numbered = _NUMBERED.fullmatch(heading)
        if numbered and numbered[1] == what and cell:
            at = f"{what} {numbered[2]} - "
            label = _first(row, f"{at}Label", f"{at}Type")
            found += [(label, value.strip()) for value in cell.split(_SEVERAL) if value.strip()]
    return found


GOOGLE = Format(name="google-contacts", title="Google contacts", fits=_fits, read=read)
