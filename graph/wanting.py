"""The pages of what somebody wants, and of how to begin with somebody."""

from collections.abc import Sequence

from graph.agenda import Wanted, goal_of, questions_of, targets_of
from graph.entities import Employment, Goal, Person, Question
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
        goal=goal_said(goal) if goal else None,
        questions=tuple(map(_question, await questions_of(view, person))),
        targets=tuple(map(_target, await targets_of(view, person))),
    )


async def openers_page(
    view: View, person: Person, other: Person, templates: Sequence[Template], now: str
) -> OpenersPage:
    """With what *person* may begin with *other*."""
    employments = await view.touching(Employment, [other.id])
    listener = Listener(
        name=first_name(other, [person]),
        field=other.field,
        functions=tuple(one.function for one in employments if one.function and one.current(now)),
    )
    questions = await questions_of(view, person)
    found = openers(templates, await goal_of(view, person), questions, listener)
    return OpenersPage(person=named(person), to=named(other), openers=found)


def goal_said(goal: Goal) -> GoalSaid | None:
    """The goal as answers tell it; None where the latest word is that nothing is looked for."""
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
