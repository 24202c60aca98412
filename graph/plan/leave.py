"""Whom and what to leave alone: by one's standing lists, and by what has been asked and said."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.agenda import introductions_with
from graph.care import open_requests
from graph.entities import Employment, Person
from graph.errors import ErasedRef, UnknownRef
from graph.lookup import company_of, owners_of, person_of
from graph.store import View
from graph.strike import Seal
from schemas.events.base import moment_text
from schemas.plan import StandingQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Who and what is to be left alone, by ids."""

    insiders: frozenset[str]  # asked for already, or who would rather not
    never: frozenset[str]  # on the standing list
    colleagues: frozenset[str]  # where one works, in a quiet search
    pairs: frozenset[tuple[str, str]]  # contact, company
    unnamed: frozenset[str]  # companies that no word may name

    @property
    def people(self) -> frozenset[str]:
        return self.insiders | self.never | self.colleagues


async def left_alone(view: View, sealing: Seal, asker: Person, asked: StandingQuestion) -> Left:
    """What *asker* is to leave alone.

    Raises:
        InvalidIdentifier: by a ref of a list that is none. One that nobody has is no error.
    """
    now = moment_text(asked.now)
    introductions = await introductions_with(view, asker)
    insiders, closed = open_requests(introductions, asker.identifiers, now)
    owners = await owners_of(view, {*insiders, *(text for pair in closed for text in pair)})
    mine = {asker.id}
    colleagues = await _colleagues(view, asker, now) if asked.quiet else set()
    return Left(
        insiders=frozenset({owners[text].id for text in insiders if text in owners} - mine),
        never=frozenset(await _never(view, sealing, asked.never_ask) - mine),
        colleagues=frozenset(colleagues - mine),
        pairs=frozenset(
            (owners[one].id, owners[at].id) for one, at in closed if {one, at} <= owners.keys()
        ),
        unnamed=await _unnamed(view, asked.never_reveal),
    )


async def _never(view: View, sealing: Seal, refs: Iterable[str]) -> set[str]:
    found = set()
    for ref in refs:
        try:
            found.add((await person_of(view, sealing, ref, "never_ask")).id)
        except (UnknownRef, ErasedRef):
            continue  # a standing list may name somebody before, or after, anybody knows of them
    return found


async def _unnamed(view: View, refs: Iterable[str]) -> frozenset[str]:
    found = set()
    for ref in refs:
        try:
            found.add((await company_of(view, ref, "never_reveal")).id)
        except UnknownRef:
            continue
    return frozenset(found)


async def _colleagues(view: View, asker: Person, now: str) -> set[str]:
    """Everybody who works where *asker* does."""
    mine = {one.b for one in await view.touching(Employment, [asker.id]) if one.current(now)}
    staff = await view.touching(Employment, sorted(mine)) if mine else []
    return {one.a for one in staff if one.b in mine and one.current(now)}
