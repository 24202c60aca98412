"""Names and addresses, as far as the way of writing them does not matter."""

import pytest

from graph.duplicates.likeness import Likeness, likeness
from graph.duplicates.spelling import (
    folded,
    handles,
    mailboxes,
    name_of,
    presumed_name,
    short_for,
    slip,
    squeezed,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jürgen Müller", "Juergen Mueller"), ("Sørensen", "Sorensen"), ("Иванов", "Ivanov"),
        ("Wójcik", "WOJCIK"), ("Straße", "Strasse"), ("Ångström", "Angstroem"),
    ],
)  # fmt: skip
def test_the_way_of_writing_does_not_matter(one: str, other: str) -> None:
    assert folded(one) == folded(other)


SAME, VARIANT, NEAR, SURNAME = Likeness


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Ann Lee", "ann LEE", SAME), ("Ann Lee", "Lee, Dr. Ann", SAME),
        ("Ann Lee 🚀 (she/her)", "👩 Ann Lee, PhD", SAME), ("Ann Lee 🚀", "Ann Stone 🚀", SURNAME),
        ("Lee Ann", "Ann Lee", SAME), ("Анна Иванова", "Anna Ivanova", SAME),
        ("Bob Stone", "Robert Stone", VARIANT), ("Ann M. Lee", "Ann Lee", VARIANT),
        ("Ann Lee", "Ann Lee-Smith", VARIANT), ("Kate Bauer", "Katharina Bauer", VARIANT),
        ("A. Lee", "Ann Lee", NEAR), ("Anna Kovacs", "Anna Kovasc", NEAR),
        ("Stefanie Weber", "Stefanje Weber", NEAR), ("Marta Lee", "Maria Lee", NEAR),
        ("Ann Lee", "Ann Stone", SURNAME),
        ("Ann Lee", "Ben Ito", None), ("Ann Lee", "Ben Lee", None), ("Ann", "Ann", None),
        ("Bo Lee", "Bo Stone", None), ("B. Lee", "A. Lee", None), ("", "", None),
        ("Jan Lee", "Jon Lee", None),  # short names are all near each other
    ],
)  # fmt: skip
def test_how_names_are_alike(one: str, other: str, alike: Likeness | None) -> None:
    assert likeness(name_of(one), name_of(other)) == alike
    assert likeness(name_of(other), name_of(one)) == alike


def test_nicknames_of_two_names_stay_apart() -> None:
    assert short_for("bob", "robert")
    assert short_for("alex", "alexander")
    assert not short_for("alexander", "alexandra")
    assert short_for("chidi", "chidi")


def test_long_words_may_have_two_slips() -> None:
    assert slip("takahashi", "takahshai")
    assert not slip("kim", "kin")
    assert not slip("weber", "weber")


def test_what_stands_before_the_at() -> None:
    found = handles(("email:ann.lee+jobs@a.org", "linkedin:ann-lee-4a5b", "email:info@a.org"))
    assert found == {"annlee"}
    assert handles(("email:al@a.org", "phone:+4930123456")) == set()


def test_one_mailbox_is_written_in_many_ways() -> None:
    one, other = "email:an.n.lee+x@googlemail.com", "email:annlee@gmail.com"
    assert mailboxes((one,)) == mailboxes((other,))
    assert mailboxes(("email:an.n@example.org",)) != mailboxes(("email:ann@example.org",))


def test_a_name_is_read_from_an_address_at_best() -> None:
    found = presumed_name(("email:ann.lee@example.org",))
    assert (found.words, found.presumed) == (("ann", "lee"), True)
    assert not presumed_name(("email:annlee@example.org", "uid:x")).words
    assert not presumed_name(("email:ann.7@example.org",)).words


def test_a_company_without_signs() -> None:
    assert squeezed("Müller & Söhne") == squeezed("mueller soehne") == "mullersohne"


@pytest.mark.parametrize("text", ["Ann Lee, Ph.D.", "Ann Lee, PhD", "Ann Lee Ph. D."])
def test_a_degree_behind_a_name_is_no_part_of_it(text: str) -> None:
    assert name_of(text) == name_of("Ann Lee")
