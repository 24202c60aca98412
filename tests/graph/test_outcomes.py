"""What became of introductions, and what it teaches."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.asking import introductions_page
from graph.entities import Introduction, Tie
from graph.lookup import person_of
from graph.outcomes import Experience, Trial, carried, kind_of_tie
from graph.store import DEFAULT_NETWORK, View
from graph.strength import LEAST, MOST
from schemas.asking import IntroductionsPage, IntroductionsQuestion
from tests.builders import ANN, BEN, BOB, CY, MAY, coffee, introduction, told

TRIALS = st.builds(
    Trial, introducer=st.sampled_from("ab"), kind=st.sampled_from(["friend", "direct"]),
    carried=st.booleans(),
)  # fmt: skip
CHANCES = st.floats(LEAST, MOST)


def trial(introducer: str, kind: str, came: bool) -> Trial:
    return Trial(introducer=introducer, kind=kind, carried=came)


def after(*stages: str) -> Introduction:
    marks = tuple(f"{stage} 2026-05-0{day}T00:00:00Z" for day, stage in enumerate(stages, 1))
    return Introduction(id="i", stages=marks, stage=stages[-1])


@pytest.mark.parametrize(
    ("stages", "came"),
    [
        (("requested",), None), (("requested", "accepted"), None), (("offered",), None),
        (("requested", "withdrawn"), None), (("requested", "declined"), False),
        (("requested", "declined", "accepted"), None), (("requested", "declined", "made"), True),
        (("requested", "accepted", "declined-by-insider"), True), (("met",), True),
        (("made", "no"), True),
    ],
)  # fmt: skip
def test_what_became_of_an_introduction(stages: tuple[str, ...], came: bool | None) -> None:
    assert carried(after(*stages)) is came


def test_the_kind_of_a_tie_is_what_it_was_before_anybody_asked() -> None:
    tie = Tie(a="a", b="b", kind="hard", open=True, hard=1)
    close = Tie(a="a", b="b", kind="hard", open=True, relations=("contact", "friend", "neighbor"))
    both = Tie(a="a", b="b", kind="hard", open=True, direct=2, from_a=1, from_b=1)
    assert [kind_of_tie(one) for one in (None, tie, both, close)] == [
        "other", "other", "direct", "friend",
    ]  # fmt: skip


def test_the_example_of_the_documentation() -> None:
    colleagues = [
        trial("ann", "colleague", False), trial("ben", "colleague", False),
        trial("cy", "colleague", True), trial("di", "colleague", True),
    ]  # fmt: skip
    others = [trial(f"other {n}", "friend", True) for n in range(4)]
    learnt = Experience([*colleagues, *others]).learnt(0.5, "ann", "colleague")
    assert learnt == pytest.approx((0.48 / 0.52) / (0.7 / 0.3) / (1 + (0.48 / 0.52) / (0.7 / 0.3)))
    assert round(learnt, 2) == 0.28


@given(CHANCES)
def test_without_trials_nothing_changes(chance: float) -> None:
    assert Experience([]).learnt(chance, "a", "friend") == pytest.approx(chance)


@given(st.lists(TRIALS, max_size=30), CHANCES, st.randoms())
@settings(max_examples=200, deadline=None)
def test_the_order_never_matters_and_a_chance_stays_one(
    trials: list[Trial], chance: float, random: object
) -> None:
    learnt = Experience(trials).learnt(chance, "a", "friend")
    shuffled = sorted(trials, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert Experience(shuffled).learnt(chance, "a", "friend") == learnt
    assert LEAST <= learnt <= MOST


@given(st.lists(TRIALS, max_size=30), st.floats(0.01, 0.99))
@settings(max_examples=200, deadline=None)
def test_who_carries_once_more_is_expected_to_sooner_than_who_declines(
    trials: list[Trial], chance: float
) -> None:
    kept, let_down = (
        Experience([*trials, trial("a", "friend", came)]).learnt(chance, "a", "friend")
        for came in (True, False)
    )
    assert kept > let_down


def test_their_own_trials_teach_more_than_others_of_the_kind() -> None:
    declined = trial("a", "friend", False)
    base = [trial("c", "direct", True)] * 3
    experience = Experience([*base, declined])
    own, same_kind, other = (
        experience.learnt(0.5, *of) for of in (("a", "friend"), ("b", "friend"), ("b", "other"))
    )
    assert own < same_kind < other == pytest.approx(0.5)


async def page(*stories: tuple[str, str, str]) -> IntroductionsPage:
    """Of Bob: (id, introducer, stage) of each introduction."""
    arrivals = [coffee(BOB, who, time=MAY) for who in (ANN, BEN)]
    arrivals += [
        introduction(stage, introduction=id_, introducer=who, insider=CY)
        for id_, who, stage in stories
    ]

    async def work(view: View) -> IntroductionsPage:
        question = IntroductionsQuestion.model_validate({"now": "2026-06-01T00:00:00Z"})
        return await introductions_page(view, await person_of(view, str, BOB, "ref"), question)

    return await (await told(arrivals)).read(DEFAULT_NETWORK, work)


async def test_an_introduction_under_way_tells_what_to_expect() -> None:
    (alone,) = (await page(("i-1", ANN, "requested"))).introductions
    assert alone.expected
    assert (alone.expected.chance, alone.expected.learnt_from) == (alone.expected.by_tie, 0)
    found = await page(
        ("i-1", ANN, "requested"), ("i-2", ANN, "declined"), ("i-3", BEN, "met"),
        ("i-4", BEN, "requested"),
    )  # fmt: skip
    expected = {one.id: one.expected for one in found.introductions}
    assert expected["i-2"] is expected["i-3"] is None
    ann, ben = expected["i-1"], expected["i-4"]
    assert ann
    assert ben
    assert ann.chance < ann.by_tie
    assert ben.chance > ben.by_tie
    assert ann.learnt_from == 2
