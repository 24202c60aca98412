"""The answer to who is around somebody."""

from graph.entities import Company, Employment, Person
from graph.explore.around import Around, around, around_at
from graph.explore.cast import Cast, cast_of, tie_seen
from graph.explore.ground import Ground, ViewGround
from graph.explore.sieve import Sieve
from graph.lookup import company_of, person_of
from graph.store import View
from graph.strength import chance_of
from graph.strike import Seal
from graph.telling import named, rounded
from graph.words import label
from schemas.explored import DEFINITIONS, AroundAnswer, PersonAround
from schemas.exploring import AroundQuestion


async def answer_around(
    view: View, sealing: Seal, ref: str, asked: AroundQuestion, ground: Ground | None = None
) -> AroundAnswer:
    """Who is around the person *ref*; over the store itself unless *ground* is given."""
    person = await person_of(view, sealing, ref, "ref")
    company = await company_of(view, asked.company, "company") if asked.company else None
    sieve = Sieve.of(asked)
    ground = ground or ViewGround(view, sieve)
    found = await _found(view, ground, person, company, asked)
    cast = await cast_of(view, found.people, sieve.now)
    return AroundAnswer(
        sentence=_sentence(person, found, company),
        person=named(person),
        now=sieve.now,
        depth=asked.depth,
        people=tuple(_person(found, cast, one) for one in found.people),
        ties=tuple(tie_seen(asked.network, tie.a, tie, sieve.now) for tie in found.ties),
        definition=DEFINITIONS["around"],
        cut=found.cut,
        position=await view.position(),
    )


async def _found(
    view: View, ground: Ground, person: Person, company: Company | None, asked: AroundQuestion
) -> Around:
    if company is None:
        return await around(ground, person.id, asked.depth, asked.most)
    now = Sieve.of(asked).now
    staff = await view.touching(Employment, [company.id])
    inside = {one.a for one in staff if one.b == company.id and one.current(now)}
    return await around_at(ground, person.id, asked.depth, asked.most, inside)


def _person(found: Around, cast: Cast, id_: str) -> PersonAround:
    person, near = cast.people[id_], found.people[id_]
    who = named(person)
    return PersonAround(
        id=who.id, name=who.name, ref=who.ref, described=person.described,
        headline=person.headline or None, employers=cast.employers(id_),
        depth=found.depths[id_], chance=rounded(chance_of(near.cost)), by=near.by or None,
    )  # fmt: skip


def _sentence(person: Person, found: Around, company: Company | None) -> str:
    others = len(found.people) - 1
    who = "Nobody is" if not others else "1 person is" if others == 1 else f"{others:,} people are"
    more = ", and there are more" if found.cut else ""
    towards = f" towards {label(company)}" if company else ""
    return f"{who} around {label(person)}{towards}{more}."
