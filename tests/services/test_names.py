"""Finding by a few letters over HTTP."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from services import names, problems
from services.http import create_app
from services.settings import Settings
from tests.builders import (
    ANN,
    BEN,
    BOB,
    GLOBEX,
    NOW,
    company,
    erased,
    event,
    left,
    mention,
    person,
    told,
    works,
)  # fmt: skip
from tests.services.asking import asking

CY, DAN, EVE = (f"email:{name}@example.org" for name in ("cy", "dan", "eve"))
MENTION = mention(ANN, description="my neighbour")
STORY = [
    company(GLOBEX, "Globex", "domain:globex.com"),
    event(
        "company.observed",
        {"identifiers": ["domain:annex.org"], "name": "Annex", "field": "steel", "place": "Basel"},
    ),
    person(ANN, "Ann Lee", headline="Assays that work", field="biotech"),
    person(BEN, "Ann Stone"), works(BEN, title="Chemist"),
    person(BOB, "Joann Ann", field="steel", place="Essen"), works(BOB),
    left(BOB, time="2026-05-05T00:00:00Z"),
    person(CY, "Ann", "linkedin:ann-cy"), person(EVE, "Eva Annand"), erased(EVE),
    MENTION,
]  # fmt: skip


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    app.include_router(names.router)
    problems.install(app)
    app.state.store = await told(STORY)
    async with asking(app) as client:
        yield client


async def found(http: httpx.AsyncClient, q: str, **asked: object) -> list[dict[str, Any]]:
    params = {"q": q, "now": NOW.isoformat(), **asked}
    answer = await http.get("/v1/names", params=params)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    one: list[dict[str, Any]] = answer.json()["found"]
    return one


async def test_the_name_itself_comes_first_and_a_line_tells_them_apart(
    http: httpx.AsyncClient,
) -> None:
    assert [(one["name"], one["kind"], one["line"]) for one in await found(http, "ann")] == [
        ("Ann", "person", None),
        ("Ann Lee", "person", "Assays that work"),
        ("Ann Stone", "person", "Chemist at Globex"),
        ("Annex", "company", "steel, Basel"),
        ("Joann Ann", "person", "steel, Essen"),
    ]
    (ann,) = await found(http, "LEE an")
    assert ann["ref"] == ANN


async def test_a_described_insider_is_found_by_the_description(http: httpx.AsyncClient) -> None:
    (one,) = await found(http, "neighb")
    assert (one["name"], one["line"]) == ('"my neighbour"', "at Globex, says Ann Lee")
    assert one["ref"].startswith("described:")


async def test_kind_and_limit_bound_what_is_found(http: httpx.AsyncClient) -> None:
    assert [one["name"] for one in await found(http, "ann", kind="company")] == ["Annex"]
    assert [one["name"] for one in await found(http, "ann", limit=2)] == ["Ann", "Ann Lee"]
    assert [one["name"] for one in await found(http, "globex.com")] == ["Globex"]
    assert await found(http, "annand") == await found(http, "eve") == await found(http, "zz") == []
    assert await found(http, "ann", network="other") == []


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"q": ""}, "q"), ({"q": " ?! "}, "q"), ({}, "q"), ({"q": "a" * 201}, "q"),
        ({"q": "a", "limit": 51}, "limit"), ({"q": "a", "kind": "dog"}, "kind"),
    ],
)  # fmt: skip
async def test_what_asks_for_nothing_is_refused(
    http: httpx.AsyncClient, asked: dict[str, Any], field: str
) -> None:
    answer = await http.get("/v1/names", params=asked)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert answer.json()["remedy"]


async def test_the_examples_of_openapi_are_answered(
    http: httpx.AsyncClient, tmp_path: Path
) -> None:
    openapi = create_app(Settings(home=tmp_path)).openapi()
    operation = openapi["paths"]["/v1/names"]["get"]
    assert {"422", "503"} < set(operation["responses"])
    examples = {
        one["name"]: one["schema"]["examples"][0]
        for one in operation["parameters"]
        if "examples" in one["schema"]
    }
    assert {one["ref"] for one in await found(http, **examples)} == {ANN}
