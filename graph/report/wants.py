"""Which companies somebody wanted to get into, and when."""

from dataclasses import dataclass
from typing import Final

from graph.entities import Company, Target
from graph.lookup import owners_of
from graph.matters import matters_in
from graph.report.happened import Life
from graph.store import View

MOST: Final = 50  # companies looked at in one report


@dataclass(frozen=True, slots=True)
class Wants:
    """The words of one's targets, by company; *cut* when some companies are left out."""

    companies: dict[str, Company]
    said: dict[str, tuple[Target, ...]]  # the earliest first
    cut: bool

    def wanted(self, at: str) -> tuple[str, ...]:
        """The companies wanted at that moment, by id, in order."""
        latest = {
            company: max((one for one in said if one.time <= at), key=_stamp, default=None)
            for company, said in self.said.items()
        }
        return tuple(sorted(company for company, one in latest.items() if one and one.wanted))


async def wants_of(view: View, life: Life, since: str) -> Wants:
    """What the person wanted at any time from *since* on, those wanted most first when cut."""
    words = [
        facet
        for one in life.happenings
        for facet in matters_in(one.event)
        if isinstance(facet, Target) and life.is_me(facet.person)
    ]
    owners = await owners_of(view, (one.company for one in words))
    said: dict[str, tuple[Target, ...]] = {}
    for one in words:
        company = owners[one.company].id
        said[company] = (*said.get(company, ()), one)
    lately = [company for company in said if _since(said[company], since)]
    lately.sort(key=lambda company: (-said[company][-1].priority, company))
    kept = sorted(lately[:MOST])
    known = {one.id: one for one in owners.values() if isinstance(one, Company)}
    return Wants(
        companies={company: known[company] for company in kept},
        said={company: said[company] for company in kept},
        cut=len(lately) > MOST,
    )


def _since(said: tuple[Target, ...], since: str) -> bool:
    """Whether it was wanted at *since* or is spoken of later."""
    return said[-1].wanted or said[-1].time >= since


def _stamp(target: Target) -> tuple[str, ...]:
    return target.stamp
