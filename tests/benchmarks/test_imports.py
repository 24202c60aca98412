"""Files of which it is known what they say, and what is read of them."""

from pathlib import Path

import pytest

from benchmarks.apps import APPS
from benchmarks.foreign import App, written
from benchmarks.imports import is_right, read


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.format)
def test_all_that_a_file_says_is_read_and_just_the_rest_is_told(app: App, tmp_path: Path) -> None:
    found = read(app, written(app, tmp_path, 600, seed=3))
    assert is_right(found), found
    assert found["says"][1] > 40
    assert found["broken"][1] > 1


def test_a_file_is_the_same_from_the_same_seed_and_says_what_it_says(tmp_path: Path) -> None:
    app = APPS[0]
    first = written(app, tmp_path, 100, seed=1)
    bytes_ = first.path.read_bytes()
    assert written(app, tmp_path, 100, seed=1) == first
    assert first.path.read_bytes() == bytes_
    assert written(app, tmp_path, 100, seed=2).says != first.says


def test_what_is_not_read_is_seen(tmp_path: Path) -> None:
    app = APPS[0]
    made = written(app, tmp_path, 100, seed=1)
    text = made.path.read_text(encoding="utf-8-sig").replace("linkedin.com/in/p-7,", "nowhere/,")
    made.path.write_text(text, encoding="utf-8")
    found = read(app, made)
    assert not is_right(found)
    assert found["says"][0] < found["says"][1] or found["wrongly_told"]
