"""The formula of tie strength, against numbers worked out here."""

import math
from itertools import permutations
from typing import Any

import pytest

from graph.entities import Sums, Tie
from graph.strength import (
    COST_SCALE,
    added,
    chance,
    chance_of,
    cost,
    group_weight,
    is_open,
    kind_of,
    prior_of,
    touched,
)
from graph.strength import INTERACTIONS as HOW

DAY_0, DAY_4, DAY_240 = (
    f"{day}T00:00:00.000000Z" for day in ("2025-01-01", "2025-01-05", "2025-08-29")
)


def tie(**sums: Any) -> Tie:
    return Tie(a="a", b="b", kind="direct", open=True, **sums)


def test_one_coffee_today() -> None:
    sums = {"direct_4d": 3.0, "direct_30d": 3.0, "direct_240d": 3.0}
    both = tie(last=DAY_0, from_a=1, from_b=1, **sums)
    assert chance(both, DAY_0) == pytest.approx(1 - math.exp(-0.9))


def test_contact_one_way_counts_half() -> None:
    sums = {"direct_4d": 3.0, "direct_30d": 3.0, "direct_240d": 3.0}
    one = tie(last=DAY_0, from_a=1, **sums)
    assert chance(one, DAY_0) == pytest.approx(1 - math.exp(-0.45))


def test_hard_and_soft_fade_by_their_half_lives() -> None:
    known = tie(last=DAY_0, from_a=2, from_b=1, hard_240d=4.0, soft_30d=1.0)
    x = 0.25 * 2.0 * (1 + 1 / 2) / 2 + 0.02 * 2 ** (-240 / 30)
    assert chance(known, DAY_240) == pytest.approx(1 - math.exp(-x))


def test_contact_after_now_counts_as_of_now() -> None:
    known = tie(last=DAY_240, from_a=1, from_b=1, hard_240d=4.0)
    assert chance(known, DAY_0) == chance(known, DAY_240)


def test_prior_counts_without_any_contact() -> None:
    assert chance(tie(prior=0.7), DAY_0) == pytest.approx(1 - math.exp(-0.7))


@pytest.mark.parametrize(("rating", "expected"), [(0.0, 0.0001), (0.4, 0.4), (1.0, 0.9999)])
def test_rating_stands_in_for_the_chance(rating: float, expected: float) -> None:
    assert chance(tie(prior=2.0, rating=rating), DAY_0) == expected


def test_chance_keeps_its_bounds() -> None:
    assert chance(tie(), DAY_0) == 0.0001
    assert chance(tie(prior=1000.0), DAY_0) == 0.9999


def test_sums_halve_in_their_half_life_whatever_the_order() -> None:
    early = touched(DAY_0, "direct", 1.0, from_a=True, from_b=False)
    late = touched(DAY_4, "direct", 2.0, from_a=False, from_b=True)
    for one, other in permutations((early, late)):
        sums = added(added(Sums(), one), other)
        assert (sums.first, sums.last) == (DAY_0, DAY_4)
        assert sums.direct_4d == pytest.approx(2.5)
        assert sums.direct_240d == pytest.approx(2 + 2 ** (-4 / 240))
        assert (sums.from_a, sums.from_b, sums.direct) == (1, 1, 2)


def test_sums_of_fifty_years_do_not_overflow() -> None:
    old = touched("1970-01-01T00:00:00.000000Z", "direct", 1.0, from_a=True, from_b=True)
    new = touched(DAY_0, "direct", 1.0, from_a=True, from_b=True)
    assert added(new, old).direct_4d == added(old, new).direct_4d == 1.0


def test_group_shares_its_weight() -> None:
    assert group_weight(HOW["gathering"], 5) == pytest.approx(1 / 4)
    assert group_weight(HOW["coffee"], 3) == pytest.approx(1.5 / 2)


def test_cost_is_an_integer_that_adds_up() -> None:
    half = tie(rating=0.5)
    assert cost(half, DAY_0) == round(math.log(2) * COST_SCALE)
    assert chance_of(2 * cost(half, DAY_0)) == pytest.approx(0.25, rel=1e-5)
    assert cost(tie(rating=1.0), DAY_0) >= 1


@pytest.mark.parametrize(
    ("sums", "relations", "rating", "kind", "opens"),
    [
        (Sums(hard=1, from_a=1), (), None, "hard", True),
        (Sums(direct=2, from_a=1, from_b=1), (), None, "direct", True),
        (Sums(direct=2, from_a=2), (), None, "soft", False),
        (Sums(soft=9), (), None, "soft", False),
        (Sums(), ("neighbor",), None, "asserted", True),
        (Sums(), ("contact",), None, "soft", False),
        (Sums(hard=1), ("spouse",), 0.0, "hard", False),
        (Sums(soft=1), (), 0.9, "soft", False),
    ],
)
def test_what_opens_a_tie(
    sums: Sums, relations: tuple[str, ...], rating: float | None, kind: str, opens: bool
) -> None:
    assert kind_of(sums, relations) == kind
    assert is_open(sums, relations, rating) is opens


def test_prior_is_the_greatest_of_the_relations() -> None:
    assert prior_of(("contact", "neighbor", "friend")) == 1.2
    assert prior_of(()) == 0.0
