"""People and ties as CSV (RFC 4180), with no cell that a spreadsheet could take for a formula."""

import csv
from collections.abc import AsyncIterator, Iterable
from io import StringIO
from typing import Final

from graph.entities import Company, Employment, Person, Tie
from graph.export.batches import batches
from graph.export.cells import BOM, cell
from graph.store import View
from graph.strength import chance
from graph.telling import rounded
from graph.words import how_well, label, ref_of

PEOPLE: Final = (
    "id", "name", "identifiers", "headline", "field", "place", "description", "works at",
)  # fmt: skip
TIES: Final = (
    "one", "one named", "other", "other named", "evidence", "open", "sure", "words", "relations",
    "rating", "first contact", "last contact", "direct", "hard", "soft",
)  # fmt: skip
Value = str | float | None


async def people_csv(view: View, now: str) -> AsyncIterator[str]:
    """A line a person, with where they work at *now*."""
    yield BOM + _rows([PEOPLE])
    async for people in batches(view.scan(Person)):
        work = await _work(view, people, now)
        yield _rows(_of_person(person, work.get(person.id, "")) for person in people)


async def ties_csv(view: View, now: str) -> AsyncIterator[str]:
    """A line a tie, how sure it is at *now*."""
    yield BOM + _rows([TIES])
    async for ties in batches(view.scan(Tie)):
        ids = sorted({(end,) for tie in ties for end in tie.key})
        people = {one.id: one for one in (await view.load(Person, ids)).values()}
        yield _rows(_of_tie(tie, people[tie.a], people[tie.b], now) for tie in ties)


def _of_person(person: Person, work: str) -> tuple[Value, ...]:
    return (
        person.id, label(person), " ".join(person.identifiers), person.headline, person.field,
        person.place, person.description, work,
    )  # fmt: skip


async def _work(view: View, people: Iterable[Person], now: str) -> dict[str, str]:
    """Titles and companies, as in ``Chemist, Globex; Initech``, by person."""
    jobs = [
        job
        for job in await view.touching(Employment, [person.id for person in people])
        if job.current(now)
    ]
    companies = await view.load(Company, sorted({(job.b,) for job in jobs}))
    told: dict[str, list[str]] = {}
    for job in jobs:
        name = label(companies[job.b,])
        told.setdefault(job.a, []).append(f"{job.title}, {name}" if job.title else name)
    return {person: "; ".join(names) for person, names in told.items()}


def _of_tie(tie: Tie, one: Person, other: Person, now: str) -> tuple[Value, ...]:
    sure = chance(tie, now)
    return (
        ref_of(one), label(one), ref_of(other), label(other), tie.kind,
        "yes" if tie.open else "no", rounded(sure), how_well(tie, sure), " ".join(tie.relations),
        tie.rating, tie.first, tie.last, tie.direct, tie.hard, tie.soft,
    )  # fmt: skip


def _rows(rows: Iterable[tuple[Value, ...]]) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows(
        [cell(value) if isinstance(value, str) else value for value in row] for row in rows
    )
    return out.getvalue()
