"""What pydantic finds wrong is told in plain words, with a remedy."""

from datetime import datetime
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from schemas.events.base import wrong
from schemas.wording import place_of, wording_of


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str = ""


class Named(BaseModel):
    name: str


@pytest.mark.parametrize(
    ("kind", "value", "reason", "remedy"),
    [
        (Annotated[str, Field(max_length=400)], "x" * 401, "longer than 400 characters", "shorten"),
        (Annotated[str, Field(min_length=1)], "", "is empty", "fill it in"),
        (Annotated[str, Field(min_length=3)], "x", "is shorter than 3 characters", "write more"),
        (Annotated[list[int], Field(max_length=2)], [1, 2, 3], "more than 2 entries", "fewer"),
        (Annotated[list[int], Field(min_length=2)], [1], "fewer than 2 entries", "name more"),
        (Named, {}, "is missing", "add it"),
        (Closed, {"name": "Ann", "nickname": "A"}, "is not known here", "leave it out"),
        (str, 3, "is no text", "send a text"),
        (int, "three", "is no whole number", "such as 3"),
        (float, "much", "is no number", "such as 0.5"),
        (bool, "perhaps", "is neither true nor false", "true or false"),
        (Annotated[int, Field(gt=0)], 0, "is not more than 0", "say more than 0"),
        (Annotated[int, Field(ge=1)], 0, "is less than 1", "say 1 or more"),
        (Annotated[int, Field(lt=9)], 9, "is not less than 9", "say less than 9"),
        (Annotated[int, Field(le=9)], 10, "is more than 9", "say 9 or less"),
        (Literal["yes", "no"], "perhaps", "is none of 'yes' or 'no'", "say one of these"),
        (datetime, "soon", "is no moment", "2026-01-31T12:00:00Z"),
        (list[int], 3, "is no list", "send a list"),
        (Named, "Ann", "is no object", "send an object"),
    ],
)
def test_what_is_wrong_is_told_in_plain_words(
    kind: Any, value: Any, reason: str, remedy: str
) -> None:
    with pytest.raises(ValidationError) as error:
        TypeAdapter(kind).validate_python(value)
    told = wording_of(error.value.errors()[0])
    assert (reason in told[0], remedy in told[1]) == (True, True), told


def test_an_error_of_ours_keeps_its_own_words() -> None:
    error = ValidationError.from_exception_data(
        "Ref", [{"type": wrong("is nobody", "name somebody"), "loc": ("ref",), "input": ""}]
    )
    assert wording_of(error.errors()[0]) == ("is nobody", "name somebody")


def test_places_are_counted_as_people_do() -> None:
    assert place_of("targets.0") == "targets, line 1"
    assert place_of("data.person") == "data.person"
