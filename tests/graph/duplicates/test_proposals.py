"""Who and what is proposed, over small stories."""

import pytest

from graph.duplicates import blocking
from graph.duplicates import census as census_module
from graph.duplicates import people as people_module
from graph.duplicates.census import census_of
from graph.duplicates.companies import companies_proposed
from graph.duplicates.insiders import insiders_proposed
from graph.duplicates.people import alike, people_proposed
from graph.duplicates.proposal import Proposal
from graph.entities import Person
from graph.store import DEFAULT_NETWORK, View
from graph.strike import Arrival
from tests.builders import (
    ANN,
    BEN,
    BOB,
    CY,
    coffee,
    event,
    mention,
    person,
    relation,
    told,
    works,
)

ANN_2, GLOBEX = "email:lee@home.example", "domain:globex.com"


async def proposed(*story: Arrival) -> list[Proposal]:
    async def work(view: View) -> list[Proposal]:
        census = await census_of(view)
        pairs, _ = alike(census)
        people = await people_proposed(view, census, pairs)
        described, _ = await insiders_proposed(view, census)
        return [*people, *described, *companies_proposed(census)[0]]

    return await (await told(story)).read(DEFAULT_NETWORK, work)


async def test_one_name_at_one_company() -> None:
    (one,) = await proposed(
        person(ANN, "Ann Lee"), person(ANN_2, "LEE, Ann"), works(ANN), works(ANN_2)
    )
    assert (one.kind, one.tier) == ("people", "strong")
    names, work = one.reasons
    assert names.endswith("the same name.")
    assert work == "Both work or worked at globex."
    assert not one.against


async def test_those_whom_both_know_are_named() -> None:
    (one,) = await proposed(
        person(ANN, "Bob Stone"), person(ANN_2, "Robert Stone"), person(CY, "Cy"), works(ANN),
        works(ANN_2), *(coffee(who, by) for who in (BEN, CY) for by in (ANN, ANN_2)),
    )  # fmt: skip
    assert one.tier == "strong"
    assert "Both know Cy and ben@example.org." in one.reasons


async def test_who_had_coffee_with_each_other_are_two() -> None:
    story = [person(ANN, "Ann Lee"), person(ANN_2, "Ann Lee"), works(ANN), works(ANN_2)]
    assert await proposed(*story)
    assert not await proposed(*story, coffee(ANN, ANN_2))


async def test_one_mailbox_says_what_speaks_against_it() -> None:
    (one,) = await proposed(
        person("email:lee+ann@example.org", "Ann Lee"), person("email:lee@example.org", "Ben Ito")
    )
    assert (one.tier, one.against) == ("weak", ("Their names differ.",))


async def test_a_person_and_an_address_without_a_name() -> None:
    story = [person("email:ann.lee@a.org", "Ann Lee"), coffee("email:ann.lee@b.org", BOB)]
    (one,) = await proposed(*story)
    assert one.tier == "weak"
    assert "A name is only read from an address." in one.against


async def test_strangers_of_other_names_are_not_compared() -> None:
    assert not await proposed(
        person(ANN, "Ann Lee"), person(BEN, "Ben Ito"), works(ANN), works(BEN), coffee(ANN, BEN)
    )


async def test_a_company_and_its_domain() -> None:
    (one,) = await proposed(works(ANN, "name:Globex"), works(ANN, GLOBEX))
    assert (one.kind, one.tier) == ("companies", "strong")
    assert "1 person works at both." in one.reasons
    (one,) = await proposed(works(ANN, "name:globex.com"), works(BEN, GLOBEX))
    assert one.tier == "same"


async def test_a_company_in_two_spellings() -> None:
    (one,) = await proposed(works(ANN, "name:Müller Söhne"), works(BEN, "name:Mueller-Soehne"))
    assert one.tier == "strong"
    (one,) = await proposed(
        event("company.observed", {"identifiers": ["name:Tidewell"], "place": "Basel"}),
        event("company.observed", {"identifiers": ["name:Tidwell"], "place": "basel"}),
    )
    assert (one.tier, len(one.reasons)) == ("weak", 2)


async def test_a_neighbour_who_works_there() -> None:
    story = [
        mention(ANN, description="my neighbour", relation="neighbor"), person(CY, "Cy Young"),
        works(CY), works(BEN), coffee(ANN, BEN),
    ]  # fmt: skip
    sure, perhaps = sorted(
        await proposed(*story, relation(ANN, CY, "neighbor")), key=lambda one: one.tier
    )
    assert (sure.kind, sure.tier, sure.other.identifiers) == ("insiders", "strong", (CY,))
    assert isinstance(sure.one, Person)
    assert sure.one.described
    assert (perhaps.tier, perhaps.other.identifiers) == ("weak", (BEN,))
    (alone,) = await proposed(*story)
    assert (alone.tier, alone.other.identifiers) == ("weak", (BEN,))


async def test_who_knows_many_there_is_not_asked_about_each() -> None:
    story = [mention(ANN, description="a colleague"), person(CY, "Cy Young")]
    staff = [CY, *(f"email:{name}@example.org" for name in ("dee", "eve", "fay", "gus"))]
    for who in staff:
        story += [works(who), coffee(ANN, who)]
    assert not await proposed(*story)
    named = event(
        "insider.mentioned",
        {"informant": ANN, "mention": "m-2", "company": "name:Globex", "description": "Cy"},
    )
    (one,) = await proposed(*story, named)
    assert one.other.identifiers == (CY,)


async def test_a_description_that_names_somebody() -> None:
    (one,) = await proposed(
        mention(ANN, description="Cy from the gym"), person(CY, "Cy Young"), works(CY),
        coffee(ANN, CY),
    )  # fmt: skip
    assert one.tier == "strong"
    assert "The description, “Cy from the gym”, names Cy Young." in one.reasons


async def test_an_insider_who_is_identified_is_asked_about_no_more() -> None:
    story = [mention(ANN, relation="friend"), works(CY), relation(ANN, CY, "friend")]
    assert len(await proposed(*story)) == 1
    assert not await proposed(*story, mention(ANN, relation="friend", insider=CY))


async def test_work_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [person(f"email:a{n}@e.org", "Ann Lee") for n in range(6)]
    assert len(await proposed(*many)) == 15
    monkeypatch.setattr(people_module, "PAIRS", 4)
    assert len(await proposed(*many)) == 4
    monkeypatch.setattr(blocking, "CROWD", 5)
    assert not await proposed(*many)
    monkeypatch.setattr(census_module, "MOST", 3)

    async def work(view: View) -> bool:
        census = await census_of(view)
        return census.cut and len(census.cards) == 3

    assert await (await told(many)).read(DEFAULT_NETWORK, work)


async def test_a_proposal_is_known_by_its_id_and_by_any_of_its_identifiers() -> None:
    story = [person(ANN, "Ann Lee"), person(ANN_2, "Ann Lee"), works(ANN), works(ANN_2)]
    (one,), (again,) = await proposed(*story), await proposed(*reversed(story))
    assert one.id == again.id
    more = person(ANN, "Ann Lee", "linkedin:ann-lee")
    (later,) = await proposed(*story, more)
    assert set(one.marks(str)) & set(later.marks(str))
