"""Which standings a network went through."""

import pytest

from graph.epochs import KEPT, Epoch, Standing, begun, leads_here, newest

EPOCHS = [Epoch("a", 0), Epoch("b", 80), Epoch("c", 120)]
POSITION = 150


@pytest.mark.parametrize(
    ("position", "epoch"), [(0, "a"), (80, "a"), (81, "b"), (120, "b"), (121, "c"), (150, "c")]
)
def test_what_it_went_through_leads_here(position: int, epoch: str) -> None:
    assert leads_here(Standing(position, epoch), EPOCHS, POSITION)


@pytest.mark.parametrize(
    ("position", "epoch"),
    [
        (81, "a"),  # before the store went back to 80
        (121, "b"),
        (151, "c"),  # the store went back, and no builder has begun as yet
        (10, "d"),  # of another store
        (10, ""),
    ],
)
def test_what_it_did_not_go_through_does_not(position: int, epoch: str) -> None:
    assert not leads_here(Standing(position, epoch), EPOCHS, POSITION)


def test_without_epochs_only_who_has_none_is_led_here() -> None:
    assert leads_here(Standing(3, ""), [], 3)
    assert not leads_here(Standing(4, ""), [], 3)
    assert not leads_here(Standing(3, "a"), [], 3)
    assert leads_here(Standing(3, ""), [Epoch("a", 3)], 9)


def test_an_epoch_in_which_nothing_happened_is_dropped() -> None:
    assert begun(EPOCHS, 120, "d") == [*EPOCHS[:2], Epoch("d", 120)]
    assert begun(EPOCHS, 150, "d") == [*EPOCHS, Epoch("d", 150)]
    assert newest(begun([], 0, "a")) == "a"
    assert newest([]) == ""


def test_after_going_back_only_what_is_still_there_leads_here() -> None:
    epochs = begun(EPOCHS, 100, "d")
    assert leads_here(Standing(100, "b"), epochs, 130)
    assert not leads_here(Standing(110, "b"), epochs, 130)
    assert not leads_here(Standing(125, "c"), epochs, 130)


def test_the_newest_are_kept() -> None:
    epochs: list[Epoch] = []
    for number in range(KEPT + 5):
        epochs = begun(epochs, number, str(number))
    assert [one.since for one in epochs] == list(range(5, KEPT + 5))
