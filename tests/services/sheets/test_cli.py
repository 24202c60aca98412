"""`inroad sheet`, from looking at it to the answers, against the routes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from services.cli import main
from services.cli.exits import Exit
from tests.servers.web import on_a_port

ME = ["--from", "bob@example.org"]
FOR_ANN = ["sheet", "for", "ann@example.org", *ME]


@pytest.fixture(autouse=True)
def _service(app: FastAPI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The service on a port of its own."""
    with on_a_port(app) as address:
        monkeypatch.setenv("INROAD_URL", address)
        monkeypatch.setenv("INROAD_HOME", str(tmp_path))
        yield


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == Exit.OK
    return capsys.readouterr().out


def answered(sheet: str, file: Path) -> str:
    line = {"company": "name:Hooli", "answer": "sweatshop"}
    file.write_text(json.dumps({
        "format": "inroad-sheet-answers-1", "sheet": sheet, "saved": "2026-05-20T09:00:00Z",
        "lines": [line],
    }))  # fmt: skip
    return str(file)


def test_a_sheet_is_looked_at_shared_answered_and_open(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(capsys, *FOR_ANN).startswith("Bob Stone's list, for Ann\n")
    page: dict[str, Any] = json.loads(run(capsys, *FOR_ANN, "--share", "--json"))
    file = answered(page["sheet"], tmp_path / "answers.json")
    assert run(capsys, "sheet", "answered", file) == "1 line answered; 2 lines still open.\n"
    assert run(capsys, "sheet", "answered", file).startswith("This file was taken before")
    told = run(capsys, "sheet", "open", *ME)
    assert told.startswith("1 sheet shared: 2 lines open.")
    assert "Sweatshop" in told
    assert "Hooli" not in run(capsys, "sheet", "show", page["sheet"])
    assert json.loads(run(capsys, "sheet", "show", page["sheet"], "--json"))["open"] == 2


def test_a_form_goes_to_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "for-ann.html"
    assert run(capsys, *FOR_ANN, "--share", "--form", "html", "--out", str(file)) == ""
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    kept = run(capsys, *FOR_ANN, "--form", "csv", "--never-reveal", "Globex")
    assert kept.startswith("\ufeffno,company")
    assert "Globex" not in kept


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([*FOR_ANN, "--form", "html"], Exit.USAGE, "Add --share."),
        (["sheet", "for", "nobody@example.org", *ME], Exit.UNKNOWN, "to: 'email:nobody"),
        (["sheet", "for", "bob@example.org", "--from", "ann@example.org"], Exit.USAGE, "no target"),
        (["sheet", "show", "s-9"], Exit.UNKNOWN, "Share it first"),
        (["sheet", "answered", "nowhere.json"], Exit.USAGE, "no such file"),
        ([*FOR_ANN, "--out", "/nowhere/at/all"], Exit.USAGE, "no such file"),
    ],
)
def test_what_cannot_be_done_is_one_line_with_its_remedy(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: Exit, words: str
) -> None:
    assert main(arguments) == code
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line


def test_a_bad_file_names_the_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    page: dict[str, Any] = json.loads(run(capsys, *FOR_ANN, "--share", "--json"))
    file = Path(answered(page["sheet"], tmp_path / "answers.json"))
    file.write_text(file.read_text().replace("sweatshop", "perhaps"))
    assert main(["sheet", "answered", str(file)]) == Exit.USAGE
    assert "line 1, answer: 'perhaps' is no answer. One of knows-someone" in capsys.readouterr().err
