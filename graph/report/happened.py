"""What has happened to somebody: the events that name one, by time."""

from dataclasses import dataclass
from itertools import islice
from typing import Final

from graph.entities import Identifier, Key, Person, Target
from graph.evidence import TOLD_BY, identifiers_in
from graph.store import View
from schemas.events import Event, stored_event

RECORDS: Final = 20_000  # read for one report, of oneself and of others together


@dataclass(frozen=True, slots=True)
class Happening:
    """An event that names somebody."""

    time: str
    key: Key  # of its record
    event: Event


@dataclass(frozen=True, slots=True)
class Life:
    """Somebody's events up to a moment, and whose the identifiers are that they name."""

    person: Person
    happenings: tuple[Happening, ...]  # the earliest first
    owners: dict[str, str]  # by identifier
    records: int = 0  # read for it
    cut: bool = False  # there are more, unread

    def is_me(self, name: str | None) -> bool:
        """Whether an identifier is the person's own."""
        return name in self.person.identifiers

    def owner(self, name: str | None) -> str:
        """Whose an identifier is, by id; nobody's once it is erased."""
        return self.owners.get(name or "", "")


async def life_of(view: View, person: Person, until: str, budget: int = RECORDS) -> Life:
    """All that names *person* up to *until*, within *budget* records.

    Where there are more, what the person wanted is among those that are read.
    """
    records = await view.naming([person.identifiers], limit=budget + 1)
    cut = len(records) > budget
    if cut:
        wanted = await view.naming([person.identifiers], types=TOLD_BY[Target], limit=budget)
        read = {record.key: record for record in (*wanted, *records)}
        records = list(islice(read.values(), budget))
    found = [
        Happening(record.time, record.key, stored_event(record.body))
        for record in records
        if record.time <= until
    ]
    names = {name for one in found for name in identifiers_in(one.event)}
    known = await view.load(Identifier, [(name,) for name in sorted(names)])
    return Life(
        person=person,
        happenings=tuple(sorted(found, key=lambda one: (one.time, one.key))),
        owners={one.text: one.owner for one in known.values()},
        records=len(records),
        cut=cut,
    )
