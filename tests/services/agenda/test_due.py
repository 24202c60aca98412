"""What is due over HTTP and at the terminal."""

import httpx
import pytest
from fastapi import FastAPI

from services.cli import main
from services.settings import Settings
from tests.builders import BOB
from tests.services.agenda.conftest import Fake
from tests.services.asking import got


async def test_what_is_due_by_a_day(http: httpx.AsyncClient) -> None:
    page = await got(http, f"/v1/people/{BOB}/due", by="2026-05-25")
    assert [(one["kind"], one["date"][:10]) for one in page["due"]] == [
        ("ask-again", "2026-05-20"), ("gone-quiet", "2026-05-24"),
    ]  # fmt: skip
    assert page["due"][0]["whom"]["name"] == "Ann Lee"


async def test_a_setting_names_the_time_of_silence(app: FastAPI, http: httpx.AsyncClient) -> None:
    app.state.settings = Settings(quiet_after=1)
    page = await got(http, f"/v1/people/{BOB}/due", by="2026-05-11")
    assert [one["kind"] for one in page["due"]] == ["gone-quiet"]


@pytest.mark.parametrize("by", ["soon", "20260525", "2026-05-25T00:00:00"])
async def test_a_day_that_is_none_is_refused(http: httpx.AsyncClient, by: str) -> None:
    answer = await http.get(f"/v1/people/{BOB}/due", params={"by": by})
    assert (answer.status_code, answer.json()["field"]) == (422, "by")
    assert "2026-01-31" in answer.json()["remedy"]


def test_the_terminal_tells_what_is_due(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    item = {"kind": "thank", "date": "2026-05-03T00:00:00Z", "why": "You met somebody: Ann."}
    page = {"by": "2026-06-01T00:00:00Z", "due": [item], "next": None}
    fake.pages["/v1/people/email%3Abob%40example.org/due"] = (200, page, {})
    assert main(["due", "--by", "2026-06-01", "--from", BOB]) == 0
    out = capsys.readouterr().out
    assert out.startswith("1 thing is due by 1 Jun 2026.")
    assert "Say thank you" in out
    assert "by=2026-06-01" in fake.asked[-1]
