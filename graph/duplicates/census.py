"""Everybody and everything that duplicates are looked for among, read once."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

from graph.duplicates.spelling import Name, handles, mailboxes, name_of, presumed_name
from graph.entities import Company, Employment, Person
from graph.store import View

E = TypeVar("E", Person, Company, Employment)
MOST: Final = 50_000  # people, and companies, that are looked at
JOBS: Final = 4 * MOST


@dataclass(frozen=True)
class Card:
    """What a person is compared by."""

    person: Person
    companies: frozenset[str]  # ids of where they work or worked

    @cached_property
    def name(self) -> Name:
        return name_of(self.person.name) if self.person.name else self._presumed

    @cached_property
    def _presumed(self) -> Name:
        return presumed_name(self.person.identifiers)

    @cached_property
    def handles(self) -> frozenset[str]:
        return handles(self.person.identifiers)

    @cached_property
    def mailboxes(self) -> frozenset[str]:
        return mailboxes(self.person.identifiers)

    def has(self, kind: str) -> bool:
        return any(text.startswith(f"{kind}:") for text in self.person.identifiers)


@dataclass(frozen=True, slots=True)
class Census:
    """Cards and companies by id; *cut* when there were more than are looked at."""

    cards: dict[str, Card]
    described: dict[str, Card]  # insiders known by description only
    companies: dict[str, Company]
    staff: dict[str, frozenset[str]]  # people by company
    owners: dict[str, str]  # people by identifier
    cut: bool


async def census_of(view: View) -> Census:
    """A network's people, companies and employments."""
    people = await _some(view.scan(Person), MOST)
    companies = await _some(view.scan(Company), MOST)
    jobs = await _some(view.scan(Employment), JOBS)
    known = {one.id for one in people[:MOST]}, {one.id for one in companies[:MOST]}
    work, staff = dict[str, set[str]](), dict[str, set[str]]()
    for job in jobs[:JOBS]:
        if job.a in known[0] and job.b in known[1]:
            work.setdefault(job.a, set()).add(job.b)
            staff.setdefault(job.b, set()).add(job.a)
    cards = [Card(one, frozenset(work.get(one.id, ()))) for one in people[:MOST]]
    return Census(
        cards={card.person.id: card for card in cards if not card.person.described},
        described={card.person.id: card for card in cards if card.person.described},
        companies={one.id: one for one in companies[:MOST]},
        staff={company: frozenset(who) for company, who in staff.items()},
        owners={text: one.id for one in people[:MOST] for text in one.identifiers},
        cut=len(people) > MOST or len(companies) > MOST or len(jobs) > JOBS,
    )


async def _some(stream: AsyncIterator[E], most: int) -> list[E]:
    """The first *most* of them, and one more when there are more."""
    found: list[E] = []
    async for one in stream:
        found.append(one)
        if len(found) > most:
            break
    return found
