"""A position of the change feed in brief: how much changed, and whom and what it is about."""

from collections import Counter

from graph.entities import Company, Employment, Entity, Key, Person, Tie
from graph.feed import PLACES, Told
from schemas.live import MOST_IDS, Applied


def applied(told: Told) -> Applied:
    """*told* without what is known of anybody: counts, and ids."""
    changes = told.changes
    keys = [(type(entity), entity.key) for entity in changes.put] + list(changes.delete)
    people = sorted({id_ for kind, key in keys for id_ in _people(kind, key)})
    companies = sorted({id_ for kind, key in keys for id_ in _companies(kind, key)})
    return Applied(
        since=told.since,
        position=told.position,
        changed=Counter(PLACES[kind] for kind, _ in keys),
        people=tuple(people[:MOST_IDS]),
        companies=tuple(companies[:MOST_IDS]),
        whole=max(len(people), len(companies)) <= MOST_IDS,
    )


def _people(kind: type[Entity], key: Key) -> Key:
    if kind in (Person, Tie):
        return key
    return key[:1] if kind is Employment else ()


def _companies(kind: type[Entity], key: Key) -> Key:
    if kind is Company:
        return key
    return key[1:] if kind is Employment else ()
