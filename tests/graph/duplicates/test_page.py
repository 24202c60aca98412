"""In which order proposals are asked about."""

from graph.duplicates.likeness import Likeness
from graph.duplicates.page import Found, duplicates_page
from graph.duplicates.proposal import Proposal
from graph.entities import Person
from schemas.duplicates import DuplicatesQuestion


def pair(number: int, names: Likeness, *reasons: str) -> Proposal:
    one, other = (
        Person(id=f"{number}{side}", identifiers=(f"email:{number}{side}@example.org",))
        for side in "ab"
    )
    return Proposal(
        kind="people", tier="weak", one=one, other=other, reasons=reasons, names=names
    )  # fmt: skip


def test_another_surname_comes_after_one_name_whatever_else_is_alike() -> None:
    other = pair(1, Likeness.SURNAME, "a", "b", "c")
    same = pair(2, Likeness.SAME, "a")
    more = pair(3, Likeness.VARIANT, "a", "b")
    found = Found((other, same, more), cut=False, position=1)
    page = duplicates_page(found, DuplicatesQuestion(), lambda _: False)
    assert [one.id for one in page.duplicates] == [more.id, same.id, other.id]
