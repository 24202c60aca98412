"""Snapshots in files: whole or not at all, and refused when anything is wrong with them."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.epochs import Standing
from graph.errors import SnapshotRefused
from graph.index.snapshot import taken
from graph.index.state import changed, state_of
from services.snapshots import Snapshot, _put, drop, read, write
from tests.graph.index.test_snapshot import employed
from tests.graph.index.test_state import NOW, pair, rows
from tests.law.test_law import trying

STATE = changed(
    state_of(6, NOW, [pair(n, 0.25) for n in range(20)], [employed("1", "77")]),
    7, [pair(30, 0.5), employed("61", "78")], [],
)  # fmt: skip
SNAPSHOT = Snapshot(STATE, "e1")
LATER = Snapshot(replace(STATE, position=9), "e1")


@pytest.fixture(scope="module")
def sound() -> Iterator[bytes]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        write(path, "mine", SNAPSHOT)
        yield path.read_bytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "index.snapshot"


def test_what_was_written_is_read(path: Path) -> None:
    write(path, "mine", SNAPSHOT)
    snapshot = read(path, "mine")
    state = snapshot.state
    assert (state.position, state.now, rows(state)) == (7, NOW, rows(STATE))
    assert snapshot.standing == Standing(7, "e1")


def test_an_empty_network_is_one_too(path: Path) -> None:
    write(path, "mine", Snapshot(state_of(0, NOW, [], []), "e1"))
    assert rows(read(path, "mine").state) == ({}, {})


def test_it_is_for_its_owner_only_and_alone_in_its_folder(path: Path) -> None:
    write(path, "mine", SNAPSHOT)
    write(path, "mine", SNAPSHOT)
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


@trying(400)
@given(data=st.data())
def test_no_byte_may_be_another(sound: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(sound) - 1))
    flips = data.draw(st.binary(min_size=1, max_size=min(64, len(sound) - at)).filter(any))
    damaged = bytearray(sound)
    for i, flip in enumerate(flips):
        damaged[at + i] ^= flip
    assert reason_of(bytes(damaged)) in ("damaged", "foreign")


@trying(100)
@given(data=st.data())
def test_no_byte_may_be_missing_or_too_much(sound: bytes, data: st.DataObject) -> None:
    end = data.draw(st.integers(0, len(sound) - 1))
    assert reason_of(sound[:end]) in ("damaged", "foreign")
    assert reason_of(sound + data.draw(st.binary(min_size=1, max_size=9))) == "damaged"


@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_zeros_where_the_disk_lost_a_block_are_refused(sound: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(sound) // 512)) * 512
    lost = sound[:at] + bytes(len(sound[at : at + 512])) + sound[at + 512 :]
    assert lost == sound or reason_of(lost) in ("damaged", "foreign")


def test_another_networks_is_foreign(path: Path) -> None:
    write(path, "theirs", SNAPSHOT)
    with pytest.raises(SnapshotRefused, match="foreign: its network is theirs, not mine") as caught:
        read(path, "mine")
    assert caught.value.reason == "foreign"
    assert "load the index from the store" in caught.value.remedy


@pytest.mark.parametrize("name", ["weights", "format"])
def test_of_other_weights_or_format_it_is_foreign(path: Path, name: str) -> None:
    header, arrays = taken(STATE, "mine", "e1")
    with path.open("wb") as file:
        _put(file, header | {name: "another"}, arrays)
    with pytest.raises(SnapshotRefused, match=f"foreign: its {name} is another"):
        read(path, "mine")


def test_with_other_columns_it_is_foreign(path: Path) -> None:
    header, arrays = taken(STATE, "mine", "e1")
    with path.open("wb") as file:
        _put(file, header | {"arrays": header["arrays"][:-1]}, arrays)
    with pytest.raises(SnapshotRefused, match="foreign: it has other columns"):
        read(path, "mine")


def test_any_other_file_is_foreign() -> None:
    assert reason_of(b"SQLite format 3\0" * 99) == "foreign"
    assert reason_of(b"") == "foreign"


def test_none_is_no_refusal(path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(path, "mine")


def test_what_is_dropped_is_gone_and_what_a_dead_writer_left(path: Path) -> None:
    write(path, "mine", SNAPSHOT)
    crashing_at("os.fsync", path)
    assert len(list(path.parent.iterdir())) == 2
    drop(path)
    assert list(path.parent.iterdir()) == []
    drop(path)


@pytest.mark.parametrize("when", ["os.fsync", "pathlib.Path.replace"])
def test_a_crash_before_the_end_leaves_the_one_before(path: Path, when: str) -> None:
    write(path, "mine", SNAPSHOT)
    died = crashing_at(when, path)
    assert died == -signal.SIGKILL
    assert len(list(path.parent.iterdir())) == 2
    assert read(path, "mine").state.position == 7
    write(path, "mine", LATER)
    assert read(path, "mine").state.position == 9
    assert list(path.parent.iterdir()) == [path]


def test_a_failure_leaves_the_one_before_and_nothing_else(path: Path) -> None:
    write(path, "mine", SNAPSHOT)
    with pytest.raises(TypeError):
        write(path, "mine", Snapshot(replace(STATE, position=object()), "e1"))  # type: ignore[arg-type]
    assert read(path, "mine").state.position == 7
    assert list(path.parent.iterdir()) == [path]


def test_who_still_writes_is_left_alone(path: Path) -> None:
    with child("os.fsync = lambda _: print('here', flush=True) or time.sleep(60)", path) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == "here\n"
        write(path, "mine", SNAPSHOT)
        assert len(list(path.parent.iterdir())) == 2
        writer.kill()


def crashing_at(function: str, path: Path) -> int:
    """Exit code of a process that writes a snapshot and is killed on reaching *function*."""
    with child(f"{function} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)", path) as process:
        return process.wait()


def child(before: str, path: Path) -> "subprocess.Popen[str]":
    script = f"""
        import os, pathlib, signal, sys, time
        from services.snapshots import Snapshot, write
        from tests.graph.index.test_state import NOW, pair
        from graph.index.state import state_of
        {before}
        state = state_of(8, NOW, [pair(1, 0.5)], [])
        write(pathlib.Path(sys.argv[1]), "mine", Snapshot(state, "e1"))
    """
    return subprocess.Popen(
        [sys.executable, "-c", dedent(script), path], stdout=subprocess.PIPE, text=True
    )


def reason_of(content: bytes) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        path.write_bytes(content)
        try:
            outcome = read(path, "mine").state
        except SnapshotRefused as refused:
            return refused.reason
        return f"read at {outcome.position}"
