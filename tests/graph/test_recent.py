"""What is known of late, as the replica goes on."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from graph.entities import Ask, Company, Identifier, Intel, Person, Tombstone
from graph.recent import Moved, Recent, RecentView
from graph.store import View

ANN = Person(id="1", identifiers=("email:ann@example.org", "linkedin:ann"))
BEN = Person(id="2", identifiers=("email:ben@example.org",))
GLOBEX = Company(id="3", identifiers=("domain:globex.com",))


async def no_store(work: Callable[[View], Awaitable[Any]]) -> Any:
    del work
    raise Moved("the store has gone on")


async def owner(recent: Recent, text: str) -> str:
    """Whose an identifier is; raises `Moved` where that is not known."""
    view = RecentView(recent, no_store)
    return (await view.load(Identifier, [(text,)]))[text,].owner


async def test_who_is_told_of_is_known_by_each_identifier() -> None:
    recent = Recent()
    recent.move(1, [ANN, GLOBEX], [])
    assert await owner(recent, "email:ann@example.org") == ANN.id
    assert await owner(recent, "linkedin:ann") == ANN.id
    assert await owner(recent, "domain:globex.com") == GLOBEX.id
    assert await RecentView(recent, no_store).load(Person, [(ANN.id,)]) == {(ANN.id,): ANN}


async def test_an_identifier_that_is_nobodys_any_more_is_not_known() -> None:
    recent = Recent()
    recent.move(1, [ANN], [])
    recent.move(2, [Person(id=ANN.id, identifiers=ANN.identifiers[:1])], [])
    assert await owner(recent, "email:ann@example.org") == ANN.id
    with pytest.raises(Moved):
        await owner(recent, "linkedin:ann")
    recent.move(3, [], [(Person, (ANN.id,))])
    with pytest.raises(Moved):
        await owner(recent, "email:ann@example.org")
    assert not await RecentView(recent, no_store).load(Person, [(ANN.id,)])


@pytest.mark.parametrize("backwards", [False, True])
async def test_an_identifier_goes_over_to_another(backwards: bool) -> None:
    recent = Recent()
    recent.move(1, [ANN, BEN], [])
    less = Person(id=ANN.id, identifiers=ANN.identifiers[:1])
    more = Person(id=BEN.id, identifiers=(*BEN.identifiers, "linkedin:ann"))
    recent.move(2, [more, less] if backwards else [less, more], [])
    assert await owner(recent, "linkedin:ann") == BEN.id


async def test_who_is_forgotten_is_forgotten_by_name_too() -> None:
    recent = Recent(room=1)
    recent.move(1, [ANN, BEN], [])
    assert await owner(recent, "email:ben@example.org") == BEN.id
    with pytest.raises(Moved):
        await owner(recent, "email:ann@example.org")


async def test_what_is_not_told_of_is_not_known_further_on() -> None:
    recent = Recent()
    recent.learn((Tombstone, ("digest",)), None)
    view = RecentView(recent, no_store)
    assert await view.load(Tombstone, [("digest",)]) == {}
    recent.move(1, [], [])
    with pytest.raises(Moved):
        await RecentView(recent, no_store).load(Tombstone, [("digest",)])


async def test_what_touches_something_is_known_until_one_of_its_kind_changes() -> None:
    recent = Recent()
    word = Intel(
        id="1", time="2026-05-04T09:00:00.000000Z", source="s", event="1", company="name:globex",
        topic="pay", sentiment="good",
    )  # fmt: skip
    recent.note(("touching", Intel, "name:globex"), [word])
    recent.note(("naming", (("name:globex",),), (), True, (), None), [])
    recent.move(1, [ANN], [(Ask, ("a",))])
    view = RecentView(recent, no_store)
    assert await view.touching(Intel, ["name:globex"]) == [word]
    with pytest.raises(Moved):
        await view.naming([["name:globex"]])
    recent.move(2, [], [(Intel, ("1",))])
    with pytest.raises(Moved):
        await RecentView(recent, no_store).touching(Intel, ["name:globex"])
