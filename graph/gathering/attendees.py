"""Who comes: identifiers, ids and plain names read as people, all of them at once."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.entities import Company, Employment, Gathering, Key, Person, Tie, Tombstone
from graph.errors import UnknownRef
from graph.lookup import owners_of
from graph.note_words import Names
from graph.store import View
from graph.strength import cost
from graph.strike import Seal
from schemas.errors import InvalidIdentifier
from schemas.gatherings import MOST_ATTENDEES
from schemas.identifiers import person_identifier
from schemas.shorthand import is_id, names_identifier, person_text

MOST_KNOWN: Final = 5_000  # people among whom a name is looked for, the surest ties first
CANDIDATES: Final = 5  # told of a name that fits several
_MAILBOX: Final = re.compile(r"\s*\"?(.*?)\"?\s*<\s*([^<>]+?)\s*>\s*")


class UnknownGathering(UnknownRef):
    """No gathering of this id was announced."""

    remedy = "announce it first, or name who comes; the list of gatherings has the ids"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An attendee as written: a name, an identifier in normal form or an id, or both."""

    written: str
    name: str = ""
    ref: str = ""
    wrong: str = ""  # why what looks like an identifier is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Whom an entry may mean: one person, several, or nobody."""

    entry: Entry
    people: tuple[Person, ...] = ()
    erased: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendees:
    """Who is meant, each once and never the asker, in the order written."""

    people: tuple[Person, ...]
    unsure: tuple[Found, ...] = ()
    unknown: tuple[Entry, ...] = ()
    erased: int = 0
    cut: bool = False


class Circle:
    """Among whom a plain name is looked for: those expected first, then everybody near."""

    def __init__(self, expected: Sequence[Person] = (), near: Iterable[Person] = ()) -> None:
        self.expected = expected
        self._expected, self._near = Names(expected, _name), Names(near, _name)

    def called(self, name: str) -> list[Person]:
        """Whom *name* may mean."""
        return self._expected.matching(name) or self._near.matching(name)


async def gathering_of(view: View, id_: str) -> Gathering:
    """The gathering of this id.

    Raises:
        UnknownGathering: when none was announced, or all who were named are erased.
    """
    found = (await view.load(Gathering, [(id_,)])).get((id_,))
    if found is None:
        raise UnknownGathering(id_, "gathering")
    return found


def read_entry(written: str) -> Entry:
    """An attendee as people write one: "Ann Lee", ann@example.org, Ann Lee <ann@example.org>."""
    name, text = "", written.strip()
    if found := _MAILBOX.fullmatch(text):
        name, text = found[1].strip(), found[2]
    ref = person_text(text)
    if not names_identifier(ref):
        return Entry(written=written.strip(), name=name or text)
    if is_id(ref):
        return Entry(written=written.strip(), name=name, ref=ref)
    try:
        return Entry(written=written.strip(), name=name, ref=person_identifier(ref))
    except InvalidIdentifier as error:
        return Entry(written=written.strip(), name=name, wrong=f"{error}: {error.remedy}")


async def found_of(
    view: View, sealing: Seal, entries: Sequence[Entry], circle: Circle
) -> tuple[Found, ...]:
    """Whom each of *entries* may mean."""
    refs = [one.ref for one in entries if one.ref]
    owners = await _owners(view, refs)
    erased = await _erased(view, sealing, [ref for ref in refs if ref not in owners])
    return tuple(_found(one, owners, erased, circle) for one in entries)


async def attendees_of(
    view: View, sealing: Seal, asker: Person, entries: Sequence[Entry], circle: Circle
) -> Attendees:
    """The people meant by *entries*, and everybody expected; at most `MOST_ATTENDEES`."""
    found = await found_of(view, sealing, entries, circle)
    sure = [one.people[0] for one in found if len(one.people) == 1]
    people = {one.id: one for one in (*sure, *circle.expected) if one.id != asker.id}
    return Attendees(
        people=tuple(people.values())[:MOST_ATTENDEES],
        unsure=tuple(one for one in found if len(one.people) > 1),
        unknown=tuple(
            dict.fromkeys(one.entry for one in found if not one.people and not one.erased)
        ),
        erased=sum(one.erased for one in found),
        cut=len(people) > MOST_ATTENDEES,
    )


def _found(
    entry: Entry, owners: Mapping[str, Person], erased: Collection[str], circle: Circle
) -> Found:
    if entry.ref:
        people = [owners[entry.ref]] if entry.ref in owners else []
    else:
        people = circle.called(entry.name) if entry.name and not entry.wrong else []
    return Found(entry=entry, people=tuple(people[:CANDIDATES]), erased=entry.ref in erased)


async def circle_of(
    view: View,
    gathering: Gathering | None,
    ties: Mapping[str, Tie],
    near: Collection[str],
    now: str,
    *,
    named: bool = True,
) -> Circle:
    """Those announced, whom one knows coming first; where *named*, those near as well.

    Near are who has a tie, the surest first, then who works at the companies *near*.
    """
    owners = await owners_of(view, gathering.participants) if gathering else {}
    expected = {one.id: one for one in owners.values() if isinstance(one, Person)}
    if not named:
        return Circle(_known_first(expected, ties))
    surest = sorted(ties, key=lambda other: (cost(ties[other], now), other))
    staff = await view.touching(Employment, sorted(near)) if near else []
    ids = dict.fromkeys((*surest, *(one.a for one in staff if one.current(now))))
    keys: list[Key] = [(id_,) for id_ in list(ids)[:MOST_KNOWN]]
    known = await view.load(Person, keys) if keys else {}
    return Circle(_known_first(expected, ties), [known[key] for key in keys if key in known])


def _known_first(people: Mapping[str, Person], ties: Collection[str]) -> list[Person]:
    return sorted(people.values(), key=lambda one: (one.id not in ties, one.name, one.id))


async def _owners(view: View, refs: Iterable[str]) -> dict[str, Person]:
    """Whose these are, identifiers and ids alike."""
    ids: list[Key] = [(ref,) for ref in refs if is_id(ref)]
    by_id = await view.load(Person, ids) if ids else {}
    owners: Mapping[str, Person | Company] = await owners_of(view, refs)
    people = {text: one for text, one in owners.items() if isinstance(one, Person)}
    return people | {id_: one for (id_,), one in by_id.items()}


async def _erased(view: View, sealing: Seal, refs: Collection[str]) -> set[str]:
    """Those of *refs* that were erased."""
    seals = {sealing(ref): ref for ref in refs}
    marks = await view.load(Tombstone, [(one,) for one in seals]) if seals else {}
    return {seals[digest] for (digest,) in marks}


def _name(person: Person) -> str:
    return person.name
