"""vCards, as address books export them: RFC 6350 (4.0), RFC 2426 (3.0), and 2.1.

Who it is, by EMAIL, TEL, UID and an address of a LinkedIn profile; ORG and TITLE; RELATED
(RFC 6350, 6.6.6) where it names somebody by an identifier. Notes and pictures are not read.
"""

import codecs
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO, Final

import vobject
from vobject.base import VObjectError

from schemas.errors import InvalidIdentifier
from schemas.events.ties import RELATIONS
from services.imports.blocks import blocks_of
from services.imports.dates import moment_of
from services.imports.formats import Format, Head, Reading
from services.imports.people import Entry, identifier, numbers_of, profile_in, told_by
from services.imports.statements import Found, Passed, Statement, Unclear
from services.imports.text import text_of

_NO_PERSON: Final = ("group", "org", "location", "application", "device")
_QUOTED = re.compile(r"^[^:\r\n]*QUOTED-PRINTABLE[^:\r\n]*", re.IGNORECASE | re.MULTILINE)
_CHARSET = re.compile(r";CHARSET=([^;:]*)", re.IGNORECASE)
_REMEDY = "correct the card; the others were read"


def read(file: BinaryIO, reading: Reading) -> Iterator[Found]:
    """Each card: who it is, where they work, what they are to others and to you."""
    with text_of(file) as text:
        for found in blocks_of(text, "VCARD"):
            if isinstance(found, Unclear):
                yield found
            else:
                yield from _card(*found, reading)


def _card(line: int, text: str, reading: Reading) -> Iterator[Found]:
    try:
        card = _parsed(text)
    except (VObjectError, ValueError, LookupError, AttributeError) as error:
        yield Unclear(line=line, field="(card)", reason=f"is no vCard: {error}", remedy=_REMEDY)
        return
    kind = (_text(card, "kind") or _text(card, "x-addressbookserver-kind")).casefold()
    if kind in _NO_PERSON or _text(card, "x-abshowas").casefold() == "company":
        yield Passed(line=line, reason=f"{_text(card, 'fn') or 'the card'} is no person")
        return
    entry = _entry(line, card)
    yield from told_by(entry, reading)
    yield from _relations(line, card, entry, reading)


def _parsed(text: str) -> Any:
    """The card; where its quoted-printable is in no or an unknown alphabet, taken as Windows's."""
    try:
        return vobject.readOne(text, allowQP=True)
    except (UnicodeDecodeError, LookupError):
        return vobject.readOne(_QUOTED.sub(_in_windows, text), allowQP=True)


def _in_windows(head: re.Match[str]) -> str:
    given = _CHARSET.search(head[0])
    try:
        known = given and codecs.lookup(given[1])
    except LookupError:
        known = None
    return head[0] if known else f"{_CHARSET.sub('', head[0])};CHARSET=cp1252"


def _entry(line: int, card: Any) -> Entry:
    mails = [("EMAIL", f"email:{at}") for one in _all(card, "email") if (at := one.value.strip())]
    links = [
        ("URL", profile)
        for name in ("url", "x-socialprofile", "impp")
        for one in _all(card, name)
        if (profile := profile_in(one.value))
    ]
    numbers = [
        (" ".join(_types(one)), one.value.strip().removeprefix("tel:").partition(";")[0])
        for one in _all(card, "tel")
    ]
    uids = [("UID", uid) for one in _all(card, "uid") if (uid := _uid(one.value))]
    organization = next((one.value for one in _all(card, "org")), None)
    company = organization[0] if isinstance(organization, list) and organization else ""
    address = next((one.value for one in _all(card, "adr")), None)
    own = [*links, *mails]
    return Entry(
        line=line, name=_text(card, "fn") or _text(card, "n"), said=_revised(card),
        company=str(company).strip(), title=_text(card, "title"),
        place=_flat(getattr(address, "city", "")),
        identifiers=(*own, *numbers_of("TEL", numbers, alone=not own), *uids),
    )  # fmt: skip


def _relations(line: int, card: Any, entry: Entry, reading: Reading) -> Iterator[Found]:
    known = [one for one in map(_known, (text for _, text in entry.identifiers)) if one]
    for one in (*_all(card, "related"), *_all(card, "x-abrelatednames")):
        words = [word for word in _types(one) if word in RELATIONS]
        related = _related(one.value, reading)
        if not related or not words or not known:
            yield Passed(line=line, reason="who is related is named in words only")
            continue
        for word in words:
            data = {"person": known[0], "related": related, "relation": word}
            yield Statement(line=line, kind="relation.asserted", data=data, time=entry.said)


def _related(value: str, reading: Reading) -> str:
    """The identifier that a RELATED names, or nothing."""
    scheme, _, rest = value.strip().partition(":")
    match scheme.casefold():
        case "mailto":
            text = "email:" + rest
        case "tel":
            text = "phone:" + rest
        case "urn":
            text = _uid(value)
        case _:
            text = profile_in(value)
    return _known(text, reading.region)


def _known(text: str, region: str | None = None) -> str:
    try:
        return identifier(text, region)
    except InvalidIdentifier:
        return ""


def _uid(value: str) -> str:
    plain = value.strip().casefold().removeprefix("urn:uuid:")
    return f"uid:{plain}" if plain else ""


def _revised(card: Any) -> datetime | None:
    try:
        return moment_of(_text(card, "rev"))
    except ValueError:
        return None


def _all(card: Any, name: str) -> list[Any]:
    found: list[Any] = card.contents.get(name, [])
    return found


def _text(card: Any, name: str) -> str:
    return next((_flat(one.value) for one in _all(card, name)), "")


def _flat(value: Any) -> str:
    text = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return " ".join(text.split())


def _types(line: Any) -> list[str]:
    """Its TYPE parameters; 2.1 writes them without the name."""
    given = [*line.params.get("TYPE", []), *line.singletonparams]
    return [word.strip(' "').casefold() for one in given for word in one.split(",")]


def _fits(head: Head) -> bool:
    return head.text.lstrip()[:11].upper() == "BEGIN:VCARD"


VCARDS = Format(name="vcard", title="vCards", fits=_fits, read=read)
