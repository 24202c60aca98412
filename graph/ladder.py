"""The next step on the ladder: opener, warm answer, coffee or sheet, intel, a name, thanks.

No rung without a warm answer below it; nobody is asked outright for a job or a referral.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from graph.entities import Company, Introduction, Person, Thanks, Tie
from graph.evidence import INTRODUCING
from graph.lookup import owners_of
from graph.store import View
from graph.strength import OPENING
from graph.words import first_name, full_name, relation_noun
from schemas.answers import NextStep, Rung
from schemas.events import stored_event
from schemas.events.introductions import InsiderMentioned

_AFTER: Final[dict[str, tuple[Rung, str]]] = {
    "requested": ("wait", "Wait for {by}: you have asked for an introduction."),
    "offered": (
        "wait",
        "{by} has offered to introduce you: say yes, and leave the pace to {by}.",
    ),
    "accepted": ("meet", "{by} is willing to introduce you: find a time to meet {insider}."),
    "accepted-by-insider": ("meet", "{insider} is willing to meet you: find a time."),
    "made": ("meet", "{by} has introduced you: meet {insider}."),
    "met": ("thanks", "Thank {by} for the introduction{to}."),  # and whatever came of it
}
_MOST_RECORDS = 500  # of introductions, or of names volunteered, read for one answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Volunteered:
    """A contact has named an insider of the company."""

    informant: str  # identifier of who did
    to: str  # of whom they told, if anybody
    time: str
    insider: frozenset[str]  # identifiers, and the other names of that event


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduced:
    """An introduction of the asker, with whom its roles name now."""

    introduction: Introduction
    introducer: Person | None
    insider: Person | None
    company: Company | None
    thanked: bool  # the introducer, since the latest stage

    @property
    def time(self) -> str:
        """When the latest of its stages was reached."""
        return self.introduction.history[-1][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the next step depends on."""

    people: Sequence[Person]  # from the asker to the insider
    ties: Sequence[Tie]
    company: Company
    introductions: Collection[Introduced]
    volunteered: Collection[Volunteered]

    @property
    def contact(self) -> Person:
        return self.people[1]

    @property
    def insider(self) -> Person:
        return self.people[-1]


def next_step(standing: Standing) -> NextStep | None:
    """The next rung with the first contact; None for an asker who works there."""
    if not standing.ties:
        return None
    if (met := _latest(standing)) and (step := _after_asking(standing, met)):
        return step
    tie, contact = standing.ties[0], standing.contact
    if tie.kind == "soft" or not tie.open:
        warm = (tie.from_a if contact.id == tie.a else tie.from_b) > 0
        return _coffee(standing) if warm else _opener(standing)
    if _awaits_answer(standing):
        return _wait(standing)
    return _ask(standing) if _has_volunteered(standing) else _sheet(standing)


async def introductions_of(
    view: View, asker: Person, others: Iterable[Person]
) -> tuple[Introduced, ...]:
    """The introductions in which *asker* asks, and one of *others* has a part."""
    texts = {text for person in others for text in person.identifiers}
    if not texts:
        return ()
    records = await view.naming(
        [asker.identifiers, sorted(texts)], types=INTRODUCING, limit=_MOST_RECORDS
    )
    ids = {
        name.partition(":")[2]
        for record in records
        for name in record.names
        if name.startswith("introduction:")
    }
    if not ids:
        return ()
    found = (await view.load(Introduction, [(id_,) for id_ in sorted(ids)])).values()
    asked = [one for one in found if one.asker and one.asker.value in asker.identifiers]
    roles = [(one.introducer, one.insider, one.company) for one in asked]
    owners = await owners_of(view, [said.value for role in roles for said in role if said])
    sent = await view.touching(Thanks, asker.identifiers) if asked else []
    thanks = [one for one in sent if one.thanker in asker.identifiers]
    return tuple(_introduced(one, owners, thanks) for one in asked)


async def names_volunteered(
    view: View, asker: Person, contacts: Iterable[Person], *companies: Company
) -> tuple[Volunteered, ...]:
    """The insiders of *companies* that *contacts* have named, to the asker or to nobody else."""
    texts = {text for person in contacts for text in person.identifiers}
    names = {text for company in companies for text in company.identifiers}
    if not texts or not names:
        return ()
    found = await _mentions(view, texts, names)
    return tuple(one for one in found if not one.to or one.to in asker.identifiers)


async def names_told(
    view: View, person: Person, about: Iterable[Person | Company]
) -> tuple[Volunteered, ...]:
    """Whoever told *person* of an insider who is one of *about*, or works there."""
    names = {text for one in about for text in one.identifiers}
    if not names:
        return ()
    found = await _mentions(view, set(person.identifiers), names)
    return tuple(one for one in found if one.to in person.identifiers)


async def _mentions(
    view: View, ones: Collection[str], others: Collection[str]
) -> list[Volunteered]:
    """Insiders mentioned in events that name one of each."""
    records = await view.naming(
        [sorted(ones), sorted(others)],
        types=["inroad.insider.mentioned.v1"],
        limit=_MOST_RECORDS,
    )
    events = ((record, stored_event(record.body)) for record in records)
    return [
        Volunteered(
            informant=event.data.informant,
            to=event.data.to or "",
            time=record.time,
            insider=frozenset({*record.names} - {event.data.informant, event.data.to}),
        )
        for record, event in events
        if isinstance(event, InsiderMentioned)
    ]


def _introduced(
    one: Introduction, owners: dict[str, Person | Company], thanks: Collection[Thanks]
) -> Introduced:
    introducer = owners.get(one.introducer.value) if one.introducer else None
    insider = owners.get(one.insider.value) if one.insider else None
    company = owners.get(one.company.value) if one.company else None
    by = introducer.identifiers if introducer else ()
    since = one.history[-1][0]
    return Introduced(
        introduction=one,
        introducer=introducer if isinstance(introducer, Person) else None,
        insider=insider if isinstance(insider, Person) else None,
        company=company if isinstance(company, Company) else None,
        thanked=any(sent.thanked in by and sent.time >= since for sent in thanks),
    )


def _latest(standing: Standing) -> Introduced | None:
    """The latest introduction that goes this way."""
    onward = {person.id for person in standing.people[2:]} or {standing.insider.id}
    fitting = [
        one
        for one in standing.introductions
        if (
            len(standing.ties) == 1 or (one.introducer and one.introducer.id == standing.contact.id)
        )
        and (
            (one.insider and one.insider.id in onward)
            or (len(standing.ties) > 1 and one.company and one.company.id == standing.company.id)
        )
    ]
    return max(fitting, key=lambda one: (one.time, one.introduction.id), default=None)


def _after_asking(standing: Standing, one: Introduced) -> NextStep | None:
    """What follows a word on an introduction; None when it is as if nobody had asked."""
    stage = one.introduction.stage
    if stage == "withdrawn":
        return None
    if stage in {"declined", "declined-by-insider"}:
        return _sheet(standing, declined=True)
    rung, text = _AFTER.get(stage, _AFTER["met"])
    if rung == "thanks" and one.thanked:
        return _sheet(standing, rest=True)
    by = one.introducer or standing.contact
    name = _first(standing, by)
    met = one.insider
    to = f" to {first_name(met, standing.people)}" if met and full_name(met) else ""
    text = text.format(by=name, to=to, insider=_insider(standing, f"{name}'s", "the insider"))
    whom = standing.insider if rung == "meet" else by
    return NextStep(rung=rung, whom=whom.id, text=text[0].upper() + text[1:])


def _awaits_answer(standing: Standing) -> bool:
    """Whether the asker has spoken with purpose, and the first contact never yet said a word."""
    tie, contact, asker = standing.ties[0], standing.contact, standing.people[0]
    silent = (tie.from_a if contact.id == tie.a else tie.from_b) == 0
    told_of = contact.informant in asker.identifiers  # the asker's own neighbour, spoken of only
    return tie.kind == "hard" and silent and OPENING.isdisjoint(tie.relations) and not told_of


def _has_volunteered(standing: Standing) -> bool:
    """Whether the first contact has named this very insider."""
    known, insider = standing.contact.identifiers, {*standing.insider.identifiers}
    return len(standing.ties) > 1 and any(
        one.informant in known and not insider.isdisjoint(one.insider)
        for one in standing.volunteered
    )


def _opener(standing: Standing) -> NextStep:
    contact, name = standing.contact, _first(standing, standing.contact)
    about = f"You're in {contact.field}: may I" if contact.field else "May I"
    it = "about it" if contact.field else "about your work"
    text = f'Ask {name}: "{about} ask you something {it}?"'
    return NextStep(rung="opener", whom=contact.id, text=text)


def _coffee(standing: Standing) -> NextStep:
    text = f"Invite {_first(standing, standing.contact)} for a coffee."
    return NextStep(rung="coffee", whom=standing.contact.id, text=text)


def _wait(standing: Standing) -> NextStep:
    text = f"Leave the next word to {_first(standing, standing.contact)}."
    return NextStep(rung="wait", whom=standing.contact.id, text=text)


def _sheet(standing: Standing, *, declined: bool = False, rest: bool = False) -> NextStep:
    """The sheet, or the *rest* of it where this introduction has come to its end."""
    name, company = _first(standing, standing.contact), full_name(standing.company)
    text = f"Show {name} your sheet."
    if declined:
        text = f"Let this introduction rest, and show {name} the rest of your sheet."
    elif len(standing.ties) == 1:
        text = f"Show {name} your sheet, and ask what {company} is like."
    elif rest:
        text = f"Show {name} the rest of your sheet."
    return NextStep(rung="sheet", whom=standing.contact.id, text=text)


def _ask(standing: Standing) -> NextStep:
    name = _first(standing, standing.contact)
    whom = _insider(standing, "your", "the person you spoke of")
    text = f'Ask {name}, humbly: "Would you introduce me to {whom}?"'
    return NextStep(rung="ask", whom=standing.contact.id, text=text)


def _insider(standing: Standing, whose: str, otherwise: str) -> str:
    """The insider by first name, else as *whose* neighbour or friend."""
    if full_name(standing.insider):
        return first_name(standing.insider, standing.people)
    if len(standing.ties) != 2:  # noqa: PLR2004 - asker, contact, insider
        return otherwise
    noun = relation_noun(standing.insider, standing.ties[-1], standing.contact)
    return f"{whose} {noun}" if noun else otherwise


def _first(standing: Standing, person: Person) -> str:
    return first_name(person, standing.people)
