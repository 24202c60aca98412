"""The page of what has come due for a person."""

from datetime import timedelta

from graph.cursor import key_of, page_of
from graph.due import Due, Loops, due_of
from graph.entities import Person
from graph.loops import loops_of
from graph.store import View
from graph.telling import named
from graph.words import label
from schemas.answers import Named
from schemas.due import DueItem, DuePage, DueQuestion
from schemas.events.base import moment_text


async def due_page(
    view: View, person: Person, question: DueQuestion, quiet_after: timedelta
) -> DuePage:
    """What has come due for *person* by a day."""
    by = moment_text(question.by or question.now)
    loops = await loops_of(view, person, quiet_after)
    page, following = page_of(
        due_of(loops, by), lambda one: (one.date, one.about, one.whom, one.company),
        after=key_of(question.cursor, 4), limit=question.limit,
    )  # fmt: skip
    items = tuple(_item(one, loops) for one in page)
    return DuePage(person=named(person), by=by, due=items, next=following)


def _item(due: Due, loops: Loops) -> DueItem:
    names = {role: _called(getattr(due, role), loops) for role in ("whom", "company")}
    return DueItem(
        kind=due.kind, date=due.date, about=due.about, why=due.why.format_map(names),
        whom=_named(due.whom, loops), company=_named(due.company, loops),
    )  # fmt: skip


def _named(identifier: str, loops: Loops) -> Named | None:
    owner = loops.owners.get(identifier)
    return named(owner) if owner else None


def _called(identifier: str, loops: Loops) -> str:
    owner = loops.owners.get(identifier)
    return label(owner) if owner else "somebody"
