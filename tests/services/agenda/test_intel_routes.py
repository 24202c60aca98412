"""What is said of Globex, over HTTP and at the terminal."""

import httpx
import pytest

from services.cli import main
from tests.services.agenda.conftest import Fake
from tests.services.asking import got
from tests.services.test_cli import EXAMPLE


async def test_the_ledger_is_read(http: httpx.AsyncClient) -> None:
    page = await got(http, "/v1/companies/domain:globex.com/intel", now="2026-06-01T00:00:00Z")
    assert [(one["topic"], one["sentiment"], one["who"]["name"]) for one in page["ledger"]] == [
        ("hours", "bad", "Ben Ito")
    ]
    assert page["overall"]["verdict"] == "bad"


async def test_an_unknown_company_is_a_404(http: httpx.AsyncClient) -> None:
    answer = await http.get("/v1/companies/name:nowhere/intel")
    assert (answer.status_code, answer.json()["field"]) == (404, "ref")


def test_the_terminal_shows_what_is_said(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    entry = {
        "topic": "hours", "sentiment": "bad", "words": "Long", "who": {"name": "Ben Ito"},
        "time": "2026-05-04T09:00:00Z", "basis": "insider", "weight": 0.97, "standing": True,
    }  # fmt: skip
    page = {
        "text": "Globex is probably bad, by what one person says.",
        "warning": {"text": "Two say so."},
        "topics": [{"topic": "hours", "verdict": "bad", "sure": "probably"}],
        "contradictions": [{"topic": "hours"}], "ledger": [entry], "next": None,
    }  # fmt: skip
    fake.pages["/v1/companies/name%3Aglobex/intel"] = (200, page, {})
    assert main(["intel", "Globex"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Globex is probably bad")
    assert "Mind: Two say so." in out
    assert "hours: probably bad, people disagree" in out
    assert "Ben Ito" in out


def test_a_path_warns_at_the_terminal(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    warning = {"text": "2 people call Globex a sweatshop.", "voices": 2, "intel": "/v1/…"}
    fake.pages["/v1/paths"] = (200, {**EXAMPLE, "warning": warning}, {})
    assert main(["path", "Globex", "--from", "bob@example.org"]) == 0
    assert "Mind: 2 people call Globex a sweatshop." in capsys.readouterr().out
