"""The plan as a calendar."""

from datetime import date
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from icalendar import Calendar

from schemas.plan import PlanAnswer
from services import calendar, plan, problems, query
from services.settings import Settings
from services.templates import templates_of
from tests.builders import ANN, BOB, GLOBEX, coffee, event, person, told, works
from tests.services.test_plan import EXAMPLE

STORY = [
    person(BOB, "Bob Stone"), person(ANN, "Ann Lee; née Ito, Dr."),
    event("company.targeted", {"person": BOB, "company": GLOBEX}), works(ANN), coffee(BOB, ANN),
]  # fmt: skip


async def served(home: Path, address: str) -> httpx.Response:
    app = FastAPI()
    for router in (calendar.router, plan.router, query.router):
        app.include_router(router)
    problems.install(app)
    app.state.store, app.state.templates = await told(STORY), templates_of(None)
    app.state.settings = Settings(home=home)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.get(address)


def entries(text: bytes | str) -> list[Any]:
    return [*Calendar.from_ical(text).walk("VEVENT")]


async def test_a_move_is_an_entry_on_its_day(tmp_path: Path) -> None:
    answer = await served(tmp_path, f"/v1/people/{BOB}/plan.ics?now=2026-06-06T00:00:00Z")
    assert answer.headers["content-type"].startswith("text/calendar")
    (entry,) = entries(answer.content)
    assert str(entry["summary"]) == "Show Ann Lee; née Ito, Dr. your sheet."
    assert "works at" in str(entry["description"])
    assert entry.decoded("dtstart") == date(2026, 6, 8)  # the Monday after
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))


async def test_bad_input_is_a_problem(tmp_path: Path) -> None:
    assert (await served(tmp_path, f"/v1/people/{BOB}/plan.ics?k=99")).status_code == 422
    assert (await served(tmp_path, "/v1/people/email:no@example.org/plan.ics")).status_code == 404


def test_the_same_plan_has_the_same_entries() -> None:
    answer = PlanAnswer.model_validate(EXAMPLE)
    one, other = (calendar.calendar_of(answer).to_ical() for _ in range(2))
    assert one == other
    assert [str(entry["uid"]) for entry in entries(one)] == [f"{answer.moves[0].id}@inroad"]
