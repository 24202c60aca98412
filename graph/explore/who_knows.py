"""Who of somebody's contacts knows somebody at each of many companies, in one question."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from graph.entities import Company, Person
from graph.errors import UnknownRef
from graph.explore.cast import people_of
from graph.lookup import company_of, person_of
from graph.plan.reach import Errand, PlainReacher, Reacher
from graph.search import ViewPort
from graph.store import View
from graph.strength import chance_of, cost
from graph.strike import Seal
from graph.telling import named, rounded
from schemas.events.base import moment_text
from schemas.explored import DEFINITIONS, ContactThere, KnownAt, WhoKnowsAnswer
from schemas.exploring import WhoKnowsQuestion


class There(NamedTuple):
    """A contact's way into a company, at what it costs from the asker on."""

    cost: int
    way: tuple[str, ...]  # from the contact to the insider


async def answer_who_knows(
    view: View, sealing: Seal, ref: str, asked: WhoKnowsQuestion, reacher: Reacher | None = None
) -> WhoKnowsAnswer:
    """For each company the contacts of the person *ref* who know somebody there."""
    person = await person_of(view, sealing, ref, "ref")
    companies, unknown = await _companies(view, asked.at)
    found, cut = await who_knows(
        view, person, companies, asked, reacher or PlainReacher(ViewPort(view))
    )
    shown = {company: ways[: asked.k] for company, ways in found.items()}
    people = await people_of(
        view, (one for of in shown.values() for each in of for one in each.way)
    )
    return WhoKnowsAnswer(
        sentence=_sentence(found, len(companies)),
        person=named(person),
        now=moment_text(asked.now),
        companies=tuple(
            KnownAt(
                company=named(company),
                contacts=tuple(_contact(people, there) for there in shown[company.id]),
            )
            for company in companies
        ),
        unknown=unknown,
        definition=DEFINITIONS["who_knows"],
        cut=cut or any(len(of) > asked.k for of in found.values()),
        position=await view.position(),
    )


async def who_knows(
    view: View,
    person: Person,
    companies: Iterable[Company],
    asked: WhoKnowsQuestion,
    reacher: Reacher,
) -> tuple[dict[str, list[There]], bool]:
    """By company every contact with a way into it, the surest first; and whether it was cut."""
    now = moment_text(asked.now)
    ties = {tie.other(person.id): tie for tie in await view.open_ties([person.id])}
    wanted = tuple(company.id for company in companies)
    errand = Errand(
        asker=person.id, contacts=tuple(sorted(ties)), companies=wanted, now=now,
        max_hops=asked.max_hops,
    )  # fmt: skip
    reached = await reacher.reach(errand)
    found: dict[str, list[There]] = {company: [] for company in wanted}
    for contact, costs in reached.costs.items():
        first = cost(ties[contact], now)
        for company, price in costs.items():
            found[company].append(There(first + price, reached.way(contact, company)))
    return {company: sorted(of) for company, of in found.items()}, reached.cut


async def _companies(view: View, refs: Iterable[str]) -> tuple[list[Company], tuple[str, ...]]:
    """The companies named, each once, and the names of which no event has told."""
    found: dict[str, Company] = {}
    unknown: list[str] = []
    for ref in refs:
        try:
            company = await company_of(view, ref, "at")
        except UnknownRef:
            unknown.append(ref)
        else:
            found[company.id] = company
    return list(found.values()), tuple(dict.fromkeys(unknown))


def _contact(people: Mapping[str, Person], there: There) -> ContactThere:
    way = tuple(named(people[one]) for one in there.way)
    return ContactThere(
        contact=way[0], hops=len(way), chance=rounded(chance_of(there.cost)), way=way
    )


def _sentence(found: Mapping[str, list[There]], asked: int) -> str:
    known = sum(1 for of in found.values() if of)
    companies = "company" if asked == 1 else "companies"
    return f"Your contacts know somebody at {known} of {asked} {companies}."
