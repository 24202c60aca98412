"""People and companies found by a few letters, each with a line that tells it apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.entities import Company, Employment, Person
from graph.finding import asked, rank
from graph.lookup import owners_of
from graph.store import View
from graph.telling import named
from graph.words import full_name, label
from schemas.events.base import moment_text
from schemas.names import Found, NameFound, NamesFound, NamesQuestion

CANDIDATES: Final = 50  # of each kind, of which the first are told
_KINDS: Final[dict[Found, type[Person | Company]]] = {"person": Person, "company": Company}


async def names_page(view: View, question: NamesQuestion) -> NamesFound:
    """Who is meant by the question's words, the first of them up to its limit."""
    found = []
    for name, kind in _KINDS.items():
        if question.kind in (None, name):
            words = asked(kind, question.q)
            owners = await view.beginning(kind, words, CANDIDATES)
            found += [(rank(one, words), one) for one in owners]
    first = [one for _, one in sorted(found, key=lambda placed: placed[0])][: question.limit]
    return NamesFound(found=await told_apart(view, first, moment_text(question.now)))


async def told_apart(
    view: View, owners: Sequence[Person | Company], now: str
) -> tuple[NameFound, ...]:
    """Each of *owners* with a line that tells them apart, in the same order."""
    known = await _known(view, owners, now)
    return tuple(_found(one, known) for one in owners)


@dataclass(frozen=True, slots=True)
class _Known:
    """What lines are made of."""

    work: Mapping[str, Employment]  # the present one that was told last, by person
    companies: Mapping[str, Company]
    informants: Mapping[str, Person | Company]  # by identifier


async def _known(view: View, owners: Sequence[Person | Company], now: str) -> _Known:
    people = [one for one in owners if isinstance(one, Person) and not one.headline]
    employments = await view.touching(Employment, [one.id for one in people])
    present = sorted((one for one in employments if one.current(now)), key=lambda one: one.here)
    work = {one.a: one for one in present}
    companies = await view.load(Company, sorted({(one.b,) for one in work.values()}))
    informants = await owners_of(view, [one.informant for one in people if one.informant])
    return _Known(work, {one.id: one for one in companies.values()}, informants)


def _found(one: Person | Company, known: _Known) -> NameFound:
    kind: Found = "person" if isinstance(one, Person) else "company"
    line = _line_of(one, known) if isinstance(one, Person) else _about(one)
    name = named(one)
    return NameFound(id=name.id, name=name.name, ref=name.ref, kind=kind, line=line or None)


def _line_of(person: Person, known: _Known) -> str:
    line = person.headline or _employer(person, known) or _about(person)
    informant = known.informants.get(person.informant) if person.described else None
    return f"{line}, says {label(informant)}".removeprefix(", ") if informant else line


def _employer(person: Person, known: _Known) -> str:
    work = known.work.get(person.id)
    company = known.companies.get(work.b) if work else None
    return f"{work.title} at {full_name(company)}".strip() if work and company else ""


def _about(one: Person | Company) -> str:
    return ", ".join(part for part in (one.field, one.place) if part)
