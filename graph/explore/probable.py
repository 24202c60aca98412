"""Probable ties: two who were at one company over the same days, and nothing more on record.

They are told and drawn, and no path walks them.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from graph.entities import Employment, Person, Tie
from graph.explore.cast import companies_of, people_of
from graph.lookup import person_of
from graph.store import View
from graph.strike import Seal
from graph.telling import named
from graph.words import label
from schemas.events.base import moment_text
from schemas.explored import DEFINITIONS, ProbableAnswer, ProbableTie
from schemas.exploring import ProbableQuestion

COMPANIES: Final = 50  # of one person, the latest

Span = tuple[str, str]  # from a moment to a later one


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """The longest that two share, by days among colleagues."""

    person: str
    company: str
    staff: int  # on record at the company, ever
    span: Span

    @property
    def days(self) -> int:
        since, until = map(datetime.fromisoformat, self.span)
        return (until - since).days

    @property
    def share(self) -> float:
        return self.days / (self.staff - 1)


async def answer_probable(
    view: View, sealing: Seal, ref: str, asked: ProbableQuestion
) -> ProbableAnswer:
    """Whom the person *ref* probably knows."""
    person, now = await person_of(view, sealing, ref, "ref"), moment_text(asked.now)
    found = await overlaps(view, person, now, asked.most_staff)
    people = await people_of(view, (one.person for one in found))
    named_ones = [one for one in found if not people[one.person].described]
    shown = named_ones[: asked.k]
    companies = await companies_of(view, (one.company for one in shown))
    return ProbableAnswer(
        sentence=_sentence(person, len(named_ones)),
        person=named(person),
        now=now,
        ties=tuple(
            ProbableTie(
                person=named(people[one.person]), company=named(companies[one.company]),
                staff=one.staff, since=one.span[0], until=one.span[1], days=one.days,
            )
            for one in shown
        ),
        definition=DEFINITIONS["probable"],
        cut=len(named_ones) > asked.k,
        position=await view.position(),
    )  # fmt: skip


async def overlaps(view: View, person: Person, now: str, most_staff: int) -> list[Overlap]:
    """Who was with *person* at a company of up to *most_staff*, whom no tie is known to.

    The one who shared most comes first; of several companies the one shared most counts.
    """
    jobs = await view.touching(Employment, [person.id])
    own = [one for one in jobs if one.a == person.id and stint(one, now)]
    latest = sorted(own, key=lambda one: (one.here or one.until, one.b), reverse=True)
    found: dict[str, Overlap] = {}
    for job in latest[:COMPANIES]:
        staff = [one for one in await view.touching(Employment, [job.b]) if one.b == job.b]
        if len(staff) > most_staff:
            continue
        for other in staff:
            span = shared(job, other, now) if other.a != person.id else None
            if span is None:
                continue
            one = Overlap(person=other.a, company=job.b, staff=len(staff), span=span)
            if one.person not in found or _place(one) < _place(found[one.person]):
                found[one.person] = one
    known = {tie.other(person.id) for tie in await view.touching(Tie, [person.id])}
    return sorted((one for id_, one in found.items() if id_ not in known), key=_place)


def shared(one: Employment, other: Employment, now: str) -> Span | None:
    """Over which days both were there; None when on none."""
    mine, theirs = stint(one, now), stint(other, now)
    if mine is None or theirs is None:
        return None
    since, until = max(mine[0], theirs[0]), min(mine[1], theirs[1])
    return (since, until) if since < until else None


def stint(job: Employment, now: str) -> Span | None:
    """From when until when somebody is on record at a company, up to *now*.

    Where no start is known it is the day on which somebody said that the person works there.
    """
    began = job.since or job.here
    ended = now if job.current(now) else job.until if job.left(now) else ""
    return (began, ended) if began and began < ended else None


def _place(one: Overlap) -> tuple[float, str, str]:
    return (-one.share, one.person, one.company)


def _sentence(person: Person, count: int) -> str:
    if not count:
        return f"No colleague of {label(person)} is on record without a tie."
    people = "1 person" if count == 1 else f"{count:,} people"
    return f"{label(person)} probably knows {people}: at one company over the same days."
