"""Normal forms of the identifiers by which people and companies are named.

A person is named by one of::

    email:ann@example.org          case folded, plus-tags kept, IDNA domain
    linkedin:ann-lee               the slug of a profile's address
    phone:+4930123456              E.164
    uid:urn:example:app:42         an app's own number, scoped by the app's source
    described:6f1c…                an insider known by description only (a UUID)

and a company by ``domain:globex.com`` (IDNA, no www) or ``name:globex`` (case and legal
form stripped). A normal form is a fixed point: normalising it again changes nothing.
"""

import re
import unicodedata
import uuid
from functools import lru_cache
from urllib.parse import unquote, urlsplit

import idna
import phonenumbers
from cleanco import basename  # type: ignore[attr-defined] # untyped, exported

from schemas.errors import InvalidIdentifier

MAX_LENGTH = 256
MAX_SCOPED_LENGTH = 1024  # of a normal form, which may carry its source
ERASED = "erased:"  # stands in a stored event where an erased person was named
_MARK = re.compile(r"erased:[0-9]+")
_EMAIL = re.compile(r"[^@\s\"<>(),;:\\\[\]]+@[^@\s]+")
_SLUG = re.compile(r"[\w\-.~]+")
_HOST_LABEL = re.compile(r"[a-z0-9_]([a-z0-9\-_]*[a-z0-9])?")

_PERSON_REMEDY = (
    "name a person as email:ann@example.org, linkedin:ann-lee, phone:+4930123456 or uid:42"
)
_COMPANY_REMEDY = "name a company as domain:globex.com or name:Globex"


@lru_cache(maxsize=65_536)
def person_identifier(text: str, scope: str | None = None) -> str:
    """Normal form of a person's identifier.

    *scope* is the source of the event that names the person; a ``uid:`` belongs to it.
    None takes ``uid:`` as already scoped, as stored events and the owner's own source do.

    Raises:
        InvalidIdentifier: when *text* has no normal form.
    """
    limit = MAX_SCOPED_LENGTH if scope is None else MAX_LENGTH
    kind, value = _split(text, limit, _PERSON_REMEDY)
    match kind:
        case "email":
            return "email:" + _email(text, value)
        case "linkedin":
            return "linkedin:" + _linkedin(text, value)
        case "phone":
            return "phone:" + _phone(text, value)
        case "uid":
            scoped = value if scope is None else f"{scope}:{_without_colon(value)}"
            return "uid:" + plain_text(scoped)
        case "described":
            return "described:" + _uuid(text, value)
        case "erased" if scope is None:
            return text
        case _:
            raise InvalidIdentifier(text, f"is of the unknown kind {kind!r}", _PERSON_REMEDY)


@lru_cache(maxsize=65_536)
def company_identifier(text: str) -> str:
    """Normal form of a company's identifier.

    Raises:
        InvalidIdentifier: when *text* has no normal form.
    """
    kind, value = _split(text, MAX_LENGTH, _COMPANY_REMEDY)
    match kind:
        case "domain":
            return "domain:" + _domain(text, value)
        case "name":
            return "name:" + _company_name(text, value)
        case _:
            raise InvalidIdentifier(text, f"is of the unknown kind {kind!r}", _COMPANY_REMEDY)


def is_company(identifier: str) -> bool:
    """Whether a normal form names a company rather than a person."""
    return identifier.startswith(("domain:", "name:"))


def is_erased(identifier: str) -> bool:
    """Whether this is the mark left where an erased person was named."""
    return identifier.startswith(ERASED)


def is_mark(text: str) -> bool:
    """Whether *text* is such a mark in full, which an event that was exported may bear."""
    return _MARK.fullmatch(text) is not None


def as_sent(text: str, source: str) -> str:
    """A ``uid:`` scoped by *source* as that source sends it; any other *text* as it is."""
    scope = f"uid:{plain_text(source + ':')}"
    if not text.startswith(scope):
        return text
    return "uid:" + text.removeprefix(scope).replace("%3A", ":").replace("%25", "%")


def plain_text(text: str) -> str:
    """*text* in NFC, white space folded, without control characters."""
    kept = (" " if c in "\t\r\n" else c for c in unicodedata.normalize("NFC", text))
    return " ".join("".join(c for c in kept if unicodedata.category(c) != "Cc").split())


def _split(text: str, limit: int, remedy: str) -> tuple[str, str]:
    if len(text) > limit:
        raise InvalidIdentifier(text[:40] + "…", f"is longer than {limit} characters", remedy)
    kind, colon, value = plain_text(text).partition(":")
    if not colon or not value.strip():
        raise InvalidIdentifier(text, "is not of the form kind:value", remedy)
    return kind.strip().lower(), value.strip()


def _without_colon(value: str) -> str:
    return value.replace("%", "%25").replace(":", "%3A")


def _email(text: str, value: str) -> str:
    address = unicodedata.normalize("NFKC", value).casefold().removeprefix("mailto:")
    remedy = "write it as email:ann@example.org"
    if not _EMAIL.fullmatch(address):
        raise InvalidIdentifier(text, "is not an e-mail address", remedy)
    local, _, host = address.rpartition("@")
    return f"{local}@{_host(text, host, remedy)}"


def _linkedin(text: str, value: str) -> str:
    slug = value
    if "/" in value:
        path = value.partition("//")[2] if "//" in value else value
        parts = path.partition("?")[0].partition("#")[0].strip("/").split("/")[1:]
        slug = parts[1] if len(parts) > 1 and parts[0] in {"in", "pub"} else ""
    slug = unicodedata.normalize("NFKC", unquote(slug)).casefold()
    if not _SLUG.fullmatch(slug):
        remedy = "write it as linkedin:ann-lee, the last part of linkedin.com/in/ann-lee"
        raise InvalidIdentifier(text, "is not a LinkedIn profile", remedy)
    return slug


def _phone(text: str, value: str) -> str:
    remedy = "write it with the country code, as phone:+4930123456"
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException as wrong:
        raise InvalidIdentifier(text, f"is not a phone number: {wrong}", remedy) from wrong
    if not phonenumbers.is_possible_number(number):
        raise InvalidIdentifier(text, "is not a possible phone number", remedy)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _uuid(text: str, value: str) -> str:
    try:
        return str(uuid.UUID(value))
    except ValueError as wrong:
        remedy = "take the described: identifier that an answer shows"
        raise InvalidIdentifier(text, "is not a UUID", remedy) from wrong


def _domain(text: str, value: str) -> str:
    remedy = "write it as domain:globex.com"
    try:
        host = urlsplit(value if "//" in value else f"//{value}").hostname or ""
    except ValueError as wrong:
        raise InvalidIdentifier(text, "has no valid domain", remedy) from wrong
    normal = _host(text, host, remedy)
    stripped = normal.removeprefix("www.")
    return stripped if "." in stripped else normal


def _host(text: str, host: str, remedy: str) -> str:
    folded = unicodedata.normalize("NFKC", host).casefold().rstrip(".")
    if folded.isascii():
        ascii_host = folded
    else:
        try:
            ascii_host = idna.encode(folded, uts46=True).decode("ascii")
        except idna.IDNAError as wrong:
            raise InvalidIdentifier(text, f"has no valid domain: {wrong}", remedy) from wrong
    labels = ascii_host.split(".")
    if len(ascii_host) > 253 or not all(  # noqa: PLR2004 - RFC 1035, 2.3.4
        0 < len(label) < 64 and _HOST_LABEL.fullmatch(label)  # noqa: PLR2004 - the same
        for label in labels
    ):
        raise InvalidIdentifier(text, "has no valid domain", remedy)
    return ascii_host


def _company_name(text: str, value: str) -> str:
    name = " ".join(unicodedata.normalize("NFKC", value).casefold().split())
    while (shorter := basename(name).strip(" .,&-")) and shorter != name:
        name = shorter
    if not any(c.isalnum() for c in name):
        raise InvalidIdentifier(text, "has no letter or digit", _COMPANY_REMEDY)
    return name
