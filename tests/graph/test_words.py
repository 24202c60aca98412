"""The sentences, one by one."""

import pytest

from graph.entities import Company, Person, Tie
from graph.strength import PRIORS
from graph.words import NOUNS, first_name, first_of, how_well, label, path_sentence, ref_of
from schemas.events.ties import RELATIONS

GLOBEX = Company(id="g", identifiers=("domain:globex.com", "name:globex"), name="Globex")
BOB = Person(id="bob", identifiers=("email:bob@example.org",), name="Bob Stone")
ANN = Person(id="ann", identifiers=("email:ann@example.org",), name="Ann")
BEN = Person(id="ben", identifiers=("email:ben@example.org",), name="Ben Ito")
CY = Person(id="cy", identifiers=("email:cy@example.org",), name="Cy")
DI = Person(id="di", identifiers=("linkedin:di", "uid:urn:x:7"))


def tie(
    *relations: str, kind: str = "direct", open_: bool = True, rating: float | None = None
) -> Tie:
    return Tie(a="a", b="b", kind=kind, open=open_, relations=relations, rating=rating)


def described(description: str = "", informant: Person = ANN) -> Person:
    return Person(
        id="x", identifiers=("described:x",), described=True, description=description,
        informant=informant.identifiers[0],
    )  # fmt: skip


def said(people: list[Person], *relations: str, former: bool = False) -> str:
    """The sentence of a path; one relation a tie, "" for none."""
    ties = [tie(*([word] if word else [])) for word in relations]
    return path_sentence(people, ties, GLOBEX, former=former)


@pytest.mark.parametrize(
    ("people", "relations", "sentence"),
    [
        ([BOB], [], "You work at Globex yourself."),
        ([BOB, BEN], [""], "You know Ben Ito, who works at Globex."),
        ([BOB, BEN], ["sibling"], "Your sister or brother Ben Ito works at Globex."),
        ([BOB, DI], [""], "You know di, who works at Globex."),
        ([BOB, ANN, BEN], ["friend", ""], "Ann knows Ben Ito, who works at Globex."),
        ([BOB, ANN, BEN], ["", "neighbor"], "Ann's neighbour Ben Ito works at Globex."),
        (
            [BOB, ANN, BEN, CY],
            ["", "", "friend"],
            "Ann knows Ben Ito, whose friend Cy works at Globex.",
        ),
        (
            [BOB, ANN, BEN, CY],
            ["", "", ""],
            "Ann knows Ben Ito, who knows Cy, who works at Globex.",
        ),
        (
            [BOB, ANN, BEN, CY],
            ["", "colleague", ""],
            "Ann's colleague Ben Ito knows Cy, who works at Globex.",
        ),
        (
            [BOB, ANN, BEN, CY],
            ["", "colleague", "agent"],
            "Ann's colleague Ben Ito is an agent or client of Cy, who works at Globex.",
        ),
    ],
)
def test_chain_of_people_is_a_sentence(
    people: list[Person], relations: list[str], sentence: str
) -> None:
    assert said(people, *relations) == sentence


def test_former_insider_used_to_work_there() -> None:
    assert said([BOB, BEN], "", former=True) == "You know Ben Ito, who used to work at Globex."
    assert said([BOB], former=True) == "You used to work at Globex yourself."


@pytest.mark.parametrize(
    ("description", "relation", "sentence"),
    [
        ("my neighbour", "", "Ann's neighbour works at Globex."),
        ("My old boss", "", "Ann's old boss works at Globex."),
        ("", "neighbor", "Ann's neighbour works at Globex."),
        ("somebody from choir", "friend", "Ann's friend works at Globex."),
        (
            "the sister of my podiatrist",
            "",
            'Someone Ann calls "the sister of my podiatrist" works at Globex.',
        ),
        (
            "my wife and I's lodger",
            "",
            'Someone Ann calls "my wife and I\'s lodger" works at Globex.',
        ),
    ],
)
def test_described_insider_is_seen_from_who_described_them(
    description: str, relation: str, sentence: str
) -> None:
    assert said([BOB, ANN, described(description)], "", relation) == sentence


def test_insider_described_by_the_asker_is_yours() -> None:
    assert said([BOB, described("my neighbour", BOB)], "") == "Your neighbour works at Globex."
    odd = described("the tall one", BOB)
    assert said([BOB, odd], "") == 'Someone you call "the tall one" works at Globex.'


def test_insider_described_at_the_end_of_a_chain() -> None:
    neighbour, other = described("my neighbour", BEN), described("the tall one", BEN)
    chain = [BOB, ANN, BEN]
    assert said([*chain, neighbour], "", "", "") == (
        "Ann knows Ben Ito, whose neighbour works at Globex."
    )
    assert said([*chain, neighbour], "", "friend", "") == (
        "Ann's friend Ben Ito has a neighbour who works at Globex."
    )
    assert said([*chain, other], "", "", "") == (
        'Ann knows Ben Ito, who knows someone described as "the tall one", who works at Globex.'
    )


def test_every_relation_has_a_noun_and_the_closest_is_said() -> None:
    assert NOUNS.keys() == set(RELATIONS) == PRIORS.keys()
    ties = [tie(), tie("contact", "friend", "met")]
    assert path_sentence([BOB, ANN, CY], ties, GLOBEX, former=False) == (
        "Ann's friend Cy works at Globex."
    )


def test_who_has_no_name_is_shown_by_an_identifier() -> None:
    assert (label(DI), ref_of(DI)) == ("di", "linkedin:di")
    assert label(Company(id="g", identifiers=("name:globex",))) == "globex"
    assert label(described("my neighbour")) == '"my neighbour"'


def test_first_name_is_used_where_it_is_plain_whom_is_meant() -> None:
    other = Person(id="o", identifiers=("email:o@example.org",), name="Ben Low")
    assert first_name(BEN, [BEN, ANN]) == "Ben"
    assert first_name(BEN, [BEN, other]) == "Ben Ito"
    assert first_name(Person(id="p", identifiers=("uid:1",), name="Dr. Eve Park")) == "Eve"
    assert first_name(Person(id="p", identifiers=("uid:1",), name="Park, Eve")) == "Park, Eve"
    assert first_name(Person(id="p", identifiers=("uid:1",), name="Eve Park, PhD")) == "Eve"
    assert first_name(DI) == "di"


@pytest.mark.parametrize(
    ("one", "sure", "words"),
    [
        (tie(), 0.9, "know each other very well"),
        (tie(), 0.5, "know each other well"),
        (tie(kind="hard"), 0.3, "know each other, and talk with purpose"),
        (tie(), 0.1, "know each other a little"),
        (tie(kind="soft", open_=False), 0.9, "hardly know each other"),
        (tie(open_=False, rating=0.0), 0.1, "are not on good terms"),
    ],
)
def test_how_well_two_know_each_other(one: Tie, sure: float, words: str) -> None:
    assert how_well(one, sure) == words


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Ann Lee", "Ann"), ("Prof. Dr. Ann Lee", "Ann"), ("Dr. Lee", "Dr. Lee"),
        ("Uncle Ben", "Uncle Ben"), ("Lee, Ann", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_title_is_no_first_name(name: str, first: str) -> None:
    assert first_of(name) == first
