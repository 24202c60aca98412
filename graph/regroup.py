"""Which identifiers are whose after a batch, and what follows for people, ties and posts."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import product
from typing import TypeVar

from graph import derive
from graph.asks import Asked, World, touching
from graph.combine import WORDS
from graph.entities import Company, Contact, Employment, Identifier, Key, Person, Post, Tie
from graph.identity import components, owner_of
from schemas.identifiers import is_company

PF = TypeVar("PF", Contact, Post)


def regroup(world: World) -> Asked[None]:
    """Derive what the changed facets in *world* carry along."""
    restless = {key[0] for key in world.changed(Identifier) if _is_restless(world, key)}
    pool = yield from _whole_components(world, restless)
    before = {text: _owner(world.was(Identifier, (text,))) for text in pool}
    _own(world, pool)
    after = {text: _owner(world.now(Identifier, (text,))) for text in pool}
    moved = {text for text in pool if before[text] and before[text] != after[text]}
    _derive_owners(world, pool, {*before.values(), *after.values()} - {""})
    yield from _derive_pairs(world, Contact, Tie, moved)
    yield from _derive_pairs(world, Post, Employment, moved)


def _is_restless(world: World, key: Key) -> bool:
    """Whether an identifier is new, gone, or says other things than it did."""
    old, new = world.was(Identifier, key), world.now(Identifier, key)
    if old is None or new is None:
        return True
    return any(getattr(old, word) != getattr(new, word) for word in ("claims", *WORDS))


def _owner(identifier: Identifier | None) -> str:
    return identifier.owner if identifier else ""


def _whole_components(world: World, restless: set[str]) -> Asked[set[str]]:
    """All identifiers of the old components that *restless* ones belong to, and themselves."""
    old = (world.was(Identifier, (text,)) for text in restless)
    owners = {identifier.owner: is_company(identifier.text) for identifier in old if identifier}
    yield from world.fetch(Person, {(id_,) for id_, company in owners.items() if not company})
    yield from world.fetch(Company, {(id_,) for id_, company in owners.items() if company})
    pool = set(restless)
    for id_, company in owners.items():
        owner = world.was(Company, (id_,)) if company else world.was(Person, (id_,))
        pool.update(owner.identifiers if owner else ())
    yield from world.fetch(Identifier, {(text,) for text in pool})
    return pool


def _own(world: World, pool: Iterable[str]) -> None:
    """Give every identifier of *pool* that is left its owner."""
    live = {text: found for text in pool if (found := world.now(Identifier, (text,)))}
    for component in components(live):
        owner = owner_of(component)
        for text in component:
            world.set(Identifier, (text,), replace(live[text], owner=owner))


def _derive_owners(world: World, pool: Iterable[str], owners: Iterable[str]) -> None:
    members: dict[str, list[Identifier]] = {owner: [] for owner in owners}
    for text in pool:
        if found := world.now(Identifier, (text,)):
            members[found.owner].append(found)
    for id_, identifiers in members.items():
        if identifiers:
            owner = derive.owner(id_, identifiers)
            world.set(type(owner), (id_,), owner)
        else:
            kind = Person if world.was(Person, (id_,)) else Company
            world.set(kind, (id_,), None)


def _derive_pairs(
    world: World, facets: type[PF], entities: type[Tie] | type[Employment], moved: set[str]
) -> Asked[None]:
    """Ties from contacts, or employments from posts, wherever a facet or an owner changed."""
    found: list[PF] = yield from touching(facets, moved)
    world.learn(facets, found)
    changed = {*world.changed(facets), *(facet.key for facet in found)}
    yield from world.fetch(Identifier, {(end,) for key in changed for end in key})
    old = {_pair(world, key, past=True) for key in changed if world.was(facets, key)}
    new = {_pair(world, key) for key in changed if world.now(facets, key)}
    keys = {key for key in old | new if key and key[0] != key[1]}
    yield from _see_members(world, keys)
    ends = {key: _facet_keys(world, key) for key in keys}
    yield from world.fetch(facets, {at for found in ends.values() for at in found})
    gone = {key for key in keys if not any(world.now(facets, at) for at in ends[key])}
    yield from world.fetch(entities, gone)
    for key in keys:
        kept = [facet for at in ends[key] if (facet := world.now(facets, at))]
        world.set(entities, key, _derived(world, key, kept) if kept else None)


def _derived(world: World, key: Key, facets: list[Contact] | list[Post]) -> Tie | Employment:
    contacts = [facet for facet in facets if isinstance(facet, Contact)]
    if not contacts:
        return derive.employment(key, (facet for facet in facets if isinstance(facet, Post)))
    return derive.tie(
        key, contacts, {text: owner for owner in key for text in _members(world, owner)}
    )


def _pair(world: World, key: Key, *, past: bool = False) -> Key:
    """Owners of a facet's two ends, in the order of the entity derived; () when one is gone."""
    read = world.was if past else world.now
    owners = [_owner(read(Identifier, (end,))) for end in key]
    if not all(owners):
        return ()
    return tuple(owners) if is_company(key[1]) else tuple(sorted(owners))


def _see_members(world: World, keys: Iterable[Key]) -> Asked[None]:
    owners = {owner for key in keys for owner in key}
    unknown = {(owner,) for owner in owners if not _members(world, owner)}
    yield from world.fetch(Person, unknown)
    yield from world.fetch(Company, {key for key in unknown if not world.now(Person, key)})


def _facet_keys(world: World, key: Key) -> list[Key]:
    """Keys of every facet that *key* may be derived from."""
    first, second = (_members(world, owner) for owner in key)
    pairs = product(first, second)
    return [pair if is_company(pair[1]) else tuple(sorted(pair)) for pair in pairs]


def _members(world: World, id_: str) -> tuple[str, ...]:
    owner = world.now(Person, (id_,)) or world.now(Company, (id_,))
    return owner.identifiers if owner else ()
