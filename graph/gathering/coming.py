"""The gatherings of a person: the next one first, then those past, the latest first."""

from collections.abc import Mapping

from graph.agenda import gatherings_of
from graph.cursor import key_of, page_of
from graph.entities import Company, Gathering, Key, Person
from graph.lookup import owners_of
from graph.store import View
from graph.strength import seconds
from graph.telling import named
from schemas.events.base import moment_text
from schemas.gatherings import GatheringsPage, GatheringsQuestion, GatheringTold

_FAR = 10**11  # seconds, beyond every day that may be announced


async def gatherings_page(view: View, person: Person, asked: GatheringsQuestion) -> GatheringsPage:
    """What *person* has announced or comes to."""
    now = moment_text(asked.now)
    every = await gatherings_of(view, person)
    page, following = page_of(
        every, lambda one: _place(one, now), after=key_of(asked.cursor, 3), limit=asked.limit
    )
    owners = await owners_of(view, {one.announcer for one in page if one.announcer})
    found = tuple(told(one, owners, now) for one in page)
    return GatheringsPage(person=named(person), gatherings=found, next=following)


def told(gathering: Gathering, owners: Mapping[str, Person | Company], now: str) -> GatheringTold:
    """*gathering* as answers tell it; *owners* has whose the announcer's identifier is."""
    host = owners.get(gathering.announcer)
    return GatheringTold(
        id=gathering.id, name=gathering.name, starts=gathering.starts,
        until=gathering.until or None, place=gathering.place or None,
        announcer=named(host) if host else None,
        attendees=len(gathering.participants), coming=_coming(gathering, now),
    )  # fmt: skip


def _coming(gathering: Gathering, now: str) -> bool:
    """Whether its last day is not over."""
    return max(gathering.starts, gathering.until)[:10] >= now[:10]


def _place(gathering: Gathering, now: str) -> Key:
    """Coming ones by when they begin, then past ones from the latest back."""
    begins = int(seconds(gathering.starts))
    if _coming(gathering, now):
        return ("0", f"{_FAR + begins:020}", gathering.id)
    return ("1", f"{_FAR - begins:020}", gathering.id)
