"""Imports over HTTP, as the page makes them: sent, looked at, imported, taken back."""

import asyncio
import io
import uuid
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from graph.store import DEFAULT_NETWORK
from services.imports.ledger import Ledger
from services.imports.running import target_of
from services.imports.uploads import MEMBERS
from tests.law.graphs import Graph, differences, graph_in
from tests.services.conftest import Inroad
from tests.services.imports.test_import import ANN, BEN, CY, HEAD, SHOWN
from tests.services.replicas import until
from tests.services.served import Served, served

BYTES = {"content-type": "application/octet-stream"}
ME = {"from": "email:bob@example.org"}
FILE = (HEAD + ANN + BEN + CY).encode()
DAY = "2026-05-04T00:00:00Z"


@pytest.fixture
async def service(inroad: Inroad) -> AsyncIterator[Served]:
    settings = inroad.settings.model_copy(update={"index": False, "upload_bytes": 100_000})
    async with served(settings) as service, inroad.building():
        yield service


def left(service: Served) -> list[Path]:
    """The files that are kept."""
    folder: Path = service.app.state.settings.home / "uploads"
    return sorted(folder.iterdir()) if folder.exists() else []


async def put(service: Served, body: bytes, name: str = "Connections.csv", **more: Any) -> Any:
    address = f"/v1/uploads/{uuid.uuid4()}"
    params = {"name": name, "written": DAY}
    return await service.http.put(address, params=params, content=body, headers=BYTES, **more)


async def kept(service: Served, body: bytes, name: str = "Connections.csv") -> str:
    sent = await put(service, body, name)
    assert sent.status_code == 200, sent.text
    return str(sent.json()["id"])


async def rested(service: Served, id_: str) -> dict[str, Any]:
    """The upload, once nothing is under way."""
    page: dict[str, Any] = {"state": "importing"}
    while page["state"] in {"reading", "importing"}:
        page = (await service.http.get(f"/v1/uploads/{id_}")).json()
        await asyncio.sleep(0.02)
    return page


async def done(service: Served, id_: str, what: str, **asked: Any) -> dict[str, Any]:
    """Preview or import it, and what came of it."""
    begun = await service.http.post(f"/v1/uploads/{id_}/{what}", json=ME | asked)
    assert begun.status_code == 202, begun.text
    return await rested(service, id_)


async def imported(service: Served, body: bytes = FILE) -> dict[str, Any]:
    page = await done(service, await kept(service, body), "import")
    assert page["problem"] is None
    return dict(page["files"][0]["outcome"])


async def undone(service: Served, import_: str) -> dict[str, Any]:
    begun = await service.http.post(f"/v1/imports/{import_}/undo")
    assert begun.status_code == 202, begun.text
    page: dict[str, Any] = {"undo": {"running": True}}
    while page["undo"]["running"]:
        page = (await service.http.get("/v1/imports")).json()
        await asyncio.sleep(0.02)
    assert page["undo"]["problem"] is None
    return page


async def graph(inroad: Inroad) -> Graph:
    await inroad.settled()
    return await graph_in(inroad.store, DEFAULT_NETWORK)


async def test_twice_changes_nothing_undo_leaves_nothing_and_again_works(
    inroad: Inroad, service: Served
) -> None:
    before = await graph(inroad)
    first = await imported(service)
    assert (first["new"], first["known"]) == (11, 0)
    full = await graph(inroad)
    assert len(differences(full, before, SHOWN)) > 5
    second = await imported(service)
    assert (second["new"], second["known"], second["import"]) == (0, 11, first["import"])
    assert "known already" in second["sentence"]
    assert differences(await graph(inroad), full, SHOWN) == []
    page = await undone(service, first["import"])
    assert page["undo"]["taken"] == 11
    assert page["imports"][0]["undone"]
    assert differences(await graph(inroad), before, SHOWN) == []
    assert (await service.http.post(f"/v1/imports/{first['import']}/undo")).status_code == 404
    assert (await imported(service))["new"] == 11
    assert differences(await graph(inroad), full, SHOWN) == []


async def test_a_preview_tells_line_by_line_and_sends_nothing(
    inroad: Inroad, service: Served
) -> None:
    before = await graph(inroad)
    id_ = await kept(service, FILE + b"Di,Low,,,,,1 Feb 2024\n")
    page = await done(service, id_, "preview")
    outcome = page["files"][0]["outcome"]
    assert outcome["sentence"] == (
        "Connections.csv: 3 people you are connected with on LinkedIn. 1 line was not understood."
    )
    address = f"/v1/uploads/{id_}/lines"
    told = (await service.http.get(address, params={"limit": 2})).json()
    assert (len(told["lines"]), told["all"]) == (2, 12)  # Globex twice
    assert told["lines"][0]["text"] == "Ann Lee: linkedin:ann-lee, email:ann@example.org"
    unclear = (await service.http.get(address, params={"what": "not_understood"})).json()
    assert unclear["lines"][0]["line"] == 5
    assert unclear["lines"][0]["remedy"]
    assert differences(await graph(inroad), before) == []
    assert (await service.http.get("/v1/imports")).json()["imports"] == []


async def test_columns_that_can_not_be_guessed_are_asked_for(service: Served) -> None:
    id_ = await kept(service, b"Wer,Adresse\nAnn Lee,ann@example.org\n", "people.csv")
    file = (await service.http.get(f"/v1/uploads/{id_}")).json()["files"][0]
    assert file["heading"] == ["Wer", "Adresse"]
    assert file["unsure"] == ["email", "name", "company"]
    columns = {"email": "Adresse", "name": "Wer", "company": ""}
    page = await done(service, id_, "preview", columns=columns)
    assert "1 person of a table" in page["files"][0]["outcome"]["sentence"]
    wrong = await done(service, id_, "preview", columns={"email": "Mail"})
    assert wrong["files"][0]["outcome"]["not_understood"] == 1


async def test_a_file_is_for_its_owner_only_and_goes_when_it_is_imported_or_cancelled(
    service: Served,
) -> None:
    id_ = await kept(service, FILE)
    (place,) = left(service)
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.parent.stat().st_mode & 0o777 == 0o700
    await done(service, id_, "import")
    assert left(service) == []
    other = await kept(service, FILE)
    assert (await service.http.delete(f"/v1/uploads/{other}")).status_code == 200
    assert left(service) == []
    gone = await service.http.get(f"/v1/uploads/{other}")
    assert (gone.status_code, gone.json()["field"]) == (404, "id")


async def test_a_file_goes_when_it_is_too_old(inroad: Inroad) -> None:
    settings = inroad.settings.model_copy(update={"index": False, "upload_age": 1})
    async with served(settings) as service:
        id_ = await kept(service, FILE)
        await until(lambda: not left(service))
        assert (await service.http.get(f"/v1/uploads/{id_}")).status_code == 404


def packed(*members: tuple[str, bytes]) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return body.getvalue()


async def test_an_archive_is_the_files_in_it(service: Served) -> None:
    body = packed(("Connections.csv", FILE), ("Rich Media.csv", b"Date,Link\n"))
    page = await done(service, await kept(service, body, "archive.zip"), "import")
    assert [one["name"] for one in page["files"]] == ["archive.zip/Connections.csv"]
    assert page["left_out"] == ["archive.zip/Rich Media.csv"]
    assert page["files"][0]["outcome"]["new"] == 11


@pytest.mark.parametrize(
    ("body", "name", "status", "field"),
    [
        (b"x" * 100_001, "big.csv", 413, "(body)"),
        (packed(("Connections.csv", b"\n" * 200_000)), "bomb.zip", 413, "(body)"),
        (
            packed(*((f"{n}.txt", b"") for n in range(MEMBERS + 1)))[-99_000:],
            "many.zip",
            422,
            "(body)",
        ),
        (packed(("a.csv", FILE))[:-10], "half.zip", 422, "(file)"),
        (b"", "empty.csv", 422, "(file)"),
        (b"%PDF-1.7\n", "people.csv", 422, "(file)"),
        (FILE, "/", 422, "name"),
        (FILE, "a\nb.csv", 422, "name"),
        (FILE, "..", 422, "name"),
        (FILE, "x" * 256, 422, "name"),
    ],
)
async def test_hostile_files_are_refused_and_nothing_is_left(
    service: Served, body: bytes, name: str, status: int, field: str | None
) -> None:
    answer = await put(service, body, name)
    assert answer.status_code == status, answer.text
    assert answer.json().get("field") == field
    if field:
        assert answer.json()["remedy"]
        assert left(service) == []


async def test_a_path_in_the_name_is_no_path(service: Served) -> None:
    sent = await put(service, FILE, "../../C:\\evil\\Connections.csv")
    assert sent.json()["name"] == "Connections.csv"
    assert [one.name for one in left(service)] == [sent.json()["id"]]


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", "text/csv", ""])
async def test_what_a_form_can_send_is_no_file(service: Served, kind: str) -> None:
    headers = {"content-type": kind} if kind else {}
    address = f"/v1/uploads/{uuid.uuid4()}?name=a.csv"
    answer = await service.http.put(address, content=FILE, headers=headers)
    assert (answer.status_code, answer.json()["field"]) == (415, "Content-Type")


async def test_a_page_elsewhere_can_not_send_one(service: Served) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    address = f"/v1/uploads/{uuid.uuid4()}?name=a.csv"
    answer = await service.http.put(address, content=FILE, headers=BYTES | foreign)
    assert answer.status_code == 403


async def test_a_file_in_no_known_format_says_so_and_can_be_named(service: Served) -> None:
    id_ = await kept(service, FILE, "notes.bin")
    assert (await done(service, id_, "preview"))["files"]  # LinkedIn's columns, whatever its name
    id_ = await kept(service, b"\0\1\2", "a.bin")
    for form, field in (("", "form"), ("wine", "form")):
        answer = await service.http.post(f"/v1/uploads/{id_}/preview", json=ME | {"form": form})
        assert (answer.status_code, answer.json()["field"]) == (422, field)
        assert answer.json()["remedy"]


async def test_who_i_am_must_be_an_identifier(service: Served) -> None:
    id_ = await kept(service, FILE)
    answer = await service.http.post(f"/v1/uploads/{id_}/import", json={"from": "Bob"})
    assert (answer.status_code, answer.json()["field"]) == (422, "from")


async def test_a_line_without_an_end_is_told(
    service: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.imports.text.LONGEST", 10_000)
    id_ = await kept(service, FILE + b"x" * 20_000)
    page = await done(service, id_, "import")
    assert page["state"] == "waiting"
    assert "a line is over" in page["problem"]["detail"]


@asynccontextmanager
async def another(service: Served) -> AsyncIterator[None]:
    """While the terminal imports."""
    settings = service.app.state.settings
    with Ledger.open(settings.home, target_of(settings, DEFAULT_NETWORK)):
        yield


async def test_one_import_at_a_time_here_and_in_the_terminal(service: Served) -> None:
    import_ = (await imported(service))["import"]
    id_ = await kept(service, FILE)
    async with another(service):
        for address in (f"/v1/uploads/{id_}/import", f"/v1/imports/{import_}/undo"):
            answer = await service.http.post(address, json=ME)
            assert (answer.status_code, answer.json()["field"]) == (409, "import")
            assert answer.json()["remedy"]
        assert (await done(service, id_, "preview"))["state"] == "read"
    assert (await done(service, id_, "import"))["state"] == "done"


async def test_two_at_once_are_one_and_a_refusal(service: Served) -> None:
    rows = "".join(BEN.replace("ben-ito", f"ben-{n}") for n in range(600))
    ids = [await kept(service, (HEAD + rows).encode()) for _ in range(2)]
    both = await asyncio.gather(
        *(service.http.post(f"/v1/uploads/{id_}/import", json=ME) for id_ in ids)
    )
    assert sorted(answer.status_code for answer in both) == [202, 409]
    pages = [await rested(service, id_) for id_ in ids]
    assert sorted(page["state"] for page in pages) == ["done", "waiting"]


async def test_a_cancelled_import_is_gone_on_with(inroad: Inroad, service: Served) -> None:
    rows = "".join(BEN.replace("ben-ito", f"ben-{n}") for n in range(600))
    id_ = await kept(service, (HEAD + rows).encode())
    await service.http.post(f"/v1/uploads/{id_}/import", json=ME)
    assert (await service.http.delete(f"/v1/uploads/{id_}")).status_code == 200
    begun = (await service.http.get("/v1/imports")).json()["imports"]  # none, if it came too soon
    whole = await imported(service, (HEAD + rows).encode())
    assert whole["new"] + whole["known"] == 1801
    assert {one["import"] for one in begun} <= {whole["import"]}


async def test_what_is_imported_takes_no_room_and_is_not_imported_again(service: Served) -> None:
    ids = [await kept(service, FILE)]
    for _ in range(5):
        await done(service, ids[-1], "import")
        again = await service.http.post(f"/v1/uploads/{ids[-1]}/import", json=ME)
        assert (again.status_code, again.json()["field"]) == (404, "id")
        ids.append(await kept(service, FILE))


async def test_too_many_files_are_not_kept(service: Served) -> None:
    for _ in range(4):
        await kept(service, FILE)
    answer = await put(service, FILE)
    assert answer.status_code == 503
    assert answer.json()["remedy"]


async def test_whom_to_ignore(service: Served) -> None:
    for who in ("ann@example.org", "@initech.example"):
        assert (await service.http.post("/v1/ignored", json={"who": who})).status_code == 201
    assert (await service.http.get("/v1/ignored")).json()["ignored"] == [
        "email:ann@example.org", "@initech.example",
    ]  # fmt: skip
    outcome = await imported(service)
    assert outcome["left_out"] == 6
    gone = await service.http.delete("/v1/ignored", params={"who": "ann@example.org"})
    assert gone.json()["ignored"] == ["@initech.example"]
    wrong = await service.http.post("/v1/ignored", json={"who": "nobody"})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "who")
