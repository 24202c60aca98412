"""The doors in and out, over a real broker and a real store."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from schemas.announcements import ANNOUNCEMENT
from services.gateway import MAX_BATCH
from tests.services.conftest import Inroad

JSON = {"content-type": "application/json"}
BOB, ANN, GLOBEX = "email:bob@example.org", "email:ann@example.org", "domain:globex.com"


def event(number: str, type_: str, data: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "specversion": "1.0", "id": number, "source": "urn:test", "time": "2026-05-01T00:00:00Z",
        "type": f"inroad.{type_}.v1", "data": data, **changes,
    }  # fmt: skip


STORY = [
    event("1", "person.observed", {"identifiers": [BOB], "name": "Bob Baker"}),
    event("2", "person.observed", {"identifiers": [ANN], "name": "Ann Lee"}),
    event("3", "company.observed", {"identifiers": [GLOBEX, "name:Globex Inc."], "name": "Globex"}),
    event("4", "interaction.recorded", {"participants": [BOB, ANN], "how": "coffee"}),
    event(
        "5", "insider.mentioned",
        {
            "informant": ANN, "mention": "m1", "company": "name:Globex", "relation": "neighbor",
            "description": "my neighbour",
        },
    ),
]  # fmt: skip


async def published(http: httpx.AsyncClient, events: list[dict[str, Any]]) -> str:
    answer = await http.post("/v1/events", json=events)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["receipts"][-1]["receipt"])


async def test_a_story_in_and_a_path_out(http: httpx.AsyncClient) -> None:
    receipt = await published(http, STORY)
    answer = await http.get(
        "/v1/paths", params={"from": BOB, "to": "name:globex", "after": receipt}
    )
    body = answer.json()
    assert answer.status_code == 200, body
    assert body["sentence"].startswith("Ann Lee's neighbour works at Globex.")
    assert [person["role"] for person in body["paths"][0]["people"]] == [
        "asker",
        "contact",
        "insider",
    ]


async def test_a_name_volunteered_today_opens_its_path_today(http: httpx.AsyncClient) -> None:
    now = datetime.now(UTC).isoformat()
    receipt = await published(http, [*STORY[:3], *({**one, "time": now} for one in STORY[3:])])
    answer = await http.get("/v1/paths", params={"from": BOB, "to": GLOBEX, "after": receipt})
    assert [path["hops"] for path in answer.json()["paths"]] == [2]


async def test_a_path_of_then(http: httpx.AsyncClient) -> None:
    receipt = await published(http, STORY)
    asked = {"from": BOB, "to": "name:globex", "after": receipt}
    before = await http.get("/v1/paths", params={**asked, "as_of": "2026-04-30T23:59:59Z"})
    then = await http.get("/v1/paths", params={**asked, "as_of": "2026-05-01T00:00:00Z"})
    assert before.json()["no_path"]["reason"] == "nobody_known_there"
    assert [path["hops"] for path in then.json()["paths"]] == [2]
    assert then.json()["as_of"] == then.json()["now"] == "2026-05-01T00:00:00.000000Z"


async def test_the_three_modes_of_cloudevents_are_taken(http: httpx.AsyncClient) -> None:
    structured = await http.post(
        "/v1/events", content=json.dumps(STORY[0]),
        headers={"content-type": "application/cloudevents+json"},
    )  # fmt: skip
    binary = await http.post(
        "/v1/events", json=STORY[1]["data"],
        headers={f"ce-{name}": STORY[1][name] for name in STORY[1] if name != "data"},
    )  # fmt: skip
    batch = await http.post(
        "/v1/events", content=json.dumps(STORY[2:]),
        headers={"content-type": "application/cloudevents-batch+json"},
    )  # fmt: skip
    assert [answer.status_code for answer in (structured, binary, batch)] == [202, 202, 202]
    assert len(batch.json()["receipts"]) == 3


async def test_the_good_events_of_a_batch_are_accepted(http: httpx.AsyncClient) -> None:
    bad = event("6", "interaction.recorded", {"participants": [BOB], "how": "coffee"})
    answer = await http.post("/v1/events", json=[STORY[0], bad])
    body = answer.json()
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert [receipt["id"] for receipt in body["receipts"]] == ["1"]
    assert body["errors"][0]["index"] == 1
    assert body["errors"][0]["field"] == "data.participants"
    assert body["errors"][0]["remedy"]


@pytest.mark.parametrize(
    ("content", "status", "field"),
    [
        (b"{", 400, "(body)"),
        (b"", 422, "(event)"),
        (b"[]", 400, "(body)"),
        (json.dumps([STORY[0]] * (MAX_BATCH + 1)).encode(), 413, "(body)"),
        (json.dumps({**STORY[0], "type": "inroad.person.observed.v9"}).encode(), 422, "type"),
        (json.dumps({**STORY[0], "extra": "x" * 300_000}).encode(), 422, "(event)"),
    ],
    ids=["no JSON", "empty", "no events", "too many", "unknown version", "too large"],
)  # fmt: skip
async def test_bad_input_names_the_field_and_the_remedy(
    http: httpx.AsyncClient, content: bytes, status: int, field: str
) -> None:
    answer = await http.post("/v1/events", content=content, headers=JSON)
    assert answer.status_code == status, answer.text
    assert answer.json()["field"] == field
    assert answer.json()["remedy"]


async def test_an_event_tells_what_became_of_it(http: httpx.AsyncClient, inroad: Inroad) -> None:
    await published(http, STORY)
    retraction = event("r", "event.retracted", {"source": "urn:test", "id": "4"})
    await published(http, [retraction])
    await inroad.settled()
    applied = await http.get("/v1/events", params={"source": "urn:test", "id": "1"})
    retracted = await http.get("/v1/events", params={"source": "urn:test", "id": "4"})
    unknown = await http.get("/v1/events", params={"source": "urn:test", "id": "nobody"})
    assert applied.json()["status"] == "applied"
    assert retracted.json()["status"] == "retracted"
    assert unknown.status_code == 404
    assert unknown.json()["remedy"]


async def test_a_dead_event_says_why(http: httpx.AsyncClient, inroad: Inroad) -> None:
    await published(http, STORY[:1])
    await inroad.settled()
    await inroad.broker.jetstream().publish(
        "inroad.events.0.default.x", json.dumps({**STORY[1], "time": "never"}).encode()
    )
    await inroad.settled()
    fate = (await http.get("/v1/events", params={"source": "urn:test", "id": "2"})).json()
    assert fate["status"] == "dead"
    assert fate["field"] == "time"
    assert fate["remedy"]


@pytest.mark.parametrize(
    ("path", "status", "field"),
    [
        ("/v1/paths?from=email:nobody@example.org&to=domain:globex.com", 404, "from"),
        (f"/v1/paths?from={BOB}&to=domain:globex.com&max_hops=99", 422, "max_hops"),
        (f"/v1/paths?from={BOB}&to=domain:globex.com&k=0", 422, "k"),
        (f"/v1/paths?from={BOB}", 422, "to"),
        (f"/v1/paths?from={BOB}&to=domain:globex.com&after=nonsense", 422, "after"),
        (f"/v1/paths?from={BOB}&to=domain:globex.com&after=NQ==", 422, "after"),
        (f"/v1/paths?from={BOB}&to=domain:globex.com&after=WzEsIDJd", 422, "after"),
        ("/v1/people/email:nobody@example.org", 404, None),
        ("/v1/introductions/none", 404, None),
    ],
)
async def test_bad_questions_get_a_clear_error(
    http: httpx.AsyncClient, path: str, status: int, field: str | None
) -> None:
    receipt = await published(http, STORY)
    await http.get("/v1/paths", params={"from": BOB, "to": GLOBEX, "after": receipt})
    answer = await http.get(path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["remedy"]
    if field:
        assert answer.json()["field"] == field


async def test_an_erased_person_is_gone(http: httpx.AsyncClient, inroad: Inroad) -> None:
    await published(http, STORY)
    await published(http, [event("e", "person.erased", {"identifiers": [ANN]})])
    await inroad.settled()
    assert (await http.get(f"/v1/people/{ANN}")).status_code == 410
    assert (await http.get(f"/v1/people/{BOB}")).status_code == 200


async def test_a_company_nobody_knows_is_an_answer(http: httpx.AsyncClient) -> None:
    receipt = await published(http, STORY)
    answer = await http.get(
        "/v1/paths", params={"from": BOB, "to": "name:Initech", "after": receipt}
    )
    assert answer.status_code == 200
    assert answer.json()["no_path"]["reason"] == "unknown_company"
    assert answer.json()["no_path"]["remedy"]


async def test_ready_tells_lag_and_counts(http: httpx.AsyncClient, inroad: Inroad) -> None:
    await published(http, STORY)
    await inroad.settled()
    await asyncio.sleep(0.1)
    body = (await http.get("/readyz")).json()
    assert body["lag"] == 0
    assert body["store"]["events"] == len(STORY)
    assert (await http.get("/healthz")).json() == {"status": "ok"}


async def test_a_strange_host_is_refused(http: httpx.AsyncClient) -> None:
    answer = await http.get("/healthz", headers={"host": "evil.example"})
    assert answer.status_code == 400


async def test_the_contract_is_served(http: httpx.AsyncClient) -> None:
    schema = (await http.get("/v1/schemas/events.json")).json()
    document = (await http.get("/asyncapi.json")).json()
    page = (await http.get("/asyncapi")).text
    openapi = (await http.get("/openapi.json")).json()
    tags = set(schema["discriminator"]["mapping"])
    assert "inroad.interaction.recorded.v1" in tags
    assert {message["name"] for message in document["components"]["messages"].values()} == tags
    assert all(tag in page for tag in tags)
    assert document["channels"]["changes"]["address"] == "inroad.changes.{network}"
    assert {"ChangesMessage", "PersonRow"} <= set(document["components"]["schemas"])
    news = document["channels"]["news"]
    assert news["address"] == "inroad.news.{network}"
    examples = [one["examples"][0]["payload"] for one in news["messages"].values()]
    assert [ANNOUNCEMENT.validate_python(one).type for one in examples] == list(news["messages"])
    for one in news["messages"].values():
        assert one["payload"]["$ref"].rpartition("/")[2] in document["components"]["schemas"]
    assert "inroad.changes.{network}" in page
    assert "http" not in page.replace("http-equiv", "")
    assert {"/v1/paths", "/v1/events", "/readyz"} <= set(openapi["paths"])
