"""The sheet over HTTP, from the draft to the answers."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from schemas.sheets import NewSheet, SheetAnswers
from tests.builders import ANN, BOB, GLOBEX

DRAFT = f"/v1/sheet?from={BOB}&to={ANN}"
ANSWERS = "/v1/sheets/answers"


async def shared(http: httpx.AsyncClient, **more: Any) -> dict[str, Any]:
    answer = await http.post("/v1/sheets", json={"from": BOB, "to": ANN, **more})
    assert answer.status_code == 201, answer.text
    page: dict[str, Any] = answer.json()
    return page


def answers(sheet: str, *lines: dict[str, str], **changes: Any) -> dict[str, Any]:
    return {
        "format": "inroad-sheet-answers-1", "sheet": sheet, "saved": "2026-05-20T09:00:00Z",
        "lines": lines, **changes,
    }  # fmt: skip


KNOWS = {"company": "domain:globex.com", "answer": "knows-someone", "words": "my neighbour"}
BAD = {"company": "name:Hooli", "answer": "sweatshop", "words": "Nobody stays"}


async def test_a_draft_shows_lines_and_publishes_nothing(http: httpx.AsyncClient) -> None:
    page = (await http.get(DRAFT)).json()
    assert [line["company"]["name"] for line in page["lines"]] == ["Globex", "Hooli", "Initech"]
    assert page["lines"][0]["reason"] == "You are in Biotech too."
    assert page["sheet"] is None
    assert (await http.get(f"/v1/sheets?person={BOB}")).json()["sheets"] == []


@pytest.mark.parametrize(
    ("form", "kind"), [("text", "text/plain"), ("csv", "text/csv"), ("page", "text/html")]
)
async def test_a_draft_has_forms_to_send(http: httpx.AsyncClient, form: str, kind: str) -> None:
    answer = await http.get(f"{DRAFT}&form={form}")
    assert answer.headers["content-type"].startswith(kind)
    assert "Hooli" in answer.text


async def test_only_a_shared_sheet_can_be_answered(http: httpx.AsyncClient) -> None:
    refused = await http.get(f"{DRAFT}&form=html")
    assert (refused.status_code, refused.json()["field"]) == (422, "form")
    page = await shared(http)
    answer = await http.get(f"/v1/sheets/{page['sheet']}?form=html")
    assert page["sheet"] in answer.text
    assert answer.headers["content-disposition"] == 'attachment; filename="sheet.html"'


async def test_answers_are_taken_line_by_line_and_leave_the_rest_open(
    http: httpx.AsyncClient,
) -> None:
    page = await shared(http)
    taken = (await http.post(ANSWERS, json=answers(page["sheet"], KNOWS, BAD))).json()
    assert {name: taken[name] for name in ("answered", "insiders", "open", "known_already")} == {
        "answered": 2, "insiders": 1, "open": 1, "known_already": False,
    }  # fmt: skip
    (sheet,) = (await http.get(f"/v1/sheets?person={ANN}")).json()["sheets"]
    assert sheet["open"] == 1
    assert [line["reply"] and line["reply"]["answer"] for line in sheet["lines"]] == [
        "knows-someone", "sweatshop", None,
    ]  # fmt: skip
    text = (await http.get(f"/v1/sheets/{page['sheet']}?form=text")).text
    assert "Initech" in text
    assert "Globex" not in text
    insiders = (await http.get(f"/v1/companies/{GLOBEX}/insiders")).json()["insiders"]
    assert insiders[0]["person"]["name"] == '"my neighbour"'


async def test_the_same_file_twice_changes_nothing(app: FastAPI, http: httpx.AsyncClient) -> None:
    file = answers((await shared(http))["sheet"], KNOWS, BAD)
    await http.post(ANSWERS, json=file)
    before = await app.state.store.read("default", lambda view: view.position())
    again = (await http.post(ANSWERS, json=file)).json()
    assert again["known_already"]
    assert await app.state.store.read("default", lambda view: view.position()) == before


async def test_the_standing_list_is_kept_from_every_form(
    http: httpx.AsyncClient, tmp_path: Path
) -> None:
    page = await shared(http)
    (tmp_path / "never-reveal.txt").write_text("# rivals of my cousin\nname:Hooli GmbH\n")
    shown = f"/v1/sheets/{page['sheet']}"
    for address in (
        DRAFT, f"{DRAFT}&form=csv", shown, f"{shown}?form=html", f"/v1/sheets?person={BOB}",
    ):  # fmt: skip
        answer = await http.get(address)
        assert "Globex" in answer.text
        assert "ooli" not in answer.text


async def test_a_standing_list_that_cannot_be_read_shows_no_sheet(
    http: httpx.AsyncClient, tmp_path: Path
) -> None:
    (tmp_path / "never-reveal.txt").write_text("name:Initech\nHooli\n")
    answer = await http.get(DRAFT)
    assert answer.status_code == 500
    assert "never-reveal.txt, line 2" in answer.json()["detail"]
    assert answer.json()["remedy"]


@pytest.mark.parametrize(
    ("address", "status", "field"),
    [
        (f"/v1/sheet?from={BOB}&to=email:nobody@example.org", 404, "to"),
        (f"/v1/sheet?from={BOB}&to={BOB}", 422, "to"),
        (f"/v1/sheet?from={ANN}&to={BOB}", 422, "from"),
        (f"{DRAFT}&most=0", 422, "most"),
        (f"{DRAFT}&form=pdf", 422, "form"),
        (f"{DRAFT}&never_reveal=Hooli", 422, "never_reveal.0"),
        (f"{DRAFT}&never_reveal=name:Hooli,name:Globex,name:Initech", 422, "from"),
        ("/v1/sheets/s-9", 404, "sheet"),
        ("/v1/sheets?person=email:nobody@example.org", 404, "person"),
        (f"/v1/sheets?person={BOB}&cursor=broken", 422, "cursor"),
    ],
)
async def test_bad_questions_get_a_clear_error(
    http: httpx.AsyncClient, address: str, status: int, field: str
) -> None:
    answer = await http.get(address)
    assert (answer.status_code, answer.json()["field"]) == (status, field), answer.text
    assert answer.json()["remedy"]


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({"lines": [BAD, {**KNOWS, "answer": "perhaps"}]}, 422, "line 2, answer"),
        ({"lines": [{**KNOWS, "company": "Globex"}]}, 422, "line 1, company"),
        ({"lines": [{**BAD, "until": "2026-07-01"}]}, 422, "line 1, until"),
        ({"lines": [{**BAD, "words": "x" * 501}]}, 422, "line 1, words"),
        ({"lines": [{**BAD, "who": "me"}]}, 422, "line 1, who"),
        ({"lines": [BAD, BAD]}, 422, "lines"),
        ({"lines": [BAD, {**BAD, "company": "name:Zorg"}]}, 422, "line 2"),
        ({"lines": []}, 422, "lines"),
        ({"saved": "2199-01-01T00:00:00Z"}, 422, "saved"),
        ({"format": "other"}, 422, "format"),
        ({"from": BOB}, 422, "from"),
        ({"sheet": "s-9"}, 404, "sheet"),
    ],
)
async def test_a_bad_file_is_refused_whole_with_the_line_and_the_remedy(
    app: FastAPI, http: httpx.AsyncClient, changes: dict[str, Any], status: int, field: str
) -> None:
    file = answers((await shared(http))["sheet"], KNOWS) | changes
    before = await app.state.store.read("default", lambda view: view.position())
    answer = await http.post(ANSWERS, json=file)
    assert (answer.status_code, answer.json()["field"]) == (status, field), answer.text
    assert answer.json()["remedy"]
    assert await app.state.store.read("default", lambda view: view.position()) == before


@pytest.mark.parametrize("body", [b"", b"answers", b"[]", b'"x"', b"{", b" " * 1_000_001])
async def test_what_is_no_file_of_answers_is_refused(http: httpx.AsyncClient, body: bytes) -> None:
    headers = {"content-type": "application/json"}
    answer = await http.post(ANSWERS, content=body, headers=headers)
    assert (answer.status_code, answer.json()["field"]) == (422, "(file)")
    assert answer.json()["remedy"]


async def test_somebody_erased_since_is_neither_shown_nor_answered_for(
    app: FastAPI, http: httpx.AsyncClient
) -> None:
    page = await shared(http)
    event = {"specversion": "1.0", "id": "e", "source": "urn:inroad:owner",
             "time": "2026-05-20T00:00:00Z", "type": "inroad.person.erased.v1",
             "data": {"identifiers": [ANN]}}  # fmt: skip
    await app.state.broker.publish("inroad.events.0.default.x", json.dumps(event).encode())
    assert (await http.get(DRAFT)).status_code == 410
    answer = await http.post(ANSWERS, json=answers(page["sheet"], KNOWS))
    assert (answer.status_code, answer.json()["detail"]) == (
        410, f"the contact of the sheet '{page['sheet']}' was erased",
    )  # fmt: skip
    again = await http.get(f"/v1/sheets/{page['sheet']}?form=html")
    assert again.status_code == 200
    assert "Ann" not in again.text


async def test_every_example_of_the_contract_is_taken(
    app: FastAPI, http: httpx.AsyncClient
) -> None:
    for path, operations in app.openapi()["paths"].items():
        for operation in operations.values() if "sheet" in path else ():
            assert operation["summary"]
            content = operation["responses"]["404"]["content"]
            assert content["application/problem+json"]["schema"]
    draft = app.openapi()["paths"]["/v1/sheet"]["get"]["parameters"]
    asked = {one["name"]: one["schema"]["examples"][0] for one in draft
             if "examples" in one["schema"]}  # fmt: skip
    assert {"from", "to", "never_reveal"} <= set(asked)
    assert (await http.get("/v1/sheet", params=asked)).status_code == 200
    (new,) = _examples(NewSheet)
    page = (await http.post("/v1/sheets", json=new)).json()
    described = app.openapi()["paths"][ANSWERS]["post"]["requestBody"]["content"]
    (example,) = _examples(SheetAnswers)
    assert described["application/json"]["schema"]["examples"] == [example]
    answer = await http.post(ANSWERS, json=example | {"sheet": page["sheet"]})
    assert answer.status_code == 200, answer.text


def _examples(model: type[NewSheet] | type[SheetAnswers]) -> list[dict[str, Any]]:
    return model.model_json_schema()["examples"]  # type: ignore[no-any-return]
