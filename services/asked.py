"""A question read from an address by its model alone, for routes that are to be quick.

FastAPI reads a model of `Query()` field by field before it validates it, which takes as long as
a search. Errors and the contract are the same as there.
"""

from functools import cache
from typing import Any, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError

M = TypeVar("M", bound=BaseModel)
NO_DEFAULT = ("default", None)


def queried(model: type[M], request: Request) -> M:
    """The query of *request* as *model*; a list takes every value of its name.

    Raises:
        RequestValidationError: when it is none.
    """
    query = request.query_params
    given: dict[str, Any] = dict(query)
    given |= {name: query.getlist(name) for name in _lists(model) if name in given}
    try:
        return model.model_validate(given)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        located = [{**one, "loc": ("query", *one["loc"])} for one in errors]
        raise RequestValidationError(located) from error


def parameters(model: type[BaseModel]) -> list[dict[str, Any]]:
    """The fields of *model* as OpenAPI tells parameters of a query."""
    schema = model.model_json_schema()
    required = schema.get("required", ())
    return [
        {
            "name": name,
            "in": "query",
            "required": name in required,
            "description": field.get("description", ""),
            "schema": {key: value for key, value in field.items() if (key, value) != NO_DEFAULT},
        }
        for name, field in schema["properties"].items()
    ]


@cache
def _lists(model: type[BaseModel]) -> list[str]:
    fields = model.model_json_schema()["properties"]
    return [name for name, schema in fields.items() if schema.get("type") == "array"]
