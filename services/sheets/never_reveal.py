"""The standing list of companies that no word to others names: a file that its owner edits."""

from pathlib import Path
from typing import TypeVar

from graph.errors import InroadError
from schemas.errors import InvalidIdentifier
from schemas.identifiers import company_identifier
from schemas.plan import StandingQuestion

Question = TypeVar("Question", bound=StandingQuestion)


class UnreadableList(InroadError):
    """The list cannot be read: no sheet is shown, rather than one that tells too much."""

    field = "INROAD_NEVER_REVEAL"
    remedy = "write one company a line, as name:Globex or domain:globex.com; # begins a remark"


def never_reveal(place: Path) -> frozenset[str]:
    """The companies listed in the file at *place*, in normal form; none where there is no file.

    Raises:
        UnreadableList: naming the line.
    """
    try:
        lines = place.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return frozenset()
    except (OSError, ValueError) as error:
        raise UnreadableList(f"{place.name} cannot be read") from error
    told = ((number, line.partition("#")[0].strip()) for number, line in enumerate(lines, start=1))
    return frozenset(_company(number, text, place.name) for number, text in told if text)


def heeding(asked: Question, place: Path) -> Question:
    """*asked*, which reveals none of the companies listed in the file at *place* either.

    Raises:
        UnreadableList: naming the line.
    """
    kept = [*asked.never_reveal, *sorted(never_reveal(place))]
    return asked.model_copy(update={"never_reveal": kept})


def _company(number: int, text: str, name: str) -> str:
    try:
        return company_identifier(text)
    except InvalidIdentifier as error:
        raise UnreadableList(f"{name}, line {number}: {error}") from error
