"""Every route of the agenda is in OpenAPI with examples; here they are sent."""

from typing import Any
from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI

from services import agenda


def described() -> dict[str, Any]:
    app = FastAPI()
    app.include_router(agenda.router)
    return app.openapi()


CONTRACT = described()
ROUTES = [(method, path) for path, of in CONTRACT["paths"].items() for method in of]


def examples(operation: dict[str, Any], where: str) -> dict[str, str]:
    """By name, the example of each parameter that must be there, or has one."""
    found = {
        one["name"]: next(iter(one["schema"].get("examples", ())), None)
        for one in operation["parameters"]
        if one["in"] == where and (one["required"] or one["schema"].get("examples"))
    }
    assert None not in found.values(), found
    return {name: str(value) for name, value in found.items()}


def body(operation: dict[str, Any]) -> Any:
    if "requestBody" not in operation:
        return None
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    model = CONTRACT["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return model["examples"][0]


def test_every_route_is_told() -> None:
    assert len(ROUTES) == 9


@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_the_examples_are_answered(http: httpx.AsyncClient, method: str, path: str) -> None:
    operation = CONTRACT["paths"][path][method]
    parts = {name: quote(value, safe="") for name, value in examples(operation, "path").items()}
    answer = await http.request(
        method, path.format_map(parts), params=examples(operation, "query"), json=body(operation)
    )
    assert answer.status_code in {200, 202}, answer.text
    assert operation["summary"]
    for status in ("404", "410", "422", "503"):
        content = operation["responses"][status]["content"]
        assert content["application/problem+json"]["schema"]
