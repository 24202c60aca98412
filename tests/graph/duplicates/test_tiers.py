"""How sure it is: strict rules."""

from itertools import product

import pytest

from graph.duplicates.likeness import Likeness
from graph.duplicates.tiers import (
    Companies,
    Insiders,
    People,
    tier_of_companies,
    tier_of_insiders,
    tier_of_people,
)
from schemas.duplicates import Tier

SAME, VARIANT, NEAR, SURNAME = Likeness


@pytest.mark.parametrize(
    ("case", "tier"),
    [
        (People(mailbox=True, names=SAME), "same"),
        (People(mailbox=True, both_named=False), "same"),
        (People(mailbox=True), "weak"),  # two names: a family's mailbox
        (People(mailbox=True, names=SAME, profiles=True), "weak"),
        (People(names=SAME), "weak"),
        (People(names=SAME, employer=True), "strong"),
        (People(names=SAME, handle=True), "strong"),
        (People(names=SAME, contacts=2), "strong"),
        (People(names=SAME, contacts=1, around=True), "weak"),
        (People(names=SAME, employer=True, profiles=True), "weak"),
        (People(names=SAME, employer=True, presumed=True), "weak"),
        (People(names=SAME, employer=True, in_touch=True), None),
        (People(names=VARIANT), None),
        (People(names=VARIANT, around=True), "weak"),
        (People(names=VARIANT, employer=True), "weak"),
        (People(names=VARIANT, employer=True, contacts=2), "strong"),
        (People(names=NEAR, around=True, contacts=1), None),
        (People(names=NEAR, employer=True, contacts=2), "weak"),
        (People(names=NEAR, employer=True, handle=True), "strong"),
        (People(names=SURNAME, employer=True), None),
        (People(names=SURNAME, employer=True, contacts=1), "weak"),
        (People(names=SURNAME, employer=True, contacts=9, handle=True), "weak"),
        (People(handle=True), None),
        (People(handle=True, both_named=False), "weak"),
        (People(employer=True, contacts=9, around=True), None),
    ],
)
def test_of_people(case: People, tier: Tier | None) -> None:
    assert tier_of_people(case) == tier


def test_nothing_is_sure_but_by_an_address() -> None:
    flags = product([*Likeness, None], *[[False, True]] * 4, [0, 1, 2])
    for names, employer, handle, around, presumed, contacts in flags:
        case = People(
            names=names, employer=employer, handle=handle, around=around, presumed=presumed,
            contacts=contacts,
        )  # fmt: skip
        assert tier_of_people(case) != "same"


@pytest.mark.parametrize(
    ("case", "tier"),
    [
        (Companies(written=True), "same"),
        (Companies(names=True), "strong"),
        (Companies(names=True, domains=True), "weak"),
        (Companies(names=True, domains=True, staff=1), "strong"),
        (Companies(label=True), "weak"),
        (Companies(label=True, around=True), "strong"),
        (Companies(label=True, around=True, domains=True), "weak"),
        (Companies(near=True), None),
        (Companies(near=True, around=True), "weak"),
        (Companies(near=True, staff=3), "weak"),
        (Companies(staff=3, around=True), None),
    ],
)
def test_of_companies(case: Companies, tier: Tier | None) -> None:
    assert tier_of_companies(case) == tier


@pytest.mark.parametrize(
    ("case", "tier"),
    [
        (Insiders(), None),
        (Insiders(known=True), "weak"),
        (Insiders(first_named=True), None),
        (Insiders(first_named=True, known=True), "strong"),
        (Insiders(named=True), "weak"),
        (Insiders(relation=True, known=True), "strong"),
        (Insiders(relation=True, known=True, alone=False), "weak"),
    ],
)
def test_of_insiders(case: Insiders, tier: Tier | None) -> None:
    assert tier_of_insiders(case) == tier
