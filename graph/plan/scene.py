"""A plan told: each move in words and numbers, with the event that says it is done."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final, assert_never

from graph.agenda import goal_of
from graph.entities import Company, Goal, Person, Tie
from graph.ladder import Volunteered, names_volunteered
from graph.plan.draw import Candidate, Drawn
from graph.plan.words import Templates
from graph.recent import Moved
from graph.store import View
from graph.telling import named, rounded
from graph.words import first_name, full_name, label, path_sentence, ref_of, relation_noun
from schemas.plan import Move, MoveRung, Opening, Proposed, Resting

SHOWN: Final = 5  # companies of a move
A_DAY: Final = 5  # moves
RESTING: Final = 20  # people told of
WEEKEND: Final = 5  # the first day of it
LINES: Final = 20  # of a sheet


@dataclass(frozen=True, slots=True)
class Aim:
    """What a contact is asked for: an introduction to the insider, or first who it is."""

    company: Company
    insider: Person | None

    @property
    def rung(self) -> MoveRung:
        return "ask" if self.insider else "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Whatever the telling of a plan needs."""

    plan: Drawn
    templates: Templates
    goal: Goal | None
    companies: Mapping[str, Company]
    people: Mapping[str, Person]
    ties: Mapping[tuple[str, str], Tie]
    aims: Mapping[int, Aim]  # by number of the move

    def tell(self, number: int) -> Move:
        """A move in words and numbers."""
        plan, one = self.plan, self.plan.moves[number]
        contact, aim = self.people[one.contact], self.aims.get(number)
        rung = self._rung(number)
        opens = opens_of(self.plan, one)
        day = day_of(datetime.fromisoformat(plan.now).date(), number)
        name = f"{plan.asker.id} {rung} {one.passed}"
        id_ = str(uuid.uuid5(uuid.UUID(contact.id), name))
        words, blurb = self._words(rung, contact, aim)
        return Move(
            id=id_,
            rung=rung,
            whom=named(contact),
            text=self._text(rung, contact, aim),
            why=self._why(one, aim.company.id if aim else opens[0], by_word=rung == "name"),
            words=words,
            blurb=blurb,
            opens=tuple(
                Opening(company=named(self.companies[at]), chance=rounded(one.chances[at]))
                for at in opens[:SHOWN]
            ),
            more=max(0, len(opens) - SHOWN),
            adds=rounded(plan.choice.adds[number]),
            on=day.isoformat(),
            advice=one.care.advice or None,
            event=self._event(rung, one, aim, id_),
        )

    def rest(self, one: Candidate) -> Resting:
        whom = self.people[one.contact]
        return Resting(whom=named(whom), until=one.care.until or None, advice=one.care.advice)

    def _rung(self, number: int) -> MoveRung:
        """An ask where the insider was named or is known of; no sheet that would have no line."""
        if number in self.aims:
            return self.aims[number].rung
        one = self.plan.moves[number]
        if one.rung == "sheet" and not self._lines(one):
            return "coffee"
        assert one.rung is not None  # noqa: S101 - moves without a rung are not chosen among
        return one.rung

    def _lines(self, one: Candidate) -> list[str]:
        """In the order of a sheet: by chance, then by name; how much they are wanted is hidden."""
        plan = self.plan
        shown = [
            self.companies[at]
            for at in one.chances
            if at not in plan.unnamed and (one.contact, at) not in plan.answered
        ]
        shown.sort(key=lambda at: (-round(one.chances[at.id], 9), label(at).casefold(), at.id))
        return [ref_of(company) for company in shown[:LINES]]

    def _why(self, one: Candidate, company: str, *, by_word: bool) -> str:
        if by_word or company not in self.plan.reached.costs.get(one.contact, {}):
            name = full_name(self.companies[company])
            return f"{label(self.people[one.contact])} said to know somebody at {name}."
        way = self.plan.reached.way(one.contact, company)
        people = [self.plan.asker, *(self.people[id_] for id_ in way)]
        ties = [one.tie, *(self.ties[Tie.between(*ends)] for ends in pairwise(way))]
        return path_sentence(people, ties, self.companies[company], former=False)

    def _text(self, rung: MoveRung, contact: Person, aim: Aim | None) -> str:
        first = first_name(contact)
        match rung:
            case "opener":
                return f"Ask {first} a small question."
            case "follow-up":
                return f"Remind {first} once, gently."
            case "coffee":
                return f"Invite {first} for a coffee."
            case "sheet":
                return f"Show {first} your sheet."
            case "thanks":
                return f"Thank {first}."
            case "name" | "ask":
                return self._asking(contact, aim)
            case _:
                assert_never(rung)

    def _asking(self, contact: Person, aim: Aim | None) -> str:
        assert aim  # noqa: S101 - what the rung rests on
        first, there = first_name(contact), full_name(aim.company)
        if aim.insider is None:
            return f"Ask {first} who it is at {there}."
        called = self._called(aim.insider, contact, f"{first}'s")
        return f"Ask {first}, humbly, for an introduction to {called} at {there}."

    def _words(self, rung: MoveRung, contact: Person, aim: Aim | None) -> tuple[str, str | None]:
        said = {
            "first": first_name(contact),
            "me": label(self.plan.asker),
            "field": contact.field,
            "company": full_name(aim.company) if aim else "",
            "insider": self._called(aim.insider, contact, "your") if aim and aim.insider else "",
            "looking": looking_for(self.goal),
        }
        plain = rung == "opener" and not contact.field
        template = getattr(self.templates, "opener_plain" if plain else rung.replace("-", "_"))
        blurb = self.templates.blurb.format(**said) if rung == "ask" else None
        return template.format(**said), blurb

    def _called(self, insider: Person, contact: Person, whose: str) -> str:
        """The insider by name, else as *whose* neighbour or friend."""
        tie = self.ties.get(Tie.between(contact.id, insider.id))
        noun = relation_noun(insider, tie, contact) if tie else ""
        return full_name(insider) or (f"{whose} {noun}" if noun else "someone")

    def _event(self, rung: MoveRung, one: Candidate, aim: Aim | None, id_: str) -> Proposed:
        me, them = ref_of(self.plan.asker), ref_of(self.people[one.contact])
        between: dict[str, Any] = {"from": me, "to": them}
        match rung:
            case "thanks":
                return Proposed(type="inroad.thanks.sent.v1", data=between)
            case "sheet":
                data = {"sheet": id_, **between, "lines": self._lines(one)}
                return Proposed(type="inroad.sheet.shared.v1", data=data)
            case "ask" if aim and aim.insider:
                data = {
                    "introduction": id_, "asker": me, "introducer": them,
                    "insider": ref_of(aim.insider), "company": ref_of(aim.company),
                }  # fmt: skip
                return Proposed(type="inroad.introduction.requested.v1", data=data)
            case _:
                kind = "coffee" if rung == "coffee" else "question"
                about = {"company": ref_of(aim.company)} if aim else {}
                data = {"ask": id_, **between, "kind": kind, **about}
                return Proposed(type="inroad.ask.made.v1", data=data)


Ways = Mapping[tuple[str, str], tuple[str, ...]]  # people from a contact to a company's insider


async def scene_of(view: View, plan: Drawn, templates: Templates) -> Scene:
    """Load what the telling of *plan* needs."""
    companies = {one.company.id: one.company for one in plan.targets}
    ways = {
        (one.contact, at): plan.reached.way(one.contact, at)
        for one in plan.moves
        for at in opens_of(plan, one)[:LINES]
        if at in plan.reached.costs.get(one.contact, {})
    }
    ids = {id_ for way in ways.values() for id_ in way}
    ids |= {one.contact for one in (*plan.moves, *plan.resting[:RESTING])}
    found = await view.load(Person, [(id_,) for id_ in sorted(ids)]) if ids else {}
    people = {one.id: one for one in found.values()}
    pairs = {Tie.between(*ends) for way in ways.values() for ends in pairwise(way)}
    ties = await view.load(Tie, sorted(pairs)) if pairs else {}
    if len(people) < len(ids) or len(ties) < len(pairs):
        raise Moved("the network has gone on")  # between two readings
    return Scene(
        plan=plan, templates=templates, goal=await goal_of(view, plan.asker),
        companies=companies, people=people, ties={(one.a, one.b): one for one in ties.values()},
        aims=await _aims(view, plan, ways, companies, people),
    )  # fmt: skip


async def _aims(
    view: View,
    plan: Drawn,
    ways: Ways,
    companies: Mapping[str, Company],
    people: Mapping[str, Person],
) -> dict[int, Aim]:
    """By number of the move: one for an insider, else one who is known of."""
    ready = {number: one for number, one in enumerate(plan.moves) if _may_ask(one)}
    said = await names_volunteered(
        view, plan.asker, [people[one.contact] for one in ready.values()],
        *(companies[at] for (_, at) in ways if at not in plan.unnamed),
    )  # fmt: skip
    aims: dict[int, Aim] = {}
    for number, one in ready.items():
        opens = [at for at in opens_of(plan, one)[:LINES] if at not in plan.unnamed]
        taken = {aim.insider.id for aim in aims.values() if aim.insider}
        insiders = [(at, people[way[-1]]) for at in opens if (way := ways.get((one.contact, at)))]
        found: list[Aim] = [
            Aim(companies[at], insider)
            for at, insider in insiders
            if insider.id not in taken and _has_named(said, people[one.contact], insider)
        ]
        found += [Aim(companies[at], None) for at in opens if at in one.leads]
        if found:
            aims[number] = found[0]
    return aims


def _may_ask(one: Candidate) -> bool:
    """The tie bears more than a coffee, and nothing is owed."""
    above = one.rung in {"sheet", "coffee"} and one.tie.open and one.tie.kind != "soft"
    return above and not one.care.cool


def _has_named(said: Sequence[Volunteered], contact: Person, insider: Person) -> bool:
    return contact.id != insider.id and any(
        one.informant in contact.identifiers and not one.insider.isdisjoint(insider.identifiers)
        for one in said
    )


def opens_of(plan: Drawn, one: Candidate) -> list[str]:
    """The companies that a move may open, those that count most first."""
    return sorted(one.chances, key=lambda at: (-plan.counts[at] * one.chances[at], at))


def day_of(first: date, number: int) -> date:
    """The day for a move: five a day, on working days."""
    day = first
    for _ in range(number // A_DAY):
        day += timedelta(days=1)
        day = _working(day)
    return _working(day)


def _working(day: date) -> date:
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= WEEKEND else day


def looking_for(goal: Goal | None) -> str:
    """What somebody looks for: work in finance, in Basel."""
    if goal is None or not (goal.function or goal.field):
        return "what comes next"
    where = f", in {goal.place}" if goal.place else ""
    what = f"work in {goal.function or goal.field}"
    return f"{what}{f' ({goal.field})' if goal.function and goal.field else ''}{where}"
