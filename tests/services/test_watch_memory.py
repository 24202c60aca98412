"""What a watch keeps: read as it was written, or refused, and nothing is left beside it."""

from pathlib import Path

import pytest

from graph.entities import Target
from graph.errors import SnapshotRefused
from graph.identity import id_of
from graph.index.ask import Track
from graph.standing import Stand, Standings
from graph.wishes import Wishes
from services.memory import Memory, drop, read, write
from tests.graph.index.test_state import rows
from tests.services.test_snapshots import LATER, STATE

BOB, GLOBEX = id_of("email:bob@example.org"), id_of("name:globex")


def memory(**changed: object) -> Memory:
    wanted = Target(
        id="t", time="2026-01-01", source="s", event="1",
        person="email:bob@example.org", company="name:globex", wanted=True,
    )  # fmt: skip
    wishes = Wishes(targets={"t": wanted})
    told = Standings(
        stands={(BOB, GLOBEX): Stand(Track((BOB, GLOBEX), 7), 9), (GLOBEX, BOB): Stand()},
        inside={GLOBEX: frozenset({BOB})},
        described=frozenset({BOB}),
    )
    values = {"state": STATE, "epoch": "e1", "wishes": wishes, "told": told}
    return Memory(**(values | {"heard": 3, "announced": 4} | changed))  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "snapshots" / "default.watch"


def test_what_was_written_is_read(path: Path) -> None:
    write(path, "mine", memory())
    kept = read(path, "mine")
    assert rows(kept.state) == rows(STATE)
    assert (kept.told, kept.heard, kept.announced, kept.epoch) == (memory().told, 3, 4, "e1")
    assert kept.wishes.wanted() == {BOB: (GLOBEX,)}


def test_the_earlier_one_goes_and_so_does_what_a_killed_writer_left(path: Path) -> None:
    write(path, "mine", memory())
    (path.parent / ".default.watch.7-2026-left").touch()
    write(path, "mine", memory(state=LATER.state))
    assert read(path, "mine").state.position == LATER.state.position
    assert len([*path.parent.iterdir()]) == 2
    drop(path)
    assert [*path.parent.iterdir()] == []


@pytest.mark.parametrize("text", ["", "{}", '{"format": 1', "[]"])
def test_what_does_not_read_is_refused(path: Path, text: str) -> None:
    write(path, "mine", memory())
    path.write_text(text)
    with pytest.raises(SnapshotRefused):
        read(path, "mine")


def test_what_is_of_another_network_is_refused(path: Path) -> None:
    write(path, "mine", memory())
    with pytest.raises(SnapshotRefused):
        read(path, "yours")


def test_there_may_be_none(path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(path, "mine")
