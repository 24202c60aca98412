"""Names and addresses, as far as the way of writing them does not matter."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from unicodedata import category

from anyascii import anyascii
from rapidfuzz.distance import OSA

from graph.duplicates.nicknames import formal

_UMLAUTS: Final = (("ae", "a"), ("oe", "o"), ("ue", "u"))  # Mueller, Müller and Muller are one
_TITLES: Final = frozenset(
    ("dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "phd", "jr", "sr")
)
_WORD: Final = re.compile(r"[a-z]+")
_DEGREES: Final = re.compile(r"\bph\.\s?d\b\.?", re.IGNORECASE)  # whose dots part it into words
_PRONOUNS: Final = re.compile(r"\([^()]*/[^()]*\)")  # (she/her)
_SHARED: Final = frozenset(
    ("admin", "contact", "hello", "info", "jobs", "kontakt", "mail", "noreply", "office", "sales",
     "service", "support", "team")
)  # fmt: skip
_TELLING: Final = 6  # letters of a local part that few others have
_ONE_SLIP, _TWO_SLIPS = 4, 8  # letters of a word in which so many slips are taken for slips
_NO_DOTS: Final = frozenset(("gmail.com", "googlemail.com"))  # where dots make no difference


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """*text* in small ASCII letters: transliterated, umlauts and their spellings alike."""
    plain = anyascii(text).casefold()
    for written, kept in _UMLAUTS:
        plain = plain.replace(written, kept)
    return plain


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a person's name, folded, first name first; *presumed* from an address."""

    words: tuple[str, ...]
    presumed: bool = False

    @property
    def first(self) -> str:
        return self.words[0] if self.words else ""

    @property
    def last(self) -> str:
        return self.words[-1] if len(self.words) > 1 else ""


def name_of(text: str) -> Name:
    """The name that *text* is; ``Lee, Dr. Ann`` and ``Ann Lee 🚀 (she/her)`` are Ann Lee."""
    last, comma, rest = _bare(text).partition(",")
    words = _WORD.findall(folded(f"{rest} {last}" if comma else last))
    return Name(tuple(word for word in words if word not in _TITLES))


def _bare(name: str) -> str:
    """*name* without pictures, which would be spelled out as words, pronouns and Ph.D."""
    told = _DEGREES.sub("", _PRONOUNS.sub("", name))
    return "".join(c for c in told if category(c) not in {"So", "Sk"})


def presumed_name(identifiers: tuple[str, ...]) -> Name:
    """The name that an address reads as, where it is one: ``ann.lee@example.org``."""
    for local in _locals(identifiers):
        words = re.split(r"[._-]", local)
        if len(words) > 1 and all(word.isalpha() for word in words):
            return Name(name_of(" ".join(words)).words, presumed=True)
    return Name(())


def handles(identifiers: tuple[str, ...]) -> frozenset[str]:
    """What stands before the @, or in a profile's address, in letters; if it tells of one."""
    found = {"".join(_WORD.findall(folded(text))) for text in _locals(identifiers)}
    found |= {_of_slug(text) for text in _values("linkedin", identifiers)}
    return frozenset(one for one in found if len(one) >= _TELLING and one not in _SHARED)


def mailboxes(identifiers: tuple[str, ...]) -> frozenset[str]:
    """The mailbox behind each e-mail address: without a tag, and dots where they don't count."""
    return frozenset(_mailbox(text) for text in _values("email", identifiers))


def slip(one: str, other: str) -> bool:
    """Whether two words may differ by a slip of the pen: one letter, two in a long word."""
    length = min(len(one), len(other))
    most = 2 if length >= _TWO_SLIPS else 1 if length >= _ONE_SLIP else 0
    return one != other and OSA.distance(one, other, score_cutoff=most) <= most


def short_for(one: str, other: str) -> bool:
    """Whether two first names can be one's: Bob and Robert, Liz and Beth."""
    return not formal(one).isdisjoint(formal(other))


def squeezed(text: str) -> str:
    """*text* folded, without a blank or a sign: ``Müller & Söhne`` is mullersohne."""
    return "".join(c for c in folded(text) if c.isalnum())


def _locals(identifiers: tuple[str, ...]) -> list[str]:
    return [text.rpartition("@")[0].partition("+")[0] for text in _values("email", identifiers)]


def _values(kind: str, identifiers: tuple[str, ...]) -> list[str]:
    head = f"{kind}:"
    return [text.removeprefix(head) for text in identifiers if text.startswith(head)]


def _of_slug(slug: str) -> str:
    """Without the number that LinkedIn hangs on a name that is taken."""
    words = [word for word in slug.split("-") if not any(c.isdigit() for c in word)]
    return "".join(_WORD.findall(folded("".join(words))))


def _mailbox(address: str) -> str:
    local, _, host = address.rpartition("@")
    local = local.partition("+")[0]
    return f"{local.replace('.', '')}@gmail.com" if host in _NO_DOTS else f"{local}@{host}"
