"""What the benchmarks ask of an index, written plainly over dicts: for graphs of a few people."""

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from benchmarks.powerlaw import PowerLaw

UNITS = 2**20


@dataclass(frozen=True)
class Path:
    people: tuple[int, ...]
    cost: int


@dataclass(frozen=True)
class Found:
    paths: list[Path]


class PlainIndex:
    def __init__(self, graph: PowerLaw) -> None:
        self.inside = [frozenset(insiders) for insiders in graph.inside()]
        self.ties: dict[int, dict[int, int]] = defaultdict(dict)
        for (one, other), chance in zip(graph.pairs.tolist(), graph.chance.tolist(), strict=True):
            cost = max(1, round(-math.log(chance) * UNITS))
            self.ties[one][other] = self.ties[other][one] = cost

    def nearest(self, asker: int, company: int) -> Path | None:
        found = self.paths(asker, company, by="shortest", max_hops=6).paths
        return found[0] if found else None

    def nearest_many(self, asker: int, companies: list[int]) -> list[Path | None]:
        return [self.nearest(asker, company) for company in companies]

    def paths(self, asker: int, company: int, *, by: str, max_hops: int, k: int = 1) -> Found:
        """Bellman and Ford, level by level, the best path to each person of just so many hops."""
        level = {asker: Path((asker,), 0)}
        found: list[Path] = []
        for _ in range(max_hops + 1):
            found += [path for person, path in level.items() if person in self.inside[company]]
            if found and by == "shortest" and k == 1:
                break
            onward: dict[int, Path] = {}
            for person, path in level.items():
                for other, cost in self.ties[person].items():
                    longer = Path((*path.people, other), path.cost + cost)
                    if other not in onward or _order(longer) < _order(onward[other]):
                        onward[other] = longer
            level = onward
        return Found(sorted(found, key=_order if by == "shortest" else _strength)[:k])


def _order(path: Path) -> Any:
    return len(path.people), path.cost, path.people


def _strength(path: Path) -> Any:
    return path.cost, len(path.people), path.people
