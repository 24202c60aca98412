"""The page about the library says what the library does; bounds are held before a kernel runs."""

import re
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest

from graph.errors import OutOfBounds
from graph.index import Index
from graph.index.find import TIES
from graph.search import MOST_HOPS, MOST_PATHS

PAGE = (Path(__file__).parents[3] / "docs" / "library.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", PAGE, re.DOTALL)


def test_every_block_prints_what_stands_below_it() -> None:
    assert len(BLOCKS) == PAGE.count("```python")
    names: dict[str, Any] = {}
    for code, shown in BLOCKS:
        printed = StringIO()
        with redirect_stdout(printed):
            exec(code, names)  # noqa: S102 - the page's own code
        assert printed.getvalue() == shown


def test_bounds_on_the_page_are_right() -> None:
    for line in (
        f"how many ways, up to {MOST_PATHS} |", f"ties walked at most, up to {MOST_HOPS} |",
        f"| budget | {TIES:,} |",
    ):  # fmt: skip
        assert line in PAGE


@pytest.mark.parametrize("option", [{"k": 0}, {"k": 21}, {"max_hops": 7}, {"min_strength": 1.1}])
def test_an_option_out_of_bounds_is_refused(option: dict[str, Any]) -> None:
    with pytest.raises(OutOfBounds):
        small().paths(0, 0, **option)


@pytest.mark.parametrize(
    "ask",
    [
        lambda index: index.paths(3, 0),
        lambda index: index.paths(-1, 0),
        lambda index: index.paths(0, 1),
        lambda index: index.paths(0, 0, avoid=[9]),
        lambda index: index.nearest(0, 1),
        lambda index: index.nearest_hops(3, 0),
        lambda index: index.nearest_many(0, np.array([0, -1], np.int32)),
        lambda index: index.nearest_many(0, np.array([0, 1], np.int32)),
    ],
)
def test_a_number_that_nobody_has_is_refused(ask: Callable[[Index], object]) -> None:
    with pytest.raises(IndexError):
        ask(small())


@pytest.mark.parametrize(("pair", "job"), [([0, 3], [0, 0]), ([0, -1], [0, 0]), ([0, 1], [3, 0])])
def test_arrays_that_name_nobody_are_refused(pair: list[int], job: list[int]) -> None:
    with pytest.raises(IndexError):
        Index.from_arrays(
            people=3, pairs=np.array([pair]), chance=np.array([0.5]), employed=np.array([job])
        )


@pytest.mark.parametrize("kind", [nx.DiGraph, nx.MultiGraph])
def test_a_graph_with_more_than_one_edge_between_two_is_refused(kind: Callable[[], Any]) -> None:
    with pytest.raises(ValueError, match="undirected"):
        Index.from_networkx(kind(), {})


def small() -> Index:
    return Index.from_arrays(
        people=3,
        pairs=np.array([[0, 1], [1, 2]], np.int32),
        chance=np.array([0.5, 0.5]),
        employed=np.array([[2, 0]], np.int32),
    )
