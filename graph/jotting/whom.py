"""Whom the names in jottings mean: contacts first, then anybody known, else somebody new."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from graph.entities import Person
from graph.errors import UnknownRef
from graph.finding import as_name, asked, folded, name_of
from graph.gathering.attendees import Circle, Entry, Found, found_of, read_entry
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
        entries = {name: read_entry(name) for name in names}
        said = {name: read_entry(self.said[name]) for name in entries if self._is_said(name)}
        found = dict(zip(entries, await self._found(entries), strict=True))
        picked = dict(zip(said, await self._found(said), strict=True))
        return {name: await self._whom(name, one, picked.get(name)) for name, one in found.items()}

    def _is_said(self, name: str) -> bool:
        return self.said.get(name, NEW) != NEW

    async def _found(self, entries: Mapping[str, Entry]) -> tuple[Found, ...]:
        return await found_of(self.view, self.sealing, list(entries.values()), self.circle)

    async def _whom(self, name: str, found: Found, picked: Found | None) -> Whom:
        if remedy := _wrong(picked or found):
            return Whom(meant=Meant(said=name, new=False), remedy=remedy)
        people = found.people or await self._known(found.entry)
        partner = self._partner(name, found, picked, people)
        meant = Meant(
            said=name, whom=partner.named if partner else None,
            new=partner is not None and partner.person is None,
            candidates=await told_apart(self.view, people, moment_text(self.now)),
        )  # fmt: skip
        if partner and partner.id == self.asker.id:
            return Whom(meant=meant, remedy="leave it out: that is you")
        return Whom(meant=meant, partner=partner, remedy="" if partner else "say which one")

    async def _known(self, entry: Entry) -> tuple[Person, ...]:
        """Whoever bears just this name, though no contact of the asker."""
        words = folded(entry.name)
        if entry.ref or not words:
            return ()
        found = await self.view.beginning(Person, asked(Person, entry.name), MOST)
        return tuple(
            one for one in found if name_of(one) == as_name(words) and one.id != self.asker.id
        )

    def _partner(
        self, name: str, found: Found, picked: Found | None, people: tuple[Person, ...]
    ) -> Partner | None:
        """Who was picked, else the one contact of this name, else somebody new where none is."""
        if picked:
            entry = replace(picked.entry, name=found.entry.name)
            return _partner(picked.people[0]) if picked.people else self._stranger(entry)
        if self.said.get(name) == NEW or not people:
            return self._stranger(found.entry)
        return _partner(people[0]) if len(found.people) == 1 else None

    def _stranger(self, entry: Entry) -> Partner:
        """Somebody new: by the identifier written, else by one of Inroad's own."""
        own = id_of_all(ref_of(self.asker), entry.name.casefold(), moment_text(self.now))
        ref = entry.ref or f"uid:{OWNER_SOURCE}:{own}"
        name = entry.name or entry.ref.partition(":")[2]
        who = Named(id=id_of(ref), name=name, ref=ref)
        return Partner(ref=ref, identifiers=(ref,), named=who, new_name=entry.name)


def _wrong(found: Found) -> str:
    """Why nobody can be meant, as what to do about it; empty where somebody can."""
    if found.erased:
        return "leave it out: nothing can be recorded of somebody who was erased"
    if not found.entry.ref and not folded(found.entry.name):
        return found.entry.wrong or "write a name: Ann Lee"
    return found.entry.wrong


def _partner(person: Person) -> Partner:
    return Partner(
        ref=ref_of(person), identifiers=person.identifiers, named=named(person), person=person
    )
