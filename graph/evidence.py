"""What one event says: the facets it supports, each holding that event alone.

Facets of one key add up by `graph.combine`. An erased person, marked `erased:N` in a
stored event, supports nothing; group sizes stay as they were named.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import Any

from graph.combine import Facet
from graph.entities import (
    NAMED,
    Ask,
    Contact,
    Gathering,
    Goal,
    Identifier,
    Intel,
    Introduction,
    Post,
    Question,
    Reply,
    Said,
    Sheet,
    Stint,
    Sums,
    Target,
    Thanks,
)
from graph.identity import described
from graph.matters import matters_in
from graph.strength import HARD, INTERACTIONS, LARGEST_GROUP, group_weight, touched
from schemas.events import (
    AskAnswered,
    CompanyMerged,
    CompanyObserved,
    EmploymentConfirmed,
    EmploymentEnded,
    EmploymentStarted,
    Event,
    EventRetracted,
    InsiderMentioned,
    InteractionRecorded,
    IntroductionAccepted,
    PersonErased,
    PersonMerged,
    PersonObserved,
    RelationAsserted,
    RelationEnded,
    SheetAnswered,
    TieRated,
)
from schemas.events.base import Data, moment_text
from schemas.events.employment import Start
from schemas.events.ties import Interaction
from schemas.identifiers import is_company, is_erased

NAMING_FIELDS = (
    "identifiers", "participants", "actor", "person", "related", "rater", "informant", "to",
    "insider", "asker", "introducer", "company", "lines", "announcer",
)  # fmt: skip
# Types whose facets of an identifier hold more than that it was named.
TELLING = (
    "inroad.person.observed.v1", "inroad.company.observed.v1", "inroad.person.merged.v1",
    "inroad.company.merged.v1", "inroad.insider.mentioned.v1",
)  # fmt: skip
# Types that tell of contact between two people, and of a person's work at a company.
TYING = (
    "inroad.interaction.recorded.v1", "inroad.relation.asserted.v1", "inroad.relation.ended.v1",
    "inroad.tie.rated.v1", *dict.fromkeys(row.partition(" ")[0] for row in HARD),
)  # fmt: skip
EMPLOYING = (
    "inroad.employment.started.v1", "inroad.employment.ended.v1", "inroad.employment.confirmed.v1",
    "inroad.insider.mentioned.v1",
)  # fmt: skip
INTRODUCING = (
    "inroad.introduction.offered.v1", "inroad.introduction.requested.v1",
    "inroad.introduction.accepted.v1", "inroad.introduction.declined.v1",
    "inroad.introduction.made.v1", "inroad.introduction.met.v1",
    "inroad.introduction.withdrawn.v1", "inroad.outcome.reported.v1",
)  # fmt: skip
TOLD_BY: dict[type[Facet], tuple[str, ...]] = {  # types of event that a facet can rest on
    Identifier: TELLING,
    Contact: TYING,
    Post: EMPLOYING,
    Introduction: INTRODUCING,
    Ask: ("inroad.ask.made.v1",),
    Reply: ("inroad.ask.answered.v1", "inroad.sheet.answered.v1"),
    Sheet: ("inroad.sheet.shared.v1",),
    Goal: ("inroad.goal.set.v1",),
    Question: ("inroad.question.noted.v1",),
    Target: ("inroad.company.targeted.v1", "inroad.company.untargeted.v1"),
    Intel: ("inroad.intel.reported.v1",),
    Thanks: ("inroad.thanks.sent.v1",),
    Gathering: ("inroad.gathering.announced.v1",),
}


def identifiers_in(event: Event) -> tuple[str, ...]:
    """Every identifier that the event names, in the order of its fields, each once.

    The described insider comes last, who is named by the mention as a whole.
    """
    named = vars(event.data)
    names: dict[str, None] = {}
    for field in naming_fields(type(event.data)):
        if value := named[field]:
            names.update({value: None} if isinstance(value, str) else dict.fromkeys(value))
    if isinstance(event, InsiderMentioned) and (insider := described_in(event)):
        names[insider] = None
    return tuple(names)


def described_in(event: InsiderMentioned) -> str | None:
    """Identifier of the insider described, in the informant's words; None once one is erased."""
    data = event.data
    if is_erased(data.informant) or is_erased(data.mention):
        return None
    return described(data.informant, data.mention, data.company)


@lru_cache
def naming_fields(data: type[Data]) -> tuple[str, ...]:
    """The fields of one sort of event that hold identifiers."""
    return tuple(field for field in NAMING_FIELDS if field in data.model_fields)


def names_in(event: Event) -> tuple[str, ...]:
    """What the event is evidence for: live identifiers, and matters such as ask:ID."""
    names = [name for name in identifiers_in(event) if not is_erased(name)]
    named = vars(event.data)
    names += (f"{word}:{id_}" for word in NAMED.values() if (id_ := named.get(word)))
    return tuple(names)


def facets_of(event: Event) -> list[Facet]:
    """Everything the event supports; facets of one key add up."""
    found: list[Facet] = [*between(event), *matters_in(event)]
    if not isinstance(event, PersonErased | EventRetracted):
        told = {facet.text: facet for facet in _told(event)}
        found += (
            told.get(name) or Identifier(text=name, named=1)
            for name in identifiers_in(event)
            if not is_erased(name)
        )
    return found


def _told(event: Event) -> Iterator[Identifier]:
    """Facets of identifiers that say more than that they were named."""
    match event:
        case PersonObserved() | CompanyObserved() | PersonMerged() | CompanyMerged():
            live = sorted({name for name in event.data.identifiers if not is_erased(name)})
            words: dict[str, Any] = {
                word: _said(event, value)
                for word in ("name", "headline", "field", "place")
                if (value := getattr(event.data, word, None))
            }
            for name in live:
                claims = live[1:] if name == live[0] else live[:1]
                yield Identifier(text=name, named=1, claims=tuple(claims), **words)
        case InsiderMentioned():
            yield from _told_of_insider(event)
        case _:
            return


def _told_of_insider(event: InsiderMentioned) -> Iterator[Identifier]:
    insider, name = described_in(event), event.data.insider
    if insider is None:
        return
    known = name is not None and not is_erased(name) and name != insider
    yield Identifier(
        text=insider,
        named=1,
        claims=(name,) if known and name else (),
        description=_said(event, event.data.description) if event.data.description else None,
        informant=_said(event, event.data.informant),
    )
    if known and name:
        yield Identifier(text=name, named=1, claims=(insider,))


def between(event: Event) -> Iterator[Facet]:
    """The contacts and posts among the facets that the event supports."""
    match event:
        case InteractionRecorded():
            yield from _contacts(event)
        case RelationAsserted():
            since = moment_text(event.data.since or event.time)
            relation = (f"{event.data.relation} {since} asserted",)
            yield from _contact(event.data.person, event.data.related, relations=relation)
        case RelationEnded():
            until = moment_text(event.data.until or event.time)
            relation = (f"{event.data.relation} {until} ended",)
            yield from _contact(event.data.person, event.data.related, relations=relation)
        case TieRated():
            rating = _said(event, repr(event.data.rating))
            yield from _contact(event.data.rater, event.data.person, rating=rating)
        case EmploymentStarted() | EmploymentEnded() | EmploymentConfirmed():
            yield from _post(event)
        case InsiderMentioned():
            yield from _mention(event)
        case _:
            yield from _hard(event)


def _contacts(event: InteractionRecorded) -> Iterator[Contact]:
    data: Interaction = event.data
    people = sorted(set(data.participants))
    size = max(len(people), data.group_size or 0)
    weight = INTERACTIONS[data.how]
    if size > LARGEST_GROUP:
        return
    time = moment_text(event.time)
    for a, b in combinations(people, 2):
        if size > 2:  # noqa: PLR2004 - two are alone together
            sums = touched(time, "soft", group_weight(weight, size), from_a=False, from_b=False)
        else:
            sums = touched(
                time, weight.kind, weight.alone,
                from_a=weight.both_ways or data.actor == a,
                from_b=weight.both_ways or data.actor == b,
            )  # fmt: skip
        yield from _contact(a, b, sums)


def _contact(
    one: str,
    other: str,
    sums: Sums | None = None,
    *,
    relations: tuple[str, ...] = (),
    rating: Said | None = None,
) -> Iterator[Contact]:
    """The contact of two identifiers, as seen from *one*; none when either is erased."""
    if is_erased(one) or is_erased(other) or one == other:
        return
    swap = one > other
    sums = sums or Sums()
    yield Contact(
        a=min(one, other), b=max(one, other), relations=relations,
        rating_a=None if swap else rating, rating_b=rating if swap else None,
        first=sums.first, last=sums.last, direct_4d=sums.direct_4d, direct_30d=sums.direct_30d,
        direct_240d=sums.direct_240d, hard_240d=sums.hard_240d, soft_30d=sums.soft_30d,
        from_a=sums.from_b if swap else sums.from_a, from_b=sums.from_a if swap else sums.from_b,
        direct=sums.direct, hard=sums.hard, soft=sums.soft,
    )  # fmt: skip


def _hard(event: Event, **others: str | None) -> Iterator[Contact]:
    """The contacts that an agenda makes; *others* are in roles that are no field of the event."""
    time, named = moment_text(event.time), vars(event.data)
    people = {**named, "from": named.get("actor"), **others}
    for actor, towards, weight, both_ways in HARD.get(_hard_row(event), ()):
        one, other = people.get(actor), people.get(towards)
        if one is None or other is None:
            continue
        sums = touched(time, "hard", weight, from_a=True, from_b=both_ways)
        yield from _contact(one, other, sums)


def _hard_row(event: Event) -> str:
    """The event's row in the table of hard events, if it has one."""
    match event:
        case IntroductionAccepted(data=data):
            return f"{event.type} by {data.by}"
        case AskAnswered(data=answered) | SheetAnswered(data=answered):
            return f"{event.type} {answered.answer}"
        case _:
            return event.type


def _post(event: EmploymentStarted | EmploymentEnded | EmploymentConfirmed) -> Iterator[Post]:
    data = event.data
    if is_erased(data.person):
        return
    date = getattr(data, "since", None) or getattr(data, "until", None) or event.time
    stint = Stint(
        moment_text(date), moment_text(event.time), event.source, event.id,
        *(getattr(data, word, None) or "" for word in ("title", "function", "place")),
    )  # fmt: skip
    ended = isinstance(event, EmploymentEnded)
    yield Post(
        a=data.person,
        b=data.company,
        here=None if ended else stint,
        began=stint if isinstance(data, Start) else None,
        left=stint if ended else None,
    )


def _mention(event: InsiderMentioned) -> Iterator[Facet]:
    data = event.data
    insider = described_in(event)
    yield from _hard(event, insider=insider)
    if insider is None:
        return
    time = moment_text(event.time)
    if data.relation:
        relations = (f"{data.relation} {time} asserted",)
        yield from _contact(data.informant, insider, relations=relations)
    yield Post(a=insider, b=data.company, here=Stint(time, time, event.source, event.id))


def _said(event: Event, value: str) -> Said:
    return Said(moment_text(event.time), event.source, event.id, value)


def people_in(event: Event) -> tuple[str, ...]:
    """The people's identifiers among those the event names."""
    return tuple(name for name in identifiers_in(event) if not is_company(name))
