"""Of which class a conversation is. One event is one conversation.

Soft and direct are as ties are weighed (`graph.strength`); a group is soft however it met, also
one too large to make ties. Hard is whatever carries an agenda, the asker's or another's.
"""

from collections.abc import Iterator

from graph.report.happened import Life
from graph.strength import INTERACTIONS, Class
from schemas.events import Event, InteractionRecorded
from schemas.events.agenda import Intel
from schemas.events.asks import Answering, Asking, LineAnswering, Sharing, Thanking
from schemas.events.introductions import CompleteRoles, Mention, Roles


def class_of(event: Event, life: Life) -> Class | None:
    """The class of a conversation in which the person took part; None of any other event."""
    if not any(life.is_me(name) for name in _sides(event)):
        return None
    if not isinstance(event, InteractionRecorded):
        return "hard"
    return INTERACTIONS[event.data.how].kind if size_of(event) == 2 else "soft"  # noqa: PLR2004


def size_of(event: InteractionRecorded) -> int:
    """How many were there."""
    return max(len(set(event.data.participants)), event.data.group_size or 0)


def _sides(event: Event) -> Iterator[str | None]:
    """Who speaks and who is spoken to, where it is a conversation."""
    match event.data:
        case Asking() | Answering() | Sharing() | LineAnswering() | Thanking() as data:
            yield from (data.actor, data.to)
        case Mention() | Intel() as data:
            yield from (data.informant, data.to)
        case Roles() as data:
            yield from (data.asker, data.introducer)
            if isinstance(data, CompleteRoles) or getattr(data, "by", "") == "insider":
                yield data.insider
        case _ if isinstance(event, InteractionRecorded):
            yield from event.data.participants
        case _:
            return
