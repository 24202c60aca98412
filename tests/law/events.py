"""Sets of events over a small world, and the ways in which they may arrive."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter

from graph.evidence import TOLD_BY
from graph.identity import described
from graph.strike import Arrival
from schemas.events import event_body, read_event
from schemas.events.base import OWNER_SOURCE
from schemas.identifiers import company_identifier

Data = dict[str, Any]
Draw = st.DrawFn

NOW = datetime(2026, 6, 1, tzinfo=UTC)
APPS = ("urn:example:mail", "urn:example:crm")
SOURCES = (*APPS, OWNER_SOURCE)
_DAYS = (0, 0, 1, 3, 30, 400, 2000, 9000)  # before NOW; few, so that times tie
TIMES = tuple((NOW - timedelta(days=days, hours=days % 5)).isoformat() for days in _DAYS)
DAYS = ("2019-03-01", "2024-01-01", "2024-01-01", "2025-06-30")
PEOPLE = (
    "email:ann@example.org", "linkedin:ann-lee", "phone:+493012345671", "uid:ann",
    "email:ben@example.org", "linkedin:ben-ito", "uid:ben",
    "email:joann@example.org", "uid:joann",
    "email:dee@example.org", "linkedin:dee", "phone:+493012345672",
    "email:eve@example.org", "uid:eve",
    "email:fay@example.org", "linkedin:gus",
)  # fmt: skip
COMPANIES = (
    "domain:globex.com", "name:Globex Inc", "domain:initech.com", "name:Initech",
    "domain:hooli.xyz", "name:Hooli",
)  # fmt: skip
_MENTIONS = ("m-1", "m-2")
_DESCRIBED = tuple(
    described(informant, mention, "domain:globex.com")
    for informant in ("email:ann@example.org", "email:ben@example.org")
    for mention in _MENTIONS
)
EVERYBODY = (*PEOPLE, *_DESCRIBED)
# The few of whom one case speaks, so that its events meet.
few = st.shared(
    st.lists(st.sampled_from(EVERYBODY), min_size=4, max_size=8, unique=True), key="few"
)
person = few.flatmap(st.sampled_from)
company = st.sampled_from(COMPANIES)
mine = few.map(lambda names: names[0]) | person  # whose agenda it is, mostly
wanted = st.sampled_from(COMPANIES[:2]) | company
words = st.sampled_from(("Ann", "ANN@example.org wrote", "joann@example.org", "biotech"))
maybe_words = st.none() | words
maybe_day = st.none() | st.sampled_from(DAYS)
relation = st.sampled_from(("neighbor", "contact", "colleague", "spouse"))


def several(names: st.SearchStrategy[str], least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(names, min_size=least, max_size=most, unique=True)


def dictionary(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    """A body, in which what is None is left out."""
    return st.fixed_dictionaries(fields).map(
        lambda data: {name: value for name, value in data.items() if value is not None}
    )


@st.composite
def interactions(draw: Draw) -> Data:
    how = draw(st.sampled_from(("message", "work", "call", "coffee", "gathering", "bulk")))
    people = draw(several(person, 2, 2) | several(person, 2, 6))
    actor = draw(st.sampled_from(people))
    size = draw(st.sampled_from((None, None, None, 3, 50, 51)))
    data = {"participants": people, "how": how, "from": actor, "note": draw(maybe_words)}
    return {**data, "group_size": size} if size else data


@st.composite
def pairs(draw: Draw, /, one: str, other: str, **fields: st.SearchStrategy[Any]) -> Data:
    first, second = draw(several(person, 2, 2))
    return {one: first, other: second, **draw(dictionary(**fields))}


@st.composite
def mentions(draw: Draw) -> Data:
    informant = draw(st.sampled_from(("email:ann@example.org", "email:ben@example.org")) | person)
    others = st.none() | person.filter(lambda name: name != informant)
    body = dictionary(
        mention=st.sampled_from(_MENTIONS), company=st.sampled_from(COMPANIES[:2]), to=others,
        insider=others, description=words, relation=st.none() | relation,
    )  # fmt: skip
    return {"informant": informant, **draw(body)}


@st.composite
def introductions(
    draw: Draw, /, *, complete: bool = False, **fields: st.SearchStrategy[Any]
) -> Data:
    asker, introducer, insider = draw(several(person, 3, 3))
    data = {"introduction": draw(st.sampled_from(("i-1", "i-2"))), "asker": asker,
            "introducer": introducer}  # fmt: skip
    if complete or draw(st.booleans()):
        data["insider"] = insider
    return {**data, **draw(dictionary(company=st.none() | company, note=maybe_words, **fields))}


@st.composite
def intel(draw: Draw) -> Data:
    informant = draw(person)
    body = dictionary(
        company=company, to=st.none() | person.filter(lambda name: name != informant),
        topic=words, sentiment=st.sampled_from(("good", "bad")), words=maybe_words,
        basis=st.sampled_from((None, "insider", "hearsay")),
    )  # fmt: skip
    return {"informant": informant, **draw(body)}


@st.composite
def replies(
    draw: Draw, /, answers: tuple[str, ...], late: str, **fields: st.SearchStrategy[Any]
) -> Data:
    """An answer, of which only the *late* one has a date."""
    data = draw(pairs("from", "to", answer=st.sampled_from(answers), words=maybe_words, **fields))
    day = draw(maybe_day)
    return {**data, "until": day} if day and data["answer"] == late else data


_ask, _sheet = st.sampled_from(("a-1", "a-2")), st.sampled_from(("s-1", "s-2"))
_profile = {
    "name": maybe_words,
    "headline": maybe_words,
    "field": maybe_words,
    "place": maybe_words,
}
_job = {"person": person, "company": company}
_target = {"person": mine, "company": wanted}
_told = {"title": maybe_words, "function": maybe_words, "place": maybe_words}
_by = st.sampled_from(("introducer", "insider"))
lines = st.lists(company, min_size=1, max_size=4, unique_by=company_identifier)
SAYING: dict[str, st.SearchStrategy[Data]] = {
    "person.observed": dictionary(identifiers=several(person, 1, 4), **_profile),
    "company.observed": dictionary(identifiers=several(company, 1, 3), name=maybe_words),
    "person.merged": dictionary(identifiers=several(person, 2, 3)),
    "company.merged": dictionary(identifiers=several(company, 2, 2)),
    "person.erased": dictionary(identifiers=several(person, 1, 2)),
    "employment.started": dictionary(**_job, **_told, since=maybe_day),
    "employment.ended": dictionary(**_job, until=maybe_day),
    "employment.confirmed": dictionary(**_job, **_told),
    "relation.asserted": pairs("person", "related", relation=relation, since=maybe_day),
    "relation.ended": pairs("person", "related", relation=relation, until=maybe_day),
    "interaction.recorded": interactions(),
    "tie.rated": pairs("rater", "person", rating=st.sampled_from((0, 1e-7, 0.5, 1))),
    "insider.mentioned": mentions(),
    "introduction.offered": introductions(),
    "introduction.requested": introductions(),
    "introduction.accepted": introductions(by=_by),
    "introduction.declined": introductions(by=_by),
    "introduction.made": introductions(complete=True),
    "introduction.met": introductions(complete=True),
    "introduction.withdrawn": introductions(),
    "outcome.reported": introductions(outcome=st.sampled_from(("applied", "hired", "no"))),
    "ask.made": pairs(
        "from",
        "to",
        ask=_ask,
        kind=st.sampled_from(("advice", "coffee")),
        company=st.none() | company,
        words=maybe_words,
    ),
    "ask.answered": replies(("warm", "later", "no"), "later", ask=_ask),
    "sheet.shared": pairs("from", "to", sheet=_sheet, lines=lines),
    "sheet.answered": replies(
        ("knows-someone", "sweatshop", "no-idea", "ask-later"),
        "ask-later",
        sheet=_sheet,
        company=company,
    ),
    "thanks.sent": pairs(
        "from",
        "to",
        ask=st.none() | _ask,
        words=maybe_words,
        introduction=st.none() | st.sampled_from(("i-1", "i-2")),
    ),
    "goal.set": dictionary(
        person=mine,
        field=maybe_words,
        function=maybe_words,
        place=maybe_words,
        level=maybe_words,
    ),
    "question.noted": dictionary(
        question=st.sampled_from(("q-1", "q-2")),
        person=person,
        words=words,
        field=maybe_words,
        function=maybe_words,
        open=st.booleans(),
    ),
    "company.targeted": dictionary(
        **_target,
        function=maybe_words,
        place=maybe_words,
        priority=st.sampled_from((0.5, 2)),
    ),
    "company.untargeted": dictionary(**_target),
    "intel.reported": intel(),
    "gathering.announced": dictionary(
        gathering=st.sampled_from(("g-1", "g-2")),
        announcer=person,
        name=words,
        starts=st.sampled_from(DAYS),
        until=maybe_day,
        place=maybe_words,
        participants=several(person, 0, 4),
    ),
}
_OFTEN = (
    "interaction.recorded", "person.observed", "person.merged", "person.merged", "tie.rated",
    "tie.rated", "person.erased", "insider.mentioned", *["event.retracted"] * 5,
)  # fmt: skip
# The types of which one case speaks most, all telling of one sort of facet, so that they meet.
_FAMILIES = tuple(
    tuple(type_.removeprefix("inroad.").removesuffix(".v1") for type_ in types)
    for types in TOLD_BY.values()
)
most = st.shared(st.sampled_from(_FAMILIES), key="most").flatmap(st.sampled_from)
TYPES = st.sampled_from((*SAYING, *_OFTEN)) | most


@dataclass(frozen=True)
class Case:
    """A set of events, and batches in which all of them arrive, some more than once."""

    events: tuple[Arrival, ...]
    batches: tuple[tuple[Arrival, ...], ...]

    def __repr__(self) -> str:
        at = {arrival.key: number for number, arrival in enumerate(self.events)}
        order = [[at[arrival.key] for arrival in batch] for batch in self.batches]
        return "\n".join(["", *(arrival.body for arrival in self.events), f"order {order}"])

    def _repr_pretty_(self, printer: RepresentationPrinter, _cycle: bool) -> None:
        printer.text(repr(self))


@st.composite
def cases(draw: Draw) -> Case:
    events = draw(event_sets())
    numbers = list(range(len(events)))
    again = draw(st.lists(st.sampled_from(numbers), max_size=5))
    order = draw(st.permutations(numbers + again))
    cuts = draw(st.sets(st.sampled_from(range(1, len(order) + 1)), max_size=8))
    borders = [0, *sorted(cuts), len(order)]
    batches = tuple(
        tuple(events[number] for number in order[start:end]) for start, end in pairwise(borders)
    )
    return Case(events, batches)


@st.composite
def event_sets(draw: Draw) -> tuple[Arrival, ...]:
    least = draw(st.sampled_from((1, 4, 12)))
    head = st.tuples(TYPES, st.sampled_from(SOURCES))
    heads = draw(st.lists(head, min_size=least, max_size=2 * least + 4))
    identities = [(source, f"e{number}") for number, (_, source) in enumerate(heads)]
    anywhere = st.tuples(st.sampled_from(SOURCES), st.sampled_from(("e0", "e1", "e99")))
    target = st.sampled_from(identities) | st.sampled_from(identities) | anywhere
    return tuple(
        arrival(
            type_,
            draw(target.map(retraction) if type_ == "event.retracted" else SAYING[type_]),
            identity,
            draw(st.sampled_from(TIMES)),
        )
        for (type_, _), identity in zip(heads, identities, strict=True)
    )


def retraction(target: tuple[str, str]) -> Data:
    return {"source": target[0], "id": target[1]}


def arrival(type_: str, data: Data, identity: tuple[str, str], time: str) -> Arrival:
    source, id_ = identity
    values = {"specversion": "1.0", "id": id_, "source": source, "time": time,
              "type": f"inroad.{type_}.v1", "data": _scoped(data, source)}  # fmt: skip
    event = read_event(values, now=NOW)
    return Arrival(event, event_body(event))


def _scoped(data: Data, source: str) -> Data:
    """The owner speaks of the uids of an app."""
    if source != OWNER_SOURCE:
        return data

    def named(value: Any) -> Any:
        if isinstance(value, list):
            return [named(one) for one in value]
        if isinstance(value, str) and value.startswith("uid:"):
            return value.replace("uid:", f"uid:{APPS[0]}:")
        return value

    return {field: named(value) for field, value in data.items()}
