"""Telling the demo story: what was published is waited for, before it is asked about."""

from dataclasses import replace

import pytest

from services.cli.demo import telling
from services.cli.exits import Exit, Stop
from services.cli.terminal import Terminal
from services.demo.story import story
from services.settings import Settings
from tests.services.test_cli import Fake, Reply, fake

__all__ = ["fake"]


def test_on_a_busy_machine_it_waits_longer_than_one_question(
    fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "AGAIN", 0)
    answer = fake.answer
    busy: list[Reply] = [(503, {"detail": "the event is not settled yet"}, {})] * 3

    def later(path: str, body: bytes) -> Reply:
        told = answer(path, body)
        return busy.pop() if busy and path.startswith("/v1/names") else told

    monkeypatch.setattr(fake, "answer", later)
    told = story()
    with pytest.raises(Stop) as stopped:  # this service tells nothing of a year
        telling.tell_year(
            Terminal(Settings()), replace(told, events=told.events[:5]), again=True, silent=True
        )
    assert stopped.value.code == Exit.UNKNOWN
    assert [path.partition("?")[0] for path in fake.asked[:4]] == ["/v1/names"] * 4
    assert "/introductions/" in fake.asked[4]


def test_it_does_not_wait_for_ever(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "PATIENCE", 0)
    fake.pages["/v1/names"] = (503, {"detail": "the event is not settled yet"}, {})
    with pytest.raises(Stop) as stopped:
        telling.tell_year(Terminal(Settings()), story(), again=True, silent=True)
    assert stopped.value.code == Exit.UNREACHABLE
