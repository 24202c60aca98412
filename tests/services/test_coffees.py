"""Soft ties worth a word, over HTTP and in the terminal."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI
from rich.console import Console

from schemas.coffees import CoffeesAnswer
from services import coffees, problems, query
from services.cli import main
from services.cli.coffees import show_coffees
from services.cli.terminal import Terminal
from services.settings import Settings
from services.templates import templates_of
from tests.builders import BOB, CY, erased, event, told
from tests.services.asking import asking, got
from tests.services.test_plan import NOW, STORY

EXAMPLE: dict[str, Any] = CoffeesAnswer.model_config["json_schema_extra"]["examples"][0]  # type: ignore[index,assignment]
COFFEES = f"/v1/people/{BOB}/coffees"


@pytest.fixture
async def app(tmp_path: Path) -> FastAPI:
    app = FastAPI()
    for router in (coffees.router, query.router):
        app.include_router(router)
    problems.install(app)
    app.state.store, app.state.templates = await told(STORY), templates_of(None)
    app.state.settings = Settings(home=tmp_path)
    return app


@pytest.fixture
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with asking(app) as client:
        yield client


async def test_a_soft_tie_and_what_it_would_open(http: httpx.AsyncClient) -> None:
    (cy,) = (await got(http, f"{COFFEES}?now={NOW}"))["coffees"]
    assert (cy["whom"]["ref"], cy["rung"]) == (CY, "opener")
    assert "you're in biotech" in cy["words"]
    (nearer,) = cy["opens"]
    assert nearer["company"]["name"] == "initech"
    assert 0 < nearer["today"] < nearer["chance"] < 1
    assert event("ask.made", cy["event"]["data"]).body


async def test_who_is_left_alone(http: httpx.AsyncClient) -> None:
    answer = await got(http, f"{COFFEES}?now={NOW}&never_ask={CY}")
    assert answer["coffees"] == []
    assert answer["sentence"].startswith("No soft tie of yours leads nearer")


async def test_the_list_of_the_service_is_heeded(http: httpx.AsyncClient, tmp_path: Path) -> None:
    (tmp_path / "never-reveal.txt").write_text("Globex\n")
    assert (await http.get(COFFEES)).json()["field"] == "INROAD_NEVER_REVEAL"


@pytest.mark.parametrize(
    ("asked", "field"),
    [("k=51", "k"), ("max_hops=0", "max_hops"), ("never_ask=x", "never_ask"), ("odd=1", "odd")],
)
async def test_bad_input_is_told(http: httpx.AsyncClient, asked: str, field: str) -> None:
    answer = await http.get(f"{COFFEES}?{asked}")
    assert (answer.status_code, answer.json()["field"]) == (422, field)


async def test_nobody_known_erased_and_nothing_wanted(
    app: FastAPI, http: httpx.AsyncClient
) -> None:
    assert (await http.get("/v1/people/email:no@example.org/coffees")).status_code == 404
    assert (await got(http, f"/v1/people/{CY}/coffees"))["sentence"].startswith(
        "You have no target"
    )
    app.state.store = await told([*STORY, erased(BOB)])
    assert (await http.get(COFFEES)).status_code == 410


async def test_the_example_is_an_answer_and_what_it_asks_is_answered(
    app: FastAPI, http: httpx.AsyncClient
) -> None:
    model = CoffeesAnswer.model_validate(EXAMPLE)
    assert model.model_dump(mode="json", by_alias=True) == EXAMPLE
    assert event("ask.made", EXAMPLE["coffees"][0]["event"]["data"]).body
    operation = app.openapi()["paths"]["/v1/people/{ref}/coffees"]["get"]
    asked = {
        one["name"]: one["schema"].get("examples", [None])[0] for one in operation["parameters"]
    }
    sent = {name: value for name, value in asked.items() if value and name != "ref"}
    address = f"/v1/people/{quote(BOB, safe='')}/coffees"
    assert (await http.get(address, params=sent)).status_code == 200


def test_coffees_on_the_screen() -> None:
    console = Console(record=True, width=80, soft_wrap=True)  # as the commands have it
    show_coffees(console, EXAMPLE)
    text = console.export_text()
    assert "1. Ask Cy a small question." in text
    assert "Globex 31% (out of reach today), by Ina Ode in 2 hops" in text
    assert max(map(len, text.splitlines())) <= 80


def test_the_command_sends_the_standing_lists(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: dict[str, Any] = {}

    class Fake:
        def get(self, *path: str, **words: Any) -> dict[str, Any]:
            asked.update(words, path=path)
            return EXAMPLE

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setenv("INROAD_HOME", str(tmp_path))
    monkeypatch.setenv("INROAD_NEVER_ASK", CY)
    monkeypatch.setattr(Terminal, "service", lambda _: Fake())
    assert main(["coffees", "--from", "bob@example.org", "-k", "3"]) == 0
    assert asked["path"] == ("people", BOB, "coffees")
    assert (asked["k"], asked["never_ask"]) == (3, [CY])
    assert "Ask Cy a small question." in capsys.readouterr().out
