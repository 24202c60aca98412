"""What pydantic finds wrong, in plain words, each with what to do about it."""

import re
from collections.abc import Mapping
from typing import Any, Final

from pydantic_core import ErrorDetails

_MOMENT: Final = ("is no moment", "write it as 2026-01-31T12:00:00Z")
_DAY: Final = ("is no day", "write it as 2026-01-31")
_WHOLE: Final = ("is no whole number", "write a number such as 3")
_NUMBER: Final = ("is no number", "write a number such as 0.5")
_LIST: Final = ("is no list", "send a list of JSON")
_OBJECT: Final = ("is no object", "send an object of JSON")
_ONE_OF: Final = ("is none of {expected}", "say one of these")
_EMPTY: Final = ("is empty", "fill it in")

# By pydantic's type of an error: what is wrong and the remedy, filled in from its context.
_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "missing": ("is missing", "add it"),
    "extra_forbidden": ("is not known here", "leave it out; /openapi.json tells what is taken"),
    "string_type": ("is no text", "send a text"),
    "string_too_long": ("is longer than {max_length} characters", "shorten it"),
    "string_too_short": ("is shorter than {min_length} characters", "write more"),
    "too_long": ("has more than {max_length} entries", "send fewer"),
    "too_short": ("has fewer than {min_length} entries", "name more"),
    "int_parsing": _WHOLE,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "float_parsing": _NUMBER,
    "float_type": _NUMBER,
    "bool_parsing": ("is neither true nor false", "say true or false"),
    "bool_type": ("is neither true nor false", "say true or false"),
    "greater_than": ("is not more than {gt}", "say more than {gt}"),
    "greater_than_equal": ("is less than {ge}", "say {ge} or more"),
    "less_than": ("is not less than {lt}", "say less than {lt}"),
    "less_than_equal": ("is more than {le}", "say {le} or less"),
    "literal_error": _ONE_OF,
    "enum": _ONE_OF,
    "datetime_parsing": _MOMENT,
    "datetime_from_date_parsing": _MOMENT,
    "datetime_type": _MOMENT,
    "timezone_aware": ("has no time zone", "write it as 2026-01-31T12:00:00Z"),
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_type": _DAY,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "dict_type": _OBJECT,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "json_invalid": ("is no JSON: {error}", "see that it is whole"),
}  # fmt: skip
_OTHERWISE: Final = "correct it; /openapi.json has the bounds"
_ENTRY = re.compile(r"\.(\d+)")


def wording_of(error: ErrorDetails) -> tuple[str, str]:
    """What is wrong with a field, and what to do: as the error itself says, or in plain words."""
    context: Mapping[str, Any] = error.get("ctx", {})
    if context.get("min_length") == 1 and error["type"] in {"string_too_short", "too_short"}:
        return _EMPTY
    if words := _WORDS.get(error["type"]):
        reason, remedy = words
        return reason.format_map(context), remedy.format_map(context)
    reason = error["msg"].removeprefix("Value error, ")
    return reason, str(context.get("remedy") or _OTHERWISE)


def place_of(field: str) -> str:
    """Where that is, as people count: targets.0 is targets, line 1."""
    return _ENTRY.sub(lambda found: f", line {int(found[1]) + 1}", field)
