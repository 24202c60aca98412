"""Companies that fit a goal and are not on the list yet: where from, how well, how near.

They come from two places, both bounded: companies whose field is the goal's, and the employers of
people around the asker. Who works there decides with the company itself how well it fits.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.agenda import goal_of
from graph.entities import Company, Employment, Goal, Person, Target, Tie, line_of_work
from graph.fitting import Fit, Staff, fit_of, fits
from graph.frontier import ViewPort
from graph.helpful import reach_of
from graph.lookup import owners_of
from graph.plan.draw import ties_of
from graph.plan.reach import Errand, Reached, Reacher
from graph.store import View
from graph.strength import chance, chance_of

IN_FIELD: Final = 500  # companies of the goal's field
AROUND: Final = 1_000  # contacts whose employers are looked at, the surest
STAFF: Final = 5_000  # people whose field and place are looked at
NEAR: Final = 200  # companies to which ways are searched, those that fit best


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The likeliest way to a company over an open tie; where there is none, over a soft one."""

    contact: str
    hops: int
    chance: float
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A company that fits."""

    company: Company
    fit: Fit
    near: Near | None

    @property
    def order(self) -> tuple[float, bool, float, str]:
        """The best fitting first, of equal ones those in reach, and the likeliest."""
        near = self.near
        return (
            -round(self.fit.share, 9), not (near and near.open),
            -near.chance if near else 0.0, self.company.id,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """What fits, in its order."""

    found: Sequence[Proposal]
    cut: bool  # a bound of work was reached: there may be more


async def sought_by(view: View, asker: Person) -> Goal | None:
    """The goal of *asker*, if it says anything."""
    goal = await goal_of(view, asker)
    says = goal and (goal.field or goal.function or goal.place or goal.level)
    return goal if says else None


async def proposals_of(  # noqa: PLR0917 - who, what for, when, and how far
    view: View, asker: Person, goal: Goal, now: str, reacher: Reacher, max_hops: int
) -> Proposals:
    """What *asker* may want to get into, by *goal*."""
    every = await ties_of(view, asker, now, ())
    ties = every[:AROUND]
    line = line_of_work(goal.field)
    in_field = await view.companies_in(line, IN_FIELD) if line else []
    around = await _around(view, asker, ties, now)
    companies = await _companies(view, {*around, *(one.id for one in in_field)}, asker, now)
    staff, all_staff = await _staff(view, companies, now)
    fitting = {
        id_: fit
        for id_, company in companies.items()
        if fits(goal, fit := fit_of(goal, company, staff.get(id_, ())))
    }
    best = sorted(fitting, key=lambda at: (-fitting[at].share, -around.get(at, 0.0), at))[:NEAR]
    reached = await reacher.reach(
        Errand(
            asker=asker.id, now=now, max_hops=max_hops, companies=tuple(best),
            contacts=tuple(tie.other(asker.id) for tie in ties),
        )
    )  # fmt: skip
    near = _near(asker, ties, reached, now)
    found = [Proposal(company=companies[at], fit=fitting[at], near=near.get(at)) for at in best]
    bounds = (len(in_field) < IN_FIELD, len(every) == len(ties), len(fitting) <= NEAR, all_staff)
    return Proposals(
        found=sorted(found, key=lambda one: one.order), cut=reached.cut or not all(bounds)
    )


async def _around(view: View, asker: Person, ties: Sequence[Tie], now: str) -> dict[str, float]:
    """The employers of people near *asker*, with the chance to get there; 0 over soft ties."""
    near = await reach_of(view, ViewPort(view), asker, around=asker.id, now=now)
    contacts = [tie.other(asker.id) for tie in ties]
    employments = await view.touching(Employment, contacts) if contacts else []
    return {one.b: 0.0 for one in employments if one.current(now)} | near


async def _companies(
    view: View, ids: Collection[str], asker: Person, now: str
) -> dict[str, Company]:
    """Those of *ids* that were never on the list, and where *asker* does not work."""
    targets = await view.touching(Target, asker.identifiers)
    listed = await owners_of(view, {target.company for target in targets})
    known = {one.id for one in listed.values()}
    known |= {one.b for one in await view.touching(Employment, [asker.id]) if one.current(now)}
    keys = [(id_,) for id_ in sorted({*ids} - known)]
    return {one.id: one for one in (await view.load(Company, keys)).values()} if keys else {}


async def _staff(
    view: View, companies: Collection[str], now: str
) -> tuple[Mapping[str, Sequence[Staff]], bool]:
    """Who works at each, by id, and whether that is everybody."""
    employments = await view.touching(Employment, sorted(companies)) if companies else []
    current = [one for one in employments if one.b in companies and one.current(now)]
    looked_at = current[:STAFF]
    people = await view.load(Person, sorted({(one.a,) for one in looked_at})) if looked_at else {}
    staff: dict[str, list[Staff]] = {}
    for work in looked_at:
        if person := people.get((work.a,)):
            staff.setdefault(work.b, []).append(Staff(person=person, work=work))
    return staff, len(current) == len(looked_at)


def _near(asker: Person, ties: Sequence[Tie], reached: Reached, now: str) -> dict[str, Near]:
    best: dict[str, tuple[bool, float, str]] = {}
    for tie in ties:
        contact, sure = tie.other(asker.id), chance(tie, now)
        for company, price in reached.costs.get(contact, {}).items():
            way = (tie.open, sure * chance_of(price), contact)
            if company not in best or way[:2] > best[company][:2]:
                best[company] = way
    return {
        company: Near(
            contact=contact, hops=len(reached.way(contact, company)), chance=sure, open=is_open
        )
        for company, (is_open, sure, contact) in best.items()
    }
