"""What Bob wants, and with what he may begin."""

import json

import httpx
import pytest
from fastapi import FastAPI

from services.cli import main
from services.cli.exits import Exit
from tests.builders import ANN, BEN, BOB, CY
from tests.services.agenda.conftest import DAN, Fake
from tests.services.asking import got


async def test_goal_questions_and_targets_are_read(http: httpx.AsyncClient) -> None:
    page = await got(http, f"/v1/people/{BOB}/agenda")
    assert (page["goal"]["field"], page["goal"]["place"]) == ("biotech", "Boston")
    assert [one["id"] for one in page["questions"]] == ["q-1"]
    assert [(one["company"]["name"], one["priority"]) for one in page["targets"]] == [
        ("Globex", 2.0), ("initech", 1.0),
    ]  # fmt: skip


async def test_who_wants_nothing_has_an_empty_agenda(http: httpx.AsyncClient) -> None:
    page = await got(http, f"/v1/people/{ANN}/agenda")
    assert (page["goal"], page["questions"], page["targets"]) == (None, [], [])


async def test_openers_ask_what_is_open_first(http: httpx.AsyncClient) -> None:
    page = await got(http, f"/v1/people/{BOB}/openers", to=BEN)
    assert [(one["text"], one["question"]) for one in page["openers"]] == [
        (
            "You're in biotech: may I ask you something about it? What do you do all day?",
            "q-1",
        ),
        ("You're in biotech: may I ask you something about it?", None),
    ]
    assert page["openers"][0]["why"] == "Ben is in biotech, which your question is about."


async def test_the_field_is_the_employers_where_a_person_tells_none(
    http: httpx.AsyncClient,
) -> None:
    page = await got(http, f"/v1/people/{BOB}/openers", to=DAN)
    assert page["openers"][-1]["text"] == "You're in biotech: may I ask you something about it?"


async def test_own_openers_count_at_once(app: FastAPI, http: httpx.AsyncClient) -> None:
    file = app.state.settings.openers_file
    file.write_text("# mine\n{name}, what is {field} like?\n", encoding="utf-8")
    page = await got(http, f"/v1/people/{BOB}/openers", to=BEN)
    assert page["openers"][-1]["text"] == "Ben, what is biotech like?"
    file.write_text("Any {job}s?\n", encoding="utf-8")
    answer = await http.get(f"/v1/people/{BOB}/openers", params={"to": BEN})
    assert (answer.status_code, answer.json()["field"]) == (500, "openers, line 1")
    assert "{name}" in answer.json()["remedy"]
    for unusable in ("# long\n" * 10_000).encode(), b"\xff":
        file.write_bytes(unusable)
        answer = await http.get(f"/v1/people/{BOB}/openers", params={"to": BEN})
        assert (answer.status_code, bool(answer.json()["remedy"])) == (500, True)


@pytest.mark.parametrize(
    ("address", "status", "field"),
    [
        ("/v1/people/email:nobody@example.org/agenda", 404, "ref"),
        (f"/v1/people/{CY}/agenda", 410, "ref"),
        (f"/v1/people/{BOB}/openers", 422, "to"),
        (f"/v1/people/{BOB}/openers?to=Ann", 422, "to"),
        (f"/v1/people/{BOB}/openers?to={CY}", 410, "to"),
        (f"/v1/people/{BOB}/agenda?wish=1", 422, "wish"),
    ],
)
async def test_bad_questions_name_field_and_remedy(
    http: httpx.AsyncClient, address: str, status: int, field: str
) -> None:
    answer = await http.get(address)
    assert (answer.status_code, answer.json()["field"]) == (status, field)
    assert answer.json()["remedy"]


PAGE = {
    "person": {"id": "1", "name": "Bob Stone", "ref": BOB},
    "goal": {"field": "biotech", "function": "research", "place": "Boston", "level": None},
    "questions": [{"id": "q-1", "words": "What do you do all day?"}],
    "targets": [],
}


def test_want_shows_and_says(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    fake.pages["/v1/people/email%3Abob%40example.org/agenda"] = (200, PAGE, {})
    assert main(["want", "--from", BOB]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Bob Stone wants research in biotech, in Boston.")
    assert "What do you do all day?" in out
    assert main(["want", "goal", "--field", "biotech", "--from", BOB]) == 0
    assert main(["want", "company", "globex.com", "--priority", "2", "--from", BOB]) == 0
    assert main(["want", "answered", "q-1", "--from", BOB]) == 0
    sent = [batch[0] for batch in fake.batches]
    assert [(one["type"], one["data"]) for one in sent] == [
        ("inroad.goal.set.v1", {"person": BOB, "field": "biotech"}),
        (
            "inroad.company.targeted.v1",
            {"person": BOB, "company": "domain:globex.com", "priority": 2.0},
        ),
        (
            "inroad.question.noted.v1",
            {"question": "q-1", "person": BOB, "words": "What do you do all day?", "open": False},
        ),
    ]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["want", "goal", "--from", BOB], Exit.USAGE),
        (["openers", "--from", BOB], Exit.USAGE),
        (["want", "--from", "nobody@example.org"], Exit.UNKNOWN),
    ],
)
def test_a_misused_want_says_what_to_do(
    fake: Fake, arguments: list[str], code: Exit, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == code
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_openers_are_shown_and_written(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    opener = {"text": "May I ask you something?", "why": "Ben is in biotech.", "question": None}
    page = {**PAGE, "to": PAGE["person"], "openers": [opener]}
    fake.pages["/v1/people/email%3Abob%40example.org/openers"] = (200, page, {})
    assert main(["openers", "ben@example.org", "--from", BOB, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == page
    assert main(["openers", "ben@example.org", "--from", BOB]) == 0
    assert "May I ask you something?" in capsys.readouterr().out
    assert main(["openers", "--write"]) == 0
    assert main(["openers", "--write"]) == Exit.FAILED
