"""What a person hears of news of standing targets."""

from collections.abc import Sequence

from graph.entities import Person
from graph.identity import id_of
from graph.store import View
from schemas.announcements import Announcement, people_in, wanting


async def heard_by(
    view: View, person: Person, said: Sequence[Announcement]
) -> tuple[Announcement, ...]:
    """Those of *said* that are for *person* and name nobody who is gone.

    Gone is who was erased, or merged into another: an id alone does not tell which.
    """
    own = {person.id, *map(id_of, person.identifiers)}
    meant = [one for one in said if not own.isdisjoint(wanting(one))]
    others = {id_ for one in meant for id_ in people_in(one)} - own
    there = await view.load(Person, sorted((id_,) for id_ in others))
    gone = {id_ for id_ in others if (id_,) not in there}
    return tuple(one for one in meant if gone.isdisjoint(people_in(one)))
