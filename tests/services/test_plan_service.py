"""The plan from the service as it runs: events in over HTTP, moves out of the index."""

from datetime import UTC, datetime
from typing import Any

import httpx
from icalendar import Calendar

from tests.services.test_http import ANN, BOB, GLOBEX, STORY, event, published

PLAN = f"/v1/people/{BOB}/plan"
TARGET = event("t-1", "company.targeted", {"person": BOB, "company": GLOBEX})


async def planned(http: httpx.AsyncClient, receipt: str) -> dict[str, Any]:
    answer = await http.get(PLAN, params={"after": receipt})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_a_move_done_is_known_at_once(http: httpx.AsyncClient) -> None:
    plan = await planned(http, await published(http, [*STORY, TARGET]))
    (move,) = plan["moves"]
    assert move["text"] == "Ask Ann, humbly, for an introduction to Ann's neighbour at Globex."
    assert "you spoke of your neighbour at Globex" in move["words"]
    assert move["why"] == "Ann Lee's neighbour works at Globex."
    calendar = Calendar.from_ical((await http.get(f"{PLAN}.ics")).content)
    assert [str(entry["summary"]) for entry in calendar.walk("VEVENT")] == [move["text"]]
    now = datetime.now(UTC).isoformat()
    done = {**event("d-1", "x", move["event"]["data"], time=now), "type": move["event"]["type"]}
    after = await planned(http, await published(http, [done]))
    assert after["moves"] == []
    (resting,) = after["resting"]
    assert resting["whom"]["ref"] == ANN
    assert resting["advice"] == "Wait for Ann: you have asked for an introduction."
    assert after["sentence"].startswith("Nothing to do for now")
