"""`inroad duplicates`, against the routes."""

import json

import pytest
import typer

from services.cli import main
from services.cli.exits import Exit
from services.cli.terminal import Terminal
from tests.services.sheets.test_cli import _service, run  # noqa: F401 - the service on a port


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Somebody sits there and presses these keys."""
    keys: list[str] = []
    monkeypatch.setattr(Terminal, "interactive", True)
    monkeypatch.setattr(typer, "getchar", lambda: keys.pop(0))
    return keys


def pairs(capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(run(capsys, "duplicates", "--json"))["duplicates"]
    return found


def test_without_anybody_there_it_is_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    shown = run(capsys, "duplicates", "--kind", "people")
    assert "Probably one and the same." in shown
    assert "+ Both work or worked at Globex." in shown
    assert "inroad duplicates --confirm " in shown


def test_one_by_one(pressed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    pressed += ["x", "y", "l"]
    shown = run(capsys, "duplicates")
    assert "They are one now." in shown
    assert "1 pair decided." in shown
    assert not pressed
    assert len(pairs(capsys)) == 1
    pressed += ["n"]
    assert "They stay two" in run(capsys, "duplicates")
    assert not pairs(capsys)


def test_enough(pressed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    pressed += ["q"]
    assert "0 pairs decided." in run(capsys, "duplicates")
    assert len(pairs(capsys)) == 2


def test_by_their_ids(capsys: pytest.CaptureFixture[str]) -> None:
    one, other = (pair["id"] for pair in pairs(capsys))
    told = json.loads(run(capsys, "duplicates", "--confirm", one, "--refuse", other, "--json"))
    assert [said["answer"] for said in told["decided"]] == ["confirm", "refuse"]
    assert not pairs(capsys)
    assert main(["duplicates", "--confirm", one, "--refuse", one]) == Exit.USAGE
    assert main(["duplicates", "--confirm", "no"]) == Exit.UNKNOWN
