"""An entry of an address book: who it is, where they work, that you have them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import phonenumbers

from schemas.errors import InvalidIdentifier
from schemas.events.base import moment_text
from schemas.identifiers import company_identifier, person_identifier
from services.imports.formats import Reading
from services.imports.statements import Found, Passed, Statement, Unclear

NO_COMPANY = frozenset(
    {
        "self-employed", "self employed", "selbstständig", "selbständig", "freelance",
        "freelancer", "freiberuflich", "indépendant", "independent", "independiente", "autónomo",
        "autônomo", "unemployed", "retired", "student", "confidential", "confidential company",
        "stealth", "stealth startup", "n/a", "na", "none", "-",
    }
)  # fmt: skip

_SHARED = frozenset({"work", "home", "main", "fax", "pager", "company"})
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A person as an address book has them; *identifiers* as written, by the field of each."""

    line: int
    identifiers: tuple[tuple[str, str], ...]  # (field, kind:value)
    name: str = ""
    company: str = ""
    title: str = ""
    place: str = ""
    headline: str = ""
    said: datetime | None = None  # when this was written down
    tied: datetime | None = None  # since when you have them


def told_by(entry: Entry, reading: Reading) -> Iterator[Found]:
    """What an entry says; what of it is not understood is told, and the rest stands."""
    known: list[str] = []
    for field, text in entry.identifiers:
        try:
            known.append(identifier(text, reading.region))
        except InvalidIdentifier as error:
            yield Unclear(line=entry.line, field=field, reason=str(error), remedy=error.remedy)
    if not known:
        yield Unclear(
            line=entry.line, field="(line)", reason=f"nothing tells who {entry.name or 'this'} is",
            remedy="add an e-mail address, a profile or a phone number",
        )  # fmt: skip
        return
    identifiers = tuple(dict.fromkeys(known))
    yield observed(entry, identifiers)
    if entry.company:
        yield from _works(entry, identifiers[0], reading)
    if reading.me not in identifiers:
        yield _contact(entry, identifiers[0], reading)


def identifier(text: str, region: str | None = None) -> str:
    """*text* in normal form; a number of *region* may lack its country code, a uid stays unscoped.

    Raises:
        InvalidIdentifier: when it has none.
    """
    kind, _, value = text.partition(":")
    if kind == "uid":
        person_identifier(text, scope="")
        return text
    if kind == "phone" and not value.strip().startswith("+"):
        return person_identifier("phone:" + _international(text, value, region))
    return person_identifier(text)


def numbers_of(
    field: str, numbers: Iterable[tuple[str, str]], *, alone: bool
) -> tuple[tuple[str, str], ...]:
    """Phone numbers that are one person's own, of (label, number); all of them if *alone*.

    A number at work, at home or of a fax is shared by several people, and would make them one.
    """
    return tuple(
        (field, f"phone:{number}")
        for label, number in numbers
        if number and (alone or not _SHARED & set(_WORDS.findall(label.casefold())))
    )


def profile_in(address: str) -> str:
    """The identifier of a LinkedIn profile at this address, or nothing."""
    at = address.strip()
    return f"linkedin:{at}" if "linkedin.com/in/" in at.casefold() else ""


def name_key(*names: str) -> str:
    """A name as it is compared with others."""
    return " ".join(" ".join(names).split()).casefold()


def _international(text: str, value: str, region: str | None) -> str:
    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException as wrong:
        reason = "has no country code" if region is None else f"is not a phone number: {wrong}"
        raise InvalidIdentifier(
            text, reason, "name the country of such numbers, as DE (--region)"
        ) from wrong
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def observed(entry: Entry, identifiers: tuple[str, ...]) -> Statement:
    """These identifiers are one person's."""
    said = {"name": entry.name, "headline": entry.headline, "place": entry.place}
    data = {"identifiers": list(identifiers), **filled(said)}
    return Statement(line=entry.line, kind="person.observed", data=data, time=entry.said)


def _works(entry: Entry, person: str, reading: Reading) -> Iterator[Found]:
    if entry.company.casefold() in NO_COMPANY:
        yield Passed(line=entry.line, reason=f"{entry.company} is no company")
        return
    try:
        company = company_identifier("name:" + entry.company)
    except InvalidIdentifier as error:
        yield Unclear(line=entry.line, field="company", reason=str(error), remedy=error.remedy)
        return
    about = {"identifiers": [company], "name": entry.company}
    yield Statement(line=entry.line, kind="company.observed", data=about)
    data = {"person": person, "company": company, **filled({"title": entry.title})}
    yield Statement(
        line=entry.line, kind="employment.confirmed", data=data, time=entry.said or reading.day
    )


def _contact(entry: Entry, person: str, reading: Reading) -> Statement:
    since = {"since": moment_text(entry.tied)} if entry.tied else {}
    data = {"person": reading.me, "related": person, "relation": "contact", **since}
    return Statement(line=entry.line, kind="relation.asserted", data=data, time=entry.tied)


def filled(values: Mapping[str, str]) -> dict[str, str]:
    """Those that say something."""
    return {name: value for name, value in values.items() if value}
