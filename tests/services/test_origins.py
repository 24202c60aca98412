"""A page elsewhere, open in the owner's browser, can neither write nor read."""

from collections.abc import AsyncIterator
from itertools import product
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from services.broker import EVENTS
from services.origins import OwnOrigin
from tests.services.conftest import Inroad
from tests.services.served import Served, served
from tests.services.test_http import STORY

OURS = "http://127.0.0.1:8420"
LINK = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
FRAME = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
POSTS = ("/v1/events", "/v1/sheets/answers", "/v1/sheets", "/v1/paths")
FORM_TYPES = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "")
FETCH = {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "empty"}
IMAGE = {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()

    async def done() -> str:
        return "done"

    app.add_api_route("/", done, methods=["GET", "POST", "DELETE", "OPTIONS"])
    app.add_middleware(OwnOrigin)
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url=OURS) as client:
        yield client


def said(site: str, origin: str | None = None, **others: str) -> dict[str, str]:
    return {"Sec-Fetch-Site": site, **({"Origin": origin} if origin else {}), **others}


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("POST", {}),  # curl, an app
        ("POST", said("same-origin", OURS, **FETCH)),
        ("POST", said("none", OURS)),
        ("POST", {"Origin": OURS}),  # a browser before 2023
        ("POST", {"Origin": OURS.upper()}),
        ("GET", {}),
        ("GET", said("none", **LINK)),  # the address bar
        ("GET", said("same-origin", **FETCH)),
        ("GET", said("cross-site", **LINK)),  # a link in a mail
        ("GET", said("same-site", **LINK)),
        ("GET", {"Origin": OURS}),
    ],
)
async def test_own_pages_and_what_is_no_browser_are_let_through(
    http: httpx.AsyncClient, method: str, headers: dict[str, str]
) -> None:
    assert (await http.request(method, "/", headers=headers)).status_code == 200


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("POST", said("cross-site", "https://evil.example", **FETCH)),
        ("POST", said("cross-site", "https://evil.example", **LINK)),  # a form
        ("POST", said("cross-site", OURS)),  # the site is what counts
        ("POST", said("cross-site")),
        ("POST", said("same-site", "http://127.0.0.1:3000", **FETCH)),  # another port
        ("POST", said("something-new")),
        ("POST", said("")),
        ("POST", {"Origin": "https://evil.example"}),
        ("POST", {"Origin": "http://127.0.0.1:3000"}),
        ("POST", {"Origin": "null"}),  # a file, a frame in a sandbox
        ("POST", {"Origin": ""}),
        ("DELETE", said("cross-site", "https://evil.example")),
        ("OPTIONS", said("cross-site", "https://evil.example", **{"Sec-Fetch-Mode": "cors"})),
        ("GET", said("cross-site", **IMAGE)),
        ("GET", said("cross-site", **FRAME)),
        ("GET", said("same-site", "http://127.0.0.1:3000", **{"Sec-Fetch-Mode": "cors"})),
        ("GET", {"Origin": "https://evil.example"}),
    ],
)
async def test_pages_elsewhere_are_refused(
    http: httpx.AsyncClient, method: str, headers: dict[str, str]
) -> None:
    answer = await http.request(method, "/", headers=headers)
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["field"] == "Origin"
    assert answer.json()["remedy"]


async def test_what_a_form_can_send_is_no_json(service: Served) -> None:
    for address, kind in product(POSTS, FORM_TYPES):
        headers = {"content-type": kind} if kind else {}
        answer = await service.http.post(address, content=b"{}", headers=headers)
        assert answer.status_code == 415, (address, kind)
        assert answer.json()["remedy"]


@pytest.fixture
async def service(inroad: Inroad) -> AsyncIterator[Served]:
    async with served(inroad.settings.model_copy(update={"index": False})) as service:
        yield service


SEND = """async ([address, event, kind, mode]) => {
    const options = { method: "POST", body: JSON.stringify(event), mode };
    options.headers = { "content-type": kind };
    const answer = await fetch(address, options).catch(() => ({ status: -1 }));
    return answer.status;
}"""


async def test_a_browser_publishes_from_our_page_only(
    inroad: Inroad, service: Served, browser: Any
) -> None:
    ours = str(service.http.base_url)
    theirs = ours.replace("127.0.0.1", "localhost")  # another origin, and another site
    page = await browser.new_page()

    async def send(kind: str, mode: str) -> int:
        return int(await page.evaluate(SEND, [f"{ours}/v1/events", STORY[0], kind, mode]))

    async def waiting() -> int:
        return (await inroad.broker.jetstream().stream_info(EVENTS)).state.messages

    await page.goto(f"{theirs}/asyncapi")
    assert await send("text/plain", "no-cors") == 0  # the page is not told
    assert await send("application/cloudevents+json", "cors") == -1
    assert await waiting() == 0
    await page.goto(f"{ours}/asyncapi")
    assert await send("text/plain", "same-origin") == 415
    assert await send("application/cloudevents+json", "same-origin") == 202
    assert await waiting() == 1
