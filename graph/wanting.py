"""The pages of what somebody wants, and of how to begin with somebody."""

from collections.abc import Sequence

from graph.agenda import Wanted, goal_of, questions_of, targets_of
from graph.entities import Company, Employment, Goal, Person, Question
from graph.openers import Listener, Template, openers
from graph.store import View
from graph.telling import named
from graph.words import first_name
from schemas.wanting import AgendaPage, GoalSaid, OpenersPage, QuestionOpen, TargetWanted


async def agenda_page(view: View, person: Person) -> AgendaPage:
    """Goal, open questions and targets of *person*."""
    goal = await goal_of(view, person)
    return AgendaPage(
        person=named(person),
        goal=_goal(goal) if goal else None,
        questions=tuple(map(_question, await questions_of(view, person))),
        targets=tuple(map(_target, await targets_of(view, person))),
    )


async def openers_page(
    view: View, person: Person, other: Person, templates: Sequence[Template], now: str
) -> OpenersPage:
    """With what *person* may begin with *other*."""
    listener = await _listener(view, person, other, now)
    questions = await questions_of(view, person)
    found = openers(templates, await goal_of(view, person), questions, listener)
    return OpenersPage(person=named(person), to=named(other), openers=found)


async def _listener(view: View, person: Person, other: Person, now: str) -> Listener:
    """What is known of the work of *other*; the field is the employer's, where none is told."""
    found = await view.touching(Employment, [other.id])
    present = [one for one in found if one.a == other.id and one.current(now)]
    employers = await view.load(Company, [(one.b,) for one in present])
    fields = (company.field for company in employers.values() if company.field)
    return Listener(
        name=first_name(other, [person]),
        field=other.field or next(fields, ""),
        functions=tuple(one.function for one in present if one.function),
    )


def _goal(goal: Goal) -> GoalSaid | None:
    """None where the latest word is that nothing is looked for."""
    said = {word: getattr(goal, word) or None for word in ("field", "function", "place", "level")}
    return GoalSaid(**said, since=goal.time) if any(said.values()) else None


def _question(question: Question) -> QuestionOpen:
    return QuestionOpen(
        id=question.id, words=question.words, field=question.field or None,
        function=question.function or None, since=question.time,
    )  # fmt: skip


def _target(wanted: Wanted) -> TargetWanted:
    target = wanted.target
    return TargetWanted(
        company=named(wanted.company), priority=target.priority,
        function=target.function or None, place=target.place or None, since=target.time,
    )  # fmt: skip
