"""Timing of many single calls."""

import gc

import pytest

np = pytest.importorskip("numpy")

from benchmarks.timing import Times, resident, timed  # noqa: E402 - needs numpy


def test_quantiles_are_in_microseconds() -> None:
    times = Times(np.arange(1000, 101_001, 1000))
    assert times.figures == {"p50_us": 51.0, "p99_us": 100.0}


def test_no_calls_have_no_quantiles() -> None:
    assert Times(np.array([], np.int64)).figures == {}


def test_each_call_is_timed_after_what_comes_before_it() -> None:
    seen: list[str] = []

    def call(one: int, other: int) -> None:
        seen.append(f"call {one} {other}")

    def before(one: int, other: int) -> None:
        seen.append(f"before {one} {other}")

    times = timed(call, [(1, 2), (3, 4)], before=before)
    assert seen == ["before 1 2", "call 1 2", "before 3 4", "call 3 4"]
    assert len(times.each) == 2
    assert times.each.min() > 0


def test_garbage_is_not_collected_meanwhile() -> None:
    seen: list[bool] = []
    timed(lambda: seen.append(gc.isenabled()), [()])
    assert seen == [False]
    assert gc.isenabled()


def test_the_process_has_memory() -> None:
    assert resident() > 1_000_000
