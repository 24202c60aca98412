"""Which events brought news about: of those settled at its position, those that tell of it."""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Final

from graph.entities import Contact, Key, Post, Record
from graph.evidence import EMPLOYING, TYING, facets_of
from graph.fold import Settlement
from graph.identity import id_of
from graph.standing import Arrived, Improved, Left, Lost, News
from graph.store import View
from graph.wishes import Wishes
from schemas.events import stored_event

MOST: Final = 10  # told of one announcement
TYINGS: Final = frozenset((*TYING, *EMPLOYING))
BACK: Final = ("inroad.event.retracted.v1", "inroad.person.erased.v1")  # name nobody who is left


async def records_of(view: View, settled: Iterable[Settlement]) -> list[Record]:
    """The records of the events that a position settled, in order."""
    keys = sorted({(one.source, one.id) for one in settled if one.status != "dead"})
    found = await view.load(Record, keys)
    return [found[key] for key in keys if key in found]


def causes_of(news: News, records: Sequence[Record], wishes: Wishes) -> list[Key]:
    """Up to `MOST` of *records*: of a tie or an employment in the news, else of who is in it.

    Failing these, what took something back.
    """
    pairs = _pairs(news)
    ids = {end for pair in pairs for end in pair}
    telling = [one for one in records if _tells(one) and _ties(one, wishes) & pairs]
    naming = telling or [one for one in records if _named(one.names, wishes) & ids]
    found = naming or [one for one in records if one.type in BACK]
    return [one.key for one in found[:MOST]]


def _pairs(news: News) -> set[frozenset[str]]:
    """The ties and the employment that the news rests on, by ids."""
    match news:
        case Arrived() | Left():
            return {frozenset((news.insider, news.company))}
        case Improved() | Lost():
            people = news.path.people or (news.person,)
            return {frozenset(pair) for pair in (*pairwise(people), (people[-1], news.company))}


def _tells(record: Record) -> bool:
    """Whether it may tell of a tie or an employment; it does not once all it names are erased."""
    return bool(record.names) and record.type in TYINGS


def _ties(record: Record, wishes: Wishes) -> set[frozenset[str]]:
    return {
        frozenset(_named((facet.a, facet.b), wishes))
        for facet in facets_of(stored_event(record.body))
        if isinstance(facet, Contact | Post)
    }


def _named(names: Collection[str], wishes: Wishes) -> set[str]:
    return {wishes.owner(id_of(name)) for name in names}
