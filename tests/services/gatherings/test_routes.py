"""Gatherings over HTTP: the list, the page in its forms, the debrief, and what is refused."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI

from graph.index.state import state_of
from graph.recent import Recent
from graph.store import DEFAULT_NETWORK
from services.desk import IndexDesk
from services.gatherings import routes
from services.replica import IndexReplica
from tests.builders import ANN, BOB, GLOBEX
from tests.graph.gathering.story import EVENING, GIL

NOW = "2026-06-01T00:00:00Z"
PAGE = f"/v1/people/{BOB}/gathering"
LIST = f"/v1/people/{BOB}/gatherings"
DEBRIEF = f"/v1/people/{BOB}/debrief"


async def page_of(http: httpx.AsyncClient, **asked: Any) -> Any:
    answer = await http.post(PAGE, json={"now": NOW, **asked})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def position(app: FastAPI) -> int:
    found: int = await app.state.store.read(DEFAULT_NETWORK, lambda view: view.position())
    return found


async def test_a_page_publishes_nothing(app: FastAPI, http: httpx.AsyncClient) -> None:
    before = await position(app)
    page = await page_of(http, attendees=["Ann Lee", "Zoe"], gathering=EVENING)
    assert page["people"][0]["whom"]["ref"] == ANN
    assert [one["attendee"] for one in page["strangers"]] == ["Zoe"]
    assert await position(app) == before


async def test_the_next_gathering_comes_first(http: httpx.AsyncClient) -> None:
    event = {"specversion": "1.0", "source": "urn:test", "type": "inroad.gathering.announced.v1",
             "time": "2026-05-09T09:00:00Z"}  # fmt: skip
    for id_, starts in (("old", "2026-02-01"), ("late", "2026-09-01"), ("older", "2026-01-01")):
        data = {"gathering": id_, "announcer": BOB, "name": id_, "starts": starts}
        answer = await http.post("/v1/events", json=[{**event, "id": id_, "data": data}])
        assert answer.status_code == 202
    page = (await http.get(LIST, params={"now": NOW})).json()
    assert [(one["id"], one["coming"]) for one in page["gatherings"]] == [
        (EVENING, True), ("late", True), ("old", False), ("older", False),
    ]  # fmt: skip
    first = (await http.get(LIST, params={"now": NOW, "limit": 3})).json()
    rest = (await http.get(LIST, params={"now": NOW, "cursor": first["next"]})).json()
    assert [one["id"] for one in rest["gatherings"]] == ["older"]


async def test_an_announced_one_is_the_same_page(http: httpx.AsyncClient) -> None:
    asked = {"now": NOW, "quiet": "true", "never_ask": ANN}
    got = (await http.get(f"{LIST}/{EVENING}", params=asked)).json()
    assert got == await page_of(http, gathering=EVENING, quiet=True, never_ask=[ANN])


@pytest.mark.parametrize(("form", "kind"), [("text", "text/plain"), ("page", "text/html")])
async def test_the_forms_are_text_and_a_page(http: httpx.AsyncClient, form: str, kind: str) -> None:
    answer = await http.get(f"{LIST}/{EVENING}", params={"now": NOW, "form": form})
    assert answer.headers["content-type"].startswith(kind)
    assert "Biotech evening" in answer.text
    assert "Ann Lee's neighbour Gil Roe works at Globex." in answer.text.replace("&#x27;", "'")
    assert "example.org" not in answer.text
    assert "http" not in answer.text.replace("http-equiv", "")


async def test_the_standing_list_is_kept_from_every_form(
    http: httpx.AsyncClient, tmp_path: Path
) -> None:
    (tmp_path / "never-reveal.txt").write_text("name:Globex\n")
    for form in ("json", "text", "page"):
        answer = await http.get(f"{LIST}/{EVENING}", params={"now": NOW, "form": form})
        assert answer.status_code == 200
        assert "globex" not in answer.text.casefold()
        assert "May lead to a company that you keep to yourself." in answer.text


async def test_the_index_gives_the_same_page(app: FastAPI, http: httpx.AsyncClient) -> None:
    plain = (await http.get(f"{LIST}/{EVENING}")).json()
    store, replica = app.state.store, IndexReplica()
    changes = await store.read(DEFAULT_NETWORK, lambda view: view.changes_since(0))
    await replica.begin(state_of(0, NOW.replace("Z", ".000000Z"), [], []))
    replica.recent = Recent(0)
    await replica.apply(await position(app), changes.put, changes.delete)
    app.state.desk = desk = IndexDesk(store, DEFAULT_NETWORK, replica)
    searched: list[object] = []
    whole = desk.at_one_position

    async def heard(*asked: Any) -> Any:
        searched.append(answer := await whole(*asked))
        return answer

    desk.at_one_position = heard  # type: ignore[method-assign,assignment]
    assert (await http.get(f"{LIST}/{EVENING}")).json() == plain
    assert searched != [None]


async def test_a_debrief_is_shown_then_published_and_twice_is_no_harm(
    app: FastAPI, http: httpx.AsyncClient
) -> None:
    asked = {"gathering": EVENING, "lines": ["Ann Lee: warm, cousin works at Hooli", "Ben: blah"]}
    before = await position(app)
    shown = (await http.post(DEBRIEF, json=asked)).json()
    assert (len(shown["events"]), shown["published"], shown["receipt"]) == (4, False, None)
    assert shown["lines"][1]["unclear"][0]["words"] == "blah"
    assert await position(app) == before
    done = (await http.post(DEBRIEF, json={**asked, "publish": True})).json()
    assert (done["events"], done["published"]) == (shown["events"], True)
    assert done["receipt"]
    after = await position(app)
    again = (await http.post(DEBRIEF, json={**asked, "publish": True})).json()
    assert (again["events"], again["known"], again["receipt"]) == ([], 4, None)
    assert await position(app) == after
    insiders = (await http.get("/v1/companies/name:Hooli/insiders")).json()["insiders"]
    assert '"my cousin"' in [one["person"]["name"] for one in insiders]


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({}, 422, "attendees"),
        ({"attendees": []}, 422, "attendees"),
        ({"attendees": [""]}, 422, "attendees.0"),
        ({"attendees": ["Ann"] * 201}, 422, "attendees"),
        ({"attendees": ["x" * 301]}, 422, "attendees.0"),
        ({"gathering": "no-such"}, 404, "gathering"),
        ({"attendees": ["Ann"], "never_ask": ["nobody"]}, 422, "never_ask"),
        ({"attendees": ["Ann"], "never_reveal": ["Globex"]}, 422, "never_reveal"),
        ({"attendees": ["Ann"], "form": "pdf"}, 422, "form"),
        ({"attendees": ["Ann"], "max_hops": 9}, 422, "max_hops"),
        ({"attendees": ["Ann"], "whom": "Ann"}, 422, "whom"),
    ],
)
async def test_a_bad_question_names_the_field_and_the_remedy(
    http: httpx.AsyncClient, body: dict[str, Any], status: int, field: str
) -> None:
    answer = await http.post(PAGE, json=body)
    assert (answer.status_code, answer.json()["field"]) == (status, field), answer.text
    assert answer.json()["remedy"]


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"lines": []}, 422, "lines"),
        ({"lines": ["Ann: warm"] * 201}, 422, "lines"),
        ({"lines": ["x" * 1001]}, 422, "lines.0"),
        ({"lines": ["", "# none"]}, 422, "lines"),
        ({"lines": ["Ann: warm"], "gathering": "no-such"}, 404, "gathering"),
        ({"lines": ["Ann: warm"], "on": "2199-01-01"}, 422, "on"),
        ({"lines": ["Ann: warm"], "on": "yesterday"}, 422, "on"),
    ],
)
async def test_a_bad_debrief_names_the_field_and_the_remedy(
    http: httpx.AsyncClient, body: dict[str, Any], status: int, field: str
) -> None:
    answer = await http.post(DEBRIEF, json=body)
    assert (answer.status_code, answer.json()["field"]) == (status, field), answer.text
    assert answer.json()["remedy"]


@pytest.mark.parametrize(
    ("who", "status"), [("email:nobody@example.org", 404), ("email:gone@example.org", 410)]
)
async def test_who_asks_must_be_known(http: httpx.AsyncClient, who: str, status: int) -> None:
    person = f"/v1/people/{who}"
    for answer in (
        await http.post(f"{person}/gathering", json={"attendees": ["Ann"]}),
        await http.get(f"{person}/gatherings"),
        await http.get(f"{person}/gatherings/{EVENING}"),
        await http.post(f"{person}/debrief", json={"lines": ["Ann: warm"]}),
    ):
        assert answer.status_code == status, answer.text
        assert answer.json()["remedy"]


async def test_an_erased_attendee_is_no_error(http: httpx.AsyncClient) -> None:
    page = await page_of(http, attendees=["gone@example.org", "Gil"])
    assert (page["erased"], [one["whom"]["ref"] for one in page["people"]]) == (1, [GIL])


async def test_every_example_of_the_contract_is_taken(
    app: FastAPI, http: httpx.AsyncClient
) -> None:
    contract = app.openapi()
    own = {route.path for route in routes.router.routes}  # type: ignore[attr-defined]
    told = [(path, method, of) for path, of in contract["paths"].items() for method in of
            if path.replace("{ref}", "{ref:path}").replace("{id}", "{id:path}") in own]  # fmt: skip
    assert len(told) == 4
    for path, method, operations in told:
        operation = operations[method]
        parts = {one["name"]: quote(one["schema"]["examples"][0], safe="")
                 for one in operation["parameters"] if one["in"] == "path"}  # fmt: skip
        body = None
        if "requestBody" in operation:
            schema = operation["requestBody"]["content"]["application/json"]["schema"]
            name = schema["$ref"].rpartition("/")[2]
            (body,) = contract["components"]["schemas"][name]["examples"]
        answer = await http.request(method, path.format_map(parts), json=body)
        assert answer.status_code == 200, answer.text
        assert operation["summary"]
        for status in ("404", "410", "422", "503"):
            assert operation["responses"][status]["content"]["application/problem+json"]["schema"]
    assert GLOBEX.partition(":")[2] in str(contract["components"]["schemas"]["GatheringPage"])
