"""Any other CSV of people: its columns are guessed from the headings, or mapped by hand."""

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, Final

from services.imports.dates import moment_of
from services.imports.formats import Format, Head, Reading
from services.imports.people import Entry, told_by
from services.imports.statements import Found, Unclear
from services.imports.table import Row, cells_of, is_said, rows_of

_GUESSES: Final = {
    "email": "email, e-mail, mail, email address, e-mail address, emails, emailaddress, "
             "work email, e-mail-adresse, courriel, adresse e-mail, correo, correo electrónico",
    "linkedin": "linkedin, linkedin url, linkedin profile, profile, profile url, url",
    "phone": "phone, mobile, mobile phone, cell, telephone, phone number, telefon, handy, "
             "mobil, mobiltelefon, téléphone, teléfono, phonenumbers",
    "name": "name, full name, fullname, contact, contact name, display name, person, "
            "vollständiger name",
    "first": "first name, firstname, given name, forename, vorname, prénom, nombre",
    "last": "last name, lastname, surname, family name, nachname, nom, apellidos",
    "company": "company, company name, organization, organisation, employer, account, firma, "
               "unternehmen, entreprise, société, empresa, companies",
    "title": "title, job title, position, role, jobtitle, titel, funktion, poste, cargo",
    "place": "city, place, location, town, stadt, ort, ville, ciudad",
    "since": "since, met on, connected on, date, known since, seit, depuis",
}  # fmt: skip
_MEANS: Final = {
    heading: name for name, headings in _GUESSES.items() for heading in headings.split(", ")
}
FIELDS: Final = tuple(_GUESSES)
WHO: Final = ("email", "linkedin", "phone")  # one of these must be there
_LEAST: Final = 2  # columns of a table


def columns_of(heading: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """Field to heading: as *given*, the rest guessed; an empty heading leaves a field out."""
    guessed: dict[str, str] = {}
    for cell in heading:
        if name := _MEANS.get(cell.strip().casefold()):
            guessed.setdefault(name, cell)
    if job := next((cell for cell in heading if cell.strip().casefold() == "job title"), ""):
        guessed["title"] = job  # Outlook's Title is Dr. or Mr.
    columns = {**guessed, **given}
    return {name: cell for name, cell in columns.items() if cell}


def unsure_of(heading: Sequence[str], given: Mapping[str, str]) -> list[str]:
    """Fields that matter and were neither given nor guessed."""
    columns = columns_of(heading, given)
    unsure = [] if any(name in columns for name in WHO) else ["email"]
    unsure += [] if {"name", "first", "last"} & set(columns) else ["name"]
    unsure += [] if "company" in columns else ["company"]
    return [name for name in unsure if name not in given]


def heading_of(head: Head) -> list[str]:
    """The first line of a table that says anything."""
    return next((cells_of(line) for line in head.lines if is_said(line)), [])


def read(file: BinaryIO, reading: Reading) -> Iterator[Found]:
    """Each row: who it is, where they work, that you have them."""
    columns: dict[str, str] = {}
    for found in rows_of(file, any):
        if isinstance(found, Unclear):
            yield found
            continue
        line, row = found
        if not columns:
            columns = columns_of(tuple(row), reading.columns)
            if problem := _problem(columns, reading.columns, tuple(row)):
                yield problem
                return
        yield from _person(line, row, columns, reading)


def _problem(
    columns: Mapping[str, str], given: Mapping[str, str], heading: Sequence[str]
) -> Unclear | None:
    """What is wrong with the mapping, if anything."""
    known = ", ".join(heading)
    for name, cell in given.items():
        if name not in FIELDS:
            remedy = f"map one of {', '.join(FIELDS)}"
            return Unclear(line=1, field="--map", reason=f"{name} is no field", remedy=remedy)
        if cell and cell not in heading:
            remedy = f"name one of {known}"
            return Unclear(line=1, field="--map", reason=f"no column is {cell!r}", remedy=remedy)
    if not any(name in columns for name in WHO):
        remedy = f"say which is the e-mail address (--map email=…): one of {known}"
        return Unclear(line=1, field="(heading)", reason="no column tells who it is", remedy=remedy)
    return None


def _person(line: int, row: Row, columns: Mapping[str, str], reading: Reading) -> Iterator[Found]:
    cells = {name: row.get(cell, "") for name, cell in columns.items()}
    tied = None
    if written := cells.get("since"):
        try:
            tied = moment_of(written)
        except ValueError as error:
            remedy = "write it as 2026-01-31"
            yield Unclear(line=line, field=columns["since"], reason=str(error), remedy=remedy)
    names = (cells.get("first"), cells.get("last"))
    entry = Entry(
        line=line, name=cells.get("name") or " ".join(filter(None, names)), tied=tied,
        company=cells.get("company", ""), title=cells.get("title", ""),
        place=cells.get("place", ""),
        identifiers=tuple(
            (columns[kind], f"{kind}:{cells[kind]}") for kind in WHO if cells.get(kind)
        ),
    )  # fmt: skip
    yield from told_by(entry, reading)


def _fits(head: Head) -> bool:
    """A table by its ending; one in an archive is of some app, whose columns mean other things."""
    heading = heading_of(head)
    return head.ending in {".csv", ".tsv"} and "/" not in head.name and len(heading) >= _LEAST


PLAIN = Format(name="csv", title="a table", fits=_fits, read=read)
