"""Paths by networkx from the CSV files of DPDK reviews alone.

Nothing here comes from the rest of the project but what it publishes, written again: the
formula of `graph/strength.py` with its numbers, the meaning of a path, the form of an id.
Whatever both get right, they got right twice.

    python -m benchmarks.oracle --data DIR --questions 500
"""

import argparse
import csv
import json
import math
import time
import uuid
from bisect import insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

import networkx as nx

from benchmarks.terminal import steps

NAMESPACE = uuid.UUID("6ba1c5e4-1b1d-5d0e-9a4a-1f2f6c1e7a10")
NOW = 1_784_851_200  # 2026-07-24T00:00:00Z
STILL_THERE = 1_753_228_800  # 2025-07-23T00:00:00Z: nobody last seen from then on has left
DAY = 86_400.0
HALF_LIVES = (4.0, 30.0, 240.0)  # days
COEFFICIENT = 0.10  # of direct contact at each half-life
LEAST, MOST = 0.0001, 0.9999
UNITS = 2**20  # of -ln p, in which costs are whole numbers

By = Literal["shortest", "strongest"]


class Answer(NamedTuple):
    """A path: ids from the asker to the insider, and the sum of its ties' costs."""

    people: tuple[str, ...]
    cost: int


class Line(NamedTuple):
    """An event as its CSV line tells it: *what* is i (interaction), s (start) or e (end)."""

    ts: int
    id: str
    what: str
    one: str
    other: str


def person_id(number: str) -> str:
    """The UUIDv5 of a person's identifier."""
    return str(uuid.uuid5(NAMESPACE, f"uid:urn:dpdk:{number}"))


def lines(folder: Path) -> Iterator[Line]:
    """Every event of the folder; a line's number counts the heading as the first."""
    with (folder / "interactions.csv").open(newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            yield Line(int(row["ts"]), f"i{number}", "i", row["other_id"], row["author_id"])
    with (folder / "employment.csv").open(newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            if row["free_mail"] != "0":
                continue
            first, last = int(row["first_ts"]), int(row["last_ts"])
            yield Line(first, f"e{number}", "s", row["person_id"], row["domain"])
            if last < STILL_THERE:
                yield Line(last, f"e{number}.end", "e", row["person_id"], row["domain"])


@dataclass(slots=True)
class Oracle:
    """People by id, their open ties with costs, and who is at which domain at *NOW*."""

    people: dict[str, str] = field(default_factory=dict)  # number: id
    pairs: int = 0
    events: int = 0
    graph: "nx.Graph[str]" = field(default_factory=nx.Graph)
    inside: dict[str, set[str]] = field(default_factory=dict)
    _to_go: dict[tuple[str, int], list[dict[str, int]]] = field(default_factory=dict)

    def best(
        self, asker: str, domain: str, by: By, *, k: int = 3, max_hops: int = 4
    ) -> list[Answer]:
        """The *k* best paths: shortest by (hops, cost, ids), strongest by (cost, hops, ids)."""
        insiders = self.inside.get(domain, set())
        if asker in insiders:
            return [Answer((asker,), 0)]
        best = _Best(by=by, k=k)
        if asker in self.graph:
            to_go = self.to_go(domain, max_hops)
            for hops in range(1, max_hops + 1):
                if asker in to_go[hops]:
                    self._walk(best, to_go, (asker,), (0, hops))
        return best.answers()

    def to_go(self, domain: str, max_hops: int) -> list[dict[str, int]]:
        """By number of hops: the least cost of a walk of just so many to the first insider.

        Bellman and Ford, backwards from the insiders; no walk goes on from an insider.
        """
        if (domain, max_hops) not in self._to_go:
            insiders = self.inside.get(domain, set())
            layers = [dict.fromkeys(insiders & set(self.graph), 0)]
            for _ in range(max_hops):
                layers.append(self._layer(layers[-1], insiders))
            self._to_go[domain, max_hops] = layers
        return self._to_go[domain, max_hops]

    def _layer(self, nearer: dict[str, int], insiders: set[str]) -> dict[str, int]:
        layer: dict[str, int] = {}
        for person, cost in nearer.items():
            for other, tie in self.graph.adj[person].items():
                if other not in insiders:
                    layer[other] = min(layer.get(other, cost + tie["cost"]), cost + tie["cost"])
        return layer

    def _walk(
        self,
        best: "_Best",
        to_go: list[dict[str, int]],
        path: tuple[str, ...],
        spent: tuple[int, int],
    ) -> None:
        """Every loopless path of so many more hops that may be among the best."""
        cost, hops = spent
        if hops == 0:
            best.add(path, cost)
            return
        nearer = to_go[hops - 1]
        ways = sorted(
            (cost + tie["cost"] + nearer[other], other, cost + tie["cost"])
            for other, tie in self.graph.adj[path[-1]].items()
            if other in nearer and other not in path
        )
        for least, other, so_far in ways:
            if best.beats(least, len(path) + hops - 1):
                return
            self._walk(best, to_go, (*path, other), (so_far, hops - 1))


@dataclass(slots=True)
class _Best:
    """The best *k* so far, as (order, path)."""

    by: By
    k: int
    kept: list[tuple[tuple[int, int], tuple[str, ...]]] = field(default_factory=list)

    def order(self, cost: int, hops: int) -> tuple[int, int]:
        return (hops, cost) if self.by == "shortest" else (cost, hops)

    def beats(self, least: int, hops: int) -> bool:
        """Whether all that cost *least* or more come after every one of the *k*."""
        return len(self.kept) == self.k and self.order(least, hops) > self.kept[-1][0]

    def add(self, path: tuple[str, ...], cost: int) -> None:
        insort(self.kept, (self.order(cost, len(path) - 1), path))
        del self.kept[self.k :]

    def answers(self) -> list[Answer]:
        return [
            Answer(path, order[1] if self.by == "shortest" else order[0])
            for order, path in self.kept
        ]


def cost_of(there: list[int], back: list[int]) -> int:
    """Cost of a tie from the times at which each of the two acted."""
    times = [*there, *back]
    direct = sum(
        COEFFICIENT * 2.0 ** (-max(0.0, (NOW - ts) / DAY) / half)
        for half in HALF_LIVES
        for ts in times
    )
    reciprocity = min(len(there), len(back)) / max(len(there), len(back))
    p = 1.0 - math.exp(-direct * (1 + reciprocity) / 2)
    return max(1, round(-math.log(min(MOST, max(LEAST, p))) * UNITS))


def read(folder: Path, events: int | None = None) -> Oracle:
    """What the first *events* by (time, id) tell, or all."""
    told = sorted(lines(folder))[:events]
    oracle = Oracle(events=len(told))
    acted: dict[tuple[str, str], list[int]] = defaultdict(list)
    came: dict[tuple[str, str], int] = {}
    left: dict[tuple[str, str], int] = {}
    for line in told:
        oracle.people.setdefault(line.one, person_id(line.one))
        match line.what:
            case "i":
                oracle.people.setdefault(line.other, person_id(line.other))
                acted[line.one, line.other].append(line.ts)
            case "s":
                came[line.one, line.other] = line.ts
            case _:
                left[line.one, line.other] = line.ts
    _tie(oracle, acted)
    _employ(oracle, came, left)
    return oracle


def _tie(oracle: Oracle, acted: dict[tuple[str, str], list[int]]) -> None:
    """Direct contact both ways opens a tie."""
    oracle.pairs = len({frozenset(pair) for pair in acted})
    for (one, other), there in acted.items():
        back = acted.get((other, one))
        if back and one < other:
            ids = oracle.people[one], oracle.people[other]
            oracle.graph.add_edge(*ids, cost=cost_of(there, back))


def _employ(
    oracle: Oracle, came: dict[tuple[str, str], int], left: dict[tuple[str, str], int]
) -> None:
    """The latest word counts, and of one moment the end."""
    for number, domain in came.keys() | left.keys():
        insiders = oracle.inside.setdefault(domain, set())
        begun = came.get((number, domain))
        if begun is None or begun > NOW:
            continue
        ended = left.get((number, domain))
        if ended is None or not begun <= ended <= NOW:
            insiders.add(oracle.people[number])


def main() -> None:
    """Answer seeded questions, and say how long that took."""
    from benchmarks.questions import drawn  # noqa: PLC0415 - it draws from an Oracle

    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--questions", type=int, default=500)
    options.add_argument("--seed", type=int, default=7)
    chosen = options.parse_args()
    began = time.perf_counter()
    oracle = read(chosen.data)
    found = [
        len(oracle.best(question.asker, question.domain, question.by))
        for question in steps("Asking", drawn(oracle, chosen.questions, chosen.seed))
    ]
    figures = {
        "events": oracle.events, "people": len(oracle.people), "ties": oracle.pairs,
        "open_ties": oracle.graph.number_of_edges(), "questions": len(found),
        "with_path": sum(1 for paths in found if paths),
        "seconds": round(time.perf_counter() - began, 2),
    }  # fmt: skip
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
