"""What finding by a few letters means: the words of somebody, and who is meant by a query.

Words are folded: compatibility forms (NFKD) without marks, case folded, and letters that have
no marks to lose (ø, æ, ł) as they are written where there are none. A letter with an umlaut
or a ring may also be written as two: Müller is found by muller and by mueller.

Each word of a query must begin some word of who is found. First comes whose name is just the
query, then whose name begins with it, then everybody else; by name, then id.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

import idna

from graph.entities import Company, Person

MOST_WORDS: Final = 64  # of one person or company
LONGEST: Final = 64  # letters of one word; the rest of it is not looked at
LONGEST_NAME: Final = 200
MOST_ASKED: Final = 8  # words of a query
_BREAK: Final = re.compile(r"[\W_]+")
_HOST: Final = re.compile(r"@\S*")  # of an e-mail address: many share it
_SUFFIX: Final = re.compile(r"(?<=\w)\.\w*(?=\s|$)")  # of a domain, written whole or in part
_PLAIN: Final = str.maketrans(
    {
        "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h",
        "ŧ": "t", "ŋ": "n", "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    }
)  # fmt: skip
_AS_TWO: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def folded(text: str) -> tuple[str, ...]:
    """The words of *text* in their order, of letters and digits only."""
    bare = (c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c)[0] != "M")
    words = _BREAK.split("".join(bare).casefold().translate(_PLAIN))
    return tuple(word[:LONGEST] for word in words if word)


def words_of(whom: Person | Company) -> tuple[str, ...]:
    """Each word that somebody is found by, once, those of the name first."""
    every = (word for text in _texts(whom) for word in (*folded(text), *_as_two(text)))
    return tuple(islice(dict.fromkeys(every), MOST_WORDS))


def name_of(whom: Person | Company) -> str:
    """The name, or what stands in for it, as `as_name` writes it."""
    return next((as_name(words) for text in _texts(whom) if (words := folded(text))), "")


def as_name(words: Iterable[str]) -> str:
    """Folded *words* with spaces between, up to a length."""
    return " ".join(words)[:LONGEST_NAME]


def asked(kind: type[Person | Company], query: str) -> tuple[str, ...]:
    """The words that a query of people or of companies asks for: the first few.

    The host of an e-mail address and the last part of a domain are left out, as they are of
    `words_of`.
    """
    return folded((_HOST if kind is Person else _SUFFIX).sub(" ", query))[:MOST_ASKED]


def is_meant(whom: Person | Company, words: Sequence[str]) -> bool:
    """Whether each of *words* begins one of theirs."""
    own = words_of(whom)
    return all(any(one.startswith(word) for one in own) for word in words)


def rank(whom: Person | Company, words: Sequence[str]) -> tuple[int, str, str]:
    """The place of somebody who is meant by *words*, the first least."""
    name, query = name_of(whom), as_name(words)
    place = 0 if name == query else 1 if name.startswith(query) else 2
    return place, name, whom.id


def _texts(whom: Person | Company) -> Iterable[str]:
    """What is said of somebody and known of their identifiers, the name first."""
    yield whom.name
    if isinstance(whom, Person):
        yield whom.description
    yield from map(_spoken, whom.identifiers)


def _spoken(identifier: str) -> str:
    """What of an identifier is words; nobody is called by a number."""
    kind, _, value = identifier.partition(":")
    match kind:
        case "email":
            return value.rpartition("@")[0]
        case "domain":
            return _domain(value)
        case "linkedin" | "name":
            return value
        case _:
            return ""


def _domain(host: str) -> str:
    try:
        written = idna.decode(host)
    except idna.IDNAError:
        written = host
    return written.rpartition(".")[0] or written


def _as_two(text: str) -> tuple[str, ...]:
    composed = unicodedata.normalize("NFC", text).casefold()
    spelt = composed.translate(_AS_TWO)
    return folded(spelt) if spelt != composed else ()
