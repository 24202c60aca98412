"""LinkedIn's Connections.csv: who is connected with you since when, and where they work today.

LinkedIn, "Export connections from LinkedIn": notes, a blank line, then First Name, Last Name,
URL, Email Address (only of those who allow it), Company, Position, Connected On. Older
archives have no URL, and headings come in the language of the account.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO, Final

from schemas.errors import InvalidIdentifier
from schemas.identifiers import person_identifier
from services.imports.dates import moment_of
from services.imports.formats import Format, Head, Reading
from services.imports.people import Entry, name_key, profile_in, told_by
from services.imports.statements import Found, Passed, Unclear
from services.imports.table import Row, cells_of, rows_of

_HEADINGS: Final = {
    "first": "first name, vorname, prénom, nombre, nome, voornaam, förnamn",
    "last": "last name, nachname, nom, nom de famille, apellidos, apellido, cognome, sobrenome, "
            "achternaam, efternamn",
    "url": "url, profil-url, url du profil, url del perfil, url do perfil, url del profilo",
    "email": "email address, e-mail-adresse, e-mail adresse, adresse e-mail, dirección de correo "
             "electrónico, correo electrónico, endereço de e-mail, indirizzo email, "
             "indirizzo e-mail, e-mailadres, e-postadress",
    "company": "company, unternehmen, firma, entreprise, société, empresa, azienda, bedrijf, "
               "företag",
    "title": "position, poste, puesto, cargo, posizione, functie, befattning",
    "since": "connected on, verbunden am, vernetzt am, en relation depuis, relation depuis, "
             "connecté le, conectado el, conectado em, conexão em, collegato il, "
             "data collegamento, verbonden op, kontakt sedan",
}  # fmt: skip
_MEANS: Final = {
    heading: name for name, headings in _HEADINGS.items() for heading in headings.split(", ")
}
_LEAST = {"first", "last", "company", "since"}
_WHO: Final = ("first", "last", "url", "email")  # blank where a member has left LinkedIn


def _meanings(heading: Sequence[str]) -> dict[str, str]:
    """Which field a cell of the heading stands for; by its place in a language not known here."""
    known = {cell: _MEANS[cell.casefold()] for cell in heading if cell.casefold() in _MEANS}
    if not set(known.values()) >= _LEAST and len(heading) == len(_HEADINGS):
        return dict(zip(heading, _HEADINGS, strict=True)) if heading[2] == "URL" else known
    return known


def _is_heading(heading: Sequence[str]) -> bool:
    return set(_meanings(heading).values()) >= _LEAST


def _fits(head: Head) -> bool:
    return any(_is_heading(cells_of(line)) for line in head.lines[:50])


def read(file: BinaryIO, reading: Reading) -> Iterator[Found]:
    """Each connection: who it is, the present job, the tie since the day of connecting."""
    for found in rows_of(file, _is_heading):
        if isinstance(found, Unclear):
            yield found
        else:
            yield from _connection(*found, reading)


def profiles_in(file: BinaryIO) -> dict[str, str]:
    """Identifiers of the connections by their names, of those whose name nobody else has."""
    found: dict[str, set[str]] = {}
    for one in rows_of(file, _is_heading):
        if isinstance(one, Unclear):
            continue
        row = _by_meaning(one[1])
        with suppress(InvalidIdentifier):
            profile = person_identifier(profile_in(row.get("url", "")))
            found.setdefault(name_key(row.get("first", ""), row.get("last", "")), set()).add(
                profile
            )
    return {name: profiles.pop() for name, profiles in found.items() if len(profiles) == 1}


def _by_meaning(cells: Row) -> Row:
    return {name: cells[cell] for cell, name in _meanings(tuple(cells)).items()}


def _connection(line: int, cells: Row, reading: Reading) -> Iterator[Found]:
    row = _by_meaning(cells)
    if not any(row.get(one) for one in _WHO):
        yield Passed(line=line, reason="a member who left LinkedIn")
        return
    since = None
    if written := row.get("since", ""):
        try:
            since = moment_of(written)
        except ValueError as error:
            remedy = "write it as 31 Jan 2026 or 2026-01-31"
            yield Unclear(line=line, field="Connected On", reason=str(error), remedy=remedy)
    names = (row.get("first", ""), row.get("last", ""))
    given = (("URL", "linkedin", row.get("url")), ("Email Address", "email", row.get("email")))
    entry = Entry(
        line=line, name=" ".join(filter(None, names)), company=row.get("company", ""),
        title=row.get("title", ""), tied=since,
        identifiers=tuple((field, f"{kind}:{value}") for field, kind, value in given if value),
    )  # fmt: skip
    yield from told_by(entry, reading)


CONNECTIONS = Format(
    name="linkedin-connections", title="LinkedIn connections", fits=_fits, read=read
)
