"""The plan over HTTP, and in the terminal."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from rich.console import Console

from graph.index.state import state_of
from graph.recent import Recent
from graph.store import DEFAULT_NETWORK
from graph.stores.memory import MemoryStore
from schemas.plan import PlanAnswer
from services import plan, problems, query
from services.cli import main
from services.cli.plan_view import show_plan
from services.cli.terminal import Terminal
from services.desk import IndexDesk
from services.replica import IndexReplica
from services.settings import Settings
from services.templates import templates_of
from tests.builders import (
    ANN,
    BEN,
    BOB,
    CY,
    GLOBEX,
    coffee,
    company,
    contact,
    event,
    mention,
    person,
    relation,
    told,
    works,
)
from tests.services.asking import asking, got

EXAMPLE: dict[str, Any] = PlanAnswer.model_config["json_schema_extra"]["examples"][0]  # type: ignore[index,assignment]
NOW = "2026-06-01T00:00:00Z"
PLAN = f"/v1/people/{BOB}/plan"
DEE = "email:dee@example.org"
MARCH = "2026-03-04T09:00:00Z"
STORY = [
    person(BOB, "Bob Stone"), person(ANN, "Ann Lee"), person(BEN, "Ben Ito"),
    company(GLOBEX, "Globex"), person(CY, "Cy Day", field="biotech"), person(DEE, "Dee Fox"),
    event("company.targeted", {"person": BOB, "company": GLOBEX, "priority": 2}),
    event("company.targeted", {"person": BOB, "company": "name:Initech"}),
    event("company.targeted", {"person": BOB, "company": "name:Hooli"}),
    event("goal.set", {"person": BOB, "function": "assay development", "place": "Basel"}),
    works("email:gil@example.org"), person("email:gil@example.org", "Gil Roe"),
    works("email:ina@example.org", "name:Initech"),
    coffee(BOB, ANN, time=MARCH), relation(ANN, "email:gil@example.org", "neighbor"),
    mention(ANN, insider="email:gil@example.org", relation="neighbor", to=BOB),
    contact("gathering", BOB, CY), relation(CY, "email:ina@example.org", "friend"),
    coffee(BOB, DEE), relation(DEE, "email:ina@example.org", "friend"),
    event(
        "ask.made", {"ask": "a-1", "from": BOB, "to": DEE, "kind": "question"},
        time="2026-05-24T09:00:00Z",
    ),
]  # fmt: skip


@pytest.fixture
async def store() -> MemoryStore:
    return await told(STORY)


@pytest.fixture
async def app(store: MemoryStore, tmp_path: Path) -> FastAPI:
    app = FastAPI()
    for router in (plan.router, query.router):
        app.include_router(router)
    problems.install(app)
    app.state.store, app.state.templates = store, templates_of(None)
    app.state.settings = Settings(home=tmp_path)
    return app


@pytest.fixture
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with asking(app) as client:
        yield client


async def test_moves_are_the_right_rung_with_words(http: httpx.AsyncClient) -> None:
    answer = await got(http, f"{PLAN}?now={NOW}")
    ann, cy = answer["moves"]
    assert ann["text"] == "Ask Ann, humbly, for an introduction to Gil Roe at Globex."
    assert ann["why"] == "Ann Lee's neighbour Gil Roe works at Globex."
    assert "you spoke of Gil Roe at Globex" in ann["words"]
    assert ann["blurb"].startswith("Bob Stone is looking for work in assay development, in Basel")
    assert ann["event"]["type"] == "inroad.introduction.requested.v1"
    assert cy["rung"] == "opener"
    assert "you're in biotech" in cy["words"]
    assert [one["company"]["name"] for one in cy["opens"]] == ["initech"]
    assert (answer["targets"], answer["within_reach"]) == (3, 2)
    assert answer["share_of_best"] == 1.0
    (dee,) = answer["resting"]
    assert dee["advice"] == "You asked Dee on 24 May: leave the next word to Dee."


async def test_standing_lists_are_heeded(http: httpx.AsyncClient) -> None:
    never = await got(http, f"{PLAN}?now={NOW}&never_ask={ANN},email:nobody@example.org")
    assert [move["whom"]["ref"] for move in never["moves"]] == [CY]
    hidden = await got(http, f"{PLAN}?now={NOW}&never_reveal={GLOBEX}")
    (ann,) = (move for move in hidden["moves"] if move["whom"]["ref"] == ANN)
    assert ann["rung"] == "coffee"
    assert "lobex" not in ann["words"] + ann["text"] + json.dumps(ann["event"])


async def test_the_list_of_the_service_is_heeded_whoever_asks(
    http: httpx.AsyncClient, tmp_path: Path
) -> None:
    hidden = await got(http, f"{PLAN}?now={NOW}&never_reveal={GLOBEX}")
    (tmp_path / "never-reveal.txt").write_text(f"{GLOBEX}\n")
    assert await got(http, f"{PLAN}?now={NOW}") == hidden
    (tmp_path / "never-reveal.txt").write_text("Globex\n")
    assert (await http.get(PLAN)).json()["field"] == "INROAD_NEVER_REVEAL"


async def test_every_proposed_event_is_one(http: httpx.AsyncClient) -> None:
    for query_ in ("", f"&never_reveal={GLOBEX}", "&max_hops=2"):
        for move in (await got(http, f"{PLAN}?now={NOW}{query_}"))["moves"]:
            type_ = move["event"]["type"].removeprefix("inroad.").removesuffix(".v1")
            assert event(type_, move["event"]["data"]).body


async def test_the_index_plans_the_same(app: FastAPI, http: httpx.AsyncClient) -> None:
    store: MemoryStore = app.state.store
    plain = await got(http, PLAN)
    replica = IndexReplica()
    desk = IndexDesk(store, DEFAULT_NETWORK, replica)
    changes = await store.read(DEFAULT_NETWORK, lambda view: view.changes_since(0))
    position = await store.read(DEFAULT_NETWORK, lambda view: view.position())
    await replica.begin(state_of(0, NOW.replace("Z", ".000000Z"), [], []))
    replica.recent = Recent(0)
    await replica.apply(position, changes.put, changes.delete)
    app.state.desk = desk
    searched: list[object] = []
    whole = desk.at_one_position

    async def heard(*asked: Any) -> Any:
        searched.append(answer := await whole(*asked))
        return answer

    desk.at_one_position = heard  # type: ignore[method-assign,assignment]
    assert await got(http, PLAN) == plain
    assert searched != [None]
    assert plain["moves"]
    desk.close()


@pytest.mark.parametrize(
    ("asked", "field"),
    [("k=0", "k"), ("max_hops=5", "max_hops"), ("never_ask=x", "never_ask"), ("odd=1", "odd")],
)
async def test_bad_input_is_told(http: httpx.AsyncClient, asked: str, field: str) -> None:
    answer = await http.get(f"{PLAN}?{asked}")
    assert (answer.status_code, answer.json()["field"]) == (422, field)


async def test_nobody_known_and_nothing_wanted(http: httpx.AsyncClient) -> None:
    assert (await http.get("/v1/people/email:no@example.org/plan")).status_code == 404
    answer = await got(http, f"/v1/people/{ANN}/plan")
    assert answer["sentence"].startswith("You have no target yet")


def test_the_example_is_an_answer(app: FastAPI) -> None:
    told_ = PlanAnswer.model_validate(EXAMPLE).model_dump(mode="json", by_alias=True)
    assert told_ == EXAMPLE
    described = app.openapi()
    operation = described["paths"]["/v1/people/{ref}/plan"]["get"]
    assert operation["summary"]
    (shown,) = described["components"]["schemas"]["PlanAnswer"]["examples"]
    assert shown["moves"][0]["words"] == EXAMPLE["moves"][0]["words"]
    (move,) = EXAMPLE["moves"]
    assert event("sheet.shared", move["event"]["data"]).body


def test_a_plan_on_the_screen() -> None:
    console = Console(record=True, width=40, soft_wrap=True)  # as the commands have it
    show_plan(console, EXAMPLE)
    text = console.export_text()
    assert " ".join(EXAMPLE["moves"][0]["words"].split()) in " ".join(text.split())
    assert "1. Show Ann your sheet." in text
    assert "May open Globex 43%" in text
    assert "In peace for now:" in text


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> dict[str, list[Any]]:
    """A service that plans the example, at a terminal where somebody presses keys."""
    seen: dict[str, list[Any]] = {"asked": [], "published": [], "keys": []}

    class Fake:
        def get(self, *path: str, **asked: Any) -> dict[str, Any]:
            if path != ("people", BOB, "plan"):
                return dict(seen["pages"].pop())
            seen["asked"].append(asked)
            return EXAMPLE

        def publish(self, event: dict[str, Any]) -> dict[str, Any]:
            seen["published"].append(event)
            return {}

    class Open:
        def __enter__(self) -> Fake:
            return Fake()

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setenv("INROAD_HOME", str(tmp_path))
    monkeypatch.setattr(Terminal, "service", lambda _: Open())
    monkeypatch.setattr(Terminal, "interactive", True)
    monkeypatch.setattr(Terminal, "key", lambda *_: seen["keys"].pop(0))
    (tmp_path / "me").write_text(BOB)
    return seen


def test_done_publishes_the_event(service: dict[str, list[Any]]) -> None:
    service["keys"] = ["d"]
    assert main(["today"]) == 0
    (published,) = service["published"]
    assert published["type"] == "inroad.sheet.shared.v1"
    assert published["data"] == EXAMPLE["moves"][0]["event"]["data"]


@pytest.mark.parametrize("key", ["l", "n"])
def test_later_and_no_leave_the_person_out(service: dict[str, list[Any]], key: str) -> None:
    service["keys"] = [key]
    assert main(["today"]) == 0
    assert not service["published"]
    assert main(["plan", "--json"]) == 0
    assert service["asked"][-1]["never_ask"] == [EXAMPLE["moves"][0]["whom"]["ref"]]


def test_nothing_is_kept_of_who_is_erased(service: dict[str, list[Any]], tmp_path: Any) -> None:
    service["keys"] = ["n"]
    assert main(["today"]) == 0
    assert "ann" in (tmp_path / "left_out.json").read_text()
    service["pages"] = [{"identifiers": [ANN]}]
    assert main(["person", "erase", ANN, "--yes"]) == 0
    assert "ann" not in (tmp_path / "left_out.json").read_text()


def test_five_a_day_are_enough(
    service: dict[str, list[Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    service["keys"] = ["l"] * 5
    for _ in range(6):
        assert main(["today"]) == 0
    assert [asked["k"] for asked in service["asked"]] == [5, 4, 3, 2, 1]
    assert capsys.readouterr().out.endswith("Enough for today.\n")


def test_a_file_that_was_edited_wrongly_is_told(
    service: dict[str, list[Any]], tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "left_out.json").write_text("{")
    assert main(["plan"]) == 1
    assert "Correct it, or remove it" in capsys.readouterr().err
