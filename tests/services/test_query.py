"""The routes of the query service, over a store in memory."""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI

from graph.shelf import Moment, Shelf
from services import paths, problems, query
from tests.builders import (
    ANN,
    BEN,
    BOB,
    CY,
    GLOBEX,
    coffee,
    company,
    contact,
    erased,
    event,
    introduction,
    left,
    mention,
    person,
    told,
    works,
)
from tests.services.asking import asking, got

ODD = "uid:urn:example:app:a/ties"  # a ref that ends as an address does
PATHS = f"/v1/paths?from={BOB}&to={GLOBEX}"


@pytest.fixture
async def app() -> FastAPI:
    app = FastAPI()
    for router in (paths.router, query.router):
        app.include_router(router)
    problems.install(app)
    app.state.store = await told(
        [
            person(BOB, "Bob Stone"), person(ANN, "Ann Lee", "linkedin:ann-lee"),
            person(BEN, "Ben Ito"), company(GLOBEX, "Globex", "domain:globex.com"),
            coffee(BOB, ANN), coffee(BOB, BEN), mention(ANN, description="my neighbour", to=BOB),
            works(BEN, title="Chemist"), left(BEN, time="2026-05-05T00:00:00Z"),
            introduction("requested"), contact("gathering", BOB, ANN, BEN, CY), erased(CY),
            event("interaction.recorded", {"participants": ["uid:a/ties", BOB], "how": "call"}),
        ]
    )  # fmt: skip
    return app


@pytest.fixture
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with asking(app) as client:
        yield client


async def test_path_is_answered(http: httpx.AsyncClient) -> None:
    answer = await got(http, PATHS + "&now=2026-06-01T00:00:00Z&k=3")
    assert answer["sentence"] == (
        "Ann Lee's neighbour works at Globex. Wait for Ann: you have asked for an introduction."
    )
    assert answer["from"]["name"] == "Bob Stone"
    assert answer["now"] == "2026-06-01T00:00:00.000000Z"


async def test_path_is_answered_over_the_graph_of_then(http: httpx.AsyncClient) -> None:
    before = await got(http, PATHS + "&as_of=2026-05-01T00:00:00Z")
    then = await got(http, PATHS + "&k=3&as_of=2026-05-04T12:00:00%2B02:00")
    assert before["no_path"]["reason"] == "nobody_known_there"
    assert before["now"] == before["as_of"] == "2026-05-01T00:00:00.000000Z"
    assert then["as_of"] == "2026-05-04T10:00:00.000000Z"
    assert {path["people"][-1]["name"] for path in then["paths"]} == {
        "Ben Ito", "Ann Lee's neighbour",
    }  # fmt: skip
    for path in then["paths"]:
        for link in [path["insider"]["evidence"], *(tie["evidence"] for tie in path["ties"])]:
            assert (await got(http, link))["events"]


async def test_later_than_now_is_said_in_plain_words(http: httpx.AsyncClient) -> None:
    answer = await http.get(f"{PATHS}&as_of=2199-01-01T00:00:00Z")
    assert answer.json()["detail"] == "as_of: is later than now"
    assert answer.json()["remedy"] == "give a time that has passed by `now`"


async def test_the_pages_know_no_past(http: httpx.AsyncClient) -> None:
    answer = await http.get(f"/v1/people/{ANN}/ties?as_of=2026-05-01T00:00:00Z")
    assert (answer.status_code, answer.json()["field"]) == (422, "as_of")


async def test_what_was_derived_of_the_past_stays_on_the_shelf(
    app: FastAPI, http: httpx.AsyncClient
) -> None:
    app.state.shelf = Shelf()
    at = "2026-05-04T10:00:00.000000Z"
    answer = await got(http, f"{PATHS}&as_of={at}")
    assert app.state.shelf.board(Moment("default", answer["position"], at)).size > 0


async def test_no_path_is_an_answer(http: httpx.AsyncClient) -> None:
    answer = await got(http, f"{PATHS}&avoid={ANN},{BEN}")
    assert answer["no_path"]["reason"] == "out_of_reach"
    assert answer["now"].endswith("T00:00:00.000000Z")


async def test_every_link_of_an_answer_leads_to_events(http: httpx.AsyncClient) -> None:
    answer = await got(http, f"{PATHS}&include_former=true&k=2&now=2026-06-01T00:00:00Z")
    assert len(answer["paths"]) == 2
    for path in answer["paths"]:
        for link in [path["insider"]["evidence"], *(tie["evidence"] for tie in path["ties"])]:
            assert (await got(http, link))["events"]


@pytest.mark.parametrize(
    ("option", "field"),
    [
        ("k=21", "k"), ("k=0", "k"), ("max_hops=99", "max_hops"),
        ("min_strength=1.5", "min_strength"),
        ("min_strength=nan", "min_strength"), ("by=luck", "by"), ("now=2026-01-01T00:00:00", "now"),
        ("now=1767225600", "now"), ("network=A%2FB", "network"), ("hops=3", "hops"),
        ("avoid=Ann", "avoid"), ("hard_only=perhaps", "hard_only"),
        ("as_of=2026-01-01T00:00:00", "as_of"), ("as_of=1767225600", "as_of"),
        ("as_of=then", "as_of"), ("as_of=1969-12-31T23:59:59Z", "as_of"),
        ("as_of=2199-01-01T00:00:00Z", "as_of"),
        ("as_of=2026-03-01T00:00:00Z&now=2026-02-01T00:00:00Z", "as_of"),
    ],
)  # fmt: skip
async def test_option_out_of_bounds_is_named(
    http: httpx.AsyncClient, option: str, field: str
) -> None:
    answer = await http.get(f"{PATHS}&{option}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["field"] == field
    assert answer.json()["remedy"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/v1/people/email:nobody@example.org", 404),
        (f"/v1/people/{CY}", 410),
        ("/v1/people/bob", 422),
        ("/v1/companies/name:Initech/insiders", 404),
        ("/v1/introductions/i-9", 404),
        (f"/v1/people/{ANN}/evidence?cursor=broken", 422),
        (f"/v1/people/{ANN}?network=elsewhere", 404),
        (f"/v1/ties/{ANN}/{CY}/evidence", 410),
        ("/v1/paths?from=email:nobody@example.org&to=name:Globex", 404),
    ],
)
async def test_what_is_not_there_is_a_problem(
    http: httpx.AsyncClient, address: str, status: int
) -> None:
    answer = await http.get(address)
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert answer.json()["field"]
    assert answer.json()["remedy"]


async def test_ref_may_hold_slashes(http: httpx.AsyncClient) -> None:
    encoded = quote(ODD, safe="")
    assert (await got(http, f"/v1/people/{encoded}"))["ref"] == ODD
    ties = await got(http, f"/v1/people/{encoded}/ties")
    assert [tie["person"]["name"] for tie in ties["ties"]] == ["Bob Stone"]
    profile = "linkedin:https://www.linkedin.com/in/Ann-Lee"
    assert (await got(http, f"/v1/people/{profile}"))["name"] == "Ann Lee"
    assert (await got(http, f"/v1/people/{profile}/ties"))["person"]["name"] == "Ann Lee"
    assert len((await got(http, f"/v1/ties/{encoded}/{BOB}/evidence"))["events"]) == 1


async def test_ties_come_surest_first_and_page_by_page(http: httpx.AsyncClient) -> None:
    whole = (await got(http, f"/v1/people/{BOB}/ties"))["ties"]
    assert [tie["sure"] for tie in whole] == sorted((tie["sure"] for tie in whole), reverse=True)
    found: list[Any] = []
    cursor = ""
    while cursor is not None:
        page = await got(http, f"/v1/people/{BOB}/ties?limit=1&cursor={cursor}")
        found += page["ties"]
        cursor = page["next"]
    assert found == whole
    assert len(whole) == 3


async def test_company_tells_who_works_there(http: httpx.AsyncClient) -> None:
    page = await got(http, "/v1/companies/domain:globex.com")
    assert (page["current_insiders"], page["former_insiders"]) == (1, 1)
    now = (await got(http, page["insiders"]))["insiders"]
    ever = (await got(http, page["insiders"] + "?include_former=true"))["insiders"]
    assert [one["person"]["name"] for one in now] == ['"my neighbour"']
    assert {"Ben Ito"} == {one["person"]["name"] for one in ever} - {'"my neighbour"'}
    assert (await got(http, page["evidence"]))["events"]


async def test_person_tells_jobs_and_who_described_them(http: httpx.AsyncClient) -> None:
    ben = await got(http, f"/v1/people/{BEN}")
    assert [(job["title"], job["current"]) for job in ben["employments"]] == [("Chemist", False)]
    (neighbour,) = (await got(http, f"/v1/companies/{GLOBEX}/insiders"))["insiders"]
    assert (neighbour["person"]["name"], neighbour["informant"]["name"]) == (
        '"my neighbour"', "Ann Lee",
    )  # fmt: skip
    page = await got(http, f"/v1/people/{neighbour['person']['id']}")
    assert page["informant"]["name"] == "Ann Lee"
    assert (page["described"], page["description"]) == (True, "my neighbour")


async def test_introduction_tells_roles_and_stages(http: httpx.AsyncClient) -> None:
    page = await got(http, "/v1/introductions/i-1")
    assert (page["asker"]["name"], page["introducer"]["name"]) == ("Bob Stone", "Ann Lee")
    assert [stage["stage"] for stage in page["stages"]] == ["requested"]
    assert len((await got(http, page["evidence"]))["events"]) == 1


async def test_question_waits_for_the_event_of_its_receipt(
    app: FastAPI, http: httpx.AsyncClient
) -> None:
    waited = []

    async def wait_for(network: str, after: str) -> None:
        waited.append((network, after))

    app.state.wait_for = wait_for
    await got(http, f"/v1/people/{ANN}?after=receipt")
    assert waited == [("default", "receipt")]


def test_openapi_shows_problems_and_examples(app: FastAPI) -> None:
    described = app.openapi()
    for path in described["paths"].values():
        operation = path["get"]
        assert operation["summary"]
        for status in ("404", "410", "422", "503"):
            content = operation["responses"][status]["content"]
            assert content["application/problem+json"]["schema"]
    assert described["components"]["schemas"]["PathAnswer"]["examples"]


async def test_the_claims_of_a_person_are_those_that_join_identifiers(
    http: httpx.AsyncClient,
) -> None:
    (claim,) = (await http.get(f"/v1/people/{ANN}/claims")).json()["events"]
    assert claim["data"]["identifiers"] == [ANN, "linkedin:ann-lee"]
    assert (await http.get(f"/v1/people/{BEN}/claims")).json()["events"] == []
