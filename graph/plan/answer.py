"""The answer to a plan question: the plan told, with words for each move."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from graph.agenda import goal_of
from graph.entities import Company, Goal, Person, Tie
from graph.ladder import Volunteered, names_volunteered
from graph.lookup import person_of
from graph.plan.choose import Choice
from graph.plan.draw import Candidate, Drawn, drawn
from graph.plan.reach import PlainReacher, Reacher
from graph.plan.words import Templates
from graph.recent import Moved
from graph.search import ViewPort
from graph.store import View, seal
from graph.telling import named, rounded
from graph.words import first_name, full_name, label, path_sentence, ref_of, relation_noun
from schemas.plan import Move, MoveRung, Opening, PlanAnswer, PlanQuestion, Proposed, Resting

SHOWN: Final = 5  # companies of a move
A_DAY: Final = 5  # moves
RESTING: Final = 20  # people told of
WEEKEND: Final = 5  # the first day of it
LINES: Final = 20  # of a sheet


async def answer_plan(  # noqa: PLR0917 - as `answer_path`
    view: View,
    secret: bytes,
    ref: str,
    asked: PlanQuestion,
    templates: Templates,
    reacher: Reacher | None = None,
) -> PlanAnswer:
    """The next few moves of the person *ref*. *reacher* searches the graph that *view* shows.

    Raises:
        UnknownRef, ErasedRef: by the person.
        InvalidIdentifier: when a ref is neither an identifier nor an id.
        Moved: when the network changed while it was read.
    """
    sealing = seal(secret, asked.network)
    asker = await person_of(view, sealing, ref, "ref")
    plan = await drawn(view, sealing, asker, asked, reacher or PlainReacher(ViewPort(view)))
    scene = await _scene_of(view, plan, templates)
    moves = tuple(scene.tell(number) for number in range(len(plan.moves)))
    return PlanAnswer(
        sentence=_sentence(plan, moves),
        asker=named(asker),
        now=plan.now,
        targets=len(plan.targets),
        within_reach=plan.within_reach,
        moves=moves,
        expected=rounded(plan.choice.worth),
        share_of_best=round(plan.choice.share, 4),
        bound=_bound(plan.choice),
        resting=tuple(scene.rest(one) for one in plan.resting[:RESTING]),
        cut=plan.cut,
        position=await view.position(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """Whatever the telling of a plan needs."""

    plan: Drawn
    templates: Templates
    goal: Goal | None
    companies: Mapping[str, Company]
    people: Mapping[str, Person]
    ties: Mapping[tuple[str, str], Tie]
    asks: Mapping[int, tuple[Company, Person]]  # by number of the move: into where, to whom

    def tell(self, number: int) -> Move:
        """A move in words and numbers."""
        plan, one = self.plan, self.plan.moves[number]
        contact = self.people[one.contact]
        rung = self._rung(number)
        opens = opens_of(self.plan, one)
        day = day_of(datetime.fromisoformat(plan.now).date(), number)
        name = f"{plan.asker.id} {rung} {one.passed}"
        id_ = str(uuid.uuid5(uuid.UUID(contact.id), name))
        words, blurb = self._words(rung, contact, number)
        return Move(
            id=id_,
            rung=rung,
            whom=named(contact),
            text=self._text(rung, contact, number),
            why=self._why(one, opens[0]),
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
            event=self._event(rung, contact, number, id_),
        )

    def rest(self, one: Candidate) -> Resting:
        whom = self.people[one.contact]
        return Resting(whom=named(whom), until=one.care.until or None, advice=one.care.advice)

    def _rung(self, number: int) -> MoveRung:
        """An ask where the insider was named; no sheet that would have no line."""
        if number in self.asks:
            return "ask"
        one = self.plan.moves[number]
        if one.rung == "sheet" and not self._lines(one):
            return "coffee"
        assert one.rung is not None  # noqa: S101 - moves without a rung are not chosen among
        return one.rung

    def _lines(self, one: Candidate) -> list[str]:
        wanted = [at for at in opens_of(self.plan, one) if at not in self.plan.unnamed]
        return [ref_of(self.companies[at]) for at in wanted[:LINES]]

    def _why(self, one: Candidate, company: str) -> str:
        way = self.plan.reached.way(one.contact, company)
        people = [self.plan.asker, *(self.people[id_] for id_ in way)]
        ties = [one.tie, *(self.ties[Tie.between(*ends)] for ends in pairwise(way))]
        return path_sentence(people, ties, self.companies[company], former=False)

    def _text(self, rung: MoveRung, contact: Person, number: int) -> str:
        first = first_name(contact)
        match rung:
            case "opener":
                return f"Ask {first} a small question."
            case "coffee":
                return f"Invite {first} for a coffee."
            case "sheet":
                return f"Show {first} your sheet."
            case "thanks":
                return f"Thank {first}."
            case "ask":
                company, insider = self.asks[number]
                called = self._called(insider, contact, f"{first}'s")
                whom = f"{called} at {full_name(company)}"
                return f"Ask {first}, humbly, for an introduction to {whom}."

    def _words(self, rung: MoveRung, contact: Person, number: int) -> tuple[str, str | None]:
        company, insider = self.asks.get(number, (None, None))
        said = {
            "first": first_name(contact),
            "me": label(self.plan.asker),
            "field": contact.field,
            "company": full_name(company) if company else "",
            "insider": self._called(insider, contact, "your") if insider else "",
            "looking": looking_for(self.goal),
        }
        plain = rung == "opener" and not contact.field
        template = getattr(self.templates, "opener_plain" if plain else rung)
        blurb = self.templates.blurb.format(**said) if rung == "ask" else None
        return template.format(**said), blurb

    def _called(self, insider: Person, contact: Person, whose: str) -> str:
        """The insider by name, else as *whose* neighbour or friend."""
        tie = self.ties.get(Tie.between(contact.id, insider.id))
        noun = relation_noun(insider, tie, contact) if tie else ""
        return full_name(insider) or (f"{whose} {noun}" if noun else "someone")

    def _event(self, rung: MoveRung, contact: Person, number: int, id_: str) -> Proposed:
        me, them = ref_of(self.plan.asker), ref_of(contact)
        between: dict[str, Any] = {"from": me, "to": them}
        match rung:
            case "thanks":
                return Proposed(type="inroad.thanks.sent.v1", data=between)
            case "opener" | "coffee":
                kind = "question" if rung == "opener" else "coffee"
                data = {"ask": id_, **between, "kind": kind}
                return Proposed(type="inroad.ask.made.v1", data=data)
            case "sheet":
                data = {"sheet": id_, **between, "lines": self._lines(self.plan.moves[number])}
                return Proposed(type="inroad.sheet.shared.v1", data=data)
            case "ask":
                company, insider = self.asks[number]
                data = {
                    "introduction": id_, "asker": me, "introducer": them,
                    "insider": ref_of(insider), "company": ref_of(company),
                }  # fmt: skip
                return Proposed(type="inroad.introduction.requested.v1", data=data)


async def _scene_of(view: View, plan: Drawn, templates: Templates) -> _Scene:
    """Load what the telling of *plan* needs."""
    companies = {one.company.id: one.company for one in plan.targets}
    ways = {
        (one.contact, at): plan.reached.way(one.contact, at)
        for one in plan.moves
        for at in opens_of(plan, one)[:LINES]
    }
    ids = {id_ for way in ways.values() for id_ in way}
    ids |= {one.contact for one in plan.resting[:RESTING]}
    found = await view.load(Person, [(id_,) for id_ in sorted(ids)]) if ids else {}
    people = {one.id: one for one in found.values()}
    pairs = {Tie.between(*ends) for way in ways.values() for ends in pairwise(way)}
    ties = await view.load(Tie, sorted(pairs)) if pairs else {}
    if len(people) < len(ids) or len(ties) < len(pairs):
        raise Moved("the network has gone on")  # between two readings
    asks = await _asks(view, plan, ways, companies, people)
    return _Scene(
        plan=plan, templates=templates, goal=await goal_of(view, plan.asker),
        companies=companies, people=people, ties={(one.a, one.b): one for one in ties.values()},
        asks=asks,
    )  # fmt: skip


async def _asks(
    view: View,
    plan: Drawn,
    ways: Mapping[tuple[str, str], tuple[str, ...]],
    companies: Mapping[str, Company],
    people: Mapping[str, Person],
) -> dict[int, tuple[Company, Person]]:
    """The moves that may ask for an introduction: one for an insider."""
    ready = [one for one in plan.moves if one.rung in {"sheet", "coffee"} and _may_ask(one)]
    said = await names_volunteered(
        view, plan.asker, [people[one.contact] for one in ready],
        *(companies[at] for (_, at) in ways if at not in plan.unnamed),
    )  # fmt: skip
    asks: dict[int, tuple[Company, Person]] = {}
    for number, one in enumerate(plan.moves):
        for at in opens_of(plan, one)[:LINES] if one in ready else ():
            insider = people[ways[one.contact, at][-1]]
            taken = any(insider.id == other.id for _, other in asks.values())
            if (
                at not in plan.unnamed
                and not taken
                and _has_named(said, people[one.contact], insider)
            ):
                asks[number] = (companies[at], insider)
                break
    return asks


def _may_ask(one: Candidate) -> bool:
    """The tie bears more than a coffee, and nothing is owed."""
    return one.tie.open and one.tie.kind != "soft" and not one.care.cool


def _has_named(said: Sequence[Volunteered], contact: Person, insider: Person) -> bool:
    return contact.id != insider.id and any(
        one.informant in contact.identifiers and not one.insider.isdisjoint(insider.identifiers)
        for one in said
    )


def opens_of(plan: Drawn, one: Candidate) -> list[str]:
    """The companies that a move may open, those that count most first."""
    priorities = {target.company.id: target.target.priority for target in plan.targets}
    return sorted(one.chances, key=lambda at: (-priorities[at] * one.chances[at], at))


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


def _sentence(plan: Drawn, moves: Sequence[Move]) -> str:
    if not plan.targets:
        return "You have no target yet: say which companies you want to get into."
    if not moves:
        if plan.resting:
            return "Nothing to do for now: leave the next word to others."
        return "Nobody you may ask leads to any of your targets as yet."
    count = f"{len(moves)} move{'s' if len(moves) > 1 else ''}"
    opened = len({at for one in plan.moves for at in one.chances})
    targets = f"{len(plan.targets)} target{'s' if len(plan.targets) > 1 else ''}"
    return f"{count}, for {opened} of your {targets}. {moves[0].text}"


def _bound(choice: Choice) -> str:
    if not choice.moves:
        return ""
    if choice.share > 0.9999:  # noqa: PLR2004 - all of it, but for rounding
        return "No other moves, as many as these, would open more."
    times = f"{1 / choice.share:.2f}"
    return f"No other moves, as many as these, would open more than {times} times as much."
