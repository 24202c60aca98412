"""The sheet over a real broker, a builder and a store in a file."""

import httpx

from tests.services.test_http import ANN, BOB, STORY, event, published

TARGET = event("t", "company.targeted", {"person": BOB, "company": "name:Globex"})


async def test_a_sheet_is_shared_answered_and_seen(http: httpx.AsyncClient) -> None:
    receipt = await published(http, [*STORY, TARGET])
    question = {"from": BOB, "to": ANN, "after": receipt}
    shared = await http.post("/v1/sheets", json=question)
    assert shared.status_code == 201, shared.text
    sheet, receipt = shared.json()["sheet"], shared.json()["receipt"]
    form = await http.get(f"/v1/sheets/{sheet}", params={"form": "html", "after": receipt})
    assert 'data-company="domain:globex.com"' in form.text
    file = {
        "format": "inroad-sheet-answers-1", "sheet": sheet, "saved": "2026-05-20T09:00:00Z",
        "lines": [{"company": "domain:globex.com", "answer": "great-place"}],
    }  # fmt: skip
    for known_already in (False, True):
        taken = (await http.post("/v1/sheets/answers", json=file)).json()
        assert taken["known_already"] is known_already
        assert len(taken["events"]) == 1
        seen = await http.get(f"/v1/sheets/{sheet}", params={"after": taken["receipt"]})
        assert seen.json()["open"] == 0
        assert seen.json()["lines"][0]["reply"]["answer"] == "great-place"
