"""Who has said a word since: whatever event tells that they acted towards the asker.

An answer may come over coffee, or as a name volunteered, and need not answer the ask itself. It is
looked for only with those who owe one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from graph.agenda import Dealings
from graph.care import awaits_word
from graph.entities import Contact, Person
from graph.evidence import TYING, facets_of
from graph.store import View
from schemas.events import stored_event

MOST: Final = 5_000  # events read


async def with_words(
    view: View, asker: Person, dealings: Mapping[str, Dealings], people: Mapping[str, Person]
) -> dict[str, Dealings]:
    """*dealings*, by the contact's id, with when each who owes a word was heard of last."""
    silent = [
        person
        for id_, person in people.items()
        if id_ in dealings and awaits_word(dealings[id_], asker, person)
    ]
    heard = await _heard(view, asker, silent)
    return {
        id_: replace(passed, heard=heard[id_]) if id_ in heard else passed
        for id_, passed in dealings.items()
    }


async def _heard(view: View, asker: Person, people: Iterable[Person]) -> dict[str, str]:
    whose = {text: person.id for person in people for text in person.identifiers}
    if not whose:
        return {}
    records = await view.naming([asker.identifiers, sorted(whose)], types=TYING, limit=MOST)
    heard: dict[str, str] = {}
    for record in records:
        for one in facets_of(stored_event(record.body)):
            if isinstance(one, Contact):
                for text, other, acted in ((one.a, one.b, one.from_a), (one.b, one.a, one.from_b)):
                    if acted and text in whose and other in asker.identifiers:
                        heard[whose[text]] = max(one.last, heard.get(whose[text], ""))
    return heard
