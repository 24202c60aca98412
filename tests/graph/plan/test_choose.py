"""The greedy choice against the best by brute force."""

from itertools import combinations
from random import Random
from statistics import fmean

from graph.plan.choose import LEAST_SHARE, Chances, choose

CASES = 200


def worth(moves: list[Chances], priorities: dict[str, float], chosen: tuple[int, ...]) -> float:
    """Companies that at least one move opens, by priority."""
    total = 0.0
    for company, priority in priorities.items():
        closed = 1.0
        for move in chosen:
            closed *= 1 - moves[move].get(company, 0.0)
        total += priority * (1 - closed)
    return total


def a_case(seed: int) -> tuple[list[Chances], dict[str, float], int]:
    """A few moves that overlap much, so that taking the best first may go wrong."""
    chosen = Random(seed)
    companies = [f"c{number}" for number in range(chosen.randint(2, 8))]
    priorities = {company: chosen.choice([0.5, 1.0, 1.0, 3.0]) for company in companies}
    moves: list[Chances] = [
        {
            company: chosen.choice([0.1, 0.5, 0.9, 0.9999])
            for company in chosen.sample(companies, chosen.randint(1, len(companies)))
        }
        for _ in range(chosen.randint(2, 9))
    ]
    return moves, priorities, chosen.randint(1, 4)


def test_greedy_against_the_best_of_all() -> None:
    ratios = []
    for seed in range(CASES):
        moves, priorities, k = a_case(seed)
        found = choose(moves, priorities, k)
        sets = combinations(range(len(moves)), min(k, len(moves)))
        best = max(worth(moves, priorities, some) for some in sets)
        assert abs(found.worth - worth(moves, priorities, found.moves)) < 1e-9
        assert found.bound >= best - 1e-9
        ratio = found.worth / best
        assert ratio >= found.share - 1e-9
        ratios.append(ratio)
    print(f"worst {min(ratios):.4f}, mean {fmean(ratios):.4f}")  # noqa: T201 - a figure
    assert min(ratios) >= LEAST_SHARE
    assert min(ratios) < 1  # the cases are hard enough to tell the two apart


def test_each_move_is_weighed_beside_those_taken() -> None:
    same, other = {"a": 0.9}, {"b": 0.5}
    found = choose([same, same, other], {"a": 1.0, "b": 1.0}, 2)
    assert found.moves == (0, 2)
    assert found.adds == (0.9, 0.5)


def test_nothing_is_taken_that_adds_nothing() -> None:
    found = choose([{"a": 0.5}, {}], {"a": 1.0}, 5)
    assert found.moves == (0,)
    assert found.share == 1.0
    assert choose([], {}, 5).share == 1.0
