"""The words for a move, from templates that a person may edit."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from string import Formatter
from typing import Final

from graph.errors import InroadError

PLACEHOLDERS: Final = ("first", "me", "field", "company", "insider", "looking")


class WrongWords(InroadError):
    """A template that can't be used."""

    remedy = f"correct the file of words; it may use {{{'}, {'.join(PLACEHOLDERS)}}}"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"the words of {name!r} {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """One for each rung; *opener_plain* where no field is known, *blurb* to be sent on."""

    opener: str
    opener_plain: str
    follow_up: str
    coffee: str
    sheet: str
    name: str
    ask: str
    thanks: str
    blurb: str

    @classmethod
    def of(cls, words: Mapping[str, object]) -> "Templates":
        """The templates of a file.

        Raises:
            WrongWords: when one is missing, is no text, or has a placeholder that there is not.
        """
        names = [field.name for field in fields(cls)]
        for name in words:
            if name not in names:
                raise WrongWords(name, f"are of no use: there are {', '.join(names)}")
        return cls(**{name: _checked(name, words.get(name)) for name in names})


def _checked(name: str, text: object) -> str:
    if not isinstance(text, str) or not text.strip():
        raise WrongWords(name, "are missing")
    try:
        used = {part[1] for part in Formatter().parse(text) if part[1] is not None}
    except ValueError as error:
        raise WrongWords(name, f"can't be read: {error}") from error
    if unknown := sorted(used - {*PLACEHOLDERS}):
        raise WrongWords(name, f"speak of {{{unknown[0]}}}")
    return text.strip()
