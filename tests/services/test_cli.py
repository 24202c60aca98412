"""The terminal against a small HTTP service of its own."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from operator import itemgetter
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from rich.console import Console
from typer.testing import CliRunner

from graph.note_words import Names, read_note
from schemas.answers import PathAnswer
from services.cli import app, main
from services.cli.exits import Exit
from services.cli.path_view import show_answer
from services.cli.spoken import ago

EXAMPLE: dict[str, Any] = PathAnswer.model_config["json_schema_extra"]["examples"][0]  # type: ignore[index,assignment]
Reply = tuple[int, dict[str, Any], dict[str, str]]


class Fake:
    """Answers GETs from *pages* and POSTs by *take*; remembers what was asked and posted."""

    def __init__(self) -> None:
        self.pages: dict[str, Reply] = {"/v1/names": (200, {"found": []}, {})}
        self.asked: list[str] = []
        self.batches: list[list[dict[str, Any]]] = []
        self.take: Callable[[list[dict[str, Any]]], Reply] = accept

    def answer(self, path: str, body: bytes) -> Reply:
        if not body:
            self.asked.append(path)
            return self.pages.get(path.partition("?")[0], (404, {"detail": "is unknown"}, {}))
        batch = json.loads(body)
        self.batches.append(batch)
        return self.take(batch)


def receipt(event: dict[str, Any]) -> dict[str, Any]:
    return {"source": "s", "id": event["id"], "receipt": event["id"], "duplicate": False}


def accept(batch: list[dict[str, Any]]) -> Reply:
    return 202, {"receipts": [receipt(event) for event in batch]}, {}


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    service = Fake()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            size = int(self.headers.get("content-length", 0))
            status, body, headers = service.answer(self.path, self.rfile.read(size))
            text = json.dumps(body).encode()
            self.send_response(status)
            for name, value in {"content-type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setenv("INROAD_URL", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("INROAD_HOME", str(tmp_path / "home"))
    yield service
    server.shutdown()
    server.server_close()
    thread.join()


def lines(path: Path, count: int) -> Path:
    path.write_text("".join(json.dumps({"id": str(n)}) + "\n" for n in range(count)))
    return path


def test_help_tells_the_exit_codes() -> None:
    result = CliRunner().invoke(app, ["--help"])
    assert result.exit_code == 0
    assert "Exit codes" in result.output


@pytest.mark.parametrize(
    "arguments",
    [["path"], ["nowhere"], ["path", "Globex", "--max-hops", "99"], ["person", "merge", "a@b.c"]],
)
def test_a_misused_command_ends_with_2_and_one_line(
    arguments: list[str], fake: Fake, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == Exit.USAGE
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_path_is_the_sentence_then_people_then_numbers() -> None:
    console = Console(record=True, width=200, file=StringIO())
    show_answer(console, EXAMPLE)
    text = [line.strip() for line in console.export_text().splitlines() if line.strip()]
    assert text[0] == "Ann Lee's neighbour works at Globex. Show Ann your sheet."
    assert text[1] == "●  Bob Stone (you)"
    assert "know each other well" in text[2]
    assert text[3] == "●  Ann Lee"
    assert text[5] == "◆  Ann Lee's neighbour, at Globex"
    assert text[6].startswith("2 hops, 43%")


def test_json_is_the_answer_and_me_is_remembered(
    fake: Fake, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.pages["/v1/paths"] = (200, EXAMPLE, {})
    assert main(["path", "Globex", "--from", "bob@example.org", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == EXAMPLE
    assert main(["path", "Globex"]) == 0


def test_a_path_of_then_is_asked_for_and_told(
    fake: Fake, capsys: pytest.CaptureFixture[str]
) -> None:
    at = "2025-03-01T00:00:00Z"
    fake.pages["/v1/paths"] = (200, {**EXAMPLE, "as_of": at}, {})
    assert main(["path", "Globex", "--from", "bob@example.org", "--as-of", at]) == 0
    assert f"as_of={quote(at)}" in fake.asked[-1]
    assert "As it stood on 1 Mar 2025" in capsys.readouterr().out


def test_a_path_of_today_says_no_moment(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    fake.pages["/v1/paths"] = (200, EXAMPLE, {})
    assert main(["path", "Globex", "--from", "bob@example.org"]) == 0
    assert "as_of" not in fake.asked[-1]
    assert "As it stood" not in capsys.readouterr().out


def test_no_path_ends_with_3(fake: Fake) -> None:
    none = {"reason": "out_of_reach", "text": "Out of reach.", "remedy": "Meet people."}
    fake.pages["/v1/paths"] = (200, {**EXAMPLE, "paths": [], "no_path": none}, {})
    assert main(["path", "Globex", "--from", "bob@example.org"]) == Exit.NO_PATH


def test_an_unknown_person_ends_with_4(fake: Fake) -> None:
    assert main(["person", "show", "nobody@example.org"]) == Exit.UNKNOWN


def test_no_service_ends_with_5(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INROAD_URL", "http://127.0.0.1:9")
    assert main(["status"]) == Exit.UNREACHABLE


def test_publish_goes_in_batches_and_not_twice(fake: Fake, tmp_path: Path) -> None:
    file = lines(tmp_path / "events", 1200)
    assert main(["publish", str(file)]) == 0
    assert [len(batch) for batch in fake.batches] == [500, 500, 200]
    assert main(["publish", str(file)]) == 0
    assert len(fake.batches) == 3


def test_publish_goes_on_where_it_stopped(fake: Fake, tmp_path: Path) -> None:
    file = lines(tmp_path / "events", 1200)
    fake.take = lambda batch: (
        accept(batch) if len(fake.batches) < 2 else (500, {"detail": "no"}, {})
    )
    assert main(["publish", str(file)]) == Exit.FAILED
    fake.take = accept
    assert main(["publish", str(file)]) == 0
    assert [batch[0]["id"] for batch in fake.batches] == ["0", "500", "500", "1000"]


def test_publish_names_bad_lines_and_takes_the_good_ones(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "events"
    file.write_text('{"id": "a"}\nnot json\n\n{"id": "b"}\n')
    error = {"index": 1, "field": "data.person", "reason": "is missing", "remedy": "add it"}
    fake.take = lambda batch: (422, {"receipts": [receipt(batch[0])], "errors": [error]}, {})
    assert main(["publish", str(file)]) == Exit.BAD_INPUT
    told = capsys.readouterr().err
    assert "line 2: (line): is not JSON" in told
    assert "line 4: data.person: is missing (add it)" in told


def test_publish_waits_when_the_stream_is_full(fake: Fake, tmp_path: Path) -> None:
    full: Reply = (503, {"detail": "full"}, {"retry-after": "0.1"})
    fake.take = lambda batch: full if len(fake.batches) == 1 else accept(batch)
    assert main(["publish", str(lines(tmp_path / "events", 1))]) == 0
    assert len(fake.batches) == 2


def test_note_finds_ann_among_my_contacts(fake: Fake) -> None:
    ann = {"person": {"id": "1", "name": "Ann Lee", "ref": "email:ann@example.org"}}
    fake.pages["/v1/people/email%3Abob%40example.org/ties"] = (
        200,
        {"ties": [ann], "next": None},
        {},
    )
    assert main(["note", "coffee with Ann", "--from", "bob@example.org"]) == 0
    data = fake.batches[0][0]["data"]
    assert data["participants"] == ["email:bob@example.org", "email:ann@example.org"]
    assert data["how"] == "coffee"


@pytest.mark.parametrize(
    ("text", "how", "names", "days"),
    [
        ("coffee with Ann", "coffee", ("Ann",), 0),
        ("had lunch with Ann Lee and Omar yesterday", "coffee", ("Ann Lee", "Omar"), 1),
        ("call with ann@example.org", "call", ("ann@example.org",), 0),
        ("Ann", "", ("Ann",), 0),
    ],
)
def test_a_note_in_plain_words(text: str, how: str, names: tuple[str, ...], days: int) -> None:
    noted = read_note(text)
    assert (noted.how, noted.names, noted.days_ago) == (how, names, days)


def test_the_whole_name_goes_before_a_part_of_it() -> None:
    contacts = [{"name": "Ann", "ref": "a"}, {"name": "Ann Lee", "ref": "b"}]
    names = Names(contacts, itemgetter("name"))
    assert [one["ref"] for one in names.matching("ann")] == ["a"]
    assert [one["ref"] for one in names.matching("lee")] == ["b"]


def test_times_as_a_person_says_them() -> None:
    now = "2026-06-30T00:00:00Z"
    assert ago("2026-06-29T23:00:00Z", now) == "yesterday"
    assert ago("2026-06-01T12:00:00Z", now) == "4 weeks ago"
    assert ago("", now) == "never"
