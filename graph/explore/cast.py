"""Who the people of an answer are, and where they work."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from graph.entities import Company, Employment, Person, Tie
from graph.store import View
from graph.strength import chance
from graph.telling import evidence_of, named, rounded
from graph.words import how_well
from schemas.answers import Kind, Named
from schemas.explored import Employed, Employer, TieSeen


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """People by id; where each works now, by the company's id; companies by id."""

    people: Mapping[str, Person]
    jobs: Mapping[str, tuple[Employment, ...]]
    companies: Mapping[str, Company]

    def name(self, person: str) -> Named:
        return named(self.people[person])

    def employers(self, person: str) -> tuple[Employer, ...]:
        return tuple(
            Employer(company=named(self.companies[job.b]), title=job.title or None)
            for job in self.jobs.get(person, ())
        )

    def at(self, people: Iterable[str], most: int) -> tuple[Employed, ...]:
        """The companies where most of *people* work."""
        counts = Counter(job.b for one in people for job in self.jobs.get(one, ()))
        order = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(
            Employed(company=named(self.companies[company]), people=count)
            for company, count in order[:most]
        )


async def cast_of(view: View, ids: Collection[str], now: str) -> Cast:
    """People, and where they work at *now*."""
    people = await people_of(view, ids)
    found = await view.touching(Employment, sorted(people))
    jobs = [job for job in found if job.a in people and job.current(now)]
    by_person: dict[str, tuple[Employment, ...]] = {}
    for job in jobs:
        by_person[job.a] = (*by_person.get(job.a, ()), job)
    return Cast(
        people=people, jobs=by_person, companies=await companies_of(view, (job.b for job in jobs))
    )


async def people_of(view: View, ids: Iterable[str]) -> dict[str, Person]:
    found = await view.load(Person, [(id_,) for id_ in sorted(set(ids))])
    return {one.id: one for one in found.values()}


async def companies_of(view: View, ids: Iterable[str]) -> dict[str, Company]:
    found = await view.load(Company, [(id_,) for id_ in sorted(set(ids))])
    return {one.id: one for one in found.values()}


def tie_seen(network: str, start: str, tie: Tie, now: str) -> TieSeen:
    """*tie* as seen from *start*."""
    sure, to = chance(tie, now), tie.other(start)
    return TieSeen(
        start=start, to=to, kind=cast("Kind", tie.kind), open=tie.open, sure=rounded(sure),
        words=how_well(tie, sure), relations=tie.relations, last_contact=tie.last or None,
        evidence=evidence_of(network, start, to),
    )  # fmt: skip
