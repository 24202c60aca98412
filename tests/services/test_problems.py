"""What a request gets wrong is answered in plain words, with its place as machines read it."""

from typing import Annotated

import httpx
from fastapi import FastAPI
from pydantic import BaseModel, Field

from services.problems import install


class Asked(BaseModel):
    targets: list[Annotated[str, Field(max_length=400)]]


def app() -> FastAPI:
    found = FastAPI()
    install(found)

    @found.post("/jottings")
    async def jottings(asked: Asked) -> Asked:
        return asked

    return found


async def test_a_line_that_is_too_long_is_told_in_plain_words() -> None:
    transport = httpx.ASGITransport(app())
    async with httpx.AsyncClient(transport=transport, base_url="http://inroad") as http:
        answer = await http.post("/jottings", json={"targets": ["x" * 401]})
    told = answer.json()
    assert (answer.status_code, told["field"]) == (422, "targets.0")
    assert told["detail"] == "targets, line 1: is longer than 400 characters"
    assert told["remedy"] == "shorten it"
    assert told["errors"] == [
        {
            "field": "targets.0",
            "reason": "is longer than 400 characters",
            "remedy": "shorten it",
        }
    ]


async def test_a_body_that_does_not_say_that_it_is_json_is_told_as_that() -> None:
    transport = httpx.ASGITransport(app())
    async with httpx.AsyncClient(transport=transport, base_url="http://inroad") as http:
        for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
            headers = {"content-type": kind} if kind else {}
            answer = await http.post("/jottings", content=b'{"targets": []}', headers=headers)
            assert (answer.status_code, answer.json()["field"]) == (415, "Content-Type"), kind
            assert answer.json()["remedy"].startswith("send it as application/json")
        assert (await http.post("/jottings", json=[])).status_code == 422
        assert (await http.post("/jottings")).status_code == 422
