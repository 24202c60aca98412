"""The report over HTTP, as a page, and at the terminal."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from schemas.report import definitions_of
from services import problems, query
from services.cli import main
from services.cli.report_view import sparkline
from services.report import routes
from services.report.page import as_page
from tests.builders import ANN, BOB, CY, erased, person, told
from tests.graph.report.reports import report_on
from tests.graph.report.test_stories import BOB_1, BOB_2
from tests.schemas.test_report_question import defined, numbers
from tests.services.asking import asking
from tests.services.test_cli import Fake, fake

__all__ = ["fake"]

ADDRESS = f"/v1/people/{BOB}/report"
ASKED = {"weeks": "52", "until": "2026-06-01"}


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    for router in (routes.router, query.router):
        app.include_router(router)
    problems.install(app)
    app.state.store = await told([*BOB_2, erased(CY)])
    async with asking(app) as client:
        yield client


async def test_every_number_in_the_answer_has_its_definition(http: httpx.AsyncClient) -> None:
    answer = (await http.get(ADDRESS, params=ASKED)).json()
    definitions = answer["definitions"]
    assert definitions == definitions_of()
    found = set(numbers(answer))
    assert len(found) > 60
    assert [where for where in found if not defined(where) & set(definitions)] == []


@pytest.mark.parametrize(
    ("ref", "params", "status", "field"),
    [
        ("email:nobody@example.org", {}, 404, "ref"), (CY, {}, 410, "ref"),
        (BOB, {"weeks": "0"}, 422, "weeks"), (BOB, {"weeks": "1000"}, 422, "weeks"),
        (BOB, {"until": "2199-01-01"}, 422, "until"), (BOB, {"until": "soon"}, 422, "until"),
        (BOB, {"form": "pdf"}, 422, "form"), (BOB, {"week": "3"}, 422, "week"),
    ],
)  # fmt: skip
async def test_bad_input_is_told_with_its_field(
    http: httpx.AsyncClient, ref: str, params: dict[str, str], status: int, field: str
) -> None:
    answer = await http.get(f"/v1/people/{ref}/report", params=params)
    assert (answer.status_code, answer.json()["field"]) == (status, field)


async def test_the_page_is_whole_in_itself_and_says_what_the_plots_show(
    http: httpx.AsyncClient,
) -> None:
    answer = await http.get(ADDRESS, params={**ASKED, "form": "page"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    page = answer.text
    assert not re.search(r"https?://|<script|style=", page)
    assert page.count("<svg") == page.count("<title id=") == page.count("<desc id=") == 6
    assert len(set(re.findall(r' id="([^"]+)"', page))) == 12
    assert page.count("<tr>") == 53
    assert "Ann Lee told you: &quot;my neighbour works at Globex&quot;." in page
    for where in definitions_of():
        assert f"<dt>{where}</dt>" in page


async def test_what_others_write_is_text_on_the_page() -> None:
    evil = "<img src=x onerror=alert(1)>"
    page = as_page(await report_on([*BOB_2, person(ANN, f"{evil} Lee")]))
    assert "<img" not in page


@pytest.mark.parametrize("story", [BOB_1, BOB_2, [person(BOB, "Bob Stone")]])
@pytest.mark.parametrize("weeks", [1, 104])
async def test_it_fits_a_telephone_and_nobody_complains(
    browser: Any, story: Any, weeks: int, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_text(as_page(await report_on(story, weeks=weeks)))
    context = await browser.new_context(viewport={"width": 390, "height": 844}, offline=True)
    tab = await context.new_page()
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    await tab.goto(file.as_uri())
    assert await tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert await tab.get_by_role("img").count() == 6
    assert complaints == []


def test_a_sparkline_is_as_tall_as_its_numbers() -> None:
    assert sparkline([0, 1, 4, 8, None]) == "·▂▅█·"
    assert sparkline([0.5], 1) == "▅"
    assert sparkline([]) == sparkline([], 5) == ""


async def test_the_terminal_shows_it(
    fake: Fake, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    answer = (await report_on(BOB_2, weeks=52)).model_dump(mode="json", by_alias=True)
    where = "/v1/people/email%3Abob%40example.org/report"
    fake.pages[where] = (200, answer, {})
    assert main(["report", "--weeks", "52", "--until", "2026-06-01", "--from", BOB]) == 0
    out = capsys.readouterr().out
    assert out.startswith(answer["sentence"])
    assert "targets near" in out
    assert max(map(len, out.splitlines())) <= 80
    assert "weeks=52" in fake.asked[-1]
    assert "until=2026-06-01" in fake.asked[-1]
    assert main(["report", "--explain", "--from", BOB]) == 0
    out = capsys.readouterr().out
    assert "asks.made" in out
    assert main(["report", "--json", "--from", BOB]) == 0
    assert json.loads(capsys.readouterr().out) == answer


def test_the_terminal_refuses_what_is_out_of_bounds(
    fake: Fake, capsys: pytest.CaptureFixture[str]
) -> None:
    for weeks in ("0", "105"):
        assert main(["report", "--weeks", weeks, "--from", BOB]) == 2
    assert "weeks" in capsys.readouterr().err


def test_the_page_is_written_to_a_file(
    fake: Fake, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    fake.pages["/v1/people/email%3Abob%40example.org/report"] = (200, {"a": "page"}, {})
    file = tmp_path / "report.html"
    assert main(["report", "--page", str(file), "--from", BOB]) == 0
    assert file.read_text() == '{"a": "page"}'
    assert "form=page" in fake.asked[-1]
    assert main(["report", "--page", str(tmp_path), "--from", BOB]) == 2
    assert "name a file that can be written" in capsys.readouterr().err.lower()
