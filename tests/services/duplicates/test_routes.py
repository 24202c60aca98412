"""Who may be one, over HTTP; what a person says of it is remembered."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from graph.store import DEFAULT_NETWORK, commit
from services.duplicates import register
from services.duplicates.refusals import FILE
from services.duplicates.register import Register
from tests.builders import ANN, coffee
from tests.services.duplicates.conftest import ANN_2


async def listed(http: httpx.AsyncClient, **params: Any) -> Any:
    answer = await http.get("/v1/duplicates", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def people(http: httpx.AsyncClient) -> Any:
    return (await listed(http, kind="people"))["duplicates"]


async def said(http: httpx.AsyncClient, id_: str, answer: str) -> Any:
    told = await http.post(f"/v1/duplicates/{id_}", json={"answer": answer})
    assert told.status_code == 202, told.text
    return told.json()


async def test_the_surest_first_each_with_its_reasons(http: httpx.AsyncClient) -> None:
    page = await listed(http)
    assert page["sentence"] == "2 pairs may be one and the same."
    assert page["tiers"] == {"same": 0, "strong": 2, "weak": 0}
    (one,) = await people(http)
    assert {one["one"]["ref"], one["other"]["ref"]} == {ANN, ANN_2}
    assert one["words"] == "Probably one and the same"
    assert one["event"]["type"] == "inroad.person.merged.v1"


async def test_by_kind_by_tier_by_page(http: httpx.AsyncClient) -> None:
    assert [one["kind"] for one in (await listed(http, kind="companies"))["duplicates"]] == [
        "companies"
    ]
    none = await listed(http, tier="weak")
    assert (none["duplicates"], none["sentence"]) == (
        [], "Nobody and nothing looks like a duplicate.",
    )  # fmt: skip
    first = await listed(http, limit=1)
    second = await listed(http, limit=1, cursor=first["next"])
    assert second["next"] is None
    assert len({one["id"] for page in (first, second) for one in page["duplicates"]}) == 2


async def test_confirmed_they_are_one(http: httpx.AsyncClient) -> None:
    (one,) = await people(http)
    told = await said(http, one["id"], "confirm")
    assert (await http.get(f"/v1/people/{ANN}")).json()["identifiers"] == [ANN, ANN_2]
    assert told["source"] == "urn:inroad:owner"
    assert told["receipt"]
    assert not await people(http)


async def test_companies_are_confirmed_likewise(http: httpx.AsyncClient) -> None:
    (one,) = (await listed(http, kind="companies"))["duplicates"]
    await said(http, one["id"], "confirm")
    company = (await http.get("/v1/companies/name:Globex")).json()
    assert company["identifiers"] == ["domain:globex.com", "name:globex"]


async def test_refused_they_are_asked_about_no_more(
    app: FastAPI, http: httpx.AsyncClient, tmp_path: Path
) -> None:
    (one,) = await people(http)
    await said(http, one["id"], "refuse")
    assert not await people(http)
    app.state.duplicates = Register()  # after a new start
    assert not await people(http)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert "@" not in text
    assert one["one"]["id"] not in text


async def test_who_changes_the_mind_may_confirm(http: httpx.AsyncClient) -> None:
    (one,) = await people(http)
    await said(http, one["id"], "refuse")
    await said(http, one["id"], "confirm")
    assert (await http.get(f"/v1/people/{ANN}")).json()["identifiers"] == [ANN, ANN_2]


async def test_it_islooked_for_once_while_nothing_changes(
    app: FastAPI, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,) = await people(http)
    monkeypatch.setattr(register, "looked_for", None)  # would fail
    assert await people(http) == [one]
    monkeypatch.undo()
    await commit(app.state.store, DEFAULT_NETWORK, [coffee(ANN, ANN_2)])
    assert not await people(http)


@pytest.mark.parametrize(
    ("params", "field"), [({"tier": "sure"}, "tier"), ({"kind": "all"}, "kind"), ({"k": 1}, "k")]
)
async def test_bad_questions_name_the_field(
    http: httpx.AsyncClient, params: dict[str, Any], field: str
) -> None:
    answer = await http.get("/v1/duplicates", params=params)
    assert (answer.status_code, answer.json()["field"]) == (422, field)


async def test_an_unknown_pair_and_a_file_that_is_spoilt(
    http: httpx.AsyncClient, tmp_path: Path
) -> None:
    answer = await http.post("/v1/duplicates/no", json={"answer": "refuse"})
    assert (answer.status_code, answer.json()["field"]) == (404, "id")
    answer = await http.post("/v1/duplicates/no", json={"answer": "perhaps"})
    assert (answer.status_code, answer.json()["field"]) == (422, "answer")
    for text in ("{", "{}"):
        (tmp_path / FILE).write_text(text, encoding="utf-8")
        answer = await http.get("/v1/duplicates")
        assert answer.status_code == 500
        assert "remove it" in answer.json()["remedy"]


async def test_a_refusal_is_taken_back(http: httpx.AsyncClient) -> None:
    (one,) = await people(http)
    await said(http, one["id"], "refuse")
    assert not await people(http)
    assert (await said(http, one["id"], "take-back"))["answer"] == "take-back"
    assert [again["id"] for again in await people(http)] == [one["id"]]
