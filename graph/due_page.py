"""The page of what has come due for a person."""

from datetime import timedelta

from graph.agenda import asks_of, introductions_with, pursuits_of, sheets_of, thanks_of
from graph.cursor import key_of, page_of
from graph.due import Due, Loops, came_of, due_of
from graph.entities import Person
from graph.ladder import names_told
from graph.lookup import owners_of
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
    loops = await _loops(view, person, quiet_after)
    page, following = page_of(
        due_of(loops, by), lambda one: (one.date, one.about, one.whom, one.company),
        after=key_of(question.cursor, 4), limit=question.limit,
    )  # fmt: skip
    items = tuple(_item(one, loops) for one in page)
    return DuePage(person=named(person), by=by, due=items, next=following)


async def _loops(view: View, person: Person, quiet_after: timedelta) -> Loops:
    asks, sheets = await asks_of(view, person), await sheets_of(view, person)
    introductions = await introductions_with(view, person)
    thanks = await thanks_of(view, person)
    pursuits = await pursuits_of(view, person)
    opened = [one.towards for one in pursuits if one.towards and came_of(one.steps)]
    volunteered = await names_told(view, person, opened)
    ends = {end for one in asks for end in one.ask.ends}
    ends |= {end for one in sheets for end in one.sheet.ends}
    ends |= {end for one in introductions for end in one.ends}
    ends |= {end for one in thanks for end in one.ends}
    ends |= {one.informant for one in volunteered}
    return Loops(
        person=person, quiet_after=quiet_after, owners=await owners_of(view, ends), asks=asks,
        sheets=sheets, introductions=introductions, thanks=thanks,
        pursuits=pursuits, volunteered=volunteered,
    )  # fmt: skip


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
