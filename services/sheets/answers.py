"""Reading the file of answers that came back, with the line and the remedy of what is wrong."""

from datetime import datetime
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails, from_json

from graph.errors import InroadError
from schemas.events.base import Reading
from schemas.sheets import ANSWERS_FORMAT, SheetAnswers

MAX_BYTES = 1_000_000  # 200 lines of 500 characters are far below

_REMEDIES = {
    "missing": "add it, or save the page's answers again",
    "extra_forbidden": "take it out",
    "too_short": "answer one line at least, and save again",
    "too_long": "send at most 200 lines",
    "string_too_long": "shorten it",
    "literal_error": f"it is {ANSWERS_FORMAT!r} in a file that a sheet's page has saved",
}
_OTHERWISE = "take the file as the sheet's page saved it"


class UnreadableAnswers(InroadError):
    """The file is not one of answers; nothing of it was taken."""

    def __init__(self, field: str, reason: str, remedy: str) -> None:
        self.field, self.remedy = field, remedy
        super().__init__(reason)


def read_answers(body: bytes, *, now: datetime) -> SheetAnswers:
    """The answers in *body*.

    Raises:
        UnreadableAnswers: by the first thing that is wrong.
    """
    if len(body) > MAX_BYTES:
        raise UnreadableAnswers("(file)", f"is over {MAX_BYTES} bytes", _OTHERWISE)
    try:
        values = from_json(body, allow_inf_nan=False)
    except ValueError as error:
        raise UnreadableAnswers("(file)", f"is not JSON: {error}", _OTHERWISE) from error
    try:
        return SheetAnswers.model_validate(values, context=Reading(scope=None, now=now))
    except ValidationError as error:
        raise _unreadable(error.errors(include_url=False)[0]) from error


def _unreadable(error: ErrorDetails) -> UnreadableAnswers:
    context: dict[str, Any] = error.get("ctx", {})
    at = [*error["loc"], *filter(None, [context.get("field")])]
    reason = context.get("reason") or error["msg"]
    remedy = context.get("remedy") or _REMEDIES.get(error["type"], _OTHERWISE)
    return UnreadableAnswers(_place(at), reason, remedy)


def _place(at: list[Any]) -> str:
    """Where it is, lines counted from 1 as people do."""
    match at:
        case []:
            return "(file)"
        case ["lines", int(index), *rest]:
            return ", ".join([f"line {index + 1}", *map(str, rest)])
        case _:
            return ".".join(map(str, at))
