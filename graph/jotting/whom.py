"""Whom the names in jottings mean: contacts first, then anybody known, else somebody new."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from graph.entities import Person
from graph.errors import UnknownRef
from graph.finding import as_name, asked, folded, name_of
from graph.gathering.attendees import Circle, Entry, found_of, read_entry
from graph.gathering.partner import Partner
from graph.identity import id_of, id_of_all
from graph.lookup import person_of
from graph.names_page import told_apart
from graph.store import View
from graph.strike import Seal
from graph.telling import named
from graph.words import ref_of
from schemas.answers import Named
from schemas.events.base import OWNER_SOURCE, moment_text
from schemas.identifiers import person_identifier
from schemas.jottings import NEW, Meant
from schemas.shorthand import is_id

MOST: Final = 5  # candidates told of one name


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """Whom one name means: a *partner*, unless it is not clear which of the candidates."""

    meant: Meant
    partner: Partner | None = None
    remedy: str = ""  # what to do about it that there is none


async def asker_of(view: View, sealing: Seal, ref: str) -> Person:
    """Who asks; somebody of whom no event has told yet is the identifier alone.

    Raises:
        UnknownRef: by an id.
        ErasedRef, InvalidIdentifier: as `person_of`.
    """
    try:
        return await person_of(view, sealing, ref, "ref")
    except UnknownRef:
        if is_id(ref):
            raise
        identifier = person_identifier(ref)
        return Person(id=id_of(identifier), identifiers=(identifier,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """Looks for names on behalf of *asker*; *said* is whom the asker says that a name means."""

    view: View
    sealing: Seal
    asker: Person
    circle: Circle
    said: Mapping[str, str]
    now: datetime

    async def find(self, names: Iterable[str]) -> dict[str, Whom]:
        """Whom each of *names* means."""
        entries = {name: self._entry(name) for name in dict.fromkeys(names)}
        found = await found_of(self.view, self.sealing, list(entries.values()), self.circle)
        whom = {}
        for name, one in zip(entries, found, strict=True):
            people = one.people or await self._known(one.entry)
            if one.erased:
                remedy = "leave it out: nothing can be recorded of somebody who was erased"
                whom[name] = Whom(meant=Meant(said=name, new=False), remedy=remedy)
            elif one.entry.wrong:
                whom[name] = Whom(meant=Meant(said=name, new=False), remedy=one.entry.wrong)
            else:
                whom[name] = await self._whom(name, one.entry, people, sure=bool(one.people))
        return whom

    def _entry(self, name: str) -> Entry:
        """*name* as read, or the identifier that was said to be meant by it."""
        said = self.said.get(name, "")
        return read_entry(said) if said and said != NEW else read_entry(name)

    async def _known(self, entry: Entry) -> tuple[Person, ...]:
        """Whoever bears just this name, though no contact of the asker."""
        words = folded(entry.name)
        if entry.ref or not words:
            return ()
        found = await self.view.beginning(Person, asked(Person, entry.name), MOST)
        return tuple(
            one for one in found if name_of(one) == as_name(words) and one.id != self.asker.id
        )

    async def _whom(
        self, name: str, entry: Entry, people: tuple[Person, ...], *, sure: bool
    ) -> Whom:
        new = self.said.get(name) == NEW or not people
        one = people[0] if sure and len(people) == 1 and not new else None
        partner = self._stranger(entry) if new else _partner(one) if one else None
        candidates = await told_apart(self.view, people[:MOST], moment_text(self.now))
        meant = Meant(
            said=name, new=new, candidates=candidates, whom=partner.named if partner else None
        )
        if one and one.id == self.asker.id:
            return Whom(meant=meant, remedy="leave it out: that is you")
        return Whom(meant=meant, partner=partner, remedy="" if partner else "say which one")

    def _stranger(self, entry: Entry) -> Partner:
        """Somebody new: by the identifier written, else by one of Inroad's own."""
        own = id_of_all(ref_of(self.asker), entry.name.casefold(), moment_text(self.now))
        ref = entry.ref or f"uid:{OWNER_SOURCE}:{own}"
        name = entry.name or entry.ref.partition(":")[2]
        who = Named(id=id_of(ref), name=name, ref=ref)
        return Partner(ref=ref, identifiers=(ref,), named=who, new_name=entry.name)


def _partner(person: Person) -> Partner:
    return Partner(
        ref=ref_of(person), identifiers=person.identifiers, named=named(person), person=person
    )
