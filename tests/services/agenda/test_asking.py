"""Asks, introductions and pursuits over HTTP; an introducer's word in one call."""

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from schemas.events import parse_event
from services.cli import main
from services.cli.exits import Exit
from tests.builders import ANN, BEN, BOB, CY, GLOBEX, NOW
from tests.services.agenda.conftest import INTRODUCTION, Broker, Fake
from tests.services.asking import got

ANSWER = f"/v1/introductions/{INTRODUCTION}/answer"


async def test_asks_are_mine_and_of_me_and_open(http: httpx.AsyncClient) -> None:
    mine = await got(http, f"/v1/people/{BOB}/asks", side="mine")
    assert [(one["id"], one["answer"], one["until"]) for one in mine["asks"]] == [
        ("a-1", "later", "2026-05-20T00:00:00.000000Z"), ("a-2", None, None),
    ]  # fmt: skip
    assert mine["asks"][0]["contact"]["name"] == "Ann Lee"
    of_ann = await got(http, f"/v1/people/{ANN}/asks", side="of-me")
    assert [one["id"] for one in of_ann["asks"]] == ["a-1"]
    waiting = await got(http, f"/v1/people/{BOB}/asks", open="true")
    assert [one["id"] for one in waiting["asks"]] == ["a-2"]
    assert (await got(http, f"/v1/people/{BOB}/asks", side="of-me"))["asks"] == []


async def test_asks_come_page_by_page(http: httpx.AsyncClient) -> None:
    first = await got(http, f"/v1/people/{BOB}/asks", limit="1")
    second = await got(http, f"/v1/people/{BOB}/asks", limit="1", cursor=first["next"])
    assert [one["id"] for page in (first, second) for one in page["asks"]] == ["a-1", "a-2"]
    assert second["next"] is None


async def test_the_introducer_sees_who_asks_and_for_whom(http: httpx.AsyncClient) -> None:
    page = await got(http, f"/v1/people/{ANN}/introductions", part="introducer", waiting="true")
    (one,) = page["introductions"]
    assert (one["asker"]["name"], one["insider"]["name"], one["company"]["name"]) == (
        "Bob Stone", "Ben Ito", "Globex",
    )  # fmt: skip
    assert one["waits_for"]["name"] == "Ann Lee"
    others = await got(http, f"/v1/people/{BEN}/introductions", waiting="true")
    assert others["introductions"] == []


async def test_a_pursuit_has_its_present_step(http: httpx.AsyncClient) -> None:
    (one,) = (await got(http, f"/v1/people/{BOB}/pursuits"))["pursuits"]
    assert (one["towards"]["name"], one["present"]["stage"], one["before"]) == (
        "Globex", "requested", [],
    )  # fmt: skip


@pytest.mark.parametrize(("answer", "stage"), [("accept", "accepted"), ("decline", "declined")])
async def test_the_introducer_answers_in_one_call(
    app: FastAPI, http: httpx.AsyncClient, answer: str, stage: str
) -> None:
    taken = await http.post(ANSWER, json={"from": ANN, "answer": answer, "note": "Gladly"})
    assert (taken.status_code, taken.json()["stage"]) == (202, stage), taken.text
    broker: Broker = app.state.broker
    ((subject, payload),) = broker.sent
    event: Any = parse_event(payload, now=NOW.replace(year=2199))
    assert event.type == f"inroad.introduction.{stage}.v1"
    assert event.data.model_dump(by_alias=True) == {
        "introduction": INTRODUCTION, "asker": BOB, "introducer": ANN, "insider": BEN,
        "company": GLOBEX.lower(), "by": "introducer", "note": "Gladly",
    }  # fmt: skip
    assert subject.startswith("inroad.events.0.default.")
    assert event.id == taken.json()["id"]


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"from": BOB, "answer": "accept"}, 409, "from"),
        ({"from": BEN, "answer": "accept"}, 409, "answer"),
        ({"from": CY, "answer": "accept"}, 410, "from"),
        ({"from": "email:nobody@example.org", "answer": "accept"}, 404, "from"),
        ({"from": ANN, "answer": "perhaps"}, 422, "answer"),
        ({"answer": "accept"}, 422, "from"),
        ({"from": ANN, "answer": "accept", "note": "x" * 4001}, 422, "note"),
        ({"from": ANN, "answer": "accept", "by": "insider"}, 422, "by"),
    ],
)
async def test_a_word_that_is_not_waited_for_is_refused(
    app: FastAPI, http: httpx.AsyncClient, body: dict[str, str], status: int, field: str
) -> None:
    answer = await http.post(ANSWER, json=body)
    assert (answer.status_code, answer.json()["field"]) == (status, field), answer.text
    assert answer.json()["remedy"]
    assert app.state.broker.sent == []


async def test_an_unknown_introduction_is_a_404(http: httpx.AsyncClient) -> None:
    answer = await http.post("/v1/introductions/i-9/answer", json={"from": ANN, "answer": "accept"})
    assert answer.status_code == 404


SEEN = {
    "asker": {"name": "Bob Stone"}, "introducer": {"name": "Ann Lee"}, "insider": None,
    "company": {"name": "Globex"}, "stage": "requested", "waits_for": {"name": "Ann Lee"},
    "id": "i-1",
}  # fmt: skip


def test_the_terminal_shows_who_asked_me(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    page = {"introductions": [SEEN], "next": None}
    fake.pages["/v1/people/email%3Aann%40example.org/introductions"] = (200, page, {})
    assert main(["introductions", "--as", "introducer", "--waiting", "--from", ANN]) == 0
    assert "part=introducer" in fake.asked[-1]
    assert "Bob Stone" in capsys.readouterr().out
    pursued: dict[str, Any] = {"towards": SEEN["company"], "present": SEEN, "before": []}
    fake.pages["/v1/people/email%3Abob%40example.org/pursuits"] = (
        200, {"pursuits": [pursued], "next": None}, {},
    )  # fmt: skip
    assert main(["pursuits", "--from", BOB]) == 0
    assert "Ann Lee to somebody there: requested, waits for Ann Lee" in capsys.readouterr().out


def test_the_terminal_shows_asks(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    asked = {
        "asker": {"name": "Bob"}, "contact": None, "kind": "coffee", "answer": None,
        "time": "2026-05-04T09:00:00.000000Z", "until": None,
    }  # fmt: skip
    fake.pages["/v1/people/email%3Abob%40example.org/asks"] = (
        200, {"asks": [asked], "next": None}, {},
    )  # fmt: skip
    assert main(["asks", "--side", "mine", "--open", "--from", BOB]) == 0
    assert "coffee" in capsys.readouterr().out
    assert "open=true" in fake.asked[-1]


def test_the_terminal_declines(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    told = {"stage": "declined", "source": "s", "id": "1"}
    fake.take = lambda _: (202, told, {})
    assert main(["introduction", "decline", "i-1", "--note", "Not now", "--from", ANN]) == 0
    said: Any = fake.batches[0]
    assert said == {"from": ANN, "answer": "decline", "note": "Not now"}
    assert "The introduction i-1 is declined." in capsys.readouterr().out
    fake.take = lambda _: (409, {"detail": "is declined already", "field": "answer"}, {})
    assert main(["introduction", "decline", "i-1", "--from", ANN]) == Exit.FAILED
