"""Jottings become events: of people known and new, and none before it is clear whom they mean."""

from typing import Any

import pytest

from graph.errors import OutOfBounds
from graph.jotting.page import jotted
from graph.store import DEFAULT_NETWORK, commit, seal
from graph.stores.memory import MemoryStore
from graph.strike import Arrival
from schemas.errors import InvalidIdentifier
from schemas.events import event_body, read_event
from schemas.jottings import JottingsPage, JottingsQuestion
from tests.builders import ANN, BEN, BOB, NOW, SECRET, company, erased, person, relation, told

SEALING = seal(SECRET, DEFAULT_NETWORK)
NOTE = "coffee with Ann, she knows someone at Globex"


async def understood(store: MemoryStore, who: str = BOB, **said: Any) -> JottingsPage:
    asked = JottingsQuestion.model_validate(said)
    return await store.read(DEFAULT_NETWORK, lambda view: jotted(view, SEALING, who, asked, NOW))


async def keep(store: MemoryStore, page: JottingsPage) -> None:
    events = [read_event(one, now=NOW) for one in page.events]
    await commit(store, DEFAULT_NETWORK, [Arrival(one, event_body(one)) for one in events])


def kinds(page: JottingsPage) -> list[str]:
    return [one["type"].removeprefix("inroad.").removesuffix(".v1") for one in page.events]


@pytest.fixture
async def store() -> MemoryStore:
    return await told([person(ANN, "Ann Lee"), relation(BOB, ANN, "friend")])


async def test_a_newcomer_types_people_and_targets() -> None:
    store = await told([])
    page = await understood(
        store, people=["Ann Lee, works at Globex, friend", "Tom Ray, met once"], targets=["Globex"]
    )
    assert [one.understood for one in page.people] == [
        ("Ann Lee is new.", "Ann is your friend.", "Ann works at Globex."),
        ("Tom Ray is new.", "You met Tom."),
    ]
    assert page.targets[0].understood == ("Globex goes on your sheet.",)
    assert kinds(page) == [
        "company.observed", "person.observed", "relation.asserted", "employment.confirmed",
        "person.observed", "relation.asserted", "company.targeted",
    ]  # fmt: skip
    assert page.events[1]["data"]["identifiers"][0].startswith("uid:urn:inroad:owner:")
    await keep(store, page)
    again = await understood(store, people=["Ann Lee, family"], targets=["Globex"])
    assert (again.people[0].people[0].new, kinds(again)) == (False, ["relation.asserted"])
    assert again.targets[0].understood == ("Globex is on your sheet already.",)


async def test_a_note_on_a_contact(store: MemoryStore) -> None:
    page = await understood(store, notes=[NOTE])
    (note,) = page.notes
    assert note.understood == (
        "You had coffee with Ann today.", "Ann knows somebody who works at Globex.",
    )  # fmt: skip
    assert kinds(page) == ["company.observed", "interaction.recorded", "insider.mentioned"]
    assert [one["data"].get("participants") for one in page.events[1:2]] == [[BOB, ANN]]
    await keep(store, page)


async def test_who_is_not_known_is_new(store: MemoryStore) -> None:
    page = await understood(store, notes=["call with Eve Fox yesterday"])
    assert page.notes[0].people[0].new
    assert page.notes[0].understood == (
        "Eve Fox is new.", "You spoke on the phone with Eve yesterday.",
    )  # fmt: skip
    await keep(store, page)


async def test_of_several_one_is_chosen(store: MemoryStore) -> None:
    await commit(store, DEFAULT_NETWORK, [person(BEN, "Ann Fox"), relation(BOB, BEN, "friend")])
    page = await understood(store, notes=[NOTE])
    (meant,) = page.notes[0].people
    assert ({one.ref for one in meant.candidates}, meant.whom) == ({ANN, BEN}, None)
    assert (page.events, page.notes[0].understood) == ((), ())
    assert page.notes[0].unclear[0].remedy == "say which one"
    page = await understood(store, notes=[NOTE], whom={"Ann": BEN})
    assert page.events[1]["data"]["participants"] == [BOB, BEN]
    (meant,) = page.notes[0].people
    assert len(meant.candidates) == 2  # another may still be chosen
    page = await understood(store, notes=[NOTE], whom={"Ann": "new"})
    assert kinds(page)[1] == "person.observed"


async def test_a_namesake_who_is_no_contact_is_asked_for_first(store: MemoryStore) -> None:
    await commit(store, DEFAULT_NETWORK, [person(BEN, "Ben Ito")])
    page = await understood(store, notes=["coffee with Ben Ito"])
    (meant,) = page.notes[0].people
    assert ([one.ref for one in meant.candidates], meant.whom, page.events) == ([BEN], None, ())


async def test_a_company_that_is_known_by_this_name_is_meant(store: MemoryStore) -> None:
    await commit(store, DEFAULT_NETWORK, [company("domain:globex.com", "Globex")])
    page = await understood(store, people=["Ann Lee, Globex"], targets=["globex"])
    assert kinds(page) == ["employment.confirmed", "company.targeted"]
    assert {one["data"]["company"] for one in page.events} == {"domain:globex.com"}


async def test_what_she_said_needs_one_who_was_there(store: MemoryStore) -> None:
    page = await understood(store, notes=["coffee with Ann and Eve, she knows someone at Globex"])
    assert page.notes[0].unclear[0].remedy == "say of whom: Ann knows someone at Globex"
    page = await understood(store, notes=["coffee with Ann and Eve, Ann knows Tom at Globex"])
    assert not page.notes[0].unclear


async def test_you_are_not_your_own_contact() -> None:
    store = await told([person(BOB, "Bob Stone")])
    page = await understood(store, people=[f"Bob <{BOB}>"])
    assert page.people[0].unclear[0].remedy == "leave it out: that is you"
    assert page.events == ()


async def test_a_newcomer_needs_an_identifier() -> None:
    store = await told([])
    with pytest.raises(InvalidIdentifier):
        await understood(store, "Bob", targets=["Globex"])


async def test_more_names_than_are_looked_for_at_once_are_refused(store: MemoryStore) -> None:
    notes = [f"coffee with {', '.join(f'A{n} B{line}' for n in range(40))}" for line in range(20)]
    with pytest.raises(OutOfBounds, match="800 names"):
        await understood(store, notes=notes)


@pytest.mark.parametrize("text", [", works at Globex", "?", "Ann <ann@>"])
async def test_a_line_without_a_name_says_what_to_write(store: MemoryStore, text: str) -> None:
    page = await understood(store, people=[text])
    assert page.people[0].unclear
    assert page.events == ()


async def test_nobody_erased_is_recorded(store: MemoryStore) -> None:
    await commit(store, DEFAULT_NETWORK, [erased(BEN)])
    page = await understood(store, people=[f"Ben Ito <{BEN}>, friend"])
    assert page.people[0].unclear[0].remedy.startswith("leave it out")
    assert page.events == ()
