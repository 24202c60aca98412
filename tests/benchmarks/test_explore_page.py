"""The benchmark of the Explore screen, without a browser."""

import pytest

from benchmarks.explore_page import Measured, made, the_same


def test_a_made_network_has_so_many_ties_and_somebody_known_in_each_circle() -> None:
    events = [arrival.event for arrival in made(people=200, ties=900, seed=1)]
    pairs = [event.data.participants for event in events if hasattr(event.data, "participants")]
    assert len(pairs) == len(set(pairs)) == 900
    known = {other for one, other in pairs if one == "email:p0@example.org"}
    assert {int(who.split("@")[0][7:]) // 50 for who in known} == {0, 1, 2, 3}


def test_the_plain_page_draws_the_same_people_where_ours_stand() -> None:
    answer = {
        "people": [{"id": "a", "name": "Ann"}, {"id": "b", "name": "Bob"}],
        "ties": [{"from": "a", "to": "b", "sure": 0.5}],
    }
    drawn = {"width": 10, "height": 20, "places": [1.0, 2.0, 3.0, 4.0]}
    assert the_same(answer, drawn) == {
        "width": 10, "height": 20, "ties": [{"from": "a", "to": "b"}],
        "people": [
            {"id": "a", "name": "Ann", "x": 1.0, "y": 2.0},
            {"id": "b", "name": "Bob", "x": 3.0, "y": 4.0},
        ],
    }  # fmt: skip


def test_frames_are_told_as_they_are_seen() -> None:
    measured = Measured(first=[300.0, 100.0, 200.0], frames=[10.0] * 50 + [500.0, 600.0])
    assert measured.figures == {
        "first_ms": 200, "frames_a_second": pytest.approx(32.5, abs=0.1),
        "median_frame_ms": 500.0, "worst_frame_ms": 600.0,
    }  # fmt: skip
