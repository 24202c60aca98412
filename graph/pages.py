"""The pages of a person, a company and an introduction, with their longer lists."""

from collections.abc import Iterable
from typing import TypeVar, cast

from graph.cursor import key_of, page_of
from graph.entities import Company, Employment, Introduction, Key, Person, Said, Tie
from graph.lookup import owners_of
from graph.store import View
from graph.strength import chance, cost
from graph.telling import evidence_of, link, named, rounded
from graph.words import how_well
from schemas.answers import Kind, Named
from schemas.pages import (
    CompanyPage,
    EmploymentAt,
    InsiderAt,
    InsidersPage,
    IntroductionPage,
    PersonPage,
    StageReached,
    TiesPage,
    TieTo,
)

E = TypeVar("E", Person, Company)


async def person_page(view: View, network: str, person: Person, now: str) -> PersonPage:
    """What is known of a person, with every employment, the latest first."""
    employments = await view.touching(Employment, [person.id])
    companies = await _by_id(view, Company, (one.b for one in employments))
    informants = await owners_of(view, [person.informant] if person.informant else [])
    who = named(person)
    return PersonPage(
        id=who.id, name=who.name, ref=who.ref, identifiers=person.identifiers,
        headline=person.headline or None, field=person.field or None, place=person.place or None,
        described=person.described, description=person.description or None,
        informant=_named(informants, person.informant),
        employments=tuple(
            _employment_at(network, one, companies[one.b], now)
            for one in sorted(employments, key=_latest, reverse=True)
        ),
        ties=link(network, "people", person.id, "ties"),
        evidence=link(network, "people", person.id, "evidence"),
    )  # fmt: skip


async def company_page(view: View, network: str, company: Company, now: str) -> CompanyPage:
    """What is known of a company."""
    employments = await view.touching(Employment, [company.id])
    current = sum(one.current(now) for one in employments)
    former = sum(one.former(now) for one in employments)
    which = named(company)
    return CompanyPage(
        id=which.id, name=which.name, ref=which.ref, identifiers=company.identifiers,
        field=company.field or None, place=company.place or None,
        current_insiders=current, former_insiders=former,
        insiders=link(network, "companies", company.id, "insiders"),
        evidence=link(network, "companies", company.id, "evidence"),
    )  # fmt: skip


async def insiders_page(
    view: View, network: str, company: Company, *, now: str, include_former: bool,
    cursor: str | None, limit: int,
) -> InsidersPage:  # fmt: skip
    """Who works at a company, and on request who used to."""
    after = key_of(cursor, 1)
    employments = [
        one
        for one in await view.touching(Employment, [company.id])
        if one.current(now) or (include_former and one.former(now))
    ]
    page, following = page_of(employments, lambda one: (one.a,), after=after, limit=limit)
    people = await _by_id(view, Person, (one.a for one in page))
    informants = await owners_of(view, (one.informant for one in people.values() if one.described))
    insiders = tuple(
        _insider_at(network, one, people[one.a], _named(informants, people[one.a].informant), now)
        for one in page
    )
    return InsidersPage(company=named(company), insiders=insiders, next=following)


async def ties_page(
    view: View, network: str, person: Person, *, now: str, cursor: str | None, limit: int
) -> TiesPage:
    """A person's ties, the surest first."""

    def key(tie: Tie) -> Key:
        return (f"{cost(tie, now):020d}", tie.other(person.id))

    ties = await view.touching(Tie, [person.id])
    page, following = page_of(ties, key, after=key_of(cursor, 2), limit=limit)
    people = await _by_id(view, Person, (tie.other(person.id) for tie in page))
    return TiesPage(
        person=named(person),
        ties=tuple(tie_to(network, person, people[tie.other(person.id)], tie, now) for tie in page),
        next=following,
    )


async def introduction_page(
    view: View, network: str, introduction: Introduction
) -> IntroductionPage:
    """Who introduces whom to whom, and how far it has come."""
    roles: dict[str, Said | None] = {
        role: getattr(introduction, role) for role in ("asker", "introducer", "insider", "company")
    }
    owners = await owners_of(view, [said.value for said in roles.values() if said])
    return IntroductionPage(
        id=introduction.id,
        stage=introduction.stage,
        **{role: _named(owners, said.value) for role, said in roles.items() if said},
        stages=tuple(StageReached(stage=stage, time=time) for time, stage in introduction.history),
        evidence=link(network, "introductions", introduction.id, "evidence"),
    )


def _latest(employment: Employment) -> Key:
    return (employment.here or employment.until, employment.b)


def _employment_at(
    network: str, employment: Employment, company: Company, now: str
) -> EmploymentAt:
    return EmploymentAt(
        company=named(company), title=employment.title or None,
        function=employment.function or None, place=employment.place or None,
        since=employment.since or None, until=employment.until or None,
        current=employment.current(now),
        evidence=evidence_of(network, employment.a, employment.b),
    )  # fmt: skip


def _insider_at(
    network: str, employment: Employment, person: Person, informant: Named | None, now: str
) -> InsiderAt:
    return InsiderAt(
        person=named(person), described=person.described, informant=informant,
        title=employment.title or None, since=employment.since or None,
        until=employment.until or None,
        current=employment.current(now),
        evidence=evidence_of(network, employment.a, employment.b),
    )  # fmt: skip


def tie_to(network: str, person: Person, other: Person, tie: Tie, now: str) -> TieTo:
    sure = chance(tie, now)
    return TieTo(
        person=named(other), kind=cast("Kind", tie.kind), open=tie.open, sure=rounded(sure),
        words=how_well(tie, sure), relations=tie.relations, rating=tie.rating,
        first_contact=tie.first or None, last_contact=tie.last or None,
        events={"direct": tie.direct, "hard": tie.hard, "soft": tie.soft},
        evidence=evidence_of(network, person.id, other.id),
    )  # fmt: skip


def _named(owners: dict[str, Person | Company], text: str) -> Named | None:
    return named(owners[text]) if text in owners else None


async def _by_id(view: View, kind: type[E], ids: Iterable[str]) -> dict[str, E]:
    found = await view.load(kind, [(id_,) for id_ in sorted(set(ids))])
    return {one.id: one for one in found.values()}
