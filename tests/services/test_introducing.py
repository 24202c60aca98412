"""An introducer's word, from the call to the graph, over a real broker."""

import httpx

from tests.services.test_http import ANN, BOB, GLOBEX, event, published


async def test_an_introducer_accepts_in_one_call(http: httpx.AsyncClient) -> None:
    roles = {"introduction": "i-1", "asker": BOB, "introducer": ANN, "company": GLOBEX}
    asked = await published(http, [event("1", "introduction.requested", roles)])
    waiting = {"part": "introducer", "waiting": "true"}
    seen = await http.get(f"/v1/people/{ANN}/introductions", params={**waiting, "after": asked})
    assert [one["id"] for one in seen.json()["introductions"]] == ["i-1"], seen.text

    taken = await http.post(
        "/v1/introductions/i-1/answer", json={"from": ANN, "answer": "accept", "note": "Gladly"}
    )
    assert taken.status_code == 202, taken.text

    receipt = taken.json()["receipt"]
    page = await http.get(f"/v1/people/{BOB}/pursuits", params={"after": receipt})
    (pursuit,) = page.json()["pursuits"]
    assert pursuit["present"]["stage"] == taken.json()["stage"] == "accepted"
    again = await http.post("/v1/introductions/i-1/answer", json={"from": ANN, "answer": "accept"})
    assert (again.status_code, again.json()["field"]) == (409, "answer")
    assert again.json()["remedy"]
