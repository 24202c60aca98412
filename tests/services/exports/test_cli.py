"""`inroad export`, against the routes."""

import json
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import networkx as nx
import pytest

from graph.errors import StoreUnavailable
from graph.store import View
from services.cli import main
from services.cli.exits import Exit
from services.exports import routes, sending
from tests.builders import CY
from tests.services.sheets.test_cli import _service, run  # noqa: F401 - the service on a port


def test_events_are_lines_that_can_be_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "events.jsonl"
    assert run(capsys, "export", "events", "--out", str(out)) == ""
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert {line["specversion"] for line in lines} == {"1.0"}
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.glob("events*")] == ["events.jsonl"]


def test_the_graph_for_other_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "export", "graphml", "--out", str(tmp_path / "graph.graphml"))
    assert len(nx.read_graphml(tmp_path / "graph.graphml")) == 3


def test_tables_and_records_go_to_standard_output_too(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    for arguments, begins in (
        (["people"], b"\xef\xbb\xbfid,"),
        (["ties", "--now", "2026-06-01T00:00:00Z"], b"\xef\xbb\xbfone,"),
        (["person", "ann@example.org"], b'{"person":'),
    ):
        assert main(["export", *arguments]) == Exit.OK
        assert capfdbinary.readouterr().out.startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["person", "no@example.org"], Exit.UNKNOWN),
        (["person", CY], Exit.UNKNOWN),
        (["people", "--now", "soon"], Exit.USAGE),
        (["people", "--out", "nowhere/people.csv"], Exit.USAGE),
    ],
)
def test_what_cannot_be_written_leaves_no_file(
    arguments: list[str], code: Exit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    out = [] if "--out" in arguments else ["--out", "file"]
    assert main(["export", *arguments, *out]) == code
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not list(tmp_path.glob("file*"))


def test_what_breaks_in_the_middle_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def broken(view: View) -> AsyncIterator[str]:
        del view
        yield "{}\n" * sending.CHUNK
        raise StoreUnavailable("the store went away")

    monkeypatch.setattr(routes, "event_lines", broken)
    out = tmp_path / "events.jsonl"
    assert main(["export", "events", "--out", str(out)]) == Exit.UNREACHABLE
    assert "No answer from" in capsys.readouterr().err
    assert not list(tmp_path.glob("events*"))
