"""Every operation of /openapi.json: told in full, and its examples sent to a running service.

A new route is held by this without more. Give it a `summary`, each parameter a description and
`examples=[…]`, a body model `json_schema_extra={"examples": […]}`, and a return type; what its
examples name must be in STORY below.
"""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest

from graph.store import DEFAULT_NETWORK
from schemas.events.base import OWNER_SOURCE
from schemas.imports import IMPORT, UPLOAD
from services.gateway import EXAMPLE
from services.http import create_app
from services.imports.ledger import Ledger
from services.imports.running import target_of
from services.settings import Settings
from tests.builders import ANN, BEN, BOB, event, person
from tests.services.agenda.conftest import STORY as AGENDA
from tests.services.served import Served, events, telling

FILE = b"Name,E-mail,Company\nAnn Lee,ann@example.org,Globex\n"
SHEET = "3c9d8b1e-6f2a-4c5d-8e7f-1a2b3c4d5e6f"
LINES = ["domain:globex.com", "name:Initech", "name:Hooli"]
SAID = [
    *AGENDA,
    event(
        "person.observed",
        {"identifiers": [ANN, "linkedin:ann-lee", "uid:urn:dpdk:12"]},
        source=OWNER_SOURCE,
    ),
    event("relation.asserted", {"person": BEN, "related": ANN, "relation": "friend"}),
    event(
        "gathering.announced",
        {
            "gathering": "biotech-evening",
            "announcer": BOB,
            "name": "Biotech evening",
            "starts": "2026-06-02T19:00:00Z",
            "participants": [BOB, ANN, BEN],
        },
    ),
    person("email:ann.lee@example.com", "Ann Lee"),  # who may be Ann
    event("sheet.shared", {"sheet": SHEET, "from": BOB, "to": ANN, "lines": LINES}),
]
STORY = [EXAMPLE, *(json.loads(one.body) for one in SAID)]
CONTRACT = create_app(Settings()).openapi()
OPERATIONS = [(method, path) for path, of in CONTRACT["paths"].items() for method in of]
STREAM = "text/event-stream"
OPAQUE = "cursor"  # each page makes its own: the one that it gives is sent
every_operation = pytest.mark.parametrize(("method", "path"), OPERATIONS)


@dataclass(slots=True)
class Asking:
    """What a request says, by where it says it."""

    path: dict[str, Any] = field(default_factory=dict)
    query: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)

    def say(self, parameter: dict[str, Any], value: Any) -> "Asking":
        said = Asking(dict(self.path), dict(self.query), dict(self.header))
        getattr(said, parameter["in"])[parameter["name"]] = value
        return said


def examples_of(told: dict[str, Any]) -> list[Any]:
    """Of a parameter, or of the content of a body."""
    schema = told["schema"]
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        schema = CONTRACT["components"]["schemas"].get(name, {})
    return [told["example"]] if "example" in told else list(schema.get("examples", ()))


def bodies(operation: dict[str, Any]) -> list[tuple[str, Any]]:
    content = operation.get("requestBody", {}).get("content", {})
    return [(kind, one) for kind, told in content.items() for one in examples_of(told)]


def lacking(operation: dict[str, Any]) -> Iterator[str]:
    if not operation.get("summary"):
        yield "a summary"
    for one in operation.get("parameters", ()):
        yield from (f"{what} of the parameter {one['name']}" for what in lacking_in(one))
    for kind, told in operation.get("requestBody", {}).get("content", {}).items():
        if not examples_of(told):
            yield f"an example of the body as {kind}"
    for status, told in operation["responses"].items():
        yield from lacking_of(status, told.get("content", {}))


def lacking_of(status: str, content: dict[str, Any]) -> Iterator[str]:
    if status[0] == "4" and "application/problem+json" not in content:
        yield f"the problem of {status}: see services.query.problems_of"
    if status[0] == "2" and not (content and all(told.get("schema") for told in content.values())):
        yield f"a model of the answer {status}"


def lacking_in(parameter: dict[str, Any]) -> Iterator[str]:
    if not (parameter.get("description") or parameter["schema"].get("description")):
        yield "a description"
    if not examples_of(parameter):
        yield "an example"


def good(operation: dict[str, Any]) -> set[str]:
    """The statuses of an answer that is no problem."""
    return {status for status in operation["responses"] if status[0] == "2"}


@every_operation
def test_it_is_told_in_full(method: str, path: str) -> None:
    missing = list(lacking(CONTRACT["paths"][path][method]))
    assert not missing, f"{method.upper()} {path} lacks: {'; '.join(missing)}"


@pytest.fixture(scope="module")
async def service(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    """A service, a builder, and a story that is folded."""
    async with telling(tmp_path_factory.mktemp("openapi"), STORY) as service:
        yield service


@pytest.fixture
async def file(service: Served) -> None:
    """What the examples of imports name: a file that was sent, an import that was begun."""
    settings = service.app.state.settings
    await service.app.state.imports._stop()  # what an example before began
    await service.http.delete(f"/v1/uploads/{UPLOAD}")
    with Ledger.open(settings.home, target_of(settings, DEFAULT_NETWORK)) as ledger:
        now = datetime.now(UTC)
        ledger.begin("people.csv", IMPORT, "csv", day=now, now=now)
    sent = await service.http.put(
        f"/v1/uploads/{UPLOAD}", params={"name": "people.csv"}, content=FILE,
        headers={"content-type": "application/octet-stream"},
    )  # fmt: skip
    assert sent.status_code == 200, sent.text


def askings(operation: dict[str, Any]) -> list[Asking]:
    """The first examples of what is required; with each other example in turn; with all."""
    plain, whole, several = Asking(), Asking(), []
    parameters = [one for one in operation.get("parameters", ()) if one["name"] != OPAQUE]
    for one in parameters:
        if one.get("required"):
            plain = plain.say(one, examples_of(one)[0])
    for one in parameters:
        several += [plain.say(one, value) for value in examples_of(one)]
        whole = whole.say(one, examples_of(one)[0])
    return [plain, *several, whole]


@every_operation
@pytest.mark.usefixtures("file")
async def test_its_examples_are_answered(service: Served, method: str, path: str) -> None:
    operation = CONTRACT["paths"][path][method]
    asked = askings(operation) if method == "get" else askings(operation)[-1:]
    for asking in asked:
        for kind, body in bodies(operation) or [("", None)]:
            status, text = await sent(service, method, path, asking, kind, body)
            assert status in good(operation), (
                f"{method.upper()} {path} with {asking} and body {body} answered {status}: "
                f"{text}; put what the example names into STORY, or mend the example"
            )


async def sent(  # noqa: PLR0917 - what a request has
    service: Served, method: str, path: str, asking: Asking, kind: str, body: Any
) -> tuple[str, str]:
    address = path.format_map({name: quote(one, safe="") for name, one in asking.path.items()})
    operation = CONTRACT["paths"][path][method]
    if STREAM in operation["responses"].get("200", {}).get("content", {}):
        request = service.http.build_request("GET", address, params=asking.query)
        last = str(asking.header.get("Last-Event-ID", ""))
        async with aclosing(events(service.http, str(request.url), last)) as coming:
            await anext(coming)
        return "200", ""
    answer = await service.http.request(
        method, address, params=asking.query,
        headers={**asking.header, **({"content-type": kind} if kind else {})},
        content=(json.dumps(body) if "json" in kind else body) if kind else None,
    )  # fmt: skip
    return str(answer.status_code), answer.text


PAGED = [
    path
    for path, of in CONTRACT["paths"].items()
    if any(one["name"] == OPAQUE for one in of.get("get", {}).get("parameters", ()))
]


@pytest.mark.parametrize("path", PAGED)
@pytest.mark.usefixtures("file")
async def test_the_cursor_of_a_page_leads_to_the_next(service: Served, path: str) -> None:
    plain = askings(CONTRACT["paths"][path]["get"])[0]
    plain.query["limit"] = 1
    status, text = await sent(service, "get", path, plain, "", None)
    for _ in range(3):
        assert status == "200", text
        plain.query[OPAQUE] = json.loads(text)["next"]
        if not plain.query[OPAQUE]:
            return
        status, text = await sent(service, "get", path, plain, "", None)
