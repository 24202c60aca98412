"""All of Inroad as a newcomer meets it: one command, real processes, the answers printed."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.servers.ports import free_port


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        **os.environ,
        "INROAD_HOME": str(tmp_path / "home"),
        "INROAD_PORT": str(free_port()),
        "INROAD_BROKER": f"nats://127.0.0.1:{free_port()}",
        "COLUMNS": "120",
    }


def inroad(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "services.cli", *words]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=240, check=False
    )


def test_the_demo_tells_bobs_year_and_why_bob_2_gets_in(environment: dict[str, str]) -> None:
    told = inroad(environment, "demo", "--once")
    assert told.returncode == 0, told.stderr
    chapters, _, ending = told.stdout.partition("Bob 1 chats pleasantly")
    for said in (
        "Bob 2 wants lab automation in biotech, in Berlin.",
        "companies fit your goal",
        "may I ask you something about it?",
        "3 people call Protean a sweatshop.",
        "You had an interview at Cellwright",
        "Open lab evening",
        "You met 4 people at Open lab evening",
        "worth a word",
        "moves, for",
        "Ann's neighbour works at Globex. Ask Ann, humbly",
        "Ann to Tariq Andersen: interview",
        "Globex: a shorter path, Bob 2 → Tariq Andersen",
        "I know someone there",
        "accepted by the insider, waits for Elif Farouk",
    ):
        assert said in chapters
    soft, _, hard = ending.partition("Bob 2 asks")
    assert "Only people you hardly know lead to Globex." in soft
    assert "none carried an agenda" in soft
    assert "this is Bob 1's way" in soft
    assert "You know Tariq Andersen, who works at Globex." in hard
    assert "Globex came from four hops to two hops" in hard
    assert "my neighbour works at" in hard
    assert "This is Bob 2's way" in hard


def test_a_story_told_again_changes_nothing(environment: dict[str, str]) -> None:
    first = json.loads(inroad(environment, "demo", "--once", "--json").stdout)
    again = json.loads(inroad(environment, "demo", "--once", "--json").stdout)
    assert (len(first["chapters"]), again["chapters"]) == (10, [])
    assert (first["today"]["taken"]["insiders"], again["today"]) == (1, None)
    for bob in ("bob_1", "bob_2"):
        assert again[bob]["way"]["paths"] == first[bob]["way"]["paths"]
        assert again[bob]["report"]["whole"] == first[bob]["report"]["whole"]


def test_up_serves_until_it_is_told_to_stop(environment: dict[str, str], tmp_path: Path) -> None:
    event = {
        "specversion": "1.0", "id": "1", "source": "urn:test", "time": "2026-01-01T00:00:00Z",
        "type": "inroad.person.observed.v1",
        "data": {"identifiers": ["email:ann@example.org"], "name": "Ann"},
    }  # fmt: skip
    lines = tmp_path / "events.jsonl"
    lines.write_text(json.dumps(event) + "\n")
    command = [sys.executable, "-m", "services.cli", "up"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as up:
        try:
            assert up.stdout is not None
            assert up.stdout.readline().startswith("Inroad is up.")
            assert inroad(environment, "publish", str(lines)).returncode == 0
            assert _shown(environment, "email:ann@example.org") == "Ann"
            taken = inroad(environment, "up")
            assert taken.returncode != 0
            assert "is taken" in taken.stderr
        finally:
            up.send_signal(signal.SIGTERM)
            assert up.wait(timeout=40) == 0


def _shown(environment: dict[str, str], ref: str) -> str:
    """The name that Inroad knows somebody by, once the event has gone through."""
    for _ in range(20):
        told = inroad(environment, "person", "show", ref, "--json")
        if told.returncode == 0:
            return str(json.loads(told.stdout)["name"])
        time.sleep(0.2)
    pytest.fail(f"{ref} stays unknown")
