"""Words of people and companies, and who is meant by a few letters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.entities import Company, Person
from graph.finding import MOST_WORDS, as_name, asked, folded, is_meant, name_of, rank, words_of

ANN = Person(
    id="p1",
    identifiers=("email:a.lee+jobs@example.org", "linkedin:ann-lee-b1", "phone:+4930123456"),
    name="Ann Lee",
)
GLOBEX = Company(
    id="c1", identifiers=("domain:xn--mller-kva.co.uk", "name:globex"), name="Globex Corp."
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  Ann-Marie O'Brien ", "ann marie o brien"),
        ("Zoë ÅNGSTRÖM", "zoe angstrom"),
        ("Søren Kierkegaard", "soren kierkegaard"),
        ("Weiß STRASSE", "weiss strasse"),
        ("Łukasz Đỗ Þór Æsir", "lukasz do thor aesir"),
        ("İbrahim Y\u0131ld\u0131z", "ibrahim yildiz"),
        ("\uff26\uff55\uff4c\uff4c \u216b", "full xii"),
        ("李 小龍 Иван_Петров", "李 小龍 иван петров"),
        ("a1-b2", "a1 b2"),
        ("-- !? 🎉", ""),
    ],
)
def test_letters_are_folded(text: str, words: str) -> None:
    assert " ".join(folded(text)) == words


@given(st.text())
def test_folding_is_of_letters_and_digits_and_does_not_mind_how_they_are_composed(
    text: str,
) -> None:
    words = folded(text)
    assert all(word.isalnum() for word in words)
    assert folded(unicodedata.normalize("NFD", text)) == words
    assert folded(" ".join(words)) == words


def test_words_come_from_the_name_and_from_what_is_spoken_of_identifiers() -> None:
    assert set(words_of(ANN)) == {"ann", "lee", "a", "jobs", "b1"}
    assert words_of(ANN)[:2] == ("ann", "lee")
    assert set(words_of(GLOBEX)) == {"globex", "corp", "muller", "mueller", "co"}


def test_whoever_has_no_name_is_called_by_what_stands_in_for_it() -> None:
    nameless = Person(id="p2", identifiers=("phone:+49301", "uid:urn:app:42", "email:bo.x@y.org"))
    described = Person(id="p3", identifiers=("described:1",), description="my neighbour")
    assert [name_of(one) for one in (ANN, nameless, described)] == [
        "ann lee",
        "bo x",
        "my neighbour",
    ]
    assert words_of(described) == ("my", "neighbour")
    assert name_of(Person(id="p4", identifiers=("uid:urn:app:42",))) == ""


def test_what_is_kept_of_anybody_is_bounded() -> None:
    name = " ".join(f"{n:0100}" for n in range(200))
    words = words_of(Person(id="p", identifiers=("uid:1",), name=name))
    assert len(words) <= MOST_WORDS
    assert max(map(len, (*words, *folded(name)))) == 64
    assert len(as_name(folded(name))) == 200


@pytest.mark.parametrize(
    ("kind", "query", "words"),
    [
        (Person, "Ann L", "ann l"),
        (Person, "ann.lee@exam", "ann lee"),
        (Person, "ann.lee", "ann lee"),
        (Company, "globex.com", "globex"),
        (Company, "globex.c", "globex"),
        (Company, "globex.co.uk", "globex co"),
        (Company, "St. Gallen Bank", "st gallen bank"),
        (Company, ".com", "com"),
        (Person, "?!", ""),
        (Person, "a b c d e f g h i j", "a b c d e f g h"),
    ],
)
def test_a_query_asks_for_words(kind: type[Person | Company], query: str, words: str) -> None:
    assert " ".join(asked(kind, query)) == words


@pytest.mark.parametrize("query", ["an", "lee ann", "ann lee", "a j", "b1", "LEE"])
def test_each_word_of_a_query_begins_a_word(query: str) -> None:
    assert is_meant(ANN, folded(query))


@pytest.mark.parametrize("query", ["nn", "ann bob", "example", "4930", "annn"])
def test_a_word_that_begins_none_finds_nobody(query: str) -> None:
    assert not is_meant(ANN, folded(query))


def test_whole_names_come_first_then_names_that_begin_so_then_the_others_by_name() -> None:
    people = [
        Person(id=id_, identifiers=("uid:1",), name=name)
        for id_, name in [
            ("1", "Zoe Ann"), ("2", "Annabel"), ("3", "Ann Zorn"), ("4", "Ann"), ("5", "Bo Ann"),
            ("6", "Ann Lee"), ("0", "Ann Lee"),
        ]
    ]  # fmt: skip
    ordered = sorted(people, key=lambda one: rank(one, ("ann",)))
    assert "".join(one.id for one in ordered) == "4063251"
