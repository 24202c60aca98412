"""Who is meant by a ref, and the events behind what an answer shows."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest

from graph.cursor import cursor_of, key_of
from graph.entities import Company, Person
from graph.errors import ErasedRef, OutOfBounds, UnknownRef
from graph.lookup import company_of, either_of, introduction_of, person_of
from graph.proof import behind_introduction, behind_owner, behind_tie
from graph.store import DEFAULT_NETWORK, View, seal
from graph.stores.memory import MemoryStore
from graph.strike import Seal
from schemas.errors import InvalidIdentifier
from schemas.pages import EvidencePage
from tests.builders import (
    ANN,
    BEN,
    BOB,
    CY,
    GLOBEX,
    coffee,
    company,
    contact,
    erased,
    event,
    introduction,
    mention,
    person,
    relation,
    told,
    works,
)  # fmt: skip

T = TypeVar("T")


async def at(store: MemoryStore, work: Callable[[View, Seal], Awaitable[T]]) -> T:
    sealing = seal(store.secret, DEFAULT_NETWORK)
    return await store.read(DEFAULT_NETWORK, lambda view: work(view, sealing))


async def person_at(store: MemoryStore, ref: str) -> str:
    found = await at(store, lambda view, sealing: person_of(view, sealing, ref, "ref"))
    return found.name


async def ids_behind(store: MemoryStore, one: str, other: str, limit: int = 50) -> list[str]:
    """Ids of all events behind a tie, page by page."""
    ids: list[str] = []
    cursor = None
    while True:

        async def work(view: View, sealing: Seal, cursor: str | None = cursor) -> EvidencePage:
            start = await person_of(view, sealing, one, "a")
            end = await either_of(view, sealing, other, "b")
            return await behind_tie(view, start, end, cursor=cursor, limit=limit)

        page = await at(store, work)
        ids += [seen.id for seen in page.events]
        if (cursor := page.next) is None:
            return ids


@pytest.mark.parametrize(
    "ref",
    [
        ANN,
        "EMAIL: Ann@Example.org",
        "linkedin:https://www.linkedin.com/in/Ann-Lee/",
        "uid:urn:x:a/b",
    ],
)
async def test_every_identifier_in_any_form_names_the_person(ref: str) -> None:
    app = event("person.merged", {"identifiers": ["uid:urn:x:a/b", ANN]}, source="urn:inroad:owner")
    store = await told([person(ANN, "Ann Lee", "linkedin:ann-lee"), app])
    assert await person_at(store, ref) == "Ann Lee"


async def test_id_names_the_person_or_the_company() -> None:
    store = await told([person(ANN, "Ann Lee"), company(GLOBEX, "Globex")])
    ann = await at(store, lambda view, sealing: person_of(view, sealing, ANN, "ref"))
    globex = await at(store, lambda view, _: company_of(view, "name:GLOBEX Inc.", "ref"))
    assert await person_at(store, ann.id.upper()) == "Ann Lee"

    async def either(view: View, sealing: Seal) -> list[Person | Company]:
        refs = (ann.id, globex.id, GLOBEX, ANN)
        return [await either_of(view, sealing, ref, "b") for ref in refs]

    assert await at(store, either) == [ann, globex, globex, ann]


async def test_who_was_never_named_is_unknown() -> None:
    store = await told([person(ANN, "Ann Lee")])
    for ref in (BEN, "00000000-0000-5000-8000-000000000000"):
        with pytest.raises(UnknownRef) as unknown:
            await person_at(store, ref)
        assert (unknown.value.ref, unknown.value.field) == (ref, "ref")
    with pytest.raises(UnknownRef):
        await at(store, lambda view, _: company_of(view, "domain:globex.com", "to"))
    with pytest.raises(UnknownRef):
        await at(store, lambda view, _: introduction_of(view, "i-9"))


async def test_who_was_erased_is_known_to_be_gone() -> None:
    store = await told([person(ANN, "Ann Lee"), erased(ANN)])
    with pytest.raises(ErasedRef):
        await person_at(store, ANN)


@pytest.mark.parametrize("ref", ["Ann", "email:ann", "name:Globex", "", "colour:red"])
async def test_what_is_no_identifier_is_said_to_be_none(ref: str) -> None:
    store = await told([])
    with pytest.raises(InvalidIdentifier) as invalid:
        await person_at(store, ref)
    assert invalid.value.field == "ref"
    assert invalid.value.remedy


async def test_events_behind_a_tie_are_those_that_make_it() -> None:
    crowd = [f"email:p{n}@example.org" for n in range(60)]
    store = await told(
        [
            event("person.merged", {"identifiers": [ANN, "phone:+4930123456"]}, id="merged"),
            event("interaction.recorded", {"participants": [ANN, BOB], "how": "coffee"}, id="a"),
            event(
                "interaction.recorded",
                {"participants": ["phone:+4930123456", BOB], "how": "call"},
                id="b",
            ),
            event(
                "interaction.recorded",
                {"participants": [ANN, BOB, *crowd], "how": "gathering"},
                id="too-large",
            ),
            event(
                "relation.asserted", {"person": BOB, "related": ANN, "relation": "friend"}, id="c"
            ),
            coffee(ANN, CY),
        ]
    )
    assert await ids_behind(store, ANN, BOB) == ["a", "b", "c"]
    assert await ids_behind(store, BOB, ANN, limit=1) == ["a", "b", "c"]
    assert await ids_behind(store, BOB, CY) == []


async def test_events_behind_an_employment_are_those_that_say_so() -> None:
    store = await told(
        [works(BEN), mention(ANN, description="my neighbour"), relation(BEN, ANN, "kin")]
    )
    assert len(await ids_behind(store, BEN, GLOBEX)) == 1
    assert len(await ids_behind(store, ANN, GLOBEX)) == 0


async def test_events_come_a_page_at_a_time_and_each_once() -> None:
    store = await told([contact("message", ANN, BOB, actor=ANN) for _ in range(7)])
    seen: list[str] = []
    cursor: str | None = None
    for expected in (3, 3, 1):

        async def work(view: View, sealing: Seal, cursor: str | None = cursor) -> EvidencePage:
            ann = await person_of(view, sealing, ANN, "ref")
            return await behind_owner(view, ann, cursor=cursor, limit=3)

        page = await at(store, work)
        assert len(page.events) == expected
        seen += [one.id for one in page.events]
        cursor = page.next
    assert cursor is None
    assert len(set(seen)) == 7


async def test_events_behind_an_introduction_name_it() -> None:
    store = await told([introduction("requested"), introduction("accepted"), coffee(ANN, BOB)])

    async def work(view: View, _: Seal) -> list[str]:
        found = await introduction_of(view, "i-1")
        page = await behind_introduction(view, found, cursor=None, limit=9)
        return [one.type.split(".")[2] for one in page.events]

    assert sorted(await at(store, work)) == ["accepted", "requested"]


@pytest.mark.parametrize(
    "cursor", ["x", "WyJhIl0", "bnVsbA", "WzEsMl0", "é", "====", "W1tbW1tbW1s"]
)
def test_broken_cursor_is_out_of_bounds(cursor: str) -> None:
    with pytest.raises(OutOfBounds) as broken:
        key_of(cursor, 2)
    assert broken.value.field == "cursor"
    assert key_of(cursor_of(("urn:x", "ß")), 2) == ("urn:x", "ß")
