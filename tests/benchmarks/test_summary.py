"""The table of goals: what was got is judged, what was not measured is told so."""

import json
from pathlib import Path

from benchmarks.summary import GOALS, read, table

PATHS = {
    "ours": {
        "p50_us": 10.0,
        "p99_us": 500.0,
        "k1": {"p50_us": 12.0},
        "k5": {"p50_us": 62.0},
    },
    "peers": {"igraph": {"p50_us": 200.0}, "networkx": {"p50_us": 90.0}, "neo4j": {"p50_us": 2e4}},
}


def rows(files: dict[str, dict[str, object]]) -> dict[str, str]:
    return {goal.what: goal.row(files)[3] for goal in GOALS}


def test_the_fastest_library_counts_and_a_loss_is_told() -> None:
    reached = rows({"paths": PATHS})
    assert reached["shortest: p50 over the fastest library's"] == "no"
    assert reached["shortest: p50 over Neo4j's shortestPath"] == "yes"
    assert reached["shortest: k=5 over k=1 by the same call, p50"] == "no"
    assert reached["strongest of 4 hops: p50"] == "not measured"


def test_a_peer_that_is_missing_leaves_its_goal_open() -> None:
    alone = {"paths": {**PATHS, "peers": {}}}
    assert "not measured" in table(alone)


def test_what_memory_tells_is_found() -> None:
    reached = rows({"memory": {"bytes_a_tie": 65, "load_s": 2.0}})
    assert reached["memory of a tie"] == "no"
    assert reached["loading the index from a snapshot"] == "yes"


def test_growth_is_over_a_tenth_of_the_ties() -> None:
    sizes = [{"ties": ties, "p50_us": ties / 1e6} for ties in (100_000, 1_000_000, 10_000_000)]
    reached = rows({"growth": {"sizes": sizes}})
    assert reached["shortest: p50 with ten times the ties, over p50"] == "no"


def test_more_answers_are_better() -> None:
    assert "| 0.7 | yes |" in table({"answers": {"ratio": 0.7}})
    asked = {"many": {"per_second": 50}, "nothing": {"per_second": 100}}
    assert "| 0.5 | no |" in table({"answers": asked})


def test_an_unfinished_file_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "paths.json").write_text("{", encoding="utf-8")
    (tmp_path / "answers.json").write_text(json.dumps({"ratio": 1}), encoding="utf-8")
    assert read(tmp_path) == {"answers": {"ratio": 1}}
