"""Names are spoilt as they are said to be, and judged by who is whom."""

from random import Random

import pytest

from benchmarks.corruption import Second, spoilt
from benchmarks.duplicates import judged
from graph.duplicates.likeness import Likeness, likeness
from graph.duplicates.page import Found
from graph.duplicates.proposal import Proposal
from graph.duplicates.spelling import name_of
from graph.entities import Person
from schemas.duplicates import Tier


@pytest.mark.parametrize(
    ("name", "kind", "alike"),
    [
        ("Viktor Weber", "typo", Likeness.NEAR), ("Viktor Weber", "initial", Likeness.NEAR),
        ("Viktor Weber", "nickname", Likeness.VARIANT),
        ("Viktor Weber", "other surname", Likeness.SURNAME),
        ("Tom Sørensen", "umlauts", Likeness.SAME), ("Nadia Romano", "cyrillic", Likeness.SAME),
        ("Tom Weber", "as it was", Likeness.SAME),
    ],
)  # fmt: skip
def test_a_spoilt_name(name: str, kind: str, alike: Likeness) -> None:
    spoiled = spoilt(Random(1), name, kind)
    assert (spoiled != name) is (kind != "as it was")
    assert likeness(name_of(name), name_of(spoiled)) == alike


def test_judged_by_who_is_whom() -> None:
    def pair(tier: Tier, a: str, b: str) -> Proposal:
        people = [Person(id=text, identifiers=(text,)) for text in (a, b)]
        return Proposal(kind="people", tier=tier, one=people[0], other=people[1], reasons=())

    seconds = [Second(f"a{n}", f"b{n}", "typo") for n in range(4)]
    found = [pair("strong", "b0", "a0"), pair("strong", "a1", "b2"), pair("weak", "a1", "b1")]
    figures = judged(Found(found, cut=False, position=0), seconds)
    assert figures["tiers"] == {
        "same": {"pairs": 0, "precision": None, "recall": 0.0},
        "strong": {"pairs": 2, "precision": 0.5, "recall": 0.25},
        "weak": {"pairs": 1, "precision": 1.0, "recall": 0.5},
    }
    assert figures["kinds"] == {"typo": [4, 1, 2]}
