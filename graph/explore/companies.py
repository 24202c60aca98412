"""Which companies open ties lead into, and in how many hops."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol

from graph.batches import batched
from graph.entities import Employment, Person
from graph.explore.cast import companies_of, people_of
from graph.frontier import BATCH
from graph.lookup import person_of
from graph.store import View
from graph.strength import chance_of, cost
from graph.strike import Seal
from graph.telling import named, rounded
from graph.words import label
from schemas.events.base import moment_text
from schemas.explored import DEFINITIONS, CompaniesAnswer, CompanyReached
from schemas.exploring import CompaniesQuestion

TIES: Final = 200_000  # read for one question

Label = tuple[int, tuple[str, ...]]  # cost, people from the asker on


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How a company is reached: by the first of its fewest hops, and how many are in reach."""

    company: str
    hops: int
    cost: int
    way: tuple[str, ...]
    insiders: int = 1

    @property
    def place(self) -> tuple[int, int, str]:
        return (self.hops, self.cost, self.company)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaches:
    """The nearest companies, and how many there are."""

    nearest: tuple[Reach, ...]
    count: int
    cut: bool = False  # a bound of work was reached


class Surveyor(Protocol):
    """Whatever finds just what `PlainSurveyor` does."""

    async def survey(self, asker: str, now: str, max_hops: int, k: int) -> Reaches: ...


class PlainSurveyor:
    """Hop by hop over a view: the specification of every faster one."""

    def __init__(self, view: View, budget: int = TIES) -> None:
        self._view, self._budget = view, budget

    async def survey(self, asker: str, now: str, max_hops: int, k: int) -> Reaches:
        found: dict[str, Reach] = {}
        seen: set[str] = {asker}
        level: dict[str, Label] = {asker: (0, (asker,))}
        cut = False
        for hops in range(max_hops + 1):
            await self._enter(found, level, hops, now)
            if hops == max_hops or cut or not level:
                break
            level, cut = await self._onward(level, seen, now)
            seen |= level.keys()
        order = sorted(found.values(), key=lambda one: one.place)
        return Reaches(nearest=tuple(order[:k]), count=len(order), cut=cut)

    async def _enter(
        self, found: dict[str, Reach], level: Mapping[str, Label], hops: int, now: str
    ) -> None:
        """Take in the companies where people of *level* work."""
        # In the order of ids, here and below, so that every store is cut at the same place.
        for people in batched(sorted(level), BATCH):
            for job in await self._view.touching(Employment, people):
                if job.a not in level or not job.current(now):
                    continue
                price, way = level[job.a]
                new = Reach(company=job.b, hops=hops, cost=price, way=way)
                known = found.get(job.b)
                if known is None:
                    found[job.b] = new
                    continue
                better = (hops, price, way) < (known.hops, known.cost, known.way)
                found[job.b] = replace(new if better else known, insiders=known.insiders + 1)

    async def _onward(
        self, level: Mapping[str, Label], seen: set[str], now: str
    ) -> tuple[dict[str, Label], bool]:
        """Who is one hop on, by the best label; and whether the budget was spent."""
        new: dict[str, Label] = {}
        for people in batched(sorted(level), BATCH):
            if self._budget <= 0:
                return new, True
            ties = await self._view.open_ties(people)
            self._budget -= len(ties)
            for tie in ties:
                for person in set(tie.key).intersection(people):
                    other, (price, way) = tie.other(person), level[person]
                    label_ = (price + cost(tie, now), (*way, other))
                    if other not in seen and (other not in new or label_ < new[other]):
                        new[other] = label_
        return new, False


async def answer_companies(
    view: View,
    sealing: Seal,
    ref: str,
    asked: CompaniesQuestion,
    surveyor: Surveyor | None = None,
) -> CompaniesAnswer:
    """The companies that the open ties of the person *ref* lead into, the nearest first."""
    person, now = await person_of(view, sealing, ref, "ref"), moment_text(asked.now)
    surveyor = surveyor or PlainSurveyor(view)
    found = await surveyor.survey(person.id, now, asked.max_hops, asked.k)
    people = await people_of(view, (one for reach in found.nearest for one in reach.way))
    companies = await companies_of(view, (one.company for one in found.nearest))
    return CompaniesAnswer(
        sentence=_sentence(person, found, asked.max_hops),
        person=named(person),
        now=now,
        companies=tuple(
            CompanyReached(
                company=named(companies[one.company]), hops=one.hops,
                chance=rounded(chance_of(one.cost)), insiders=one.insiders,
                way=tuple(named(people[id_]) for id_ in one.way),
            )
            for one in found.nearest
        ),
        count=found.count,
        definition=DEFINITIONS["companies"],
        cut=found.cut or found.count > len(found.nearest),
        position=await view.position(),
    )  # fmt: skip


def _sentence(person: Person, found: Reaches, max_hops: int) -> str:
    within = f"within {max_hops} hop{'s' if max_hops > 1 else ''} of {label(person)}"
    if not found.count:
        return f"No company is {within}."
    companies = "1 company is" if found.count == 1 else f"{found.count:,} companies are"
    return f"{companies} {within}."
