"""`inroad gathering`, from announcing one to what came of it, against the routes."""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from services.cli import main
from services.cli.exits import Exit
from services.cli.terminal import Terminal
from tests.graph.gathering.story import EVENING
from tests.servers.web import on_a_port

ME = ["--from", "bob@example.org"]
PREPARE = ["gathering", "prepare", *ME, "--now", "2026-06-01T00:00:00Z"]
DEBRIEF = ["gathering", "debrief", EVENING, *ME]


@pytest.fixture(autouse=True)
def _service(app: FastAPI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The service on a port of its own."""
    with on_a_port(app) as address:
        monkeypatch.setenv("INROAD_URL", address)
        monkeypatch.setenv("INROAD_HOME", str(tmp_path))
        yield


def run(capsys: pytest.CaptureFixture[str], *arguments: str, code: Exit = Exit.OK) -> str:
    assert main(arguments) == code, capsys.readouterr().err
    return capsys.readouterr().out


def typed(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """Somebody sits there and answers; then only Enter."""
    left = iter(answers)
    monkeypatch.setattr(Terminal, "interactive", True)
    monkeypatch.setattr(Terminal, "ask", lambda _, __: next(left, ""))


def test_announced_listed_and_prepared(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    told = run(capsys, "gathering", "announce", "Career fair", "Ann Lee", "zoe@example.org",
               "--starts", "2199-12-01", "--place", "Basel", *ME)  # fmt: skip
    assert told == "Career fair is announced, with 2 beside you.\n"
    listed = run(capsys, "gathering", "list", *ME)
    assert listed.startswith("1 gathering to come.")
    assert listed.index("Career fair") < listed.index("Biotech evening")
    file = tmp_path / "fair.html"
    assert run(capsys, "gathering", "prepare", "--page", str(file), *ME) == ""
    assert "Career fair" in file.read_text(encoding="utf-8")
    page = json.loads(run(capsys, "gathering", "prepare", "--json", *ME))
    assert [talk["whom"]["name"] for talk in page["people"]] == ["Ann Lee", "zoe@example.org"]


def test_attendees_come_from_names_a_file_and_standard_input(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "who.txt"
    file.write_text("# who said yes\nann@example.org\n\nLee\n", encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO("Gil Roe\n"))
    told = run(capsys, *PREPARE, str(file), "-", "Zoe", "--never-ask", "gil@example.org")
    assert told.startswith("A gathering\nTalk to Ann Lee. 4 come; you know 1.")
    assert "You would rather not ask Gil." in told
    assert "Lee: Ann Lee (email:ann@example.org) or Hal Lee (email:hal@example.org)" in told
    assert "at most  Humbly, an introduction" not in told  # Gil is never to be asked for


def test_standing_lists_of_the_settings_are_heeded(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INROAD_NEVER_ASK", "ann@example.org")
    monkeypatch.setenv("INROAD_QUIET", "true")
    (tmp_path / "never-reveal.txt").write_text("name:Globex\n")
    told = run(capsys, *PREPARE, "--gathering", EVENING)
    assert "You would rather not ask Ann." in told
    assert "Eve works where you do" in told
    assert "Globex" not in told


def test_a_debrief_from_a_file_is_shown_and_published_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "said.txt"
    file.write_text("Ann Lee: warm, neighbour works at Globex\nBen: -\n", encoding="utf-8")
    lines = [*DEBRIEF, "--lines", str(file)]
    assert main(lines) == Exit.USAGE
    captured = capsys.readouterr()
    assert "Ann's neighbour works at Globex." in captured.out
    assert "Add --yes" in captured.err
    shown = json.loads(run(capsys, *lines, "--json"))
    assert (len(shown["events"]), shown["published"]) == (4, False)
    assert run(capsys, *lines, "--yes").endswith("4 events to publish.\nPublished 4.\n")
    assert run(capsys, *lines, "--yes").endswith("0 events to publish; 4 known already.\n")


def test_a_debrief_person_by_person(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    there = 10
    typed(monkeypatch, "warm, coffee on Friday", "-", *[""] * (there - 2), "", "y")
    told = run(capsys, *DEBRIEF)
    assert told.startswith("You met 1 person at Biotech evening, on 2 Jun 2026.")
    assert "Published 3." in told


def test_what_is_not_understood_is_shown_and_the_rest_is_taken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("Ann Lee: warm, she knows the boss\nLee: no\n"))
    told = run(capsys, *DEBRIEF, "--lines", "-", "--yes", code=Exit.BAD_INPUT)
    assert "“she knows the boss” is not understood: see below" in told
    assert "What is understood: warm, no, later until 2026-06-30, coffee on Friday" in told
    assert "say which one, by the identifier" in told
    assert told.endswith("Published 3.\n")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([*PREPARE], Exit.USAGE, "Name who comes"),
        ([*PREPARE, "--gathering", "no-such"], Exit.UNKNOWN, "Announce it first"),
        ([*PREPARE, *["Ann"] * 201], Exit.USAGE, "attendees"),
        ([*PREPARE, "Ann", "--page", "/nowhere/at/all"], Exit.USAGE, "no such file"),
        (["gathering", "prepare", "Ann", "--from", "nobody@example.org"], Exit.UNKNOWN, "unknown"),
        (["gathering", "announce", "Fair", *ME], Exit.USAGE, "--starts"),
        (["gathering", "announce", "Fair", "--starts", "soon", *ME], Exit.USAGE, "starts"),
        (["gathering", "announce", "Fair", "Zoe", "--starts", "2199-01-01", *ME], Exit.UNKNOWN,
         "Zoe is not among your contacts. Give an identifier of theirs, such as ann@example.org."),
        ([*DEBRIEF], Exit.USAGE, "give --lines FILE"),
        ([*DEBRIEF, "--lines", "nowhere.txt"], Exit.USAGE, "Name a text file"),
        ([*DEBRIEF, "--on", "2199-01-01", "--lines", "-"], Exit.USAGE, "lines"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_line_with_its_remedy(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    arguments: list[str], code: Exit, words: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert main(arguments) == code
    (line,) = capsys.readouterr().err.splitlines()
    assert words.casefold() in line.casefold()


def test_names_of_the_view_are_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    told: Any = run(capsys, *PREPARE, "[bold]Zoe[/bold]")
    assert "[bold]Zoe[/bold]" in told
