"""The benchmarks of paths, on graphs of a few people."""

from pathlib import Path

import pytest

pytest.importorskip("matplotlib")
pytest.importorskip("numpy")

from benchmarks import paths, plots, strongest, targets
from benchmarks.paths import Course
from benchmarks.peers import Way
from benchmarks.powerlaw import PowerLaw, drawn
from tests.benchmarks.plain_index import PlainIndex
from tests.benchmarks.test_peers import DENSE, SPARSE

FIGURES = {"p50_us": 10.0, "p99_us": 2000.0}


def test_a_wrong_answer_is_counted() -> None:
    course = Course(DENSE, DENSE.questions(30, seed=1), 10, hops=[2] * 30)
    answered = course._answered("wrong", Way(lambda asker, _: asker % 2 + 2), 30)
    assert answered.differences == sum(asker % 2 for asker, _ in course.questions) > 0
    assert len(answered.times.each) == 30


def test_networkx_agrees_with_itself_and_is_shown() -> None:
    course = Course(DENSE, DENSE.questions(30, seed=1), 10)
    found = paths.measured(course, ["networkx"])
    assert found["networkx"].figures["differences"] == 0
    assert found["networkx"].way in found["networkx"].tried
    assert paths.table(found, "Title").row_count == 2


@pytest.mark.parametrize("graph", [SPARSE, DENSE], ids=["sparse", "dense"])
def test_the_strongest_of_the_index_is_the_strongest_of_the_levels(graph: PowerLaw) -> None:
    assert strongest.differences(PlainIndex(graph), graph, graph.questions(40, seed=2)) == 0


def test_another_path_than_the_strongest_is_a_difference() -> None:
    index, other = PlainIndex(DENSE), drawn(300, 3000, seed=9)
    assert strongest.differences(index, other, DENSE.questions(40, seed=2)) > 0


def test_many_targets_are_checked_against_each() -> None:
    found = targets.measured(PlainIndex(DENSE), DENSE, 5, 3, seed=1)
    assert found.differences == 0
    assert found.times_one > 0


def test_plots_are_drawn(tmp_path: Path) -> None:
    plots.bars(tmp_path / "bars.png", "Peers", {"one": FIGURES, "other": FIGURES})
    plots.lines(tmp_path / "lines.png", "Growth", ("ties", [10, 100]), {"p50": [1, 2]})
    plots.once(tmp_path / "once.png", "Index", {"build": 1.0}, "s")
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in tmp_path.iterdir())
