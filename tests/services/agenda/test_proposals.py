"""Companies proposed from the goal, over HTTP and in the terminal."""

import json
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from rich.console import Console

from schemas.proposals import ProposalsPage
from services.cli import main
from services.cli.agenda.proposals import show_proposals
from services.cli.exits import Exit
from tests.builders import BOB, CY, event, told
from tests.services.agenda.conftest import STORY, Fake
from tests.services.asking import got

ADDRESS = f"/v1/people/{BOB}/agenda/proposals"
TYPED = "/v1/people/email%3Abob%40example.org/agenda/proposals"
EXAMPLE: dict[str, Any] = ProposalsPage.model_config["json_schema_extra"]["examples"][0]  # type: ignore[index,assignment]
FIRM = event("company.observed", {"identifiers": ["name:Biolab"], "field": "Biotech"})


async def test_a_company_of_the_goals_field(app: FastAPI, http: httpx.AsyncClient) -> None:
    app.state.store = await told([*STORY, FIRM])
    (one,) = (await got(http, ADDRESS))["proposals"]
    assert (one["company"]["name"], one["why"]) == ("biolab", "It is in biotech.")
    assert event("company.targeted", one["event"]["data"]).body


@pytest.mark.parametrize(
    ("address", "status", "field"),
    [
        ("/v1/people/email:no@example.org/agenda/proposals", 404, "ref"),
        (f"/v1/people/{CY}/agenda/proposals", 410, "ref"),
        (f"{ADDRESS}?k=0", 422, "k"),
        (f"{ADDRESS}?max_hops=9", 422, "max_hops"),
        (f"{ADDRESS}?never_ask={CY}", 422, "never_ask"),
    ],
)
async def test_bad_questions_name_field_and_remedy(
    http: httpx.AsyncClient, address: str, status: int, field: str
) -> None:
    answer = await http.get(address)
    assert (answer.status_code, answer.json()["field"]) == (status, field)
    assert answer.json()["remedy"]


def test_the_example_is_a_page() -> None:
    page = ProposalsPage.model_validate(EXAMPLE)
    assert page.model_dump(mode="json", by_alias=True) == EXAMPLE
    assert event("company.targeted", EXAMPLE["proposals"][0]["event"]["data"]).body


def test_proposals_on_the_screen() -> None:
    console = Console(record=True, width=80, soft_wrap=True)  # as the commands have it
    warned = {**EXAMPLE["proposals"][0], "caution": "2 people call Globex a sweatshop."}
    show_proposals(console, {**EXAMPLE, "proposals": [warned]})
    text = console.export_text()
    assert "1. Globex  priority 1.4" in text
    assert "It is in biotech; 3 people there work in research." in text
    assert "2 people call Globex a sweatshop." in text
    assert max(map(len, text.splitlines())) <= 80


def test_what_is_taken_goes_on_the_list(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    fake.pages[TYPED] = (200, EXAMPLE, {})
    assert main(["want", "proposals", "--from", BOB]) == 0
    assert "Globex" in capsys.readouterr().out
    assert not fake.batches
    assert main(["want", "proposals", "--take", "1", "--from", BOB]) == 0
    assert capsys.readouterr().out == "Globex is on your list, priority 1.4.\n"
    ((published,),) = fake.batches
    assert published["type"] == "inroad.company.targeted.v1"
    assert published["data"] == EXAMPLE["proposals"][0]["event"]["data"]
    assert main(["want", "proposals", "--take", "1", "--from", BOB, "--json"]) == 0
    (taken,) = json.loads(capsys.readouterr().out)["taken"]
    assert taken["event"]["data"] == published["data"]


def test_nothing_is_taken_unless_all_is_there(
    fake: Fake, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.pages[TYPED] = (200, EXAMPLE, {})
    arguments = ["want", "proposals", "--take", "1", "--take", "2", "--from", BOB]
    assert main(arguments) == Exit.USAGE
    assert not fake.batches
    assert "There is no proposal 2, there is 1" in capsys.readouterr().err
