"""A gathering through the service as it runs: announced, prepared for from the index, told of."""

from typing import Any

import httpx

from tests.services.test_http import ANN, BOB, GLOBEX, STORY, event, published

PERSON = f"/v1/people/{BOB}"
EVENING = event("g-1", "gathering.announced", {
    "gathering": "evening", "announcer": ANN, "name": "Evening", "starts": "2026-05-02",
    "participants": [BOB, ANN],
})  # fmt: skip
TARGET = event("t-1", "company.targeted", {"person": BOB, "company": GLOBEX})


async def page_of(http: httpx.AsyncClient, receipt: str) -> dict[str, Any]:
    answer = await http.get(f"{PERSON}/gatherings/evening", params={"after": receipt})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_what_was_heard_is_on_the_next_page(http: httpx.AsyncClient) -> None:
    receipt = await published(http, [*STORY, TARGET, EVENING])
    (ann,) = (await page_of(http, receipt))["people"]
    assert ann["why"] == "Ann Lee's neighbour works at Globex."
    assert ann["step"] == "Humbly, an introduction to the person they spoke of at Globex."
    (told,) = (await http.get(f"{PERSON}/gatherings")).json()["gatherings"]
    assert (told["id"], told["coming"]) == ("evening", False)
    asked = {"gathering": "evening", "lines": ["Ann: no, works at Initech"], "publish": True}
    done = (await http.post(f"{PERSON}/debrief", json=asked)).json()
    assert len(done["events"]) == 4
    (ann,) = (await page_of(http, done["receipt"]))["people"]
    again = (await http.post(f"{PERSON}/debrief", json=asked | {"after": done["receipt"]})).json()
    assert (again["events"], again["known"]) == ([], 4)
    assert ann["about"] == "at initech"
