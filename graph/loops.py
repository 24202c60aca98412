"""What somebody has begun or been asked, read for `graph.due`."""

from datetime import timedelta

from graph.agenda import asks_of, introductions_with, pursuits_of, sheets_of, thanks_of
from graph.due import Loops, came_of
from graph.entities import Person
from graph.ladder import names_told
from graph.lookup import owners_of
from graph.store import View


async def loops_of(view: View, person: Person, quiet_after: timedelta) -> Loops:
    """All the loops of *person*, with who named an insider where a door opened."""
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
