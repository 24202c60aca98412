"""What contacts have said of the companies on the asker's sheets, and what follows for a plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.agenda import Dealings
from graph.care import AFTER_LATER, later
from graph.entities import Company, Person, Reply
from graph.ladder import names_volunteered
from graph.lookup import owners_of
from graph.store import View

Pair = tuple[str, str]  # ids of a contact and a company


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """By the latest word of each contact on each company."""

    answered: frozenset[Pair]  # no sheet asks it again
    closed: frozenset[Pair]  # the contact has no idea, or would be asked later
    known: Mapping[str, Mapping[str, str]]  # when a contact said that they know somebody there
    asked: frozenset[Pair]  # of those: the contact was asked since who it is

    def leads(self, contact: str) -> frozenset[str]:
        """Companies where *contact* knows somebody, and may be asked whom."""
        known = self.known.get(contact, {})
        return frozenset(company for company in known if (contact, company) not in self.asked)


async def lines_of(
    view: View,
    asker: Person,
    dealings: Mapping[str, Dealings],
    companies: Sequence[Company],
    now: str,
) -> Lines:
    """What everybody has said on the sheets of *asker*; what they know, of *companies*."""
    latest, people = await _latest(view, asker, dealings)
    targets = {one.id: one for one in companies}
    told = {
        pair: reply.time
        for pair, reply in latest.items()
        if reply.answer == "knows-someone" and pair[1] in targets
    }
    informants = [people[contact] for contact in {contact for contact, _ in told}]
    named = await _named(view, asker, informants, [targets[at] for at in {at for _, at in told}])
    known: dict[str, dict[str, str]] = {}
    for (contact, company), time in told.items():
        if (contact, company) not in named:
            known.setdefault(contact, {})[company] = time
    return Lines(
        answered=frozenset(pair for pair, reply in latest.items() if not _comes_back(reply, now)),
        closed=frozenset(pair for pair, reply in latest.items() if _of_no_use(reply, now)),
        known=known,
        asked=await _asked(view, asker, dealings, told),
    )


def _comes_back(reply: Reply, now: str) -> bool:
    return reply.answer == "ask-later" and reply.until <= now


def _of_no_use(reply: Reply, now: str) -> bool:
    return reply.answer == "no-idea" or (
        reply.answer == "ask-later" and (reply.until or later(reply.time, AFTER_LATER)) > now
    )


async def _latest(
    view: View, asker: Person, dealings: Mapping[str, Dealings]
) -> tuple[dict[Pair, Reply], dict[str, Person]]:
    """With whoever said it; nobody else's word counts as theirs, whoever published it."""
    said = [
        (contact, reply)
        for contact, passed in dealings.items()
        for shared in passed.sheets
        if shared.sheet.asker in asker.identifiers
        for reply in shared.replies.values()
    ]
    owners = await owners_of(view, {text for _, one in said for text in (one.contact, one.company)})
    latest = {
        (contact, owners[reply.company].id): reply
        for contact, reply in sorted(said, key=lambda one: one[1].stamp)
        if {reply.contact, reply.company} <= owners.keys() and owners[reply.contact].id == contact
    }
    return latest, {one.id: one for one in owners.values() if isinstance(one, Person)}


async def _named(
    view: View, asker: Person, people: Sequence[Person], companies: Sequence[Company]
) -> set[Pair]:
    """The pairs of which the contact has named an insider."""
    return {
        (person.id, company.id)
        for said in await names_volunteered(view, asker, people, *companies)
        for person in people
        if said.informant in person.identifiers
        for company in companies
        if not said.insider.isdisjoint(company.identifiers)
    }


async def _asked(
    view: View, asker: Person, dealings: Mapping[str, Dealings], told: Mapping[Pair, str]
) -> frozenset[Pair]:
    """Those of *told* about which the contact was asked since."""
    asks = [
        (contact, one.ask)
        for contact in {contact for contact, _ in told}
        for one in dealings[contact].asks
        if one.ask.company and one.ask.asker in asker.identifiers
    ]
    owners = await owners_of(view, {ask.company for _, ask in asks})
    return frozenset(
        pair
        for contact, ask in asks
        if ask.company in owners
        and (pair := (contact, owners[ask.company].id)) in told
        and ask.time >= told[pair]
    )
